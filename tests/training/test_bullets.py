"""The rewriter's pairs: whose names they give, what they may not invent, and the form that inference shares."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from random import Random
from typing import Any

import pytest
from training.bullets.highlights import clean, from_headline, from_highlights, sentence_case
from training.bullets.pairs import main as bullets
from training.bullets.selfmade import made
from training.bullets.stories import split
from training.data.forbidden import fingerprint
from training.data.prepare import read_plan

from dipx.bullets.context import SEPARATOR, contexts, evidence, plain, rewriter_input
from dipx.bullets.receipts import check_rewriting
from dipx.engines.pieces import MarianPieces
from tests.conftest import ROOT

DOCUMENT = """\
Transport Minister Claire Morel announced a plan for the railways of Brittany on Tuesday.
She said the work on 120 regional lines would begin in spring, and that no station would close.
The opposition in Paris welcomed the plan, while unions warned that it lacked 400 million euros.
Scroll down for video.
Morel promised the mayors of Rennes and Brest an answer within six weeks, according to her office."""
NEWS = """\
Finance Minister Paul Garnier presented the budget of 2026 to the parliament in Paris on Monday.
Garnier said the deficit would fall to 4.6 percent of output by December.
The European Central Bank called the forecast rather optimistic on Tuesday, while three smaller \
banks of the capital warned of a grave shortfall."""
TEXTS = DOCUMENT.splitlines()


def one(document: str, highlight: str) -> tuple[str, str] | str:
    (outcome,) = from_highlights(split(document, ()), [highlight])
    return outcome


# --- the form


def test_separator_is_one_piece_and_no_text_holds_it() -> None:
    read = rewriter_input("Il « dort » et ‘rêve’.", "A » B and “C”.")
    assert read == 'A" B and "C". » Il "dort" et \'rêve\'.'
    (pieces,) = MarianPieces(ROOT / "models/marian-fr-en").encode([read])
    assert pieces.count("▁" + SEPARATOR) == 1
    assert sum(SEPARATOR in piece for piece in pieces) == 1


def test_without_context_the_sentence_is_all() -> None:
    assert rewriter_input("One line.") == evidence("One line.") == "One line."
    assert evidence("She left.", "Anna came.") == "Anna came. She left."


def test_plain_is_idempotent() -> None:
    text = "«\u00a0Oui\u00a0», dit-il : l’été…"
    assert plain(plain(text)) == plain(text) == '"Oui", dit-il : l\'été…'


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Anna Kern met Paul Roth in Bonn.", "She signed the treaty."], [(1,), (0,)]),
        (["Anna Kern met Paul Roth in Bonn.", "She signed.", "He did not."], [(1,), (0, 2), (0, 1)]),
        (["Anna Kern met Paul Roth in Bonn.", "", "The treaty was signed."], [(2,), (), (0,)]),
        (["Anna Kern met Paul Roth in Bonn.", "It rained.", "", "She signed."], [(1,), (0, 3), (), (0, 1)]),
        (["Anna Kern met Paul Roth in Bonn.", "", "", "", "She signed."], [()] * 5),
        # No room for both of them: who she is goes before what comes next.
        (["Anna Kern " + "met Paul " * 30 + ".", "She signed it.", "On " + "and on " * 20], [(1,), (0,), (1,)]),
        (["Anna Kern met Paul Roth " + "in Bonn " * 40 + ".", "She signed the treaty."], [(), ()]),
        (["She signed the treaty."], [()]),
    ],
)
def test_a_sentence_gets_what_stands_around_it(texts: list[str], expected: list[tuple[int, ...]]) -> None:
    assert contexts(texts) == expected


# --- highlights


def test_a_pronoun_gets_its_name() -> None:
    outcome = one(DOCUMENT, "Morel says work on 120 regional lines would begin in spring")
    assert outcome == (
        f"{TEXTS[0]} {TEXTS[2]} » {TEXTS[1]}",
        "Morel says work on 120 regional lines would begin in spring.",
    )


def test_captions_are_not_around_it() -> None:
    bullet = "Opposition in Paris welcomed the plan while unions warned that it lacked money."
    assert one(DOCUMENT, bullet) == (f"{TEXTS[1]} {TEXTS[4]} » {TEXTS[2]}", bullet)


@pytest.mark.parametrize(
    ("highlight", "reason"),
    [
        ("Morel says work on 130 regional lines would begin in spring.", "bullet-number"),
        ("Garnier says work on 120 regional lines would begin in spring.", "bullet-name"),
        ("Claire Morel announced the first plan for the railways of Brittany on Tuesday.", "overclaim"),
        ("Claire Morel announced no plan for the railways of Brittany on Tuesday.", "bullet-negation"),
        ("The strike of teachers emptied schools across the north of the country.", "no source"),
        ("She said work on 120 regional lines would begin in spring.", "dangling"),
        ("Officials say she will answer the mayors within six weeks.", "pronoun"),
        ("We will begin the work on 120 regional lines in spring.", "dangling"),
        ("Morel: Work on 120 regional lines would begin in spring.", "label"),
        ("Will the work on 120 regional lines begin in spring?", "question"),
        ("Work on 120 lines.", "length"),
        ("Morel announced a plan for the railways of Brittany and the work on 120 regional lines for", "unfinished"),
    ],
)
def test_what_is_no_bullet_of_the_story(highlight: str, reason: str) -> None:
    assert one(DOCUMENT, highlight) == reason


@pytest.mark.parametrize(
    ("highlight", "expected"),
    [
        ("NEW: Morel announces plan", "Morel announces plan."),
        ("Plan lacks 400 million , unions warn .", "Plan lacks 400 million, unions warn."),
        ("But the unions call it ``a start''", 'The unions call it "a start."'),
        ("(CNN) -- The plan is “late,”", 'The plan is "late."'),
        ("Costs rise –", "Costs rise."),
    ],
)
def test_cleaning(highlight: str, expected: str) -> None:
    assert clean(highlight) == expected


def test_captions_and_bylines_are_no_source() -> None:
    front = "By. Jane Doe and John Roe. PUBLISHED:. 07:21 EST, 28 December 2012. |. UPDATED:. 07:32 EST, 29 May 2013. "
    story = split(front + DOCUMENT, ())
    assert next(filter(None, story.texts)) == TEXTS[0]
    assert not any("Scroll" in text or "PUBLISHED" in text for text in story.texts)


# --- headlines and sentences made by rule


def test_title_case_is_undone_but_for_names() -> None:
    story = split(NEWS, ())
    assert sentence_case("Garnier Says EU Deficit Will Fall in Paris", story.named) == (
        "Garnier says EU deficit will fall in Paris"
    )
    assert sentence_case("Deficit to fall, Garnier says", story.named) == "Deficit to fall, Garnier says"


def test_headline_is_matched_with_the_first_sentences_only() -> None:
    outcome = from_headline(split(NEWS, ()), "Paul Garnier Presented the Budget of 2026")
    first, second, _ = NEWS.splitlines()
    assert outcome == (f"{second} » {first}", "Paul Garnier presented the budget of 2026.")
    far = "One sentence of Rome stands here.\n" * 3 + NEWS
    assert from_headline(split(far, ()), "Paul Garnier Presented the Budget of 2026") == "no source"


def test_a_name_is_taken_away_and_asked_back() -> None:
    outcomes = dict(made(split(NEWS, ()), Random(1)))
    first, second, third = NEWS.splitlines()
    assert outcomes["restored"] in {
        (f"{first} {third} » {second.replace('Garnier', pronoun, 1)}", second) for pronoun in ("He", "She")
    }
    assert outcomes["shortened"] == (
        f"{second} » {third}",
        "The European Central Bank called the forecast rather optimistic on Tuesday.",
    )
    both = {how: outcome for seed in range(20) for how, outcome in made(split(NEWS, ()), Random(seed))}
    assert both["kept"] == (f"{second} » {first}", first)
    assert both["padded"] == (f"{second} » {first[:-1]}{third[third.index(',') :]}", first)


# --- the whole step


def write_data(folder: Path, stories: list[dict[str, Any]], news: list[dict[str, Any]]) -> list[str]:
    for name, records in (("summaries/a", stories), ("news-en/b", news)):
        path = folder / "data" / f"{name}.jsonl.xz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(lzma.compress("".join(json.dumps(record) + "\n" for record in records).encode()))
    (folder / "data" / "INDEX.json").write_text('{"summaries/a.jsonl.xz": {"licence": "L", "origin": "O"}}', "utf-8")
    held = {"id": "held", "document": "One held sentence of some length.", "bullets": ["Nobody may learn this bullet."]}
    (folder / "held.jsonl").write_text(json.dumps(held) + "\n", "utf-8")
    edited = folder / "edited.jsonl.xz"
    edited.write_bytes(lzma.compress(json.dumps(EDITED).encode()))
    return ["--data", str(folder / "data"), "--forbid", str(folder / "held.jsonl"), "--edited", str(edited)]


STORY = {"id": "s", "document": DOCUMENT, "bullets": ["NEW: Morel says work on 120 lines would begin in spring"]}
ARTICLE = {"document": NEWS, "headline": "Garnier presented the budget of 2026"}
HARBOR = [
    "The harbor of Calais was closed to ferries for two days by the strike of its pilots.",
    "It opened again on Friday morning, when the pilots had voted for the offer of the port.",
    "Nobody could say when the 90 lorries on the quay would leave.",
]
EDITED = {
    "id": "e",
    "sentences": HARBOR,
    "bullets": [
        {"text": "The harbor of Calais opened again on Friday.", "from": [2, 1]},
        {"text": "The harbor of Calais closed for nine days.", "from": [1]},
    ],
    "rank": [1, 2],
}


def test_same_data_same_bytes_and_every_pair_passes_the_receipts(tmp_path: Path) -> None:
    given = write_data(tmp_path, [STORY, {**STORY, "id": "t"}], [ARTICLE])
    names = ("edited.tsv", "pairs.tsv", "headlines.tsv", "sentences.tsv", "INDEX.json")
    for run in ("one", "two"):
        assert bullets(["--out", str(tmp_path / run / "pairs.tsv"), *given]) == 0
    files = [[(tmp_path / run / name).read_bytes() for name in names] for run in ("one", "two")]
    assert files[0] == files[1]
    rows = [line.split("\t") for raw in files[0][:4] for line in raw.decode().splitlines()]
    assert rows[0] == [f"{HARBOR[0]} {HARBOR[2]} » {HARBOR[1]}", "The harbor of Calais opened again on Friday."]
    assert len(rows) == 6  # the second story repeats the first; sentences as they are would be more than a tenth
    for source, bullet in rows:
        assert check_rewriting(bullet, source.replace(f" {SEPARATOR} ", " ")) is None
    assert json.loads(files[0][4])["pairs"] == {
        "licence": "summaries/a.jsonl.xz: L",
        "origin": "summaries/a.jsonl.xz: O",
    }


@pytest.mark.parametrize(
    "story",
    [
        {**STORY, "id": "held"},
        {**STORY, "bullets": ["Nobody may learn this bullet"]},
    ],
    ids=["by id", "by text"],
)
def test_stories_of_the_test_sets_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], story: dict[str, Any]
) -> None:
    given = write_data(tmp_path, [story], [ARTICLE])
    out = tmp_path / "run" / "pairs.tsv"
    assert bullets(["--out", str(out), *given]) == 1
    assert "1 stories are in the test sets (--drop-forbidden drops them): " + story["id"] in capsys.readouterr().err
    assert not out.exists()
    assert bullets(["--out", str(out), *given, "--drop-forbidden"]) == 0
    assert out.read_text("utf-8") == ""


def test_a_forbidden_sentence_is_neither_source_nor_context() -> None:
    story = split(DOCUMENT, {fingerprint(TEXTS[0])})
    assert story.texts[0] == ""
    assert story.passages[1].context == TEXTS[2]
    assert story.forbidden == 1


def test_no_data_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "held.jsonl").write_text("{}\n", "utf-8")
    given = ["--data", str(tmp_path), "--forbid", str(tmp_path / "held.jsonl"), "--edited"]
    assert bullets(["--out", str(tmp_path / "p"), *given]) == 1
    assert "No *.jsonl.xz in" in capsys.readouterr().err


def test_the_config_names_what_the_step_writes() -> None:
    plan = read_plan(ROOT / "training/configs/data-bullets-en.toml")
    assert set(plan.corpora) == {"edited", "pairs", "headlines", "sentences"}
    assert not any(corpus.noise for corpus in plan.corpora.values())  # its quotes would be separators
    assert plan.recipe.filters.languages == ("en", "en")


# --- the exported folder


def test_bullets_are_scored_with_and_without_the_rewriter_and_the_card_says_so(tmp_path: Path) -> None:
    pytest.importorskip("rouge_score")
    from training.learn.score import score_bullets
    from training.network.card import card

    path = tmp_path / "stories.jsonl"
    path.write_text(json.dumps(STORY) + "\n", "utf-8")
    found = score_bullets(tmp_path, path, "fake")
    assert found["stories"] == 1
    assert 0 < found["rouge1"] <= 100
    training = {
        "hours": 1,
        "steps": 2,
        "target_tokens": 3,
        "settings": {"model": {"init": ""}},
        "averaged_snapshots": 0,
    }
    languages = {"source_lang": "en", "target_lang": "en", "task": "rewriting"}
    told = {"architecture": "Marian", "parameters": 1, "training": training, "corpora": {}, "scores": {"held": found}}
    text = card({**languages, **told})
    assert text.startswith("# en → en, rewriting\n\nReads a sentence of an English article and writes a bullet")
    assert f"held: **ROUGE-1/2/Lsum {found['rouge1']}/" in text
    assert f"{found['extracted_rouge1']}/{found['extracted_rouge2']}/{found['extracted_rougeLsum']} without it" in text


@pytest.mark.parametrize(
    ("languages", "asked", "message"),
    [
        (["en", "en"], ["--score", "a", "b"], "is a rewriter: score it with --stories"),
        (["fr", "en"], ["--stories", "a"], "is a translator: score it with --score"),
    ],
)
def test_a_score_that_would_mean_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], languages: list[str], asked: list[str], message: str
) -> None:
    from training.learn.export import main as export

    (tmp_path / "shard.json").write_text(json.dumps({"languages": languages}), "utf-8")
    assert export([str(tmp_path), "--out", str(tmp_path / "model"), *asked]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "model").exists()
