"""Names that English writes otherwise, and words whose capital makes no name of them."""

from __future__ import annotations

from functools import cache

from dipx.checks.lists import rows
from dipx.text.words import fold


def stem(word: str) -> str:
    """The first four letters, folded: enough to recognize a cognate."""
    return fold(word)[:4]


def is_told(french: str, english: str) -> bool:
    """Whether a list says that the one is the other's translation."""
    return stem(english) in exonyms().get(french, frozenset())


@cache
def common_words() -> frozenset[str]:
    """Folded words that French also writes with a small letter."""
    return frozenset(rows("common_french.txt"))


@cache
def exonyms() -> dict[str, frozenset[str]]:
    """A French name to the stems of its English forms."""
    found: dict[str, frozenset[str]] = {}
    for line in rows("exonyms_cldr.tsv") + rows("exonyms.tsv"):
        french, english = line.split("\t")
        found[french] = found.get(french, frozenset()) | {stem(word) for word in english.split()}
    return found
