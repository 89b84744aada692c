"""OpenDocument spreadsheets: the cells that hold words, and their comments; numbers, formulas and names stay.

A text that many cells have is translated once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from dipx.document import Document
from dipx.formats.base import Source
from dipx.formats.inline import Marked
from dipx.formats.wording import is_wording
from dipx.formats.zipped.compared import Compared, compared
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
from dipx.formats.zipped.spots import CODE, Spot, document_in_place, put_in_place

name = "ods"
suffixes = (".ods",)
written_as = ""

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
SHOWN, MOST = 40, 4  # characters of what a cell shows, and cells, that a note names


def load(source: Source) -> Document:
    document = open_document(source.raw, name, "spreadsheet")
    known = _compared(document)
    spots = _spots(document, known)
    notes = (*notes_of(document, spots), *known.notes(spots), *_notes(document))
    return document_in_place(source, name, spots, notes)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    opened = open_document(source.raw, name, "spreadsheet")
    put_in_place(document, english, _spots(opened, _compared(opened)))
    return opened.written()


def _spots(document: OpenDocument, known: Compared) -> list[Spot]:
    dialect = dialect_of(document)
    spots: list[Spot] = []
    for element in paragraphs(document.trees["content.xml"], _is_read):
        cell = element.getparent()
        for spot in block_spots(element, dialect, "paragraph", echo=True):
            if not is_wording(spot.piece.text):
                spot = replace(spot, piece=replace(spot.piece, reason=CODE), drop=lambda: None)
            elif _is_all(element, spot):
                spot = known.kept(spot)
            spots.append(replace(spot, put=_with_value(spot.put, cell)))
    for element in paragraphs(document.trees["styles.xml"]) if "styles.xml" in document.trees else ():
        shown = "".join(element.itertext())  # of printed headers and footers, most of which say "Page 1"
        if is_wording(shown.lower().replace("page", "")):
            spots += block_spots(element, dialect, "paragraph", echo=True)
    return [*spots, *beside_spots(document)]


def _is_all(element: Any, spot: Spot) -> bool:
    """Whether a spot is all that its cell says."""
    cell = element.getparent()
    is_cell = local(cell) in ("table-cell", "covered-table-cell")
    return is_cell and "".join("".join(cell.itertext()).split()) == "".join(spot.piece.text.split())


def _compared(document: OpenDocument) -> Compared:
    """What the formulas, conditions and lists of choices compare the cells with."""
    told = {"formula", "condition", "expression", "value"}
    formulas: list[str] = []
    names: list[str] = []
    for root in document.trees.values():
        for node in root.iter():
            if not isinstance(node.tag, str):
                continue
            if local(node) in ("table", "named-range", "named-expression"):
                names.append(node.get(f"{TABLE}name", ""))
            for key, value in node.attrib.items():
                is_formula = '"' in value or "INDIRECT" in value
                if is_formula and key.rpartition("}")[2] in told and not key.startswith((OFFICE, TEXT)):
                    formulas.append(value)
    return compared(formulas, names=names)


def _is_read(element: Any) -> bool:
    """Whether a paragraph is a cell's own text, and not what a number or a formula shows; or stands in a comment."""
    cell = element.getparent()
    if local(cell) not in ("table-cell", "covered-table-cell"):
        return True
    kind = cell.get(f"{OFFICE}value-type", "string")
    return kind == "string" and cell.get(f"{TABLE}formula") is None


def _with_value(put: Callable[[Marked], None], cell: Any) -> Callable[[Marked], None]:
    """``put``, which also takes away the cell's other word for its text: programs read that first."""

    def both(target: Marked) -> None:
        put(target)
        cell.attrib.pop(f"{OFFICE}string-value", None)

    return both


def _is_number(cell: Any) -> bool:
    return bool(cell.get(f"{OFFICE}value-type", "string") != "string")


def _notes(document: OpenDocument) -> list[str]:
    root = document.trees["content.xml"]
    notes = []
    if any(is_wording(table.get(f"{TABLE}name", "")) for table in root.iter(f"{TABLE}table")):
        notes.append("not translated: the names of the sheets, which formulas use")
    formulas = [cell for cell in root.iter(f"{TABLE}table-cell") if cell.get(f"{TABLE}formula")]
    named = [node.get(f"{TABLE}expression", "") for node in root.iter(f"{TABLE}named-expression")]
    if any('"' in formula for formula in (*named, *(cell.get(f"{TABLE}formula") for cell in formulas))):
        notes.append("not translated: words within formulas")
    if any(is_wording("".join(cell.itertext())) for cell in formulas if not _is_number(cell)):
        notes.append("not translated: what formulas show, until they are computed again")
    if any('"' in node.get(f"{TABLE}condition", "") for node in root.iter(f"{TABLE}content-validation")):
        notes.append("not translated: the lists of choices of cells")
    names = root.iter(f"{TABLE}named-range", f"{TABLE}named-expression")
    if any(is_wording(node.get(f"{TABLE}name", "").replace("_", " ")) for node in names):
        notes.append("not translated: the names of ranges, which formulas use")
    return [*notes, *_formatted(root)]


def _formatted(root: Any) -> list[str]:
    """A note on dates, times, truth values and numbers that show words: the formats of their cells make them."""
    cells = root.iter(f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
    texts = [
        "\n".join("".join(node.itertext()) for node in cell.iter(f"{TEXT}p")) for cell in cells if _is_number(cell)
    ]
    worded = list(dict.fromkeys(text.strip() for text in texts if any(map(str.isalpha, text))))
    if not worded:
        return []
    shown = ", ".join(f"« {text[:SHOWN]} »" for text in worded[:MOST])
    more = f" and {len(worded) - MOST} more" if len(worded) > MOST else ""
    return [f"not translated: what cells show by their formats (dates, times, numbers): {shown}{more}"]
