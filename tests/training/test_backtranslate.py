"""Pairs with a side that a model translated, here or on a machine with a GPU."""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from training.data.backtranslate import TAG, BackSettings, backtranslate, texts
from training.data.backtranslate import main as back
from training.network.generate import join, load, save
from training.network.vocabulary import Vocabulary

from dipx.document import Hypothesis
from dipx.engines.fake import FakeEngine
from dipx.options import Decoding
from dipx.text.normalize import normalize

BUNDLED = Path("models/marian-fr-en")
STORIES = (
    "Prime Minister Anna Brown said on Monday that 12 ports would close.\n"
    "Ministers gave no date for the vote in parliament.",
    "Ministers gave no date for the vote in parliament. Shares in London fell by half after the vote. Really?",
)


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl.xz"
    rows = [{"document": STORIES[0], "headline": "Ports to close next month"}, {"document": STORIES[1]}]
    path.write_bytes(lzma.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def test_english_stories_become_tagged_pairs(stories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "back.tsv"
    assert back([str(stories), "--from", "en", "--model", "x", "--engine", "fake", "--out", str(out)]) == 0
    rows = [line.split("\t") for line in out.read_text("utf-8").splitlines()]
    assert [english for _, english in rows] == [
        "Ports to close next month",
        "Prime Minister Anna Brown said on Monday that 12 ports would close.",
        "Ministers gave no date for the vote in parliament.",  # once, though it is there twice; "Really?" is too short
        "Shares in London fell by half after the vote.",
    ]
    assert rows[0][0].startswith(f"{TAG} Ports")
    assert all(french.startswith(f"{TAG} ") for french, _ in rows)
    assert json.loads(capsys.readouterr().out) == {"sentences": 4, "kept": 4}


def test_what_a_gpu_made_becomes_pairs(stories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids, made, out = tmp_path / "ids.npz", tmp_path / "made.npz", tmp_path / "back.tsv"
    assert back([str(stories), "--ids", str(ids)]) == 0
    found, vocabulary = load(ids), Vocabulary(BUNDLED)
    rows = [found.ids[a:b] for a, b in pairwise(found.starts.tolist())]
    assert vocabulary.pieces.decode(rows[3].tolist()) == "Shares in London fell by half after the vote."
    french = vocabulary.encode("Les ports ferment le mois prochain")
    save(made, join([np.array(french, dtype=np.uint16), np.zeros(0, dtype=np.uint16), rows[2], rows[3]]))
    assert back([str(stories), "--made", str(made), "--out", str(out), "--block", "3"]) == 0
    assert (
        out.read_text("utf-8").splitlines()[0] == f"{TAG} Les ports ferment le mois prochain\tPorts to close next month"
    )
    told = json.loads(out.with_name("back.tsv.json").read_text("utf-8"))
    assert (told["taken"], told["counts"]) == (4, {"kept": 1, "cut": 1, "identical": 2})
    save(made, join(rows[:3]))
    assert back([str(stories), "--made", str(made), "--out", str(tmp_path / "other.tsv")]) == 1
    assert "has 3 texts, and there are more" in capsys.readouterr().err


def test_french_sides_of_a_bitext_are_translated_without_a_tag(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Le vote est reporté à mardi.\tWhatever it was.\n", "utf-8")
    out = tmp_path / "distilled.tsv"
    inputs = [str(tmp_path / "a.tsv"), "--from", "fr"]
    assert back([*inputs, "--model", "x", "--engine", "fake", "--out", str(out)]) == 0
    assert out.read_text("utf-8") == "Le vote est reporté à mardi.\tLe etov is étroper à idram.\n"


class BrokenEngine(FakeEngine):
    """Dies at its second block."""

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        if self.calls:
            raise KeyboardInterrupt
        return super().generate(texts, decoding)


def test_a_killed_back_translation_ends_as_the_unbroken_one(stories: Path, tmp_path: Path) -> None:
    settings = BackSettings(block=2)
    whole, cut = tmp_path / "whole.tsv", tmp_path / "cut.tsv"
    backtranslate(texts([stories], settings), FakeEngine(), settings, whole)
    with pytest.raises(KeyboardInterrupt):
        backtranslate(texts([stories], settings), BrokenEngine(), settings, cut)
    with cut.open("a", encoding="utf-8") as lines:
        lines.write("half a blo")
    engine = FakeEngine()
    done = backtranslate(texts([stories], settings), engine, settings, cut)
    assert cut.read_bytes() == whole.read_bytes()
    assert engine.calls == 2
    assert (done.taken, done.counts["kept"]) == (4, 4)


def test_what_the_filters_object_to_is_counted(tmp_path: Path) -> None:
    class Mute(FakeEngine):
        def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
            return [Hypothesis("", cut=len(text) > 30) for text in texts]

    lines = ["A sentence of five words.", "A sentence that is longer than the others."]
    done = backtranslate(lines, Mute(), BackSettings(), tmp_path / "x.tsv")
    assert done.counts == {"empty": 1, "cut": 1}
    assert (tmp_path / "x.tsv").read_bytes() == b""


def test_a_file_begun_otherwise_is_not_appended_to(
    stories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "back.tsv"
    command = [str(stories), "--model", "x", "--engine", "fake", "--out", str(out)]
    assert back([*command, "--from", "en"]) == 0
    assert back([*command, "--from", "en", "--beam", "4"]) == 1
    assert "choose another --out" in capsys.readouterr().err


def test_the_tag_is_one_piece_that_the_normalizer_leaves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vocabulary = Vocabulary(BUNDLED)
    ids = vocabulary.encode(normalize(f"{TAG} Le vote est reporté."))
    assert vocabulary.pieces.id_to_piece(ids[0]) == f"▁{TAG}"
    assert ids[1:] == vocabulary.encode("Le vote est reporté.")
    command = ["x.txt", "--from", "en", "--model", "x", "--out", str(tmp_path / "x.tsv"), "--tag", "Backtranslation"]
    assert back(command) == 2
    assert "is not one piece" in capsys.readouterr().err
