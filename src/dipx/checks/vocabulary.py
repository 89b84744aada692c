"""Which words are English: ``english.bloom``, made by ``training/resources/vocabulary.py``.

Most of the words are SCOWL's, copyright 2000–2020 Kevin Atkinson, who permits to use, copy, modify and distribute
them for any purpose without fee where this notice is kept, and promises nothing for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

SHORTEST = 3  # letters: of shorter words there are too many that are signs and names
HASHES = 8
# What is English when the rest of it is: the lists have not each of them, and people make more.
_BEFORE = re.compile(
    r"(?:anti|auto|bio|co|counter|cyber|de|dis|eco|electro|ex|extra|geo|hyper|infra|inter|intra|macro|mega|micro|mid|mini"
    r"|mis|mono|multi|neo|neuro|non|out|over|photo|poly|post|pre|pro|proto|pseudo|psycho|radio|re|semi|socio|sub|super"
    r"|tele|trans|ultra|un|under|up)(?=[^\W\d_]{4})"
)
_BRITISH = re.compile(r"is(?=(?:es?|ed|ing|ers?|ations?)$)")


@lru_cache(maxsize=1 << 14)
def is_english(word: str) -> bool:
    """Whether a word in small letters is in the lists, or made of one that is. One foreign word in 300 passes too."""
    return _is_listed(word) or _is_made(word)


def _is_made(word: str) -> bool:
    if _is_listed(_BRITISH.sub("iz", word)):
        return True  # euthanise
    before = _BEFORE.match(word)
    return before is not None and _is_listed(word[before.end() :])


def _is_listed(word: str) -> bool:
    bits = _bits()
    return all(bits[place >> 3] >> (place & 7) & 1 for place in places(word, 8 * len(bits)))


def places(word: str, size: int) -> Iterator[int]:
    """The bits of a word in a Bloom filter of ``size`` bits, from two hashes (Kirsch and Mitzenmacher 2006)."""
    digest = int.from_bytes(blake2b(word.encode("utf-8"), digest_size=16).digest(), "little")
    first, step = digest & 0xFFFFFFFFFFFFFFFF, digest >> 64
    return ((first + number * step) % size for number in range(HASHES))


@cache
def _bits() -> bytes:
    return files("dipx.checks").joinpath("english.bloom").read_bytes()
