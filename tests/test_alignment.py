"""Word links from attention to the finished English, and inline markup that goes along them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx import formats
from dipx.document import Alignment, Block, Counterpart, Link, Span
from dipx.engines.alignment import aligned, places_of
from dipx.engines.cached import CachedEngine
from dipx.engines.fake import FakeEngine
from dipx.formats.inline import Placed, events
from dipx.formats.placing import carry
from dipx.memory.none import NoMemory
from dipx.options import Options
from dipx.pipeline import Pipeline
from dipx.reading.files import load
from dipx.report import Report, to_json
from dipx.text.assemble import block_targets
from dipx.text.links import joined, onto, words
from tests.test_cli import dipx


def _pairs(alignment: Alignment | None) -> list[tuple[str, str]]:
    assert alignment is not None
    return [(alignment.source[a:b], alignment.target[c:d]) for (a, b), (c, d) in alignment.links]


def test_attention_of_pieces_becomes_links_of_words() -> None:
    texts = ("l'eau, bleue", "the blue water")
    pieces = (["▁l", "'", "e", "au", ",", "▁bleue", "</s>"], ["▁the", "▁blue", "▁wat", "er", "</s>"])
    attention = [
        [0.9, 0, 0, 0, 0, 0.1, 0],
        [0.1, 0, 0, 0, 0, 0.9, 0],
        [0, 0, 0.2, 0.3, 0.4, 0.1, 0],
        [0, 0, 0.3, 0.2, 0.4, 0.1, 0],
        [0, 0, 0, 0, 0, 0, 1.0],
    ]
    assert _pairs(aligned(texts, pieces, attention)) == [("l", "the"), ("bleue", "blue"), ("eau", "water")]
    assert aligned(("l'eau, rouge", texts[1]), pieces, attention) is None
    assert aligned((texts[0] + " oui", texts[1]), pieces, attention) is None


@pytest.mark.parametrize(
    ("text", "pieces", "places"),
    [
        ("à €5", ["▁à", "▁", "<0xE2>", "<0x82>", "<0xAC>", "5"], [(0, 1), (4, 4), (2, 3), (2, 3), (2, 3), (3, 4)]),
        ("", ["</s>"], [(0, 0)]),
        ("oui", ["▁non"], None),
        ("oui", ["▁oui", "▁non"], None),
    ],
)
def test_pieces_have_their_places(text: str, pieces: list[str], places: list[tuple[int, int]] | None) -> None:
    assert places_of(text, pieces) == places


def test_a_source_that_the_tokenizer_normalises_is_aligned_as_it_saw_it() -> None:
    made = aligned(("10 m²", "10 m2"), (["▁10", "▁m", "2"], ["▁10", "▁m", "2"]), [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert made is not None
    assert made.source == "10 m2"
    assert [("10 m²"[a:b], "10 m2"[c:d]) for (a, b), (c, d) in onto(made, "10 m²", "10 m2")] == [
        ("10", "10"),
        ("m²", "m2"),
    ]


def test_links_follow_the_words_through_typography() -> None:
    seen = Alignment(
        '"244 890" ETAT ok', 'the state "244 890" 14 h 30', (((1, 4), (11, 14)), ((5, 8), (15, 18)), ((10, 14), (4, 9)))
    )
    source, target = "« 244 890 » État ok", "The State “244,890” 14:30"
    found = [(source[a:b], target[c:d]) for (a, b), (c, d) in onto(seen, source, target)]
    assert found == [("État", "State"), ("244", "244"), ("890", "890")]
    grouped = Alignment("il a 244890 ans", "he is 244890", (((5, 11), (6, 12)),))
    target = "he is 244,890"
    assert [target[c:d] for _, (c, d) in onto(grouped, "il a 244890 ans", target)] == ["244,890"]
    assert onto(grouped, "il a 244890 ans", "he is") == ()


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=3), min_size=1, max_size=8))
def test_links_onto_the_same_texts_are_themselves(tokens: list[str]) -> None:
    text = " ".join(tokens)
    links = tuple((word, word) for word in words(text))
    assert onto(Alignment(text, text, links), text, text) == links


def test_parts_are_joined_with_their_links() -> None:
    parts = [
        Alignment("le chat", "the cat", (((3, 7), (4, 7)),)),
        None,
        Alignment("dort", "sleeps", (((0, 4), (0, 6)),)),
    ]
    assert _pairs(joined(parts)) == [("chat", "cat"), ("dort", "sleeps")]
    assert joined([None]) is None


def _counterpart(source: str, target: str, *pairs: tuple[str, str]) -> Counterpart:
    links: list[Link] = []
    for french, english in pairs:
        at, to = source.index(french), target.index(english)
        links.append(((at, at + len(french)), (to, to + len(english))))
    return Counterpart((0, len(source)), (0, len(target)), tuple(links))


def _written(source: str, target: str, parts: Sequence[Counterpart], *marks: tuple[str, str]) -> str:
    """The English with its spans as ``<b>…</b>``; of the marks ``("note", "x")`` is an empty one after x."""
    spans = []
    for key, (kind, text) in enumerate(marks):
        start = source.index(text)
        where = (start + len(text),) * 2 if kind == "note" else (start, start + len(text))
        spans.append(Span(*where, kind, key=key))  # type: ignore[arg-type]
    marked, placed = carry(Block(source, 0, len(source), spans=tuple(spans)), target, parts)
    assert placed == Placed()
    names = {"bold": "b", "italic": "i", "link": "a", "note": "n"}
    made = ""
    for kind, value in events(marked):
        made += value if isinstance(value, str) else f"<{'/' * (kind == 'close')}{names[value.kind]}>"
    return made


SOURCE, TARGET = "Le ministre chinois, en colère, est parti hier soir.", "Last night the angry Chinese minister left."
PART = _counterpart(
    SOURCE, TARGET, ("Le", "the"), ("ministre", "minister"), ("chinois", "Chinese"), ("colère", "angry"),
    ("parti", "left"), ("hier", "Last"), ("soir", "night"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([("bold", "chinois")], "Last night the angry <b>Chinese</b> minister left."),
        ([("bold", "ministre chinois")], "Last night the angry <b>Chinese minister</b> left."),
        ([("bold", "hier soir")], "<b>Last night</b> the angry Chinese minister left."),
        ([("bold", "hier soir.")], "<b>Last night</b> the angry Chinese minister left."),
        ([("bold", "est parti")], "Last night the angry Chinese minister <b>left</b>."),
        # "angry" stands within: one stranger of three is borne, so that the mark stays one.
        ([("bold", "Le ministre chinois")], "Last night <b>the angry Chinese minister</b> left."),
        ([("note", "chinois")], "Last night the angry Chinese<n></n> minister left."),
        ([("note", "soir")], "Last night<n></n> the angry Chinese minister left."),
        ([("note", "soir.")], "Last night the angry Chinese minister left.<n></n>"),
        (
            [("link", "ministre chinois"), ("italic", "chinois")],
            "Last night the angry <a><i>Chinese</i> minister</a> left.",
        ),
        ([("bold", "chinois"), ("italic", "hier")], "<i>Last</i> night the angry <b>Chinese</b> minister left."),
        ([("bold", "colère"), ("italic", "chinois")], "Last night the <b>angry</b> <i>Chinese</i> minister left."),
        ([("bold", SOURCE)], f"<b>{TARGET}</b>"),
    ],
)
def test_marks_go_along_the_links(marks: list[tuple[str, str]], expected: str) -> None:
    assert _written(SOURCE, TARGET, [PART], *marks) == expected


def test_a_mark_that_runs_over_strangers_keeps_its_longest_run() -> None:
    source, target = "un deux trois quatre cinq six", "four one five two three six"
    pairs = [("un", "one"), ("deux", "two"), ("trois", "three"), ("quatre", "four"), ("cinq", "five"), ("six", "six")]
    part = _counterpart(source, target, *pairs)
    assert _written(source, target, [part], ("bold", "quatre cinq six")) == "<b>four</b> one five two three six"
    assert _written(source, target, [part], ("bold", "un deux trois")) == "four <b>one five two three</b> six"
    assert _written(source, target, [part], ("bold", "trois quatre")) == "<b>four</b> one five two three six"


def test_marks_over_several_segments() -> None:
    source, target = "Il dort. Le chat noir mange.", "He sleeps. The black cat eats."
    first = Counterpart((0, 8), (0, 10), (((3, 7), (3, 9)),))
    links = (((12, 16), (21, 24)), ((17, 21), (15, 20)), ((22, 27), (25, 29)))
    parts = [first, Counterpart((9, 28), (11, 30), links)]
    assert _written(source, target, parts, ("bold", "Il dort.")) == "<b>He sleeps.</b> The black cat eats."
    assert _written(source, target, parts, ("bold", "dort. Le chat noir")) == "He <b>sleeps. The black cat</b> eats."
    assert _written(source, target, parts, ("bold", "chat noir")) == "He sleeps. The <b>black cat</b> eats."
    assert _written(source, target, parts, ("note", "dort.")) == "He sleeps.<n></n> The black cat eats."


def test_quotes_and_brackets_stay_with_their_words() -> None:
    source, target = "il (le chef) dit « oui »", 'he (the chief) says "yes"'
    part = _counterpart(source, target, ("chef", "chief"), ("le", "the"), ("oui", "yes"), ("dit", "says"))
    assert _written(source, target, [part], ("bold", "(le chef)")) == 'he <b>(the chief)</b> says "yes"'
    assert _written(source, target, [part], ("bold", "« oui »")) == 'he (the chief) says <b>"yes"</b>'


def test_without_links_the_position_decides_and_it_is_said() -> None:
    block = Block("un deux trois quatre", 0, 20, spans=(Span(3, 7, "bold"), Span(8, 13, "italic", key=1)))
    marked, placed = carry(block, "one two three four")
    assert [(span.start, span.end) for span in marked.spans] == [(4, 7), (8, 13)]
    assert placed == Placed(by_position=2)
    assert placed.notes == ("2 inline marks (bold, links, …) were placed by position alone: look at them",)


MARKDOWN = "Le ministre **chinois** est [parti](http://a.fr) hier.\n\nPekin *encore* et toujours.\n"


def _report(path: Path, options: Options) -> Report:
    pipeline = Pipeline(options)
    pipeline.engine = CachedEngine(FakeEngine(), NoMemory())
    made = next(iter(pipeline.run([load(path, options)], bullets=False)))
    assert isinstance(made, Report)
    return made


def test_markdown_keeps_its_marks_through_the_pipeline(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN)
    report = _report(path, Options(lang="fr"))
    out = tmp_path / "a.en.md"
    placed = formats.write(report.document, block_targets(report.document, report.translations), out, report.parts)
    assert placed == Placed()
    assert "**siohnihc**" not in out.read_text()
    assert f"**{'chinois'[::-1]}**" in out.read_text()
    assert "[itrap](http://a.fr)" in out.read_text()
    assert "*erocne*" in out.read_text()


def test_only_who_asks_gets_alignments_in_the_json(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN)
    assert "alignment" not in json.dumps(to_json([_report(path, Options(lang="fr"))]))
    asked = Options(lang="fr")
    asked = Options(lang="fr", decoding=asked.decoding.with_(alignments=True))
    segment = to_json([_report(path, asked)])["documents"][0]["segments"][0]
    words_of = [(segment["source"][a:b], segment["target"][c:d]) for a, b, c, d in segment["alignment"]]
    assert ("chinois", "sionihc") in words_of
    assert len(words_of) == 6


def test_an_abbreviation_is_a_word_with_its_periods() -> None:
    text = "The U.S. president, e.g. in v.2 of a.b.c, left at 5 p.m."
    found = [text[slice(*span)] for span in words(text)]
    assert [word for word in found if "." in word] == ["U.S.", "e.g.", "p.m."]
    assert "president" in found


def test_the_bundled_model_carries_marks_and_tells_its_links(tmp_path: Path, bundled_cache: Path) -> None:
    article = tmp_path / "a.html.md"
    article.write_text("Le **ministre chinois** a rencontré le président *américain* à Paris.\n")
    out = tmp_path / "out.md"
    assert dipx("translate", article, "-o", out).stderr == b""
    text = out.read_text().casefold()
    assert "**chinese minister**" in text
    assert "*american*" in text or "*u.s.*" in text
    told = dipx("translate", article, "--json", "--alignments")
    (segment,) = json.loads(told.stdout)["documents"][0]["segments"]
    pairs = [(segment["source"][a:b], segment["target"][c:d]) for a, b, c, d in segment["alignment"]]
    assert ("Paris", "Paris") in pairs
    assert ("ministre", "minister") in [(a, b.lower()) for a, b in pairs]
