"""Mixed content, as XHTML and OpenDocument have it: an element's text with its inline marks, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dipx.document import SpanKind
from dipx.errors import InputError
from dipx.formats.inline import ATOMS, Marked, RunningText, events
from dipx.formats.zipped.linebreaks import MAX_LINES, is_own_line

LINE = "dipx-line"  # an element of our own, in trees only while they are worked on


def local(node: Any) -> str:
    """The tag without its namespace; empty for comments and processing instructions."""
    tag = node.tag  # asked once: lxml makes a text of it each time
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _no_note(node: Any, before: str) -> bool:
    return False


def _not_struck(node: Any) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a vocabulary writes inline marks: which tags are white space, which are kept whole, what the others are.

    ``breaks`` are white space that stays; ``fields`` are kept whole, and show their text to the model, where they hold
    no words; ``named`` ones always are. ``above`` is what stands above other text and is none (ruby); what
    ``is_struck`` out amid a line is a text of its own.
    """

    spaces: frozenset[str]
    atoms: frozenset[str]
    notes: frozenset[str]
    mark: Callable[[Any], tuple[SpanKind, str | None]]
    is_note: Callable[[Any, str], bool] = _no_note
    breaks: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    is_struck: Callable[[Any], bool] = _not_struck


def collect(element: Any, dialect: Dialect) -> tuple[Marked, list[Any]]:
    """The running text of ``element``, and the elements of its spans by their keys."""
    line = RunningText()
    nodes: list[Any] = []
    struck = frozenset(struck_within(element, dialect))

    def visit(node: Any) -> None:
        line.add(node.text or "")
        for child in node:
            if local(child) in dialect.spaces and not _is_gap(child):
                line.add(" ")
            elif local(child) not in dialect.above:
                start, key = line.position, len(nodes)
                nodes.append(child)
                if child in struck:
                    line.mark(start, "object", key=key)
                elif not _add_whole(line, child, key, dialect):
                    visit(child)
                    kind, href = dialect.mark(child)
                    line.mark(start, kind, href, key)
            line.add(child.tail or "")

    visit(element)
    return line.done(), nodes


def struck_within(element: Any, dialect: Dialect) -> list[Any]:
    """What is struck out amid the text of ``element``: none where all of it is."""
    found: list[Any] = []
    shown = [element.text or ""]

    def visit(node: Any) -> None:
        for child in node:
            tag = local(child)
            if tag and _is_struck(child, dialect):
                found.append(child)
            elif tag and tag not in dialect.atoms | dialect.notes | dialect.above:
                shown.append(child.text or "")
                visit(child)
            shown.append(child.tail or "")

    if dialect.is_struck is not _not_struck:
        visit(element)
    return found if "".join(shown).strip() else []


def _is_struck(node: Any, dialect: Dialect) -> bool:
    """Whether all the words of a node are struck out, by itself or by what it holds (a link around such words)."""
    while "".join(node.itertext()).strip():
        if dialect.is_struck(node):
            return True
        if len(node) != 1 or (node.text or "").strip() or (node[0].tail or "").strip() or not local(node[0]):
            return False
        node = node[0]
    return False


def _add_whole(line: RunningText, child: Any, key: int, dialect: Dialect) -> bool:
    """Add a child that is kept whole; whether it is."""
    tag, start = local(child), line.position
    if tag in dialect.breaks or tag in dialect.spaces:
        line.space(key)
    elif tag in dialect.notes or (tag and dialect.is_note(child, line.tail)):
        line.mark(start, "note", key=key)
    elif tag in dialect.fields and _is_kept(child, dialect):
        line.add("".join(child.itertext()))
        line.mark(start, "object", key=key)
    elif not tag or tag in dialect.atoms:
        line.mark(start, "object", key=key)
    elif not _own_text(child, dialect).strip():
        if child.text:
            line.add(" ")
        line.mark(line.position, "object", key=key)
    else:
        return False
    return True


