"""The texts of a run, what stands between two tags of blocks: each with its characters and the marks on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import islice, pairwise

from dipx.document import CharSpan, Span, SpanKind
from dipx.formats.html import cuts
from dipx.formats.html.items import Item, Mark, Text, decoded
from dipx.formats.html.tokens import CDATA
from dipx.formats.html.tree import HEADINGS, Element
from dipx.formats.inline import Marked, RunningText

KINDS: dict[str, SpanKind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "u": "underline",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "var": "code", "a": "link",
    "sup": "raised", "sub": "raised",
}  # fmt: skip
MOST_OPEN = 20  # inline elements that a text inherits from the one before it
FOLDED = " \t\r\n\f"  # of which several are as one
_SPACE = re.compile(r"\s+")
_REFERENCE = re.compile(r"&#?\w{2,31};")
_LAST_REFERENCE = re.compile(r"&#?\w{2,31};\Z")


def texts_of(source: str, items: Sequence[Item], holder: Element | None) -> Iterator[Text]:
    """The texts of a run, each with its marks."""
    if len(items) == 1:  # most of them
        found = _text(source, items, (), holder)
        if found:
            yield found
        return
    items = cuts.with_notes(items)
    is_heading = holder is not None and holder.tag in HEADINGS
    breaks = cuts.at_breaks(items, is_heading=is_heading)
    parted = (place for index, item in enumerate(items) if item.kind == "cut" for place in (index, index + 1))
    places = {0, len(items), *parted, *breaks, *cuts.between_links(items), *cuts.between_labels(items)}
    opened: dict[Element, None] = {}
    for begin, end in pairwise(sorted(places)):
        found = _text(source, items[begin:end], list(islice(reversed(opened), MOST_OPEN))[::-1], holder)
        if found:
            yield found
        for item in items[begin:end]:
            if item.kind == "open" and item.element:
                opened[item.element] = None
            while item.kind == "close" and item.element in opened:
                opened.popitem()


def _text(source: str, items: Sequence[Item], opened: Sequence[Element], holder: Element | None) -> Text | None:
    items = _trimmed(source, items)
    if not items:
        return None
    builder = _Builder(opened)
    for item in items:
        builder.add(item)
    return builder.done((items[0].start, items[-1].end), holder)


def _trimmed(source: str, items: Sequence[Item]) -> list[Item]:
    """The items from the first to the last that is seen or belongs to what is; white space at the edges apart."""
    visible = [index for index, item in enumerate(items) if item.is_visible]
    if not visible:
        return []
    first, last = visible[0], visible[-1]
    made: list[Item] = []
    for index, item in enumerate(items):
        if item.kind != "text":
            made.append(item)
        elif index < first or index > last:
            made.append(replace(item, kind="edge", text="before" if index < first else "behind"))
        else:
            made += _parted(source, item, index == first, index == last)
    needed = [index for index, item in enumerate(made) if not _is_blank(item)]
    return made[needed[0] : needed[-1] + 1]


def _is_blank(item: Item) -> bool:
    """Whether nothing is to be seen of it: white space, a comment, an end tag without its beginning."""
    return item.kind in ("edge", "break") or (item.kind == "thing" and item.element is None)


def _parted(source: str, item: Item, is_first: bool, is_last: bool) -> Iterator[Item]:
    raw = source[item.start : item.end]
    if raw.startswith(CDATA):
        yield item
        return
    start = item.start + (_leading(raw) if is_first else 0)
    end = item.end - (_trailing(raw) if is_last else 0)
    if start > item.start:
        yield Item("edge", item.start, start, "before")
    yield replace(item, start=start, end=end, text=decoded(source[start:end]))
    if end < item.end:
        yield Item("edge", end, item.end, "behind")


def _leading(raw: str) -> int:
    """How many characters of the source stand for white space before all else."""
    position = 0
    while True:
        if match := _SPACE.match(raw, position):
            position = match.end()
        reference = _REFERENCE.match(raw, position)
        if not reference or not unescape(reference[0]).isspace():
            return position
        position = reference.end()


def _trailing(raw: str) -> int:
    end = len(raw)
    while True:
        end = len(raw[:end].rstrip())
        reference = _LAST_REFERENCE.search(raw[max(end - 34, 0) : end])
        if not reference or not unescape(reference[0]).isspace():
            return len(raw) - end
        end -= len(reference[0])


class _Builder:
    """Puts the items of one text together: its characters and its marks."""

    def __init__(self, opened: Sequence[Element]) -> None:
        self._line = RunningText()
        self._marks: list[Mark] = []
        self._open: list[int] = []  # numbers of marks
        self._of: dict[Element, int] = {}
        self._visible = 0
        self._seen_at: list[int] = []  # of each open mark: how much was visible before it
        self._ends_with_space = True
        self._waiting: list[Mark] = []  # things behind a space: does one follow?
        self._kept: list[tuple[str, CharSpan]] = []
        self._linked = 0
        self._links = 0  # that are open
        for element in opened:
            self._begin(None, element)

    def add(self, item: Item) -> None:
        if item.kind in ("text", "shown"):
            self._write(item.text)
        elif item.kind == "open":
            self._begin((item.start, item.end), item.element)
        elif item.kind == "close" and item.element in self._of:
            self._finish(item)
        elif item.kind == "kept":
            self._kept.append((item.text, (item.start, item.end)))
            self._write(item.text)
        elif item.kind == "edge":
            self._thing(item).edge = -1 if item.text == "before" else 1
        elif item.kind == "break":
            self._thing(item)
            self._write(" ")
        else:
            thing = self._thing(item)
            thing.kind = "note" if item.kind == "note" else "object"
            if self._ends_with_space and self._line.position:
                self._waiting.append(thing)

    def done(self, place: CharSpan, holder: Element | None) -> Text:
        while self._open:
            self._leave()
        text = self._line.done().text
        spans = tuple(
            Span(min(mark.start, len(text)), min(mark.end, len(text)), mark.kind, _address(mark), key)
            for key, mark in enumerate(self._marks)
            if not mark.edge
        )
        if holder is not None and holder.marked:
            spans += tuple(self._kept_within(len(text)))
        linked = len(text) if holder is not None and _leads_away(holder.link) else self._linked
        return Text(Marked(text, spans), place, holder, tuple(self._marks), tuple(self._kept), linked=linked)

    def _kept_within(self, size: int) -> Iterator[Span]:
        """What is kept of a text whose block is: all but what says of itself that it is translated."""
        free = [(mark.start, mark.end) for mark in self._marks if mark.element and not mark.element.marked]
        position = 0
        for start, end in (*sorted(free), (size, size)):
            if position < start:
                self._marks.append(Mark(-1, position, None, None, "kept", end=start))
                yield Span(position, start, "kept", None, len(self._marks) - 1)
            position = max(position, end)

    def _write(self, text: str) -> None:
        for thing in self._waiting if text else ():
            thing.has_gaps = text[0] in FOLDED
        if text:
            self._waiting = []
            self._ends_with_space = text[-1] in FOLDED
        before = self._line.position
        self._line.add(text)
        self._visible += len(text.strip())
        if self._links:
            self._linked += self._line.position - before

    def _parent(self) -> int:
        return self._open[-1] if self._open else -1

    def _thing(self, item: Item) -> Mark:
        mark = Mark(self._parent(), self._line.position, (item.start, item.end), item.element, "object", text=item.text)
        mark.end = mark.start
        self._marks.append(mark)
        return mark

    def _begin(self, tag: CharSpan | None, element: Element | None) -> None:
        kind = _kind(element) if element else "style"
        self._marks.append(Mark(self._parent(), self._line.position, tag, element, kind))
        self._open.append(len(self._marks) - 1)
        self._seen_at.append(self._visible)
        self._links += _leads_away(element)
        if element:
            self._of[element] = self._open[-1]

    def _finish(self, item: Item) -> None:
        number = self._of[item.element] if item.element else -1
        while self._open[-1] != number:
            self._leave()
        mark = self._marks[number]
        is_empty = self._seen_at[-1] == self._visible and mark.start == self._line.position
        self._leave()
        mark.close = (item.start, item.end)
        if is_empty and mark.open:  # nothing in it: all of it is one thing
            inside = [part for part in self._marks[number + 1 :] if part.element and part.element.tag == "img"]
            del self._marks[number:]
            whole = Item("thing", mark.open[0], item.end, element=inside[0].element if inside else item.element)
            self._thing(whole).start = mark.start
            self._marks[-1].end = mark.start

    def _leave(self) -> None:
        mark = self._marks[self._open.pop()]
        self._seen_at.pop()
        mark.end = self._line.position
        self._links -= _leads_away(mark.element)
        if mark.element:
            self._of.pop(mark.element, None)


def _kind(element: Element) -> SpanKind:
    is_within = element.parent is not None and element.parent.marked
    return "kept" if element.marked and not is_within else KINDS.get(element.tag, "style")


def _address(mark: Mark) -> str | None:
    return mark.element.get("href") if mark.element and mark.kind in ("link", "kept") else None


def _leads_away(element: Element | None) -> bool:
    """Whether this is a link to another page; one within the page is a part of the text."""
    if element is None or element.tag != "a":
        return False
    return not (element.get("href") or "#").startswith("#")
