"""Which sentences of a window a model's text was made from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dipx.bullets.receipts import claims
from dipx.bullets.words import names, numbers, stem
from dipx.document import Translation

MOST: Final = 3
"""A text from more sentences than that is one that the model put together, and must fail its checks."""

# A text of which no sentence has this share has no source: one shared name is none.
_LEAST: Final = 1 / 3
# A further sentence is a source when it adds this share of what can be found at all, or a number or name.
_SHARE: Final = 0.15


def attribute(text: str, sentences: Sequence[Translation]) -> tuple[Translation, ...]:
    """The sentences that together hold most of what ``text`` claims, the best first; none where none holds a third.

    Greedy: each next one is that which holds most of what is still without a source, rare words weighing more.
    Of two that hold as much, the earlier one.
    """
    held = [claims(item.target) for item in sentences]
    rarity = _rarity(held)
    wanted = claims(text)
    if max((len(wanted & found) for found in held), default=0) < _LEAST * len(wanted) or not wanted:
        return ()
    must_have = {*numbers(text), *map(stem, names(text))}
    enough = _SHARE * _weight(wanted, rarity)
    chosen: list[int] = []
    while len(chosen) < MOST:
        gains = [_weight(wanted & found, rarity) for found in held]
        best = max(range(len(held)), key=lambda index: (gains[index], -index))
        if chosen and gains[best] < enough and not wanted & held[best] & must_have:
            break
        chosen.append(best)
        wanted = wanted - held[best]
    return tuple(sentences[index] for index in chosen)


def _rarity(held: Sequence[set[str]]) -> dict[str, float]:
    frequency = Counter(claim for found in held for claim in found)
    return {claim: math.log(1 + len(held) / seen) for claim, seen in frequency.items()}


def _weight(found: Iterable[str], rarity: Mapping[str, float]) -> float:
    # In order: sums of floats in the order of a set would differ from run to run.
    return sum(rarity.get(claim, 0.0) for claim in sorted(found))
