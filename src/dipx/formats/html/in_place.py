"""A page with its texts in English, and every character of its source that is no text as it was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from dipx.document import CharSpan
from dipx.formats.html.escaping import Escape, quoted
from dipx.formats.html.items import Mark, Text
from dipx.formats.html.page import Page
from dipx.formats.inline import ATOMS, Marked
from dipx.text.stamps import english_stamp

_CODE = re.compile("`[^`]*`")

Patch = tuple[CharSpan, str]
_Job = tuple[CharSpan, str | tuple[Text, Marked]]


def written(page: Page, english: Sequence[Marked | None], more: Sequence[Patch] = ()) -> str:
    """The page with ``english[i]`` in the place of its text ``i``; ``None`` leaves the text as it is.

    ``more`` are other places with what stands there.
    """
    jobs: list[_Job] = [*page.fixed, *more]
    for text, target in zip(page.texts, english, strict=True):
        if target is None:
            continue
        if text.attribute:
            jobs.append((text.place, quoted(target.text, text.attribute.quote)))
        else:
            jobs.append((text.place, (text, _timed(text, target))))
    return _Writer(page.source, jobs).written((0, len(page.source)))


class _Writer:
    """The source with what stands in places of it. A text may have others within: in its tags, in a picture."""

    def __init__(self, source: str, jobs: Sequence[_Job]) -> None:
        self._source = source
        self._jobs = sorted(jobs, key=lambda job: (job[0][0], -job[0][1]))
        self._starts = [job[0][0] for job in self._jobs]

    def written(self, place: CharSpan) -> str:
        """The source between these two places."""
        position, end = place
        parts: list[str] = []
        for (begin, stop), job in islice(self._jobs, bisect_left(self._starts, position), None):
            if begin >= end:
                break
            if begin >= position and stop <= end:
                parts += [self._source[position:begin], job if isinstance(job, str) else self._running(*job)]
                position = stop
        return "".join([*parts, self._source[position:end]])

    def _running(self, text: Text, target: Marked) -> str:
        return "".join(_English(text, target, self._source, self).parts())


class _English:
    """The English of one text with its tags: each of the source's once, and every word once."""

    def __init__(self, text: Text, target: Marked, source: str, writer: _Writer) -> None:
        self._text = text
        self._target = target.text
        self._source = source
        self._writer = writer
        self._escape = Escape(source[slice(*text.place)])
        self._slots, self._lost = _slots(target.text, text.kept)
        self._places = _places(text.marks, target)
        self._position = 0
        self._slot = 0
        self._wants_space = False
        self._is_new_line = False
        self._last = ""

    def parts(self) -> Iterator[str]:
        """The pieces in order. The marks within a mark, in the order of their places; no more than it holds."""
        inside = _inside(self._text.marks, self._places)
        open_marks: list[tuple[Iterator[int], int, Mark | None]] = [(iter(inside.get(-1, ())), len(self._target), None)]
        while open_marks:
            marks, end, around = open_marks[-1]
            number = next(marks, None)
            if number is None:
                yield from self._up_to(end)
                if around and around.close:
                    yield self._writer.written(around.close)
                open_marks.pop()
                if not open_marks:
                    yield from (" " + self._source[slice(*place)] for place in self._lost)
                continue
            mark = self._text.marks[number]
            begin, stop = self._places[number]
            if mark.kind in ("object", "note"):
                yield from self._up_to(min(begin, end))
                yield from self._thing(mark)
                continue
            yield from self._up_to(min(self._without_space(mark, begin, stop), end))
            if mark.kind == "raised" and mark.close and begin == stop and not inside.get(number):
                continue  # "1er mai": of "1 May" nothing is raised
            if mark.open:
                yield from self._space_before(mark)
                yield self._writer.written(mark.open)
            open_marks.append((iter(inside.get(number, ())), min(max(stop, self._position), end), mark))

    def _without_space(self, mark: Mark, begin: int, stop: int) -> int:
        """Where a mark begins: not with white space, unless it does so in the source."""
        had_space = self._text.marked.text[mark.start : mark.start + 1].isspace()
        while not had_space and begin < stop and self._target[begin].isspace():
            begin += 1
        return begin

    def _space_before(self, mark: Mark) -> Iterator[str]:
        """The space between a thing and the mark behind it, which is not to stand within the mark."""
        is_outside = self._text.marked.text[mark.start - 1 : mark.start].isspace()
        if self._wants_space and is_outside and not self._target[self._position : self._position + 1].isspace():
            self._wants_space = False
            self._last = " "
            yield " "

    def _thing(self, mark: Mark) -> Iterator[str]:
        has_space = mark.has_gaps or self._text.marked.text[: mark.start][-1:].isspace()
        if has_space and self._last and not self._last.isspace():
            yield " "
        if mark.open:
            yield self._writer.written(mark.open) if mark.kind == "object" else self._source[slice(*mark.open)]
        self._wants_space |= mark.has_gaps
        self._is_new_line = mark.element is not None and mark.element.tag == "br"

    def _up_to(self, place: int) -> Iterator[str]:
        """The text from where we are, what is kept in it as the source has it."""
        while self._slot < len(self._slots) and self._slots[self._slot][0] < place:
            begin, end, kept = self._slots[self._slot]
            yield from self._words(self._target[self._position : begin])
            yield self._source[slice(*kept)]
            self._last = "`"
            self._position = end
            self._slot += 1
        yield from self._words(self._target[self._position : place])
        self._position = max(self._position, place)

    def _words(self, words: str) -> Iterator[str]:
        if self._is_new_line:
            words = words.lstrip(" ")  # which stood for the line break
        if not words:
            return
        if self._wants_space and not words[0].isspace():
            yield " "
        self._wants_space = self._is_new_line = False
        self._last = words[-1]
        yield self._escape(words)