def _own_text(node: Any, dialect: Dialect) -> str:
    """The text of a node without that of what is kept whole in it: the description of a picture is no text of the link
    around it."""
    parts = [node.text or ""]
    for child in node:
        if local(child) and local(child) not in dialect.atoms:
            parts.append(_own_text(child, dialect))
        parts.append(child.tail or "")
    return "".join(parts)


def _is_gap(space: Any) -> bool:
    """Whether white space is three spaces or more: as a tab does, they set apart what stands in a line, and stay."""
    count = next((value for key, value in space.attrib.items() if key.endswith("}c")), "1")
    return count.isdecimal() and int(count) > 2


def _is_kept(field: Any, dialect: Dialect) -> bool:
    return local(field) in dialect.named or not any(map(str.isalpha, "".join(field.itertext())))


def own_lines(element: Any, dialect: Dialect) -> list[Any]:
    """What of ``element`` are texts of their own: itself or, where breaks part it, an element for each part.

    These stand in the tree only until ``without_lines`` takes them out again.
    """
    stretches: list[list[Any]] = [[]]
    before = element.text or ""
    for child in element:
        if not _parts(child, dialect):
            stretches[-1].append(child)
            before += _within(child) + (child.tail or "")
            continue
        if is_own_line(before, _up_to_break(child, dialect)):
            stretches += [[child], []]
        else:
            stretches[-1].append(child)
        before = child.tail or ""
    if len(stretches) > 2 * MAX_LINES:
        raise InputError(f"holds a paragraph of more than {MAX_LINES:,} lines")
    if len(stretches) == 1:
        return [element]
    lines = []
    text, element.text = element.text, None
    for index, stretch in enumerate(stretches):
        if index % 2:
            text, stretch[0].tail = stretch[0].tail, None
            element.append(stretch[0])
            continue
        line = element.makeelement(LINE)
        line.text = text
        line.extend(stretch)
        element.append(line)
        lines.append(line)
    return lines


def _parts(child: Any, dialect: Dialect) -> bool:
    """Whether a child is a break or a gap, between which texts of their own may stand."""
    return local(child) in dialect.breaks or (local(child) in dialect.spaces and _is_gap(child))


def _within(child: Any) -> str:
    """The text in a child; a comment has none."""
    return "".join(child.itertext()) if local(child) else ""


def _up_to_break(child: Any, dialect: Dialect) -> str:
    text = child.tail or ""
    for following in child.itersiblings():
        if _parts(following, dialect):
            break
        text += _within(following) + (following.tail or "")
    return text


def without_lines(root: Any) -> None:
    """Take out the elements that ``own_lines`` put in; what is in them stays."""
    for line in list(root.iter(LINE)):
        _append_before(line, line.text)
        for child in list(line):
            line.addprevious(child)
        remove(line)


def _append_before(element: Any, text: str | None) -> None:
    previous = element.getprevious()
    if previous is None:
        element.getparent().text = ((element.getparent().text or "") + (text or "")) or None
    else:
        previous.tail = ((previous.tail or "") + (text or "")) or None


def rebuild(element: Any, marked: Marked, nodes: list[Any], above: frozenset[str] = frozenset()) -> None:
    """Put ``marked`` in the place of the element's content; an empty span's element goes in as it is.

    What of an element is ``above`` its text (ruby) stays in it.
    """
    for child in list(element):
        element.remove(child)
    element.text = None
    stack = [element]
    for kind, value in events(marked):
        if isinstance(value, str):
            _append_text(stack[-1], value)
        elif kind == "close":
            closed = stack.pop()
            if value.kind not in ATOMS and above:
                closed.extend([_without_tail(child) for child in nodes[value.key] if local(child) in above])
        else:
            node = nodes[value.key]
            if value.kind in ATOMS:
                node.tail = None
            else:
                node = node.makeelement(node.tag, dict(node.attrib), node.nsmap)
            stack[-1].append(node)
            stack.append(node)


def _without_tail(node: Any) -> Any:
    node.tail = None
    return node


def _append_text(node: Any, text: str) -> None:
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def remove(element: Any) -> None:
    """Take the element out of its tree; the text behind it stays."""
    if element.getparent() is not None:
        _append_before(element, element.tail)
        element.getparent().remove(element)
