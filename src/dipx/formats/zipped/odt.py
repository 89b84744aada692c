"""OpenDocument texts: paragraphs and headings of the body, its notes and comments, headers and footers.

All other XML stays as it is. Behind the text come the titles and descriptions of pictures and of the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dipx.document import BlockKind, Document
from dipx.formats.base import Source
from dipx.formats.inline import Marked
from dipx.formats.zipped.marked_spots import block_spots
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.opendocument import (
    TEXT,
    OpenDocument,
    beside_spots,
    dialect_of,
    notes_of,
    open_document,
    paragraphs,
)
from dipx.formats.zipped.spots import Spot, document_in_place, put_in_place

name = "odt"
suffixes = (".odt",)
written_as = ""

PARTS = ("content.xml", "styles.xml")  # styles.xml has the headers and footers


def load(source: Source) -> Document:
    document = open_document(source.raw, name, "text")
    spots = _spots(document)
    return document_in_place(source, name, spots, notes_of(document, spots))


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    opened = open_document(source.raw, name, "text")
    put_in_place(document, english, _spots(opened))
    return opened.written()


def _spots(document: OpenDocument) -> list[Spot]:
    dialect = dialect_of(document)
    spots: list[Spot] = []
    for part in PARTS:
        if part in document.trees:
            for element in paragraphs(document.trees[part]):
                may_go = local(element.getparent()) == "text"
                spots += block_spots(element, dialect, _kind(element), may_go=may_go)
    return [*spots, *beside_spots(document)]


def _kind(element: Any) -> BlockKind:
    style = element.get(f"{TEXT}style-name", "")
    if local(element) == "h" or style in ("Title", "Subtitle"):
        return "heading"
    return "item" if any(local(node) == "list-item" for node in element.iterancestors()) else "paragraph"
