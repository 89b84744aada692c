"""Tokenisation without transformers gives what transformers' ``MarianTokenizer`` gives."""

from __future__ import annotations

import random
import shutil
import unicodedata
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from dipx import segment
from dipx.engines.pieces import UNK, MarianPieces
from dipx.models.registry import bundled_dir
from tests.conftest import SEEDS

FOLDER = bundled_dir() / "marian-fr-en"
EXTRAS = """
😀
https://exemple.fr/a?b=c
contact@exemple.fr
#Élections2024
1 234,5 €
XXe
©
Ωμέγα
北京
<pad>
""".split("\n")[1:-1]
CHANGES: list[Callable[[str, random.Random], str]] = [
    lambda text, rng: text,
    lambda text, rng: text.upper(),
    lambda text, rng: text.lower(),
    lambda text, rng: "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)),
    lambda text, rng: unicodedata.normalize("NFD", text),
    lambda text, rng: " ".join(rng.sample(text.split(), len(text.split()))),
    lambda text, rng: text.replace("’", "'").replace(" ", "  "),
    lambda text, rng: f"{rng.choice(EXTRAS)} {text} {rng.choice(EXTRAS)}",
    lambda text, rng: text[: rng.randrange(1, len(text))],
    lambda text, rng: f"« {text} »",
    lambda text, rng: text.replace("e", rng.choice(EXTRAS)),
    lambda text, rng: text[::-1],
    lambda text, rng: " ".join(text),
    lambda text, rng: text.title(),
    lambda text, rng: text.replace(" ", "\u202f"),
    lambda text, rng: text + " " + text,
    lambda text, rng: "-".join(text.split()),
]


def _sentences() -> list[str]:
    rng = random.Random(20)
    seeds = [s.text for path in sorted(SEEDS.glob("*.txt")) for s in segment(path.read_text("utf-8"))]
    return [change(text, rng) for text in seeds for change in CHANGES][:510]


def test_parity_with_marian_tokenizer() -> None:
    from transformers import MarianTokenizer

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reference = MarianTokenizer.from_pretrained(FOLDER)
    ours = MarianPieces(FOLDER)
    sentences = _sentences()
    assert len(set(sentences)) >= 490
    for text, pieces in zip(sentences, ours.encode(sentences), strict=True):
        # transformers finds "<pad>" in a text and makes it the special token; ours must not: it is text.
        if "<pad>" in text:
            continue
        expected = reference(text, truncation=False, verbose=False)["input_ids"]
        assert [ours.vocabulary[piece] for piece in pieces] == expected, text
        assert ours.decode(pieces) == reference.decode(expected, skip_special_tokens=True).strip()


@pytest.mark.parametrize("text", ["<pad>", "</s>", "un <unk> deux", "a</s>b"])
def test_special_tokens_in_a_text_are_text(text: str) -> None:
    pieces = MarianPieces(FOLDER).encode([text])[0]
    assert pieces.count("</s>") == 1
    assert "<pad>" not in pieces


def test_a_piece_that_the_vocabulary_lacks_is_unknown() -> None:
    pieces = MarianPieces(FOLDER)
    pieces.vocabulary = {key: value for key, value in pieces.vocabulary.items() if "a" not in key}
    assert UNK in pieces.encode(["la table"])[0]


def test_a_target_of_its_own_is_decoded_by_its_own(tmp_path: Path) -> None:
    import sentencepiece

    folder = Path(shutil.copytree(FOLDER, tmp_path / "model"))
    assert MarianPieces(folder).decode(["▁Paris", "!"]) == "Paris!"
    (tmp_path / "lines").write_text("Pari gagné\nParti sans rien\n" * 50, "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(tmp_path / "lines"),
        model_prefix=str(tmp_path / "other"),
        vocab_size=25,
        normalization_rule_tsv="",
        hard_vocab_limit=False,
        minloglevel=2,
    )
    pieces = MarianPieces(folder)
    expected = pieces.encode(["Le ministre."])
    shutil.copyfile(tmp_path / "other.model", folder / "target.spm")
    other = MarianPieces(folder)
    assert other.encode(["Le ministre."]) == expected
    assert other._target.get_piece_size() != pieces._target.get_piece_size() == other._source.get_piece_size()
