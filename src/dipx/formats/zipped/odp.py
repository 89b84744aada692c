"""OpenDocument presentations: slides in order, with their tables, boxes and notes; masters stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dipx.document import BlockKind, Document
from dipx.formats.base import Source
from dipx.formats.inline import Marked
from dipx.formats.wording import is_wording
from dipx.formats.zipped.marked_spots import block_spots
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.opendocument import OpenDocument, beside_spots, dialect_of, notes_of, open_document, paragraphs
from dipx.formats.zipped.spots import Spot, document_in_place, element_spot, put_in_place

name = "odp"
suffixes = (".odp",)
written_as = ""

PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
DEFAULT_NAME = re.compile(r"(?:page|slide|diapo)\s?\d*", re.IGNORECASE)
DECLARED = tuple(f"{PRESENTATION}{kind}-decl" for kind in ("header", "footer", "date-time"))


def load(source: Source) -> Document:
    document = open_document(source.raw, name, "presentation")
    spots = _spots(document)
    return document_in_place(source, name, spots, (*notes_of(document, spots), *_notes(document)))


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    opened = open_document(source.raw, name, "presentation")
    put_in_place(document, english, _spots(opened))
    return opened.written()


def _spots(document: OpenDocument) -> list[Spot]:
    dialect, root = dialect_of(document), document.trees["content.xml"]
    spots = [spot for element in paragraphs(root) for spot in block_spots(element, dialect, _kind(element))]
    for node in root.iter(*DECLARED):
        spots += element_spot(node)
    return [*spots, *beside_spots(document, ("content.xml",))]


def _kind(element: Any) -> BlockKind:
    around = list(element.iterancestors())
    if any(node.get(f"{PRESENTATION}class") in ("title", "subtitle") for node in around):
        return "heading"
    return "item" if any(local(node) == "list-item" for node in around) else "paragraph"


def _notes(document: OpenDocument) -> Iterator[str]:
    named = document.trees["content.xml"].iter(f"{DRAW}page", f"{PRESENTATION}show")
    names = [value for node in named for key, value in node.attrib.items() if key.endswith("}name")]
    if any(is_wording(each) and not DEFAULT_NAME.fullmatch(each) for each in names):
        yield "not translated: the names of slides and shows, which links use"
    root = document.trees.get("styles.xml")
    pages = root.iter("{*}master-page") if root is not None else ()
    shapes = (shape for page in pages for shape in page if shape.get(f"{PRESENTATION}class") is None)
    if any(is_wording(" ".join("".join(text.itertext()) for text in paragraphs(shape))) for shape in shapes):
        yield "not translated: words on the master slides"
