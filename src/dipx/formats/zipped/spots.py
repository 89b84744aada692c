"""Files whose texts are replaced where they stand: every text is a spot, and a spot knows how to write itself.

Comes in: the spots of a file, in reading order. Goes out: a ``Document`` of them, or the same file with their English.
A text that a file says twice (a text box and its copy for old programs, a title and its property) is an *echo*: it is
no block of its own where another spot has the same words, and gets their English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

from dipx.document import Block, Document
from dipx.errors import InputError
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.gaps import spaced, unbroken
from dipx.formats.inline import Marked, writable
from dipx.formats.placing import carry
from dipx.formats.wording import is_wording

MAX_TEXTS = 200_000  # paragraphs or cells: each takes 2 kB of memory; a long novel has some thousands
CODE = "code"  # a reason: a number, code, address or unit in a cell of its own


@dataclass(frozen=True, slots=True)
class Spot:
    """A text in a file: what is read there, what writes its English, and what is done when it was left out.

    An attribute is written ``early``: the element that has it may be made anew with the text that it is in.
    """

    piece: Piece
    put: Callable[[Marked], None]
    drop: Callable[[], None] = lambda: None
    echo: bool = False
    early: bool = False


def within_bounds(elements: Iterable[Any]) -> list[Any]:
    """The elements that hold texts. Raises ``InputError`` when there are more than any document has."""
    found = list(islice(elements, MAX_TEXTS + 1))
    if len(found) > MAX_TEXTS:
        raise InputError(f"holds more than {MAX_TEXTS:,} texts in one part")
    return found


def document_in_place(source: Source, name: str, spots: Sequence[Spot], notes: tuple[str, ...] = ()) -> Document:
    """The document of a file's spots."""
    return document_of(source, name, [spot.piece for spot in _own(spots)], notes)


def put_in_place(document: Document, english: Sequence[Marked], spots: Sequence[Spot]) -> None:
    """Write the English of ``document`` into the spots that it was made of. Raises ``InputError`` for other ones."""
    own = _own(spots)
    targets = by_piece(document, english, [spot.piece for spot in own])
    said: dict[str, tuple[Piece, Marked]] = {}
    writing: list[tuple[Spot, Callable[[], None]]] = []
    for spot, target in zip(own, targets, strict=True):
        if target is None:
            writing.append((spot, spot.drop))
        else:
            said.setdefault(_folded(spot.piece.text), (spot.piece, target))
            writing.append((spot, partial(spot.put, target)))
    written = set(map(id, own))
    for spot in spots:
        found = said.get(_folded(spot.piece.text))
        if id(spot) not in written and found:
            writing.append((spot, partial(spot.put, _like(spot.piece, *found))))
    for _, write in sorted(writing, key=lambda pair: not pair[0].early):
        write()


def text_spot(text: str | None, put: Callable[[str], None], *, echo: bool = True) -> list[Spot]:
    """The spot of a plain text (an attribute, a title): none where it is blank."""
    shown = " ".join(writable(text or "").split())
    return [Spot(Piece(shown), lambda target: put(target.text), echo=echo)] if shown else []


def attribute_spots(node: Any, names: Sequence[str]) -> list[Spot]:
    """The texts of a node's attributes."""
    return [
        replace(spot, early=True)
        for name in names
        if is_wording(node.get(name) or "")
        for spot in text_spot(node.get(name), lambda english, name=name: node.set(name, english))  # type: ignore[misc]
    ]


def element_spot(node: Any, *, always: bool = False) -> list[Spot]:
    """The text of an element that holds nothing else but comments; where it is language, or ``always``."""
    if any(isinstance(child.tag, str) for child in node):
        return []
    text = "".join([node.text or "", *(child.tail or "" for child in node)])

    def put(english: str) -> None:
        for child in node:
            child.tail = None
        node.text = text[: len(text) - len(text.lstrip())] + english + text[len(text.rstrip()) :]

    return text_spot(text, put) if always or is_wording(text) else []


def _own(spots: Sequence[Spot]) -> list[Spot]:
    """The spots that are blocks of the document."""
    said = {_folded(spot.piece.text) for spot in spots if not spot.echo}
    own = []
    for spot in spots:
        folded = _folded(spot.piece.text)
        if not spot.echo or folded not in said:
            own.append(spot)
            said.add(folded)
    return own


def _folded(text: str) -> str:
    return " ".join(text.split())


def _like(piece: Piece, said: Piece, target: Marked) -> Marked:
    """The English of ``said`` for another spot of the same words, with the markup that both have."""
    if [(span.start, span.end, span.kind) for span in piece.spans] == [
        (span.start, span.end, span.kind) for span in said.spans
    ]:
        keys = {one.key: other.key for one, other in zip(said.spans, piece.spans, strict=True)}
        return replace(target, spans=tuple(replace(span, key=keys[span.key]) for span in target.spans))
    block = Block(piece.text, 0, len(piece.text), spans=piece.spans)
    return spaced(carry(block, unbroken(target, said.gaps))[0], piece.gaps)
