"""How the checks' word lists and weights are learned (``training/resources``): casing, coverage, completeness."""

from __future__ import annotations

import lzma
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from training.resources import casing, completeness, coverage, rare_words

from dipx.checks.completeness import witnesses
from dipx.checks.coverage import entry, lexicon, lost_end

NOUNS = {"chat": "cat", "chien": "dog", "maison": "house", "arbre": "tree", "livre": "book", "pomme": "apple"}
SOURCE = "Le ministre a présenté le budget, et le parlement votera la réforme des retraites jeudi."


def _pairs(count: int) -> list[tuple[str, str]]:
    choice = random.Random(1)
    rows = [choice.sample(sorted(NOUNS), 4) for _ in range(count)]
    return [(" ".join(f"le {word}" for word in row), " ".join(f"the {NOUNS[word]}" for word in row)) for row in rows]


@pytest.mark.skipif(shutil.which("cc") is None, reason="the aligner is compiled with cc")
def test_the_lexicon_of_a_toy_language_is_learned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "toy.tsv.xz").write_bytes(lzma.compress("".join(f"{s}\t{t}\n" for s, t in _pairs(400)).encode()))
    monkeypatch.setattr(coverage, "CORPORA", {"toy": 400})
    monkeypatch.setattr(coverage, "EVERYWHERE", 0.9)
    out = tmp_path / "lexicon.txt"
    assert coverage.main([str(tmp_path), "--out", str(out), "--build", str(tmp_path / "build")]) == 0
    learned = {row[0]: row[3:] for row in (line.split() for line in out.read_text("utf-8").splitlines())}
    assert all(english in learned[french] for french, english in NOUNS.items())


def test_the_form_that_is_nearly_always_written_is_kept() -> None:
    texts = ["Hier, Paris et une économie, Paris et une économie."] * 3 + [
        "Hier, il annonce, annoncé.",
        "À PARIS, ICI.",
    ]
    assert casing.usual(casing.forms(iter(texts))) == ["Paris", "économie"]


def test_words_that_stay_are_english_too() -> None:
    pairs = [("Le restaurant ferme.", "The restaurant closes.")] * 3 + [("Le livre.", "The book.")] * 3
    assert casing.kept(iter(pairs)) == ["restaurant"]


def test_the_fit_tells_sound_from_faulty() -> None:
    sound = np.column_stack([np.linspace(-1, 0.2, 50), np.ones(50)])
    faulty = np.column_stack([np.linspace(-0.2, 1, 50), np.ones(50)])
    weights = completeness.fitted(sound, faulty)
    assert weights[0] > 1
    assert (faulty @ weights > 0).mean() > 0.6 > 0.4 > (sound @ weights > 0).mean()


def test_a_lost_end_weighs_more_than_a_kept_one() -> None:
    whole = "The minister presented the budget, and parliament will vote on the pension reform on Thursday."
    half = "The minister presented the budget."
    assert all(lost > kept for lost, kept in zip(lost_end(SOURCE, half), lost_end(SOURCE, whole), strict=True))
    assert len(witnesses(SOURCE, half)) == 6


def test_a_missing_corpus_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for script in (casing, coverage, completeness):
        assert script.main([str(tmp_path)]) == 1
        assert "corpus" in capsys.readouterr().err


def test_the_lexicon_is_small_and_sound() -> None:
    assert 5_000 < len(lexicon()) < 20_000
    entries = [entry(stem) for stem in lexicon()]
    assert all(found and found[0] > 0 and found[2] for found in entries)
    assert entry("zzzzzz") is None


def test_rare_words_without_a_witness_are_listed_for_a_reader() -> None:
    french = ["La buanderie est fermée.", "Une buanderie commune.", "Le chat dort."]
    english = ["The burial is closed.", "A common laundry.", "The cat sleeps."]
    assert list(rare_words.sheet(french, english)) == [
        "## buanderie [laundry]",
        "  La buanderie est fermée.",
        "  = The burial is closed.",
    ]
