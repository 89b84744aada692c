"""Pairs of what the bundled model says at its best."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from training.learn.distil import hard, main, nearest, plain, told

MODEL = Path("models/marian-fr-en")
HARD = "Les gilets jaunes ont pris la fuite lundi devant la mairie de la ville."


def test_pairs_are_told_in_plain_words() -> None:
    pairs = [("Il a pris la fuite.", "He fled."), ("Il dort.", "He sleeps.")]
    ((french, english),) = told(pairs)
    assert "fuite" not in french
    assert english == "He fled."


def test_a_corpus_says_where_it_is_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs, out = tmp_path / "pairs.tsv", tmp_path / "made" / "told.tsv"
    pairs.write_text("Il a pris la fuite.\tHe fled.\n", "utf-8")
    monkeypatch.setattr("sys.argv", ["distil", "told", str(pairs), "--out", str(out)])
    main()
    assert out.read_text("utf-8").count("\n") == 1
    assert set(json.loads((out.parent / "INDEX.json").read_text("utf-8"))["told"]) == {"licence", "origin"}


def test_hard_sentences_are_drawn(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl.xz"
    story = json.dumps({"document": f"{HARD}\n\nLe ministre de la santé a dit hier que tout allait bien dans le pays."})
    with lzma.open(news, "wt", encoding="utf-8") as stream:
        stream.write(f"{story}\n")
    assert hard([news], 5, 1) == [HARD]
    eval_file = tmp_path / "dev.fr"
    eval_file.write_text(f"{HARD}\n", "utf-8")
    assert hard([news], 5, 1, [eval_file]) == []


def test_the_program_s_english_of_hard_sentences() -> None:
    ((french, english),) = plain([HARD], MODEL)
    assert french == HARD
    assert "yellow vests" in english


def test_of_the_beam_the_nearest_to_the_reference() -> None:
    french = "Le ministre est arrivé jeudi."
    by_reference = {
        english: next(nearest([(french, english)], MODEL))[1]
        for english in ("The minister arrived on Thursday.", "The Minister arrived Thursday.")
    }
    assert by_reference["The minister arrived on Thursday."] == "The minister arrived on Thursday."
    assert "Thursday" in by_reference["The Minister arrived Thursday."]


@pytest.mark.parametrize("english", ["", "x " * 200])
def test_what_is_too_long_is_left_out(english: str) -> None:
    assert len(list(nearest([("Oui, il dort.", english)], MODEL))) == (not english)
