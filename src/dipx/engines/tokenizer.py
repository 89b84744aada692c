"""Text to tokens and back for any folder: Marian's by our own pieces, every other by transformers' tokenizer."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from dipx.errors import ModelError
from dipx.models import ModelFolder
from dipx.models.generation import read_generation


class Pieces(Protocol):
    """Tokens as strings, special ones included; a blank text has none.

    ``first`` is the token that a target is made to begin with, where the model was trained so.
    """

    @property
    def first(self) -> str | None: ...
    def encode(self, texts: Sequence[str]) -> list[list[str]]: ...
    def decode(self, pieces: Sequence[str]) -> str: ...


class HubPieces:
    """The pieces of a folder that transformers' tokenizer reads."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = load_tokenizer(folder)
        first = read_generation(folder).first_token
        self.first: str | None = None if first is None else self._tokenizer.convert_ids_to_tokens(first)

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        return [self._encode(text) if text.strip() else [] for text in texts]

    def decode(self, pieces: Sequence[str]) -> str:
        ids = self._tokenizer.convert_tokens_to_ids(list(pieces))
        text: str = self._tokenizer.decode(ids, skip_special_tokens=True)
        return text.strip()

    def _encode(self, text: str) -> list[str]:
        ids = self._tokenizer(text, truncation=False, verbose=False)["input_ids"]
        pieces: list[str] = self._tokenizer.convert_ids_to_tokens(ids)
        return pieces


class TokenCounter:
    """How many tokens each text has for a model, special ones included; the tokenizer loads at the first call."""

    def __init__(self, folder: ModelFolder) -> None:
        self._folder = folder
        self._pieces: Pieces | None = None

    def __call__(self, texts: Sequence[str]) -> list[int]:
        if self._pieces is None:
            self._pieces = load_pieces(self._folder)
        return [len(pieces) for pieces in self._pieces.encode(texts)]


def load_pieces(folder: ModelFolder) -> Pieces:
    """The folder's pieces. Raises ``ModelError`` when its tokenizer cannot be read."""
    if folder.model_type == "marian":
        from dipx.engines.pieces import MarianPieces

        return MarianPieces(folder.path)
    return HubPieces(folder.path)


def load_tokenizer(folder: Path) -> Any:
    """transformers' tokenizer of the folder; the library is told to talk of errors only."""
    import transformers

    logging: Any = transformers.utils.logging
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            # "Recommended: pip install sacremoses": MarianTokenizer imports it, and does not call it.
            warnings.filterwarnings("ignore", message=".*sacremoses.*")
            return transformers.AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    except (OSError, ValueError, RuntimeError, LookupError, ImportError) as error:
        raise ModelError(f"transformers cannot load the tokenizer in {folder}: {error}") from error
