"""What two marks in a paragraph bound (a comment's words, a bookmark): whose end the English brought before its begin.

Each mark goes where the word beside it went; where English turns the words around, the two marks change places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from dipx.formats.zipped.mixed import local

# commentRangeStart, bookmarkStart, permStart, moveToRangeStart …; in OpenDocument bookmark-start, annotation …
MARK = re.compile(r"(?P<kind>.+?)-?(?P<edge>[sS]tart|[eE]nd)")
EDGES = ("tart", "nd", "annotation")  # looked at first: every element is asked
NAMES = ("id", "name", "change-id", "ref-name")


@dataclass(frozen=True, slots=True)
class Mark:
    """An edge of a range."""

    kind: str
    name: str
    is_end: bool


def mark_of(node: Any) -> Mark | None:
    """The edge that an element is, if it is one."""
    tag = local(node)
    if not tag.endswith(EDGES):
        return None
    if tag == "annotation":
        tag = "annotation-start"
    elif len(node):
        return None
    match = MARK.fullmatch(tag)
    if match is None:
        return None
    names = {key.rpartition("}")[2]: value for key, value in node.attrib.items()}
    found = next((names[name] for name in NAMES if name in names), None)
    return None if found is None else Mark(match["kind"], found, match["edge"].lower() == "end")


def in_order(element: Any) -> None:
    """Put the two marks of each range within ``element`` in their order."""
    ends: dict[Mark, Any] = {}
    begun: set[Mark] = set()
    for node in list(element.iter()):
        mark = mark_of(node)
        if mark is None:
            continue
        if mark.is_end:
            ends.setdefault(mark, node)
            continue
        end = ends.get(replace(mark, is_end=True))
        if end is not None and mark not in begun:
            _exchange(end, node)
        begun.add(mark)


def _exchange(one: Any, other: Any) -> None:
    """Each of two elements takes the place of the other; the text behind stays where it is."""
    one.tail, other.tail = other.tail, one.tail
    first, second = one.makeelement("first"), one.makeelement("second")
    one.getparent().replace(one, first)
    other.getparent().replace(other, second)
    first.getparent().replace(first, other)
    second.getparent().replace(second, one)
