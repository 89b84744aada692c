"""How like the news each pair of a shard is: ``python -m training.data.relevance training/runs/fr-en/shards/train``.

Cross-entropy difference (Moore and Lewis 2010) on both sides (Axelrod et al. 2011): bigram models over the subword
ids, one of the news corpora and one of as many other pairs, and a score a pair: by how many nats a token the first
knows it better. Written beside the ids as ``relevance.npy``; ``[data] scores`` of a training config takes it up.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dipx.errors import DipxError, InputError
from training.data.selection import Rows, among, domains_of
from training.data.shards import MAX_TOKENS, Shard, read_shard
from training.network.vocabulary import END

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "relevance.npy"
_ROWS = 500  # of the table that are made at once

Scores = NDArray[np.float32]
Ids = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class RelevanceSettings:
    """``domains``: what is in demand; ``mix``: the data config that names domains, for older shards. ``span`` pairs
    in turn belong to one half of the shard or the other; each half is scored by a model of the other's pairs.
    """

    domains: tuple[str, ...] = ("news",)
    mix: str = ""
    seed: int = 1
    span: int = 5000


class Bigrams:
    """P(id | id before) with Witten and Bell's interpolation: what was seen to have many followers shares more."""

    def __init__(self, ids: Ids, words: int) -> None:
        keys = np.concatenate([[END], ids[:-1]]).astype(np.int64) * words + ids  # a side's </s> begins the next
        self.keys, counts = np.unique(keys, return_counts=True)
        self.counts = counts.astype(np.float32)
        before = self.keys // words
        self.total = np.bincount(before, counts, words).astype(np.float32)
        self.kinds = np.maximum(np.bincount(before, minlength=words), 1).astype(np.float32)
        self.word = ((np.bincount(ids, minlength=words) + 1) / (len(ids) + words)).astype(np.float32)

    def share(self, first: int, last: int) -> NDArray[np.float32]:
        """The probabilities after the ids ``first`` to ``last`` - 1: [last - first, words]."""
        words = len(self.word)
        a, b = np.searchsorted(self.keys, (first * words, last * words))
        seen = np.zeros((last - first) * words, dtype=np.float32)
        seen[self.keys[a:b] - first * words] = self.counts[a:b]
        kinds = self.kinds[first:last, None]
        shares: NDArray[np.float32] = (seen.reshape(-1, words) + kinds * self.word) / (
            self.total[first:last, None] + kinds
        )
        return shares


def log_ratios(ours: Ids, others: Ids, words: int) -> NDArray[np.float16]:
    """log P(id | id before) of ``ours`` less that of ``others``, flat: a table of 288 MB for 12,000 words, because
    looking up 100 million bigrams in it is a matter of seconds.
    """
    models = Bigrams(ours, words), Bigrams(others, words)
    table = np.empty(words * words, dtype=np.float16)
    for first in range(0, words, _ROWS):
        last = min(first + _ROWS, words)
        rows = np.log(models[0].share(first, last)) - np.log(models[1].share(first, last))
        table[first * words : last * words] = rows.ravel()
    return table


def relevance(shard: Shard, settings: RelevanceSettings) -> Scores:
    """A score a pair, the higher the more like the domains. Raises ``InputError`` where there is nothing to compare.

    No pair outside the domains is scored by a model that has seen it. Those inside are: compare them with care.
    """
    words, count, span = int(shard.info["vocab_size"]), len(shard), settings.span
    inside = among(shard, domains_of(shard.info, settings.mix), settings.domains)
    half = np.arange(count) // span % 2
    rng = np.random.default_rng(settings.seed)
    ours = distinct(shard, np.flatnonzero(inside))
    scores = np.zeros(count, dtype=np.float32)
    for turn in (0, 1):
        others = np.flatnonzero(~inside & (half != turn))
        others = distinct(shard, np.sort(rng.permutation(others)[: len(ours)]))
        if not len(ours) or not len(others):
            raise InputError(f"Pairs of {', '.join(settings.domains)} and {2 * span} others are needed to compare.")
        for side in ("source", "target"):
            table = log_ratios(ids_of(shard, side, ours)[0], ids_of(shard, side, others)[0], words)
            for first in range(turn * span, count, 2 * span):
                last = min(first + span, count)
                scores[first:last] += _means(shard, side, table, (first, last))
    return scores


