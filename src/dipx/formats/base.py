"""The seam between files and the program. A format never sees an engine, nor the disk: bytes in, bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dipx.document import Block, BlockKind, Document, LeftOut, Span
from dipx.errors import InputError
from dipx.formats.gaps import spaced
from dipx.formats.inline import Gap, Marked

GAP = "\n\n"  # between the blocks of a structured document's text

# A news article has some kB, a book of plain text one to five MB: what is larger is no article, and is read whole.
MAX_BYTES = 100 * 2**20


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes, its name for messages, the field that holds the text of a record, and whether a web page is to be
    taken ``whole`` or for its article."""

    path: str
    raw: bytes
    field: str = "text"
    whole: bool = False


class Format(Protocol):
    """One file format: ``tests/formats/test_vectors.py`` holds each to reading and writing the same blocks."""

    name: str
    suffixes: tuple[str, ...]
    written_as: str  # the suffix of the English file; "" where it is the input's own

    def load(self, source: Source) -> Document:
        """The document in the bytes. Raises ``InputError`` for what is not of this format or beyond its bounds."""
        ...

    def dump(self, source: Source, document: Document, english: Sequence[Marked]) -> bytes:
        """The file with ``english[i]`` for ``document.blocks[i]``; ``source`` is what ``document`` was loaded from.

        Blocks of the file that are not in ``document.blocks`` were left out, and are not in the bytes.
        """
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as a format finds it; with a ``reason`` it is not the article."""

    text: str
    kind: BlockKind = "paragraph"
    spans: tuple[Span, ...] = ()
    reason: str | None = None
    gaps: tuple[Gap, ...] = ()


def document_of(source: Source, name: str, pieces: Sequence[Piece], notes: tuple[str, ...] = ()) -> Document:
    """The document whose text is that of the pieces, a blank line apart."""
    blocks: list[Block] = []
    left_out: list[LeftOut] = []
    for piece, start in zip(pieces, starts(pieces), strict=True):
        end = start + len(piece.text)
        if piece.reason:
            left_out.append(LeftOut(piece.text, piece.reason, start, end))
        else:
            blocks.append(Block(piece.text, start, end, piece.kind, piece.spans))
    text = GAP.join(piece.text for piece in pieces)
    return Document(source.path, text, tuple(blocks), name, left_out=tuple(left_out), notes=notes, field=source.field)


def starts(pieces: Sequence[Piece]) -> list[int]:
    """Where each piece begins in the document's text."""
    found, position = [], 0
    for piece in pieces:
        found.append(position)
        position += len(piece.text) + len(GAP)
    return found


def by_piece(document: Document, english: Sequence[Marked], pieces: Sequence[Piece]) -> list[Marked | None]:
    """The English of each piece, ``None`` for one that was left out. Raises ``InputError`` when they do not match."""
    targets = {block.start: text for block, text in zip(document.blocks, english, strict=True)}
    places = starts(pieces)
    if not set(targets) <= set(places):
        raise InputError("is not the file that was translated")
    found = [targets.get(place) for place in places]
    return [target and spaced(target, piece.gaps) for target, piece in zip(found, pieces, strict=True)]
