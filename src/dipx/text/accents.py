"""The signs of French, its commonest words with an accent, and what is left of them where their letters were lost."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

FRENCH_SIGNS = frozenset("éèêëàâçîïôùûüÿœæÉÈÊËÀÂÇÎÏÔÙÛÜŒÆ’‘«»“”…€–—°\u00a0\u202f")  # those that are not ASCII
WORD = re.compile(r"[^\W\d_]+")


def known_words() -> frozenset[str]:
    """The words, in small letters."""
    return _accented()[0]


def stumps() -> frozenset[str]:
    """What is left of them without their accented letters, where that is no other word."""
    return _accented()[1]


def with_questions() -> frozenset[str]:
    """The words with a question mark for each accented letter."""
    return _accented()[2]


@cache
def _accented() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lines = files("dipx.text").joinpath("accented.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("\t") for line in lines if not line.startswith("#")]
    words = frozenset(word for word, _, _ in pairs)
    left = frozenset(stump for _, _, stump in pairs if stump)
    questions = frozenset("".join(letter if letter.isascii() else "?" for letter in word) for word in words) - {"?"}
    return words, left, frozenset(word for word in questions if len(word) > 2)
