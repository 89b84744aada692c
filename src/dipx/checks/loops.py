"""A decoder that got stuck: words, phrases or characters again and again, more than the source repeats them."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from dipx.document import Finding
from dipx.text.words import words

_LONGEST_PHRASE = 12
_CHARACTERS = re.compile(r"([^\d\s.…_=*-]{1,6}?)\1{5,}")
# "Optimism optimism". English says "had had" and "that that" on purpose; of 35,628 human pairs of news 21 say another
# word twice that the French does not, all but two ("much much worse", "great great uncle") by mistake. Two clauses may
# meet in "tell you you" (newstest2013) or "gave her her".
_TWICE = re.compile(r"(?<![\w'’-])(?!(?:had|that|you|her|much|great) )([^\W\d_]{3,}) \1(?![\w'’-])", re.IGNORECASE)
_COMPRESSED_FROM = 200
# Against the source's compression: no human translation of newstest2013 exceeds it by more than 1.12.
_COMPRESSION_EXCESS = 1.45


def check(source: str, target: str) -> Finding | None:
    """An error where the target repeats itself and the source does not repeat itself as often."""
    said = words(target)
    repeated = _CHARACTERS.search(source)
    if repeated and 2 * len(repeated[0]) > len(source) > _COMPRESSED_FROM and len(target) < 2 * len(source):
        return None  # the source is a loop itself
    if (stuck := _CHARACTERS.search(target)) and not repeated:
        return _finding(stuck[1], source, target)
    if len(set(said)) == len(said):
        return None
    if (twice := _TWICE.search(target)) and _most_in_a_row(source, 1) < 2:
        return _finding(twice[0], source, target)
    if (phrase := _immediate(source, said)) or (phrase := _scattered(source, said)):
        return _finding(phrase, source, target)
    if len(target) >= _COMPRESSED_FROM and _compression(target) > _COMPRESSION_EXCESS * _compression(source):
        return Finding("loops", "error", "The translation repeats itself throughout.", source, target)
    return None


def _finding(phrase: str, source: str, target: str) -> Finding:
    return Finding("loops", "error", f"Repeated: “{phrase}”.", source, target)


def _immediate(source: str, said: tuple[str, ...]) -> str | None:
    """A phrase that follows itself: three times for up to three words, twice for four and more."""
    for size in range(1, min(_LONGEST_PHRASE, len(said) // 2) + 1):
        allowed = 2 if size <= 3 else 1
        times, start = _longest_run(said, size)
        if times > allowed and times > allowed - 1 + _most_in_a_row(source, size):
            return " ".join(said[start : start + size])
    return None


def _longest_run(said: tuple[str, ...], size: int) -> tuple[int, int]:
    """How often a phrase of ``size`` words follows itself at most, and where that begins."""
    best, best_start, equal = 1, 0, 0
    for index in range(size, len(said)):
        equal = equal + 1 if said[index] == said[index - size] else 0
        if equal // size + 1 > best:
            best, best_start = equal // size + 1, index - equal - size + 1
    return best, best_start


@lru_cache(maxsize=64)
def _most_in_a_row(source: str, size: int) -> int:
    said = words(source)
    return max(_longest_run(said, near)[0] for near in range(max(1, size - 1), size + 3))


def _scattered(source: str, said: tuple[str, ...]) -> str | None:
    """Four words in the same order three times in one segment, where the source has no three words as often."""
    if len(said) < 12:
        return None
    times = Counter(zip(said, said[1:], said[2:], said[3:], strict=False))
    phrase, count = times.most_common(1)[0]
    # Long segments repeat names of institutions: one time more for every fifty words.
    if count < 3 + len(said) // 50:
        return None
    heard = words(source)
    pairs = Counter(pairwise(heard))
    return " ".join(phrase) if count > max(pairs.values(), default=0) else None


def _compression(text: str) -> float:
    encoded = text.encode("utf-8", "replace")
    return len(encoded) / len(zlib.compress(encoded, 1))
