"""A paragraph of runs as spots: one for each of its lines; written when all of them have their English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dipx.document import BlockKind
from dipx.formats.base import Piece
from dipx.formats.inline import ATOMS, Marked, events
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ranges import in_order
from dipx.formats.zipped.runs import Line, Shell, Token
from dipx.formats.zipped.spots import Spot


def write_line(parent: Any, line: Line, target: Marked, make: Callable[[Any, Token | None, str], Any]) -> None:
    """Append the English of ``line`` to ``parent``: ``make(parent, model, text)`` is a run like ``model``."""
    parents, looks = [parent], [line.base]
    opened: list[Shell] = []
    for kind, value in events(target):
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
                _put_atom(parents, opened, token)
        elif kind == "open":
            looks.append(token)
        else:
            looks.pop()


def _put_atom(parents: Sequence[Any], opened: Sequence[Shell], token: Token) -> None:
    """Append what is kept whole: within the strict shells that it stood in, and in front of any other one of them."""
    for shell, inside in zip(opened, parents[1:], strict=True):
        if shell.is_strict and shell not in token.shells:
            for node in token.nodes:
                inside.addprevious(node)
            return
    place = parents[-1]
    for shell in token.shells:
        if shell.is_strict and shell not in opened:
            place = shell.enter(place)
    place.extend(token.nodes)


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
        for index, line in enumerate(self.lines):
            if isinstance(line, Line) and line.marked.text:
                marked = line.marked
                piece = Piece(marked.text, kind, marked.spans, gaps=marked.gaps)
                put, drop = self._setter(index), self._dropper(index)
                found.append(Spot(piece, put, drop, echo))
        return found

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
        for index, line in enumerate(self.lines):
            if isinstance(line, Token):
                self.element.extend(line.nodes)
            else:
                target = self.english.get(index) or atoms_only(line)
                write_line(self.element, line, target, self.make)
        self._put_back()
        self.element.extend(ends)
        in_order(self.element)

    def _put_back(self) -> None:
        """The marks of a range whose words have no English stand at the end, rather than nowhere."""
        keyed = (key for line in self.lines if isinstance(line, Line) for key in line.keyed)
        for shell in (key for key in keyed if isinstance(key, Shell)):
            for node in (*shell.marks, *shell.before, *shell.behind):
                if not any(around is self.element for around in node.iterancestors()):
                    self.element.append(node)

    def _setter(self, index: int) -> Callable[[Marked], None]:
        def put(target: Marked) -> None:
            self.english[index] = target

        return put

    def _dropper(self, index: int) -> Callable[[], None]:
        def drop() -> None:
            self.english[index] = None

        return drop
