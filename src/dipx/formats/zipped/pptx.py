"""Presentations: the slides in order, each with its notes, comments and diagrams; runs are replaced where they stand.

Masters and layouts stay as they are: their placeholders are never shown. Charts are named as not translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from dipx.document import BlockKind, Document
from dipx.formats.base import Source
from dipx.formats.inline import Marked
from dipx.formats.wording import is_wording
from dipx.formats.zipped import drawingml
from dipx.formats.zipped.beside import beside_spots, property_spots
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ooxml import Package, get, notes_on, open_package
from dipx.formats.zipped.paragraphs import Paragraph
from dipx.formats.zipped.residue import residue
from dipx.formats.zipped.spots import Spot, attribute_spots, document_in_place, element_spot, put_in_place

name = "pptx"
suffixes = (".pptx", ".pptm")
written_as = ""

MAIN = "ppt/presentation.xml"
PASSED_OVER = re.compile(r"/(?:slideLayouts|\w+Masters|theme|charts|embeddings)/|app\.xml$")
WITH_SLIDE = ("diagramData", "diagramDrawing", "notesSlide", "comments")  # read behind their slide, in this order


def load(source: Source) -> Document:
    package = open_package(source.raw, name)
    _, spots, notes = _read(package)
    return document_in_place(source, name, spots, tuple(notes))


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    package = open_package(source.raw, name)
    paragraphs, spots, _ = _read(package)
    put_in_place(document, english, spots)
    for paragraph in paragraphs:
        paragraph.write()
    for root in package.trees.values():
        drawingml.say_english(root)
    return package.written()


def _read(package: Package) -> tuple[list[Paragraph], list[Spot], Iterator[str]]:
    main = package.main(MAIN)
    slides = package.ordered(main, "slide", "sldId")
    paragraphs: list[Paragraph] = []
    spots: list[Spot] = []
    seen: set[str] = set()
    for slide in slides:
        related = [part for kind in WITH_SLIDE for part in package.related(slide, kind)]
        for part in dict.fromkeys([slide, *related]):
            if part in seen:
                continue
            seen.add(part)
            is_drawing = part in package.related(slide, "diagramDrawing")  # says what its data says
            for paragraph, is_copy in drawingml.paragraphs(package.tree(part)):
                paragraphs.append(paragraph)
                spots += paragraph.spots(_kind(paragraph.element), echo=is_copy or is_drawing)
            for node in package.tree(part).iter("{*}text"):
                spots += element_spot(node)
    for title in drawingml.chart_titles(package, slides):
        paragraphs.append(title)
        spots += title.spots("paragraph")
    for part in sorted(seen, key=lambda part: (len(part), part)):
        spots += beside_spots(package.tree(part))
    for node in package.tree(main).iter("{*}section", "{*}custShow"):
        spots += attribute_spots(node, ("name",))
    spots += property_spots(package, spots)
    unread = residue(package.archive, spots, PASSED_OVER, ("t", "text"), package.trees)
    return paragraphs, spots, chain(notes_on(package, slides), _notes(package, slides), unread)


def _kind(element: Any) -> BlockKind:
    shape = next((node for node in element.iterancestors() if local(node) == "sp"), None)
    place = next((node for node in shape.iter("{*}ph")), None) if shape is not None else None
    if place is not None and (get(place, "type") or "") in ("title", "ctrTitle", "subTitle"):
        return "heading"
    properties = next((node for node in element if local(node) == "pPr"), None)
    marks = {local(node) for node in properties} if properties is not None else set()
    return "item" if marks & {"buChar", "buAutoNum", "buBlip"} else "paragraph"


def _notes(package: Package, slides: Sequence[str]) -> Iterator[str]:
    layouts = {part for slide in slides for part in package.related(slide, "slideLayout")}
    masters = {part for layout in layouts for part in package.related(layout, "slideMaster")}
    if any(_says_something(package.peek(part)) for part in sorted(layouts | masters)):
        yield "not translated: words on the master slides"


def _says_something(root: Any) -> bool:
    """Whether a master has words that slides show: in shapes that are no placeholders."""
    for shape in root.iter("{*}sp"):
        if next(shape.iter("{*}ph"), None) is None:
            text = " ".join(node.text or "" for node in shape.iter("{*}t"))
            if is_wording(text):
                return True
    return False