def _means(shard: Shard, side: str, table: NDArray[np.float16], span: tuple[int, int]) -> Scores:
    """The mean of the table's values over each pair of the span."""
    starts = np.asarray(getattr(shard, f"{side}_starts")[span[0] : span[1] + 1])
    ids = np.asarray(getattr(shard, side)[starts[0] : starts[-1]])
    keys = np.concatenate([[END], ids[:-1]]).astype(np.int64) * int(shard.info["vocab_size"]) + ids
    sums = np.add.reduceat(table[keys].astype(np.float32), starts[:-1] - starts[0])
    return (sums / np.diff(starts)).astype(np.float32)


def ids_of(shard: Shard, side: str, rows: Rows) -> tuple[Ids, Rows]:
    """One side of the pairs ``rows``, end to end, and where each begins in it."""
    places, begins = places_of(getattr(shard, f"{side}_starts"), rows)
    return getattr(shard, side)[places], begins


def places_of(starts: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """Where the ids of ``rows`` are, end to end, and where each row begins among them."""
    lengths = np.asarray(starts)[rows + 1] - np.asarray(starts)[rows]
    begins = np.cumsum(lengths) - lengths
    return np.repeat(np.asarray(starts)[rows] - begins, lengths) + np.arange(lengths.sum()), begins


def distinct(shard: Shard, rows: Rows) -> Rows:
    """``rows`` without those whose target was there before: copies by weight would make a model too sure."""
    if not len(rows):
        return rows
    ids, begins = ids_of(shard, "target", rows)
    lengths = np.diff(np.append(begins, len(ids)))
    powers = np.cumprod(np.full(MAX_TOKENS + 1, 6364136223846793005, dtype=np.uint64))  # an odd number, modulo 2^64
    positions = np.arange(len(ids)) - np.repeat(begins, lengths)
    digests = np.add.reduceat((ids.astype(np.uint64) + np.uint64(1)) * powers[positions], begins)
    return rows[np.sort(np.unique(digests, return_index=True)[1])]


def table(shard: Shard, scores: Scores, inside: NDArray[Any]) -> str:
    """The corpora as text, the most relevant first: pairs, mean score, and how many of the best pairs are theirs."""
    rows = []
    cuts = np.quantile(scores[~inside], (0.75, 0.5))
    for index, name in enumerate(shard.info["corpora"]):
        own = scores[np.asarray(shard.corpus) == index]
        if len(own):
            kept = "  ".join(f"{(own >= cut).mean():5.0%}" for cut in cuts)
            rows.append((-float(own.mean()), f"{name:<28}{len(own):>9}{own.mean():>8.2f}  {kept}"))
    head = f"{'corpus':<28}{'pairs':>9}{'score':>8}  of them kept at 0.25 and 0.5"
    return "\n".join([head, *(line for _, line in sorted(rows))])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.data.relevance", description=__doc__)
    parser.add_argument("shard", type=Path, help="the shard's folder")
    parser.add_argument("--domain", action="append", default=[], help="what is in demand (news)")
    parser.add_argument("--mix", default="", help="the data config that names the domains, for older shards")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--span", type=int, default=RelevanceSettings().span, help="pairs of one half in turn")
    given = parser.parse_args(arguments)
    settings = RelevanceSettings(tuple(given.domain) or RelevanceSettings().domains, given.mix, given.seed, given.span)
    try:
        shard = read_shard(given.shard)
        scores = relevance(shard, settings)
        np.save(given.shard / NAME, scores)
        print(table(shard, scores, among(shard, domains_of(shard.info, settings.mix), settings.domains)))
    except DipxError as error:
        print(f"relevance: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
