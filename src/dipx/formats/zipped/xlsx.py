"""Workbooks: the cells that hold words, comments and drawn texts; numbers, formulas and names stay as they are.

Excel keeps each text once, however many cells show it; so it is one block, and is translated once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dipx.document import Document
from dipx.formats.base import Source
from dipx.formats.inline import Marked
from dipx.formats.wording import is_wording
from dipx.formats.zipped import drawingml
from dipx.formats.zipped.archive import member
from dipx.formats.zipped.beside import beside_spots, property_spots
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ooxml import Package, notes_on, open_package
from dipx.formats.zipped.runs import Paragraph
from dipx.formats.zipped.spots import (
    CODE,
    Spot,
    document_in_place,
    element_spot,
    put_in_place,
    within_bounds,
)
from dipx.formats.zipped.xlsx_cells import TABLE_HEADER, collapse, is_default_name, rich_text, table_headers

name = "xlsx"
suffixes = (".xlsx", ".xlsm")
written_as = ""

MAIN = "xl/workbook.xml"
WORDS_IN_FORMULA = re.compile(rb"<f[ >][^<]*(?:&quot;|\")[^<&\"]*[A-Za-z]{2}")
CHOICES = re.compile(rb"<formula1>(?:&quot;|\")[^<]*[A-Za-z]{2}")
HEADERS = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
HEADER_CODES = re.compile(r"&amp;(?:&quot;[^&]*&quot;|[A-Z]|\d+)")


def load(source: Source) -> Document:
    package = open_package(source.raw, name)
    _, spots, notes = _read(package)
    return document_in_place(source, name, spots, notes)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    package = open_package(source.raw, name)
    paragraphs, spots, _ = _read(package)
    put_in_place(document, english, spots)
    for paragraph in paragraphs:
        paragraph.write()
        if paragraph.english and local(paragraph.element) != "p":
            collapse(paragraph.element)
    for root in package.trees.values():
        drawingml.say_english(root)
    return package.written()


def _read(package: Package) -> tuple[list[Paragraph], list[Spot], tuple[str, ...]]:
    main = package.main(MAIN)
    sheets = package.ordered(main, "worksheet", "sheet")
    names = table_headers(package, sheets)
    paragraphs: list[Paragraph] = []
    spots: list[Spot] = []
    for part in package.related(main, "sharedStrings"):
        for element in within_bounds(package.tree(part).iterchildren("{*}si")):
            paragraphs.append(rich_text(element))
            spots += [_cell(spot, names) for spot in paragraphs[-1].spots("paragraph")]
    for sheet in sheets:
        for element in _inline(package, sheet):
            paragraphs.append(rich_text(element))
            spots += [replace(_cell(spot, names), echo=True) for spot in paragraphs[-1].spots("paragraph")]
    for sheet in sheets:
        for part, drawn in _beside(package, sheet):
            for paragraph in drawn:
                paragraphs.append(paragraph)
                spots += paragraph.spots("paragraph")
            for node in package.tree(part).iter("{*}threadedComment"):
                spots += [spot for text in node.iterchildren("{*}text") for spot in element_spot(text)]
            spots += beside_spots(package.tree(part))
    drawings = [part for sheet in sheets for part in package.related(sheet, "drawing")]
    for title in drawingml.chart_titles(package, drawings):
        paragraphs.append(title)
        spots += title.spots("paragraph")
    notes = (*notes_on(package, [*sheets, *drawings]), *_notes(package, main, sheets))
    return paragraphs, [*spots, *property_spots(package, spots)], notes


def _cell(spot: Spot, names: frozenset[str]) -> Spot:
    """The spot of a cell; what is no language, or names a column of a table, is left out and stays as it is."""
    text = spot.piece.text
    reason = TABLE_HEADER if text in names else None if is_wording(text) else CODE
    return replace(spot, piece=replace(spot.piece, reason=reason), drop=lambda: None) if reason else spot


def _inline(package: Package, sheet: str) -> Iterator[Any]:
    """The texts that stand in the sheet itself."""
    raw = member(package.archive, sheet)
    if b"inlineStr" in raw:
        yield from within_bounds(package.tree(sheet).iter("{*}is"))


def _beside(package: Package, sheet: str) -> Iterator[tuple[str, list[Paragraph]]]:
    """The parts of a sheet's comments and drawings, with their paragraphs."""
    for part in package.related(sheet, "comments"):
        texts = [text for node in package.tree(part).iter("{*}comment") for text in node.iterchildren("{*}text")]
        yield part, [rich_text(text) for text in texts]
    for part in package.related(sheet, "threadedComment"):
        yield part, []
    for part in package.related(sheet, "drawing"):
        yield part, [paragraph for paragraph, is_copy in drawingml.paragraphs(package.tree(part)) if not is_copy]


def _notes(package: Package, main: str, sheets: Sequence[str]) -> Iterator[str]:
    """What is not translated, each in a line."""
    names = [node.get("name") or "" for node in package.peek(main).iter("{*}sheet") if local(node) == "sheet"]
    if any(is_wording(each) and not is_default_name(each) for each in names):
        yield "not translated: the names of the sheets, which formulas use"
    raws = [member(package.archive, sheet) for sheet in sheets]
    if any(WORDS_IN_FORMULA.search(raw) for raw in raws):
        yield "not translated: words within formulas"
    if any(CHOICES.search(raw) for raw in raws):
        yield "not translated: the lists of choices of cells"
    headers = [text for raw in raws for text in HEADERS.findall(raw.decode("utf-8", "replace"))]
    if any(is_wording(HEADER_CODES.sub(" ", text)) for text in headers):
        yield "not translated: the printed headers and footers of sheets"
    if package.related(main, "pivotCacheDefinition"):
        yield "not translated: the names in pivot tables, until they are refreshed"
