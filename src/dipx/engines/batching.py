"""Batches of equal length: full, and without a padded position.

Padding is what makes a model's answer depend on its neighbours: with batches filled by similar length,
CTranslate2 4.8 (int8, beam 4) gave another text for 10 of 500 news sentences when the batch size changed; with
batches of equal length, for none, and it took the same time (2 cores, first 500 lines of newstest2013). So
a file's English does not depend on the files beside it, and a resumed job equals an undisturbed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dipx.options import Decoding


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices of ``lengths`` in batches of one length, the longest first, ``budget`` tokens at most in each.

    The longest first: what is slow starts early, and a batch that does not fit in memory fails at once.
    A text longer than the budget is a batch of its own. Texts of length 0 are in no batch.
    """
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, length in enumerate(lengths):
        by_length[length].append(index)
    for length in sorted(by_length, reverse=True):
        if length == 0:
            continue
        indices = by_length[length]
        size = max(1, budget // length)
        for start in range(0, len(indices), size):
            yield indices[start : start + size]


def length_bound(source_tokens: int) -> int:
    """The most target tokens that a source of so many may give: what is longer is a loop, not a translation.

    None of 110,938 human pairs is longer (Europarl, Hansard, United Nations, news; the bundled vocabulary).
    """
    return 2 * source_tokens + 24


def target_bound(source_tokens: int, positions: int, decoding: Decoding) -> int:
    """``length_bound``, within the model's ``positions`` and what the decoding allows.

    A summary is shorter than its source, so it is no bound for those; a summariser's own is in its decoding.
    """
    bound = min(length_bound(source_tokens), positions)
    return min(bound, decoding.max_tokens) if decoding.max_tokens else bound
