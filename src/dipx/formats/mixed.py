"""Mixed content, as XHTML and OpenDocument have it: an element's text with its inline marks, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dipx.document import SpanKind
from dipx.formats.inline import ATOMS, Marked, RunningText, events


def local(node: Any) -> str:
    """The tag without its namespace; empty for comments and processing instructions."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a vocabulary writes inline marks: which tags are white space, which are kept whole, what the others are."""

    spaces: frozenset[str]
    atoms: frozenset[str]
    notes: frozenset[str]
    mark: Callable[[Any], tuple[SpanKind, str | None]]


def collect(element: Any, dialect: Dialect) -> tuple[Marked, list[Any]]:
    """The running text of ``element``, and the elements of its spans by their keys."""
    line = RunningText()
    nodes: list[Any] = []

    def visit(node: Any) -> None:
        line.add(node.text or "")
        for child in node:
            tag, start, key = local(child), line.position, len(nodes)
            if tag in dialect.spaces:
                line.add(" ")
            elif not tag or tag in dialect.atoms or tag in dialect.notes or not "".join(child.itertext()).strip():
                nodes.append(child)
                if tag and tag not in dialect.atoms and child.text and tag not in dialect.notes:
                    line.add(" ")
                line.mark(line.position, "note" if tag in dialect.notes else "object", key=key)
            else:
                nodes.append(child)
                visit(child)
                kind, href = dialect.mark(child)
                line.mark(start, kind, href, key)
            line.add(child.tail or "")

    visit(element)
    return line.done(), nodes


def rebuild(element: Any, marked: Marked, nodes: list[Any]) -> None:
    """Put ``marked`` in the place of the element's content; an empty span's element goes in as it is."""
    for child in list(element):
        element.remove(child)
    element.text = None
    stack = [element]
    for kind, value in events(marked):
        if isinstance(value, str):
            _append_text(stack[-1], value)
        elif kind == "close":
            stack.pop()
        else:
            node = nodes[value.key]
            if value.kind in ATOMS:
                node.tail = None
            else:
                node = node.makeelement(node.tag, dict(node.attrib), node.nsmap)
            stack[-1].append(node)
            stack.append(node)


def _append_text(node: Any, text: str) -> None:
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def remove(element: Any) -> None:
    """Take the element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + tail
        else:
            previous.tail = (previous.tail or "") + tail
    parent.remove(element)
