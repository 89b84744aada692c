"""The SentencePiece vocabulary in Marian layout: ids 0 ``</s>``, 1 ``<unk>``, then the pieces, the pad last."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any

from dipx.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")
END = 0


class Vocabulary:
    """One joint vocabulary for both sides, from a model folder. Raises ``ModelError`` when it is not one."""

    def __init__(self, folder: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        try:
            ids: dict[str, int] = json.loads((folder / "vocab.json").read_text("utf-8"))
            self.pieces: Any = SentencePieceProcessor(model_file=str(folder / "source.spm"))
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"No vocabulary in {folder} ({error}); make one: python -m training.make_vocabulary"
            ) from error
        if (folder / "source.spm").read_bytes() != (folder / "target.spm").read_bytes():
            raise ModelError(f"{folder} has a vocabulary for each side; the trainer needs a joint one.")
        size = self.pieces.get_piece_size()
        if [ids.get(self.pieces.id_to_piece(i)) for i in range(size)] != list(range(size)) or ids.get("<pad>") != size:
            raise ModelError(f"{folder}/vocab.json does not number the pieces as source.spm does, with <pad> last.")
        self.folder, self.size = folder, size + 1
        self.digest = hashlib.sha256((folder / "source.spm").read_bytes()).hexdigest()

    def encode(self, text: str) -> list[int]:
        """Ids of a text, ``</s>`` at the end."""
        ids: list[int] = self.pieces.encode(text)
        return [*ids, END]

    def copy_to(self, folder: Path) -> None:
        """Put the files of the vocabulary into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(self.folder / name, folder / name)
