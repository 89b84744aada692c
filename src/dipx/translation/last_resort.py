"""Repetitions cut out of a text that no way of decoding freed from them. What is left is flagged, never trusted."""

from __future__ import annotations

import re

_LONGEST = 12  # words of a phrase, as in the check
_NGRAM = 3
_CHARACTERS = re.compile(r"([^\d\s]{1,6}?)\1{3,}")


def said_once(text: str) -> str:
    """The text with each phrase that follows itself said once."""
    said = _CHARACTERS.sub(r"\1", text).split()
    for size in range(1, _LONGEST + 1):
        said = _said_once(said, size)
    return " ".join(said)


def without_loops(text: str) -> str:
    """The same, and without what only repeats an earlier phrase, near or far: much may be lost."""
    return " ".join(_without_old_phrases(said_once(text).split()))


def _said_once(said: list[str], size: int) -> list[str]:
    kept: list[str] = []
    for word in said:
        kept.append(word)
        if len(kept) >= 2 * size and _key(kept[-size:]) == _key(kept[-2 * size : -size]):
            del kept[-size:]
    return kept


def _without_old_phrases(said: list[str]) -> list[str]:
    seen: set[tuple[str, ...]] = set()
    kept: list[str] = []
    for word in said:
        phrase = _key([*kept[1 - _NGRAM :], word])
        if len(phrase) == _NGRAM and phrase in seen:
            continue
        seen.add(phrase)
        kept.append(word)
    return kept


def _key(said: list[str]) -> tuple[str, ...]:
    return tuple(word.strip(".,;:!?\"'()").lower() for word in said)
