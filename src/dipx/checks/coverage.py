"""Which French words left a trace in the English: a lexicon of stems, learned by ``training/resources/coverage.py``.

A word's weight is the logarithm of how much likelier what is seen of it in the target is where its clause was dropped
than where it was translated: positive for a word without a trace, negative for one with a trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from dipx.text.words import fold, folded, plain, stems, tokens

FRENCH_LETTERS, _ENGLISH, _COGNATE = (
    6,
    5,
    4,
)  # letters of a stem: enough for gouvernement, gouverner and govern, governing
_TAIL = 3  # words at the target's end that should come from the source's end
# Of words that the lexicon lacks; fitted by eye, the lexicon's own are counted.
_NUMBER_FOUND, _NUMBER_LOST, _COGNATE_FOUND = -2.0, 1.5, -2.5
_NAME_LOST, _LONG_LOST, _SHORT_LOST = 1.2, 0.7, 0.3


def lost_end(source: str, target: str) -> tuple[float, float]:
    """The evidence that the source's end is lost: its heaviest suffix, and the weight of all that follows the last word
    which one of the target's last words renders. Both 0 or more."""
    weights, reach = _weights(source, target)
    total = heaviest = after = 0.0
    for index in range(len(weights) - 1, -1, -1):
        total += weights[index]
        heaviest = max(heaviest, total)
        if index == reach + 1:
            after = max(0.0, total)
    return heaviest, after if reach >= 0 else heaviest / 2


def _weights(source: str, target: str) -> tuple[list[float], int]:
    """The weight of each word of the source, and the place of the last one that the target's tail renders (-1: none).

    A word of the target renders one word of the source, the first that can have it.
    """
    numbers, theirs = stems(target), english_stems(target)
    places = _Places(theirs)
    tail = frozenset(theirs[-_TAIL:])
    tail_cognates = frozenset(stem[:_COGNATE] for stem in tail)
    weights: list[float] = []
    reach = -1
    for index, token in enumerate(tokens(plain(source))):
        if token.isdigit():
            weights.append(_NUMBER_FOUND if token in numbers else _NUMBER_LOST)
            continue
        word = folded(token)
        known = entry(word[:FRENCH_LETTERS])
        absent, present, english = known or (_unknown(token, index), _COGNATE_FOUND, frozenset())
        cognate = word[:_COGNATE] if len(word) >= (_ENGLISH if english else _COGNATE) else None
        if not tail.isdisjoint(english) or cognate in tail_cognates:
            reach = index
        weights.append(present if places.take(english, cognate) else absent)
    return weights, reach


def _unknown(token: str, index: int) -> float:
    if len(token) < _COGNATE:
        return 0.0
    if token[0].isupper() and index:
        return _NAME_LOST
    return _LONG_LOST if len(token) >= 6 else _SHORT_LOST


class _Places:
    """Where each stem stands in the target; each place is given away once. Linear in all calls together."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._by_stem: defaultdict[str, list[int]] = defaultdict(list)
        self._by_cognate: defaultdict[str, list[int]] = defaultdict(list)
        self._taken: set[int] = set()
        for place, stem in enumerate(stems):
            self._by_stem[stem].append(place)
            self._by_cognate[stem[:_COGNATE]].append(place)
        for index in (self._by_stem, self._by_cognate):
            for found in index.values():
                found.reverse()

    def take(self, stems: Iterable[str], cognate: str | None) -> bool:
        """Whether one of the stems, or a word that begins like the cognate, is still free; the first one is taken."""
        free = [place for stem in stems for place in self._next(self._by_stem.get(stem))]
        if cognate is not None:
            free += self._next(self._by_cognate.get(cognate))
        if free:
            self._taken.add(min(free))
        return bool(free)

    def _next(self, places: list[int] | None) -> Iterator[int]:
        while places and places[-1] in self._taken:
            places.pop()
        if places:
            yield places[-1]


def french_stems(text: str) -> list[str]:
    """The words of a French text, folded and cut; numbers are left out."""
    return [token[:FRENCH_LETTERS] for token in tokens(fold(plain(text))) if token[0].isalpha()]


def english_stems(text: str) -> list[str]:
    """The words of an English text, folded and cut; numbers are left out."""
    return [token[:_ENGLISH] for token in tokens(fold(plain(text))) if token[0].isalpha()]


@cache
def entry(stem: str) -> tuple[float, float, frozenset[str]] | None:
    """What the lexicon has of a French stem: the weight where none of its English stems is there, and where one is;
    these stems."""
    row = lexicon().get(stem)
    if row is None:
        return None
    absent, present, *english = row.split(" ")
    return float(absent), float(present), frozenset(english)


@cache
def lexicon() -> dict[str, str]:
    """French stems, and their entries as they are in the file: to read them all takes ten times as long."""
    text = files("dipx.checks").joinpath("lexicon.txt").read_text(encoding="utf-8")
    return dict(line.split(" ", 1) for line in text.splitlines())
