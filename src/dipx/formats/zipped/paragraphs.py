"""A paragraph of runs as spots: one for each of its lines; written when all of them have their English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dipx.document import BlockKind
from dipx.formats.base import Piece
from dipx.formats.inline import ATOMS, Marked, events
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ranges import in_order
from dipx.formats.zipped.runs import Line, Shell, Token
from dipx.formats.zipped.spots import Spot


def write_line(
    parent: Any,
    line: Line,
    english: Callable[[Line], Marked],
    make: Callable[[Any, Token | None, str], Any],
) -> None:
    """Append what is the ``english`` of ``line`` to ``parent``, and that of the lines which it holds.

    ``make(parent, model, text)`` is a run like ``model``.
    """
    parents, looks = [parent], [line.base]
    opened: list[Shell] = []
    for kind, value in events(english(line)):
        if isinstance(value, str):
            parents[-1].append(make(parents[-1], looks[-1], value))
            continue
        token = line.keyed[value.key]
        if isinstance(token, Shell):
            if kind == "open":
                parents[-1].extend(token.before)
                parents.append(token.enter(parents[-1]))
                opened.append(token)
            else:
                parents.pop()
                token.leave(parents[-1])
                parents[-1].extend(token.behind)
                opened.pop()
        elif value.kind in ATOMS:
            if kind == "open":
                _put_atom(parents, opened, token.shells, _nodes_of(token, parents[-1], english, make))
        elif kind == "open":
            looks.append(token)
        else:
            looks.pop()


def _nodes_of(
    token: Token, parent: Any, english: Callable[[Line], Marked], make: Callable[[Any, Token | None, str], Any]
) -> Sequence[Any]:
    """What is kept whole, or the runs of the text that it holds."""
    if token.inner is None:
        return token.nodes
    holder = parent.makeelement(parent.tag)
    write_line(holder, token.inner, english, make)
    return list(holder)


def _put_atom(parents: Sequence[Any], opened: Sequence[Shell], shells: Sequence[Shell], nodes: Sequence[Any]) -> None:
    """Append nodes that are kept whole: within the strict ones of the ``shells`` that they stood in, and in front of
    any other strict one."""
    for shell, inside in zip(opened, parents[1:], strict=True):
        if shell.is_strict and shell not in shells:
            for node in nodes:
                inside.addprevious(node)
            return
    place = parents[-1]
    for shell in shells:
        if shell.is_strict and shell not in opened:
            place = shell.enter(place)
    place.extend(nodes)


def atoms_only(line: Line) -> Marked:
    """The line without its text: what is kept whole, in its order."""
    spans = (span for span in line.marked.spans if span.kind in ATOMS)
    return Marked("", tuple(replace(span, start=0, end=0) for span in spans))


@dataclass(slots=True)
class Paragraph:
    """A paragraph whose lines are spots; it is written when all of them have their English.

    ``make`` is a run of some text, ``first`` and ``last`` name the children that stay at its begin and its end.
    """

    element: Any
    lines: Sequence[Line | Token]
    make: Callable[[Any, Token | None, str], Any]
    first: frozenset[str] = frozenset({"pPr"})
    last: frozenset[str] = frozenset()
    english: dict[int, Marked | None] = field(default_factory=dict)

    def spots(self, kind: BlockKind, *, echo: bool = False) -> list[Spot]:
        found = []
        for line in self._texts():
            marked = line.marked
            if marked.text:
                piece = Piece(marked.text, kind, marked.spans, gaps=marked.gaps)
                put, drop = self._setter(id(line)), self._dropper(id(line))
                found.append(Spot(piece, put, drop, echo))
        return found

    def _texts(self) -> Iterator[Line]:
        """The lines, each with those that it holds behind it."""
        for line in self.lines:
            if isinstance(line, Line):
                yield line
                yield from (key.inner for key in line.keyed if isinstance(key, Token) and key.inner)

    @property
    def is_left_out(self) -> bool:
        return bool(self.english) and not any(self.english.values())

    def write(self) -> None:
        """Put the English in; a paragraph that got none stays as it is."""
        if not self.english:
            return
        ends = [child for child in self.element if local(child) in self.last]
        for child in list(self.element):
            if local(child) not in self.first:
                self.element.remove(child)
        for line in self.lines:
            if isinstance(line, Token):
                self.element.extend(line.nodes)
            else:
                write_line(self.element, line, self._english_of, self.make)
        self._put_back()
        self.element.extend(ends)
        in_order(self.element)

    def _english_of(self, line: Line) -> Marked:
        return self.english.get(id(line)) or atoms_only(line)

    def _put_back(self) -> None:
        """The marks of a range whose words have no English stand at the end, rather than nowhere."""
        keyed = (key for line in self._texts() for key in line.keyed)
        for shell in (key for key in keyed if isinstance(key, Shell)):
            for node in (*shell.marks, *shell.before, *shell.behind):
                if not any(around is self.element for around in node.iterancestors()):
                    self.element.append(node)

    def _setter(self, key: int) -> Callable[[Marked], None]:
        def put(target: Marked) -> None:
            self.english[key] = target

        return put

    def _dropper(self, key: int) -> Callable[[], None]:
        def drop() -> None:
            self.english[key] = None

        return drop
