"""Corpora on disk: ``French<TAB>English`` lines in .tsv or .tsv.xz, and what is told about each."""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dipx.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CorpusSettings:
    """One corpus of a mix: its ``weight`` in copies (below 1: that share of it), its domain, how far to trust
    it.

    ``ordered``: lines follow each other as in their document, so that neighbors may be joined. ``noisy``:
    pairs whose numbers disagree are dropped. ``noise`` False keeps a corpus as it is. ``framed``: half of its pairs,
    words and names, are shown within a sentence (``frames.py``).
    """

    weight: float = 1.0
    domain: str = "other"
    ordered: bool = False
    noisy: bool = False
    noise: bool = True
    framed: bool = False
    path: str = ""


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a corpus, in order; a line without exactly one tab yields two empty sides (and is
    filtered).
    """
    opener: Any = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8", errors="replace", newline="\n") as lines:
            for line in lines:
                sides = line.rstrip("\r\n").split("\t")
                yield (sides[0], sides[1]) if len(sides) == 2 else ("", "")
    except (OSError, lzma.LZMAError) as error:
        raise InputError(f"Cannot read the corpus {path}: {error}; check [paths] bitext and [corpora].") from error


def corpus_path(folder: Path, name: str, settings: CorpusSettings) -> Path:
    """Where a corpus lies. Raises ``InputError`` when it is not there."""
    paths = [Path(settings.path)] if settings.path else [folder / f"{name}.tsv.xz", folder / f"{name}.tsv"]
    for path in paths:
        if path.is_file():
            return path
    raise InputError(f"The corpus {name} is not here; tried: {', '.join(map(str, paths))}.")


def read_index(path: Path) -> dict[str, dict[str, Any]]:
    """Origin and licence by corpus; empty when there is no index."""
    if not path.is_file():
        return {}
    told: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return told
