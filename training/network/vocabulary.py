"""The SentencePiece vocabulary in Marian layout: ids 0 ``</s>``, 1 ``<unk>``, then the pieces, the pad last."""

from __future__ import annotations

import functools
import hashlib
import json
import math
import shutil
from typing import TYPE_CHECKING, Any

from dipx.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

FILES = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")
END = 0
_CUTS = 16
"""So many ways to cut a word are drawn from."""


class Vocabulary:
    """One joint vocabulary for both sides, from a model folder. Raises ``ModelError`` when it is not one."""

    def __init__(self, folder: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        try:
            ids: dict[str, int] = json.loads((folder / "vocab.json").read_text("utf-8"))
            self.pieces: Any = SentencePieceProcessor(model_file=str(folder / "source.spm"))
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"No vocabulary in {folder} ({error}); make one: python -m training.data.make_vocabulary"
            ) from error
        if (folder / "source.spm").read_bytes() != (folder / "target.spm").read_bytes():
            raise ModelError(f"{folder} has a vocabulary for each side; the trainer needs a joint one.")
        size = self.pieces.get_piece_size()
        if [ids.get(self.pieces.id_to_piece(i)) for i in range(size)] != list(range(size)) or ids.get("<pad>") != size:
            raise ModelError(f"{folder}/vocab.json does not number the pieces as source.spm does, with <pad> last.")
        self.folder, self.size = folder, size + 1
        self.digest = hashlib.sha256((folder / "source.spm").read_bytes()).hexdigest()
        self._cuts = functools.lru_cache(maxsize=20_000)(self._best_cuts)

    def encode(self, text: str) -> list[int]:
        """Ids of a text, ``</s>`` at the end."""
        ids: list[int] = self.pieces.encode(text)
        return [*ids, END]

    def sample(self, text: str, rng: Random, alpha: float) -> list[int]:
        """As ``encode``, but each word is cut as ``rng`` draws it, a cut's chance being P(cut)^alpha (Kudo 2018).

        Word by word, because no piece holds a space, so that the cuts of a sentence are those of its words. Not by
        SentencePiece's sampler: it takes a seed once a thread (google/sentencepiece issues 540 and 635), and what it
        draws would depend on what a worker did before.
        """
        ids: list[int] = []
        for word in text.split():
            cuts, scores = self._cuts(word)
            ids += rng.choices(cuts, [math.exp(alpha * (score - scores[0])) for score in scores])[0]
        return [*ids, END]

    def _best_cuts(self, word: str) -> tuple[list[list[int]], list[float]]:
        """The likeliest cuts of a word and their logarithmic probabilities, the best first."""
        cuts: list[list[int]] = self.pieces.nbest_encode(word, nbest_size=_CUTS, out_type=int)
        return cuts, [sum(map(self.pieces.get_score, cut)) for cut in cuts]

    def copy_to(self, folder: Path) -> None:
        """Put the files of the vocabulary into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(self.folder / name, folder / name)
