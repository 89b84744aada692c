"""The guard of the test sets: sentences that no training pair may hold on either side."""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from dipx.errors import InputError
from training.data.filters import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MIN_WORDS = 5
"""Shorter sentences (“The vote is closed.”) occur everywhere and prove nothing."""

Place = tuple[str, int]
"""A file and a line of it, from 1."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’»)]*\s+")


def fingerprint(text: str) -> int:
    """A 64-bit digest of the sentence's key; 0 for one too short to tell."""
    found = key(text)
    if found.count(" ") + 1 < MIN_WORDS:
        return 0
    return int.from_bytes(blake2b(found.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def forbidden_sentences(paths: Iterable[Path]) -> dict[int, Place]:
    """Fingerprints of every sentence and line in the files (folders: all files in them), with their place.

    Raises ``InputError`` when a path is missing: a guard that guards nothing must not pass in silence.
    """
    found: dict[int, Place] = {}
    for path in paths:
        if not path.exists():
            raise InputError(f"The forbidden file {path} is not here; correct --forbid or [paths] forbid.")
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                for number, text in _texts(file):
                    found.setdefault(fingerprint(text), (str(file), number))
    found.pop(0, None)
    return found


def forbidden_ids(paths: Iterable[Path]) -> frozenset[str]:
    """The ``id`` of every JSON line in the files (folders: all ``*.jsonl`` in them): stories known by their name."""
    files = (file for path in paths for file in (sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]))
    return frozenset(
        record["id"]
        for file in files
        if file.suffix == ".jsonl"
        for line in file.read_text("utf-8", "replace").split("\n")
        if line.strip() and isinstance(record := json.loads(line), dict) and isinstance(record.get("id"), str)
    )


def _texts(file: Path) -> Iterator[tuple[int, str]]:
    lines = file.read_text("utf-8", "replace").split("\n")
    for number, line in enumerate(lines, start=1):
        if file.suffix == ".jsonl" and line.strip():
            for text in _strings(json.loads(line)):
                yield from ((number, piece) for piece in _pieces(text))
        else:
            yield from ((number, piece) for side in line.split("\t") for piece in _pieces(side))


def _pieces(text: str) -> Iterator[str]:
    """The lines of a text and their sentences, roughly split: a match needs one of them whole."""
    for line in text.split("\n"):
        yield line
        sentences = _SENTENCE_END.split(line)
        if len(sentences) > 1:
            yield from sentences


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
