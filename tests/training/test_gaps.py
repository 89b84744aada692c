"""What news says that the pairs lack, and which sentences of it are chosen."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from pathlib import Path

import pytest
from training.data import gaps
from training.data.forbidden import fingerprint

from dipx import formats
from tests.conftest import ROOT

FILLER = "dans la ville et que le maire est venu pour les gens de la région"


def _news(word: str, number: int) -> str:
    return f"La {word} numéro {number} a surpris {FILLER}."


def test_units_are_stems_and_phrases_without_accents() -> None:
    assert gaps.units("Les lacrymogènes du barrage filtrant") == {"lacrymo", "barrage", "filtrant", "barrage filtrant"}


def test_what_is_wanted_is_in_the_news_and_not_in_the_pairs() -> None:
    texts = [_news("buanderie", n) for n in range(4)] + [_news("mairie", n) for n in range(4)]
    texts += [f"Hier Zoubir {FILLER}." for _ in range(4)]
    weights = gaps.wanted(texts, {"buanderi"[: gaps.STEM]: 1, "mairie": 500})
    assert "buander" in weights
    assert "mairie" not in weights, "the pairs know it"
    assert "zoubir" not in weights, "a name is copied"


def test_each_unit_is_had_three_times_and_the_rest_left() -> None:
    texts = [_news("buanderie", n) for n in range(9)] + [_news("tondeuse", 1)]
    taken = gaps.picked(texts, {"buander": 9.0, "tondeus": 9.0}, take=99)
    assert sum("buanderie" in text for text in taken) == gaps.HAD
    assert sum("tondeuse" in text for text in taken) == 1
    assert len(gaps.picked(texts, {"buander": 9.0, "tondeus": 9.0}, take=2)) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"la minuscule du début {FILLER}.",
        f"Voir https://exemple.fr {FILLER}.",
        "Trop court pour être choisi.",
        f"Sans point final {FILLER}",
        "Dupont Martin Durand Bernard Petit Robert Richard Moreau Simon.",
    ],
)
def test_what_is_no_sentence_is_not_chosen(text: str) -> None:
    assert not list(gaps.sentences([formats.parse(text)]))


def _learnable(texts: list[str]) -> list[str]:
    return [text for text in texts if not gaps.is_aside(formats.parse(text))]


def test_articles_of_development_sets_and_those_aside_are_passed_over() -> None:
    articles = [_news("buanderie", n) for n in range(200)]
    learnable = _learnable(articles)
    assert 150 < len(learnable) < 195, "about a tenth is kept aside"
    assert list(gaps.sentences(map(formats.parse, articles))) == learnable
    assert not list(gaps.sentences([formats.parse(learnable[0])], {fingerprint(learnable[0])}))


def test_ignorance_counts_running_words_that_are_no_names() -> None:
    running, unknown, which = gaps.ignorance(["Une buanderie pour Zoubir."], {"pour": 9})
    assert (running, unknown, dict(which)) == (2, 1, {"buanderie": 1})


def test_the_command(tmp_path: Path) -> None:
    news, pairs = tmp_path / "news", tmp_path / "pairs"
    news.mkdir()
    pairs.mkdir()
    articles = _learnable([_news("buanderie", n) for n in range(20)])
    with lzma.open(news / "a.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"document": text}) + "\n" for text in articles)
    (pairs / "old.tsv").write_text(f"{articles[0]}\tSaid already.\n", "utf-8")
    command = [sys.executable, "-m", "training.data.gaps", str(news), "--pairs", str(pairs), "--forbid", "--take", "9"]
    made = subprocess.run(
        [*command, "--out", str(tmp_path / "out")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    assert "of 1,000 running words" in made.stdout
    lines = (tmp_path / "out/b001.fr").read_text("utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines] == [str(n) for n in range(1, len(lines) + 1)]
    assert 0 < len(lines) <= 9
    assert articles[0] not in {line.split("\t")[1] for line in lines}
    made = subprocess.run(
        [*command[:-2], "--pairs", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 1
    assert "No corpus" in made.stderr
