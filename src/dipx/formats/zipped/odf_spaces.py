"""White space of OpenDocument in one piece: one space is a character there, and those behind it are an element."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MOST = 10_000  # of one gap: no line is so wide
SPACES = " \t\r\n"


def join_spaces(paragraphs: Iterable[Any], tag: str, count: str) -> None:
    """Of three or more spaces in a row make one element, ``tag`` with its attribute ``count``: they are a gap."""
    for paragraph in paragraphs:
        done: set[Any] = set()
        for space in list(paragraph.iter(tag)):
            if space not in done:
                done.update(_joined(space, tag, count))


def _joined(first: Any, tag: str, count: str) -> list[Any]:
    """Join the spaces that begin with ``first``; they are the answer, also where they are too few."""
    row, between = [first], 0
    while (after := row[-1].getnext()) is not None and after.tag == tag and not (row[-1].tail or "").strip(SPACES):
        between += bool(row[-1].tail)
        row.append(after)
    before, tail = _before(first), row[-1].tail or ""
    outside = (before[-1:] in SPACES and bool(before.strip(SPACES)), tail[:1] in SPACES and bool(tail.strip(SPACES)))
    number = sum(_number(space, count) for space in row) + between + sum(outside)
    if number > 2 and len(row) + between + sum(outside) > 1:
        if outside[0]:
            _set_before(first, before.rstrip(SPACES))
        first.tail = tail.lstrip(SPACES) if outside[1] else tail
        first.set(count, str(min(number, MOST)))
        for space in row[1:]:
            space.getparent().remove(space)
    return row


def _number(space: Any, count: str) -> int:
    told = space.get(count, "1")
    return int(told) if told.isdecimal() and len(told) < 6 else 1


def _before(space: Any) -> str:
    previous = space.getprevious()
    return (space.getparent().text if previous is None else previous.tail) or ""


def _set_before(space: Any, text: str) -> None:
    previous = space.getprevious()
    if previous is None:
        space.getparent().text = text
    else:
        previous.tail = text
