"""French that English papers keep: laïcité, joie de vivre, gilets jaunes, Crédit Agricole (``loanwords.txt``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from dipx.checks.lists import rows
from dipx.text.words import fold, plain

_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=8)
def loans(text: str) -> tuple[tuple[int, int], ...]:
    """Where such words and phrases stand in a text, start and end, in order; none within another."""
    said = plain(text)
    words = list(_WORD.finditer(said))
    folded = [fold(word[0]) for word in words]
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        length = next((n for n in _by_first().get(folded[index], ()) if _is_one(said, words[index : index + n], n)), 0)
        if length:
            found.append((words[index].start(), words[index + length - 1].end()))
        index += max(length, 1)
    return tuple(found)


def is_loan(text: str, start: int) -> bool:
    """Whether the word that begins at ``start`` is one, or a part of one."""
    return any(begin <= start < end for begin, end in loans(text))


def without_loans(text: str) -> str:
    """The text with spaces in their place."""
    said = plain(text)
    for start, end in loans(text):
        said = f"{said[:start]}{' ' * (end - start)}{said[end:]}"
    return said


def _is_one(text: str, words: list[re.Match[str]], length: int) -> bool:
    if len(words) < length:
        return False
    gaps = (text[one.end() : other.start()] for one, other in pairwise(words))
    needs_capital = _listed().get(tuple(fold(word[0]) for word in words))
    if needs_capital is None or (needs_capital and not words[0][0][0].isupper()):
        return False
    return all(gap in (" ", "-", "'", ", ") for gap in gaps)


@cache
def _listed() -> Mapping[tuple[str, ...], bool]:
    """Each as its words, folded, and whether it is a name, with a capital."""
    entries = (entry for row in rows("loanwords.txt") for entry in row.split(", "))
    return {tuple(map(fold, _WORD.findall(entry))): entry[0].isupper() for entry in entries}


@cache
def _by_first() -> Mapping[str, tuple[int, ...]]:
    """The numbers of words of those that begin with a word, the longest first."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for entry in _listed():
        lengths[entry[0]].add(len(entry))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
