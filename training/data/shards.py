"""A shard: a folder of plain arrays that are mapped, not read. The same values give the same bytes.

``source.npy``, ``target.npy`` (uint16 ids, every side ends in ``</s>``), ``source_starts.npy``,
``target_starts.npy`` (int64, one more than pairs), ``corpus.npy`` (uint8, index in ``shard.json``'s corpora)
and, once aligned, ``links.npy`` (uint8, one a target id: its source position in the pair, or 255); once scored,
``relevance.npy`` (float32, one a pair).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dipx.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMAT = 1
NO_LINK = 255
"""In a shard's links: this target token has no confident link."""
MAX_TOKENS = 250
"""Longest side in ids, ``</s>`` counted: a link's source position must fit under 255 in a byte."""

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Shard:
    """Token pairs; ``source[source_starts[i]:source_starts[i + 1]]`` is the source side of pair ``i``."""

    source: Array
    target: Array
    source_starts: Array
    target_starts: Array
    corpus: Array
    links: Array | None
    info: dict[str, Any]

    def __len__(self) -> int:
        return len(self.corpus)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of token pairs: both sides end to end, their lengths, the corpus of each pair."""

    sides: tuple[Array, Array]
    lengths: tuple[Array, Array]
    corpus: Array


def block(pairs: Sequence[tuple[Sequence[int], Sequence[int]]], corpus: Sequence[int]) -> Block:
    """A block from (source ids, target ids) pairs and the corpus index of each."""
    rows = tuple([pair[side] for pair in pairs] for side in (0, 1))
    flat = tuple(np.fromiter((i for row in side for i in row), dtype=np.uint16) for side in rows)
    lengths = tuple(np.fromiter((len(row) for row in side), dtype=np.int64) for side in rows)
    return Block((flat[0], flat[1]), (lengths[0], lengths[1]), np.asarray(corpus, dtype=np.uint8))


def write_shard(folder: Path, blocks: Sequence[Block], info: dict[str, Any]) -> int:
    """Write the blocks and ``info`` into ``folder``; returns the number of pairs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _LATER:  # links and scores of other pairs would be worse than none
        (folder / name).unlink(missing_ok=True)
    empty = np.zeros(0, dtype=np.uint16)
    for side, name in enumerate(("source", "target")):
        lengths = np.concatenate([np.zeros(1, dtype=np.int64), *(part.lengths[side] for part in blocks)])
        np.save(folder / f"{name}.npy", np.concatenate([empty, *(part.sides[side] for part in blocks)]))
        np.save(folder / f"{name}_starts.npy", np.cumsum(lengths))
    corpus = np.concatenate([empty.astype(np.uint8), *(part.corpus for part in blocks)])
    np.save(folder / "corpus.npy", corpus)
    text = json.dumps({"format": FORMAT, "pairs": len(corpus), **info}, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / "shard.json").write_text(text + "\n", "utf-8")
    return len(corpus)


def read_shard(folder: Path) -> Shard:
    """Map a shard. Raises ``InputError`` when it is missing or of another format."""
    try:
        info = json.loads((folder / "shard.json").read_text("utf-8"))
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    except (OSError, ValueError) as error:
        raise InputError(f"No shard in {folder} ({error}); make it with: python -m training.data.prepare") from error
    if info.get("format") != FORMAT:
        raise InputError(f"The shard {folder} has format {info.get('format')}, not {FORMAT}; prepare it again.")
    links = folder / "links.npy"
    return Shard(**arrays, links=np.load(links, mmap_mode="r") if links.is_file() else None, info=info)


_LATER = ("links.npy", "relevance.npy")
_ARRAYS = ("source", "target", "source_starts", "target_starts", "corpus")
