"""The words of this room: the parts of a run, the marks in a text, and a text of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dipx.document import CharSpan, SpanKind
from dipx.formats.html.tokens import CDATA, Attribute, unescaped
from dipx.formats.html.tree import Element
from dipx.formats.inline import Marked

ItemKind = Literal["text", "open", "close", "thing", "note", "kept", "shown", "break", "edge", "cut"]
MOST_KEPT = 300  # characters of what is shown to the model in `…`: translation/protect.py knows no longer ones


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a run: text, a tag, or what is kept as it is (a picture, a comment, code with its ``text``).
    ``shown`` is text that does not stand so in the source: a quotation mark, a formula.
    A ``cut`` belongs to no text."""

    kind: ItemKind
    start: int
    end: int
    text: str = ""
    element: Element | None = None

    @property
    def is_visible(self) -> bool:
        return self.kind in ("text", "kept", "shown") and bool(self.text.strip())


@dataclass(slots=True)
class Mark:
    """An inline element, or a thing that stands in a text; ``parent`` is the number of the mark around it, or -1.

    ``open`` and ``close`` are its tags in the source; a thing is all ``open``. One without a tag began before its
    text, or goes on behind it. ``edge`` is white space before (-1) or behind (1) all that is visible.
    """

    parent: int
    start: int
    open: CharSpan | None
    element: Element | None = None
    kind: SpanKind = "style"
    close: CharSpan | None = None
    end: int = 0
    text: str = ""
    edge: int = 0
    has_gaps: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the page and where it stands; ``kept`` are its parts that stay as they are, as the model sees them.

    ``attribute`` is set where it is an attribute's value; ``linked`` counts the characters in links to other pages.
    """

    marked: Marked
    place: CharSpan
    element: Element | None
    marks: tuple[Mark, ...] = ()
    kept: tuple[tuple[str, CharSpan], ...] = ()
    attribute: Attribute | None = None
    linked: int = 0


def decoded(raw: str) -> str:
    """The text that a piece of source stands for."""
    return raw[len(CDATA) : -3] if raw.startswith(CDATA) else unescaped(raw)
