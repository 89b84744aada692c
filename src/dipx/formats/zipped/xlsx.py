"""Workbooks: the cells that hold words, comments and drawn texts; numbers, formulas and names stay as they are.

Excel keeps each text once, however many cells show it; so it is one block, and is translated once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from dipx.document import Document
from dipx.formats.base import Source
from dipx.formats.inline import Marked
from dipx.formats.wording import is_wording
from dipx.formats.zipped import drawingml
from dipx.formats.zipped.archive import member
from dipx.formats.zipped.beside import beside_spots, property_spots
from dipx.formats.zipped.compared import Compared
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ooxml import CHARTS, Package, notes_on, open_package
from dipx.formats.zipped.paragraphs import Paragraph
from dipx.formats.zipped.spots import (
    CODE,
    Spot,
    document_in_place,
    element_spot,
    put_in_place,
    within_bounds,
)
from dipx.formats.zipped.xlsx_cells import TABLE_HEADER, collapse, formulas_of, rich_text, table_headers, tip_spots
from dipx.formats.zipped.xlsx_charts import chart_spots
from dipx.formats.zipped.xlsx_notes import notes_of

name = "xlsx"
suffixes = (".xlsx", ".xlsm")
written_as = ""

MAIN = "xl/workbook.xml"
TIPS = re.compile(rb"<(?:\w+:)?dataValidation [^>]*(?:prompt|error)|<(?:\w+:)?hyperlink [^>]*(?:tooltip|display)=")
CHART_SHEETS = ("chartsheet", "dialogsheet")
BESIDE_CELLS = ("table", "slicer", "timeline")
LONGEST_TIP = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}  # characters


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
        if paragraph.english and local(paragraph.element) != "p":
            collapse(paragraph.element)
    for root in package.trees.values():
        drawingml.say_english(root)
    return package.written()


def _read(package: Package) -> tuple[list[Paragraph], list[Spot], Iterator[str]]:
    main = package.main(MAIN)
    sheets = package.ordered(main, "worksheet", "sheet")
    names, known = table_headers(package, sheets), formulas_of(package, main, sheets)
    paragraphs: list[Paragraph] = []
    spots: list[Spot] = []
    for part in package.related(main, "sharedStrings"):
        for element in within_bounds(package.tree(part).iterchildren("{*}si")):
            paragraphs.append(rich_text(element))
            spots += _cells(paragraphs[-1], names, known)
    for sheet in sheets:
        for element in _inline(package, sheet):
            paragraphs.append(rich_text(element))
            spots += [replace(spot, echo=True) for spot in _cells(paragraphs[-1], names, known)]
    shown = [*sheets, *(part for kind in CHART_SHEETS for part in package.related(main, kind))]
    for sheet in shown:
        for part, drawn in _beside(package, sheet):
            for paragraph, is_copy in drawn:
                paragraphs.append(paragraph)
                spots += paragraph.spots("paragraph", echo=is_copy)
            for node in package.tree(part).iter("{*}threadedComment"):
                spots += [spot for text in node.iterchildren("{*}text") for spot in element_spot(text)]
            spots += beside_spots(package.tree(part))
    drawings = [part for sheet in shown for part in package.related(sheet, "drawing")]
    for title in drawingml.chart_titles(package, drawings):
        paragraphs.append(title)
        spots += title.spots("paragraph")
    labels, unsaid = chart_spots(package, drawingml.charts_of(package, drawings), spots)
    spots += labels
    for part in _with_tips(package, sheets):
        spots += [replace(spot, put=_short(spot.put, key)) for key, spot in tip_spots(package.tree(part))]
    spots += property_spots(package, spots)
    stay = (*notes_on(package, [*shown, *drawings], but=CHARTS), *unsaid)
    notes = chain(stay, known.notes(spots), notes_of(package, main, sheets, spots))
    return paragraphs, spots, notes


def _cells(paragraph: Paragraph, names: frozenset[str], known: Compared) -> list[Spot]:
    """The spots of a cell's lines; a cell of one line may be one that formulas are compared with."""
    spots = [_cell(spot, names) for spot in paragraph.spots("paragraph")]
    return [known.kept(spots[0])] if len(spots) == 1 else spots


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


def _with_tips(package: Package, sheets: Sequence[str]) -> list[str]:
    """The sheets that say something when a cell is chosen or pointed at, tables and buttons of filters: only those are
    parsed."""
    tables = [part for sheet in sheets for kind in BESIDE_CELLS for part in package.related(sheet, kind)]
    return [*(sheet for sheet in sheets if TIPS.search(member(package.archive, sheet))), *dict.fromkeys(tables)]


def _short(put: Callable[[Marked], None], key: str) -> Callable[[Marked], None]:
    """``put`` within the length that Excel takes: it holds a file with a longer one for broken."""
    longest = LONGEST_TIP.get(key, 255)

    def shortened(target: Marked) -> None:
        text = target.text
        put(Marked(text if len(text) <= longest else f"{text[: longest - 1]}…"))

    return shortened


def _beside(package: Package, sheet: str) -> Iterator[tuple[str, list[tuple[Paragraph, bool]]]]:
    """The parts of a sheet's comments, drawings and diagrams, with their paragraphs, and whether each is a copy."""
    for part in package.related(sheet, "comments"):
        texts = [text for node in package.tree(part).iter("{*}comment") for text in node.iterchildren("{*}text")]
        yield part, [(rich_text(text), False) for text in texts]
    for part in package.related(sheet, "threadedComment"):
        yield part, []
    for part in package.related(sheet, "drawing"):
        drawn = drawingml.paragraphs(package.tree(part))
        yield part, [(paragraph, False) for paragraph, is_copy in drawn if not is_copy]
        for kind in ("diagramData", "diagramDrawing"):
            for diagram in package.related(part, kind):
                shapes = drawingml.paragraphs(package.tree(diagram))
                yield diagram, [(paragraph, kind == "diagramDrawing") for paragraph, _ in shapes]
