"""Text to subword pieces and back, as transformers' ``MarianTokenizer`` does, without transformers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import sentencepiece

EOS = "</s>"
UNK = "<unk>"


class MarianPieces:
    """The two SentencePiece models and the vocabulary of a Marian folder.

    A Marian vocabulary is not aligned with its SentencePiece ids, so pieces travel as strings; a piece that
    ``vocab.json`` lacks is ``<unk>``. Parity with ``MarianTokenizer`` is tested on 500 sentences.
    """

    first: str | None = None  # see ``tokenizer.Pieces``

    def __init__(self, folder: Path) -> None:
        source, target = ((folder / name).read_bytes() for name in ("source.spm", "target.spm"))
        self._source = sentencepiece.SentencePieceProcessor(model_proto=source)
        # The bundled models have one for both, and loading it is 13 ms of a short run (cProfile).
        self._target = self._source if source == target else sentencepiece.SentencePieceProcessor(model_proto=target)
        self.vocabulary: dict[str, int] = json.loads((folder / "vocab.json").read_text("utf-8"))

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """The pieces of each text with ``</s>``; a blank text has none."""
        known = self.vocabulary
        encoded = self._source.encode(list(texts), out_type=str)
        return [[p if p in known else UNK for p in pieces] + [EOS] if pieces else [] for pieces in encoded]

    def decode(self, pieces: Sequence[str]) -> str:
        text: str = self._target.decode([piece for piece in pieces if piece != EOS])
        return text.replace("▁", " ").strip()  # of pieces that only the source's model has
