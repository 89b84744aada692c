"""The texts of mixed content as spots: a block element, or its lines where breaks part texts of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from dipx.document import BlockKind
from dipx.formats.base import Piece
from dipx.formats.inline import ATOMS, Marked
from dipx.formats.zipped.mixed import Dialect, collect, local, own_lines, rebuild, remove, struck_within
from dipx.formats.zipped.ranges import in_order
from dipx.formats.zipped.spots import Spot


def block_spots(
    element: Any, dialect: Dialect, kind: BlockKind, *, echo: bool = False, may_go: bool = False
) -> Iterator[Spot]:
    """The spots of a block element. One that was left out is emptied of its text; it goes where it ``may_go``."""
    for line in own_lines(element, dialect):
        marked, nodes = collect(line, dialect)
        if marked.text:
            piece = Piece(marked.text, kind, marked.spans, gaps=marked.gaps)
            is_bare = may_go and line is element and not any(span.kind in ATOMS for span in marked.spans)
            drop = _remover(element) if is_bare else _emptier(line, marked, nodes)
            yield Spot(piece, _writer(line, nodes, dialect), drop, echo)
        for struck in struck_within(line, dialect):
            for part in struck if local(struck) == "switch" else [struck]:  # each of the choices of a book
                yield from block_spots(part, dialect, kind, echo=echo)


def _writer(line: Any, nodes: list[Any], dialect: Dialect) -> Callable[[Marked], None]:
    def put(target: Marked) -> None:
        rebuild(line, target, nodes, dialect.above)
        in_order(line)

    return put


def _emptier(line: Any, marked: Marked, nodes: list[Any]) -> Callable[[], None]:
    def drop() -> None:
        spans = (span for span in marked.spans if span.kind in ATOMS)
        rebuild(line, Marked("", tuple(replace(span, start=0, end=0) for span in spans)), nodes)

    return drop


def _remover(element: Any) -> Callable[[], None]:
    return lambda: remove(element)
