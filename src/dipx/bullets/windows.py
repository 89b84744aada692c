"""A document as windows of whole sentences, each of a size that a model reads at once; nothing is left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dipx.document import Translation
from dipx.text import halves

Count = Callable[[Sequence[str]], Sequence[int]]
"""The tokens of each text, special ones included."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence's English; or a part of it, where the sentence alone is more than a window holds."""

    text: str
    source: Translation
    tokens: int

    @property
    def is_whole(self) -> bool:
        return len(self.text) == len(" ".join(self.source.target.split()))


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive parts of a document. ``tokens`` counts special ones for each part: no fewer than the text has."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)

    @property
    def tokens(self) -> int:
        return sum(part.tokens for part in self.parts)

    @property
    def sources(self) -> tuple[Translation, ...]:
        """The sentences that the window has something of, each once."""
        return tuple({part.source.segment: part.source for part in self.parts}.values())

    def halves(self) -> tuple[Window, Window]:
        """Two windows of its parts, of which it has more than one."""
        middle = len(self.parts) // 2
        return Window(self.parts[:middle]), Window(self.parts[middle:])


def windows(sentences: Sequence[Translation], count: Count, room: int) -> list[Window]:
    """The fewest windows of at most ``room`` tokens that hold all of the sentences, filled as evenly as they can be.

    Evenly, because of a last window of one sentence a summariser would make as many bullets as of a full one.
    """
    parts = _parts(sentences, count, room)
    if not parts:
        return []
    fewest = len(_filled(parts, room))
    sizes = range(min(room, max(part.tokens for part in parts)), room)
    size = sizes.start + bisect_left(sizes, True, key=lambda size: len(_filled(parts, size)) <= fewest)
    return [Window(tuple(filled)) for filled in _filled(parts, size)]


def _parts(sentences: Sequence[Translation], count: Count, room: int) -> list[Part]:
    """The sentences; what is longer than ``room`` is cut at clauses until its parts are not."""
    parts = _counted([(" ".join(item.target.split()), item) for item in sentences if item.target.strip()], count)
    while any(_must_be_cut(part, room) for part in parts):
        cut = [
            (text, part.source)
            for part in parts
            for text in (filter(None, halves(part.text)) if _must_be_cut(part, room) else [part.text])
        ]
        parts = _counted(cut, count)
    return parts


def _must_be_cut(part: Part, room: int) -> bool:
    return part.tokens > room and len(part.text) > 1


def _counted(texts: Sequence[tuple[str, Translation]], count: Count) -> list[Part]:
    tokens = count([text for text, _ in texts])
    return [Part(text, source, size) for (text, source), size in zip(texts, tokens, strict=True)]


def _filled(parts: Sequence[Part], size: int) -> list[list[Part]]:
    """The parts in order, a new window where the next would make one larger than ``size`` tokens."""
    filled: list[list[Part]] = []
    used = 0
    for part in parts:
        if not filled or used + part.tokens > size:
            filled.append([])
            used = 0
        filled[-1].append(part)
        used += part.tokens
    return filled
