"""Records with one field of text each (csv, jsonl): the text's blocks, and the English of a record.

A file of records is one document, and each record one or more blocks of it: one file in, one file out, records in
order, batches filled across them. Memory is bounded by the size of a file (base.MAX_BYTES), not flat: a larger one is
split first (``split -l``).
"""

from __future__ import annotations

from collections.abc import Sequence

from dipx.document import Document
from dipx.formats import txt
from dipx.formats.base import Piece, by_piece
from dipx.formats.inline import Marked


def pieces_of(texts: Sequence[str]) -> list[Piece]:
    """The blocks of all records, found as in a plain text."""
    return [Piece(block.text, block.kind) for text in texts for block in txt.parse(text, "").blocks]


def englished(document: Document, english: Sequence[Marked], texts: Sequence[str]) -> list[str]:
    """The English of each record's text, its blocks as far apart as they were; what was left out is not in it."""
    targets = iter(by_piece(document, english, pieces_of(texts)))
    made: list[str] = []
    for text in texts:
        out, end = "", 0
        for block in txt.parse(text, "").blocks:
            target = next(targets)
            if target is not None:
                out += (text[end : block.start] if out else "") + target.text
            end = block.end
        made.append(out)
    return made
