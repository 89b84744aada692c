"""Word translations with their probabilities, counted from a shard's links.

``python -m training.data.lexicon training/runs/fr-en/shards --out training/runs/fr-en/lexicon.tsv``
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dipx.errors import DipxError, InputError
from training.data.shards import NO_LINK, Array, Shard, read_shard
from training.network.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPACE = "▁"


def word_pairs(shard: Shard, vocabulary: Vocabulary, limit: int) -> Iterator[tuple[str, str]]:
    """Linked (source word, target word) in lower case, once for each pair of words, of ``limit`` pairs.

    Raises ``InputError`` when the shard is not aligned.
    """
    if shard.links is None:
        raise InputError("The shard has no links; make them with: python -m training.data.align")
    pieces = [vocabulary.pieces.id_to_piece(i) for i in range(vocabulary.size - 1)]
    for pair in np.linspace(0, len(shard) - 1, min(limit, len(shard)), dtype=np.int64):
        source = shard.source[shard.source_starts[pair] : shard.source_starts[pair + 1] - 1]
        first, last = shard.target_starts[pair], shard.target_starts[pair + 1] - 1
        ours, our_words = _words(pieces, source)
        theirs, their_words = _words(pieces, shard.target[first:last])
        linked = {(ours[j], theirs[i]) for i, j in enumerate(shard.links[first:last]) if j < len(ours) and j != NO_LINK}
        for i, j in linked:
            if our_words[i].isalpha() and their_words[j].isalpha():
                yield our_words[i], their_words[j]


def _words(pieces: Sequence[str], ids: Array) -> tuple[list[int], list[str]]:
    """The word that each piece belongs to, and the words; signs at a word's ends are words of their own."""
    owners: list[int] = []
    found: list[str] = []
    for piece in (pieces[i] for i in ids):
        text = piece.removeprefix(_SPACE).lower()
        if not found or piece.startswith(_SPACE) or text.isalpha() != found[-1].isalpha():
            found.append("")
        found[-1] += text
        owners.append(len(found) - 1)
    return owners, found


def lexicon(counts: Counter[tuple[str, str]], least: int, share: float) -> list[tuple[str, str, float, int]]:
    """(source, target, probability of the target given the source, count), the rare and the unlikely left
    out.
    """
    totals: Counter[str] = Counter()
    for (source, _), count in counts.items():
        totals[source] += count
    rows = [
        (source, target, count / totals[source], count)
        for (source, target), count in counts.items()
        if count >= least and count >= share * totals[source]
    ]
    return sorted(rows, key=lambda row: (row[0], -row[3], row[1]))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.data.lexicon", description=__doc__)
    parser.add_argument("shards", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=400_000, help="count in about this many pairs")
    parser.add_argument("--least", type=int, default=3, help="the least count kept")
    parser.add_argument("--share", type=float, default=0.05, help="the least probability kept")
    given = parser.parse_args(arguments)
    try:
        vocabulary = Vocabulary(given.shards / "vocabulary")
        counts = Counter(word_pairs(read_shard(given.shards / "train"), vocabulary, given.pairs))
        rows = lexicon(counts, given.least, given.share)
        lines = (f"{source}\t{target}\t{probability:.3f}\t{count}\n" for source, target, probability, count in rows)
        given.out.write_text("".join(lines), "utf-8")
        print(f"{len(rows)} word pairs in {given.out}", file=sys.stderr)
    except DipxError as error:
        print(f"lexicon: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
