"""A text's words, made once for all the checks that ask for them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SPACE = "[ \u00a0\u202f]"
"""A plain space, and those at which no line breaks: a part of a pattern."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
_LETTERS_OR_DIGITS = re.compile(r"[^\W\d_]+|\d+")
_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-", "\u00ad": None}
)

# What a pattern without regard to case takes for i, s and k besides their capitals.
_LETTERS_TOO = str.maketrans({"ı": "i", "İ": "i", "ſ": "s", "\u212a": "k"})
# Letters whose stroke is no accent that can be taken off.
_WHOLE = str.maketrans({"œ": "oe", "æ": "ae", "đ": "d", "ł": "l", "ø": "o", "ı": "i", "ħ": "h"})


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """The text with straight apostrophes and plain spaces, without soft hyphens."""
    return text if text.isascii() else text.translate(_MARKS)


@lru_cache(maxsize=8)
def words(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers in order; ``l'eau`` is one word, ``vice-président`` is two."""
    return tuple(_WORD.findall(plain(text).lower()))


def small(text: str) -> str:
    """In small letters as a table has them that is asked for what a pattern without regard to case found: it finds
    « dıx » and « ſix » too, the letters of Turkish and of old print."""
    return (text if text.isascii() else text.translate(_LETTERS_TOO)).lower()


def fold(text: str) -> str:
    """Lower case without accents: ``Élysée`` and ``elysee`` are one."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.lower().translate(_WHOLE))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


folded = lru_cache(maxsize=1 << 13)(fold)
"""``fold`` for single words, most of which were met before."""


@lru_cache(maxsize=8)
def tokens(text: str) -> tuple[str, ...]:
    """Runs of letters and runs of digits in order, as written."""
    return tuple(_LETTERS_OR_DIGITS.findall(plain(text)))


@lru_cache(maxsize=8)
def lowered(text: str) -> frozenset[str]:
    """The tokens in small letters, each once."""
    return frozenset(map(str.lower, tokens(plain(text))))


@lru_cache(maxsize=8)
def stems(text: str) -> frozenset[str]:
    """The first four letters of each word, folded, and each run of digits: enough to recognize a cognate."""
    return frozenset(token if token.isdigit() else token[:4] for token in tokens(fold(plain(text))))