def _timed(text: Text, target: Marked) -> Marked:
    """With the time as English writes it, where all of the text is a ``<time>``: « 10 h » alone may be a length."""
    said = text.marked.text.strip()
    tags = [mark for mark in text.marks if mark.element and mark.element.tag == "time" and mark.start == 0]
    if target.text.strip() != said or not any(mark.end >= len(said) and not _lasts(mark) for mark in tags):
        return target
    made = english_stamp(said, is_sure=True)
    if made is None or made == said:
        return target
    ends = {len(target.text): len(made)}
    spans = tuple(replace(span, end=ends.get(span.end, min(span.end, len(made)))) for span in target.spans)
    return replace(target, text=made, spans=spans)


def _lasts(mark: Mark) -> bool:
    """Whether the element says that it is a length: ``datetime="PT3H30M"``."""
    return mark.element is not None and (mark.element.get("datetime") or "").startswith(("P", "p"))


def _slots(
    english: str, kept: Sequence[tuple[str, CharSpan]]
) -> tuple[list[tuple[int, int, CharSpan]], list[CharSpan]]:
    """Where in the English each kept part stands, in order; and the parts that it does not have.

    One that was changed on the way is known by its marks.
    """
    found: list[tuple[int, int, CharSpan]] = []
    free = [(match.start(), match.end()) for match in _CODE.finditer(english)] if kept else []
    at: dict[str, deque[CharSpan]] = {}
    for begin, end in free:
        at.setdefault(english[begin:end], deque()).append((begin, end))
    changed = []
    for shown, place in kept:
        if at.get(shown):
            found.append((*at[shown].popleft(), place))
        else:
            changed.append(place)
    rest = sorted(span for spans in at.values() for span in spans)
    found += ((*span, place) for span, place in zip(rest, changed, strict=False))
    return sorted(found), changed[len(rest) :]


def _places(marks: Sequence[Mark], target: Marked) -> list[CharSpan]:
    """Where each mark goes. One that found no place goes around those within it, or else behind the one before it."""
    found: dict[int, CharSpan] = {span.key: (span.start, span.end) for span in target.spans}
    around: dict[int, CharSpan] = {}
    for number in reversed(range(len(marks))):
        place = found.get(number) or around.get(number)
        if place:
            found[number] = place
            parent = marks[number].parent
            known = around.get(parent, place)
            around[parent] = min(known[0], place[0]), max(known[1], place[1])
    last: dict[int, int] = {}
    places: list[CharSpan] = []
    for number, mark in enumerate(marks):
        before = last.get(mark.parent, places[mark.parent][0] if mark.parent >= 0 else 0)
        end = len(target.text) if mark.edge > 0 else 0
        around_it = marks[mark.parent] if mark.parent >= 0 else None
        if around_it and mark.kind in ATOMS and around_it.start < mark.start == mark.end == around_it.end:
            found[number] = (places[mark.parent][1],) * 2  # a ruby's reading stays behind all that it is of
        places.append((end, end) if mark.edge else found.get(number, (before, before)))
        last[mark.parent] = places[-1][1]
    return places


def _inside(marks: Sequence[Mark], places: Sequence[CharSpan]) -> dict[int, list[int]]:
    """The numbers of the marks within each mark, and within none (-1), in the order of their places."""
    inside: dict[int, list[int]] = {}
    for number in sorted(range(len(marks)), key=lambda number: (*places[number], number)):
        inside.setdefault(marks[number].parent, []).append(number)
    return inside
