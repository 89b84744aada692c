"""What a dictionary says of rare French words: ``dictionary.txt.gz``, made by ``training/resources/dictionary.py``.

Rare is what the bundled model's pairs hardly have; a row has the English to show, and the stems of all that would be a
witness of the word: the dictionary's own, their irregular forms, and what human translations have beside the word.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dipx.text.words import fold

_STEM = 5  # letters
_DOUBLED = re.compile(r"([bdfgklmnprstvz])\1$")
# From the longest; what is left has three letters or more.
_ENDINGS = ("'s", "iness", "ness", "ings", "ing", "ies", "ied", "ers", "ily", "ed", "es", "er", "ly", "s", "y", "e")


@dataclass(frozen=True, slots=True)
class Row:
    """The English to show, the likeliest first, and the stems of what renders the word."""

    english: tuple[str, ...]
    witnesses: frozenset[str]


def key(word: str) -> str:
    """A French word as the dictionary has it: in small letters, without the sign of the plural."""
    lower = word.lower()
    return lower[:-1] if len(lower) > 4 and lower[-1] in "sx" else lower


@lru_cache(maxsize=1 << 13)
def english_stem(word: str) -> str:
    """What an English word shares with those of its family: laundry and laundries, steal and stealing."""
    stem = fold(word)
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stem = stem.removesuffix(ending)
            break
    stem = _DOUBLED.sub(r"\1", stem)
    return (stem.rstrip("ei") if len(stem) > 4 else stem)[:_STEM]


def lookup(word: str) -> Row | None:
    """The row of a rare word; none of a word that is common, or in no dictionary."""
    return _row(key(word))


@lru_cache(maxsize=1 << 13)
def _row(known: str) -> Row | None:
    line = _lines().get(known)
    if line is None:
        return None
    english, _, stems = line.partition("\t")
    return Row(tuple(english.split("|")), frozenset(stems.split(" ")))


@cache
def _lines() -> dict[str, str]:
    """Rows by their keys, as they are in the file: to read them all takes ten times as long."""
    packed = files("dipx.checks").joinpath("dictionary.txt.gz").read_bytes()
    rows = gzip.decompress(packed).decode("utf-8").splitlines()
    return dict(row.split("\t", 1) for row in rows)
