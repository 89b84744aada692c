"""Inline markup: collected with its offsets from any format, and given back as events in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dipx.document import Span, SpanKind
from dipx.text.controls import CONTROLS, parted
from dipx.text.counting import counted
from dipx.text.escapes import without_escapes

SPACE = re.compile(r"[ \t\r\n\f]+")  # what XML and HTML fold into one space: not U+00A0, which French needs
# No XML may hold these, not even as numbers; no text needs them. Kept: tab and line ends.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_READ = str.maketrans("\x0b\x0c\x1e", "  -")
# Kept whole, and mostly empty: any other span that is empty marks nothing. One with an extent shows that text itself.
ATOMS = frozenset({"note", "object"})
_NAMED, _LONGEST = 3, 40  # marks that a note names, and characters of each

Event = tuple[Literal["text"], str] | tuple[Literal["open", "close"], Span]


@dataclass(frozen=True, slots=True)
class Gap:
    """Whether white space stands before and after the empty span of ``key``; or the span is white space (a tab).

    ``joined`` says that nothing, not even white space, is between it and the empty span before it.
    """

    key: int
    before: bool
    after: bool
    is_space: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its inline markup, properly nested; ``gaps`` says what folding hides about its empty spans."""

    text: str
    spans: tuple[Span, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """How many marks were placed by their position in the text, for want of an alignment, and how many not at all.

    ``guessed`` has the French of the first of the former: no English word belongs to it, so it may be lost.
    """

    by_position: int = 0
    lost: int = 0
    guessed: tuple[str, ...] = field(default=(), compare=False)

    def __add__(self, other: Placed) -> Placed:
        guessed = (*self.guessed, *other.guessed)[:_NAMED]
        return Placed(self.by_position + other.by_position, self.lost + other.lost, guessed)

    @property
    def notes(self) -> tuple[str, ...]:
        told = [
            (
                self.by_position,
                "was placed by position alone: look at it",
                "were placed by position alone: look at them",
            ),
            (self.lost, "found no place in the English", "found no place in the English"),
        ]
        marks = "inline mark (bold, links, …)", "inline marks (bold, links, …)"
        notes = [f"{counted(n, *marks)} {one if n == 1 else many}" for n, one, many in told if n]
        if self.guessed and notes:
            notes[0] += f" ({', '.join(f'« {_shortened(words)} »' for words in self.guessed)})"
        return tuple(notes)


def writable(text: str) -> str:
    """The text without what no XML may hold; between two letters it stood for a space, as a feed does
    anywhere, and Word's own hyphen for one."""
    if not UNWRITABLE.search(text):
        return text
    return UNWRITABLE.sub("", parted(text).translate(_READ))


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


class RunningText:
    """Collects a block's text piece by piece, and the spans over it. White space is folded as it comes."""

    def __init__(self, *, fold: bool = True) -> None:
        self._parts: list[str] = []
        self._spans: list[Span] = []
        self._gaps: list[Gap] = []
        self._open_gaps = 0  # from which on the gaps do not know yet what follows
        self._fold = fold
        self._open_end = False  # whether the text so far ends with white space
        self._raw_end = ""  # its last character before folding
        self._edge = ""  # its last one as it came, with what cannot be written behind that
        self.position = 0

    def add(self, text: str) -> None:
        text = self._writable(without_escapes(text)[0])
        if not text:
            return
        if text[0].isspace():
            self._gaps[self._open_gaps :] = [replace(gap, after=True) for gap in self._gaps[self._open_gaps :]]
        self._open_gaps = len(self._gaps)
        self._raw_end = text[-1]
        if self._fold:
            text = SPACE.sub(" ", text)
        if not self.position or (self._fold and self._open_end):
            text = text.lstrip(" \t\r\n\f")
        if text:
            self._parts.append(text)
            self.position += len(text)
            self._open_end = text[-1] in " \t\r\n\f"

    def _writable(self, text: str) -> str:
        """What of a piece of the text can be written; what cannot may part it from the piece before."""
        before, whole = self._edge, self._edge + text
        seen = whole.rstrip(CONTROLS)
        self._edge = seen[-1:] + whole[len(seen) :][:1]
        return writable(whole)[len(writable(before)) :]

    def mark(self, start: int, kind: SpanKind, href: str | None = None, key: int = 0) -> None:
        """A span from ``start`` to here."""
        self._spans.append(Span(start, self.position, kind, href, key))
        if kind in ATOMS and start == self.position:
            joined = self._open_gaps < len(self._gaps)
            self._gaps.append(Gap(key, self._raw_end.isspace(), after=False, joined=joined))

    def space(self, key: int) -> None:
        """White space that is kept as it is: a tab, a line break."""
        self._spans.append(Span(self.position, self.position, "object", None, key))
        self._gaps.append(Gap(key, before=False, after=False, is_space=True))
        self.add(" ")

    @property
    def tail(self) -> str:
        """The end of the text so far: enough to see its last word."""
        return "".join(self._parts[-4:])[-40:]

    def done(self) -> Marked:
        """The text without white space at its ends, and the spans that mark something in it."""
        whole = "".join(self._parts)
        text = whole.strip()
        left = len(whole) - len(whole.lstrip())
        spans = []
        for span in self._spans:
            start, end = (min(max(place - left, 0), len(text)) for place in (span.start, span.end))
            if span.kind in ATOMS or text[start:end].strip():
                spans.append(replace(span, start=start, end=end))
        return Marked(text, tuple(spans), tuple(self._gaps))


def nested(spans: Sequence[Span]) -> list[Span]:
    """The spans without those that cross an earlier one, or what is kept whole: no format can write them."""
    kept: list[Span] = []
    stack: list[Span] = []
    shown = [span for span in spans if span.kind in ATOMS and span.start < span.end]
    for span in sorted(spans, key=_order):
        if span not in shown and any(_cross(span, atom) for atom in shown):
            continue
        while stack and stack[-1].end <= span.start:
            stack.pop()
        if stack and span.end > stack[-1].end:
            continue
        kept.append(span)
        if span.end > span.start:
            stack.append(span)
    return kept


def _cross(one: Span, other: Span) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _order(span: Span) -> tuple[int, int, int]:
    return span.start, -span.end, span.key


def events(marked: Marked) -> Iterator[Event]:
    """The text in pieces, with the opening and closing of its spans in between, properly nested.

    What an atom with an extent is over is not in the pieces: the atom shows it.
    """
    stack: list[Span] = []
    waiting: list[Span] = []  # what came to stand within something that is kept whole: it goes behind that
    position = 0

    def up_to(place: int) -> Iterator[Event]:
        nonlocal position
        while stack and stack[-1].end <= place:
            yield from text_to(stack[-1].end)
            yield "close", stack.pop()
            while waiting and not (stack and stack[-1].kind in ATOMS):
                yield from _alone(waiting.pop(0))
        yield from text_to(place)

    def text_to(place: int) -> Iterator[Event]:
        nonlocal position
        if place > position:
            if not (stack and stack[-1].kind in ATOMS):
                yield "text", marked.text[position:place]
            position = place

    shown = {span.start: span.key for span in marked.spans if span.kind in ATOMS and span.start < span.end}
    for span in sorted(marked.spans, key=lambda span: _writing_order(span, shown)):
        yield from up_to(span.start)
        if stack and stack[-1].kind in ATOMS:
            waiting += [span] if span.kind in ATOMS else []
            continue
        if span.end > span.start:
            yield "open", span
            stack.append(span)
        else:
            yield from _alone(span)
    yield from up_to(len(marked.text))


def _alone(span: Span) -> Iterator[Event]:
    yield "open", span
    yield "close", span


def _writing_order(span: Span, shown: Mapping[int, int]) -> tuple[int, int, int]:
    """As ``_order``, but what stood before something that is kept whole and shows a text stays before it."""
    is_before = span.start == span.end and span.key < shown.get(span.start, 0)
    return (span.start, -(10**9), span.key) if is_before else _order(span)
