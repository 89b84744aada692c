"""PDF: the text of the pages, put together from its lines again; the English is written as Markdown.

A PDF knows no paragraphs, only lines: where one ends is a guess (a line that ends a sentence and is short of the
others), and words hyphenated at a line's end are joined. Page numbers and heads are left out (``pdf_edges.py``). Nor
does it know tables: ``columns.py`` finds their rows.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats import magic, md
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.columns import Cell, is_loose_row, rows
from dipx.formats.extras import require
from dipx.formats.inline import Marked
from dipx.formats.pdf_edges import edges
from dipx.formats.txt import END, HEADING_WORDS, ITEM
from dipx.text.counting import counted
from dipx.text.segmentation import sentences

name = "pdf"
suffixes = (".pdf",)
written_as = ".md"

MAX_PAGES = 2_000  # the longest books; pypdf reads 800 pages of a few lines a second, full ones more slowly
MAX_OPERATIONS = 3_000_000  # drawing commands; some 500 a page are usual, and pypdf takes 10 s for a million
MAX_CHARACTERS = 20 * 2**20
SHORT_LINE = 0.85  # of the width of the page's lines: one that ends before ends a paragraph
WIDER = 1.3  # times the usual distance between lines: a paragraph begins
LOOSE = 1.8  # times the font's height: the same, unless the whole text is double-spaced
SENTENCE = 4  # words: with fewer before a stop it is a label
SHOWN, NAMED = 40, 3  # characters of a line in a note, and lines
HYPHEN = re.compile(r"(?<=[^\W\d_])-\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, and the gap above it and its font's height in points (0 where not known); the pieces
    that it is drawn in, with their places."""

    text: str
    gap: float = 0.0
    size: float = 0.0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text, or the cells of a row; all rows of a table have its number, which is 0 for no table."""

    pieces: tuple[Piece, ...]
    table: int = 0


class Budget:
    """Counts a file's drawing commands, those of forms within forms too, which multiply."""

    def __init__(self) -> None:
        self._left = MAX_OPERATIONS

    def spend(self, *_: object) -> None:
        self._left -= 1
        if self._left < 0:
            raise InputError(f"draws its text with more than {MAX_OPERATIONS:,} commands")


def load(source: Source) -> Document:
    pages = list(_pages(source.raw))
    parts = _parts(pages)
    pieces = [piece for part in parts for piece in part.pieces]
    if pages and not pieces:
        notes = ("the PDF holds no text, only pictures: recognize its text (OCR) first",)
        return document_of(source, name, pieces, notes)
    return document_of(source, name, pieces, tuple(_told(parts)))


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    parts = _parts(list(_pages(source.raw)))
    targets = iter(by_piece(document, english, [piece for part in parts for piece in part.pieces]))
    with_english = [(part, [next(targets) for _ in part.pieces]) for part in parts]
    out: list[bytes] = []
    for table, group in groupby(with_english, key=lambda pair: pair[0].table):
        if table:
            out.append(md.table([[marked or Marked("") for marked in row] for _, row in group]))
        else:
            shown = [(part.pieces[0].kind, marked) for part, (marked,) in group if marked is not None]
            out += [md.plain(shown, begins=not out)] if shown else []
    return b"\n".join(out)


def _told(parts: Sequence[Part]) -> Iterator[str]:
    tables = len({part.table for part in parts} - {0})
    if tables:
        yield f"{counted(tables, 'table')} put together by where the texts stand on the page: look at the cells"
    loose = [part.pieces[0].text for part in parts if not part.table and is_loose_row(part.pieces[0].text)]
    if loose:
        named = ", ".join(f"“{text[:SHOWN]}”" for text in loose[:NAMED]) + ", …" * (len(loose) > NAMED)
        yield f"{counted(len(loose), 'line')} like a table's row, whose columns are lost ({named})"


def _pages(raw: bytes) -> Iterator[list[Line]]:
    pypdf = require("pypdf", "pdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs each flaw of a file that it reads all the same
    if (found := magic.kind(raw)) not in ("", "a PDF file"):
        raise InputError(f"is {found}, not a PDF")
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not _opens(reader):
            raise InputError("is encrypted; save it without a password")
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise InputError(f"has {count:,} pages; {MAX_PAGES:,} is the bound")
        size, budget = 0, Budget()
        for page in reader.pages:
            lines = _lines(page, budget)
            size += sum(len(line.text) for line in lines)
            if size > MAX_CHARACTERS:
                raise InputError(f"holds more than {MAX_CHARACTERS:,} characters of text")
            yield lines
    except InputError:
        raise
    except RecursionError as error:
        raise InputError("is nested too deeply for a PDF") from error
    except Exception as error:  # pypdf raises what Python's types raise when a file is not as it should be
        if type(error).__name__ == "LimitReachedError":
            raise InputError("unpacks to more than a PDF of text needs") from error
        raise InputError(f"is no whole PDF ({type(error).__name__})") from error


def _opens(reader: Any) -> bool:
    """Whether the empty password opens it, as it does where only printing is forbidden."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # AES needs a library that we do not bring: as good as closed
        return False


def _lines(page: Any, budget: Budget) -> list[Line]:
    """The lines of a page that hold something, in the order of the file."""
    found: list[tuple[str, float, float, list[Cell]]] = []
    text, place, size = "", 0.0, 0.0
    cells: list[Cell] = []

    def visit(part: str, cm: Sequence[float], tm: Sequence[float], _font: Any, height: float) -> None:
        nonlocal text, place, size, cells
        for number, piece in enumerate(part.split("\n")):
            if number:
                found.append((text, place, size, cells))
                text, cells = "", []
            if piece.strip() and not text.strip():
                place, size = tm[5] * cm[3] + cm[5], abs(height * tm[3] * cm[3])
            if cells and not (piece[:1].isspace() or text[-1:].isspace()):
                cells[-1] = cells[-1][0], cells[-1][1] + piece
            elif piece.strip():
                cells.append((tm[4] * cm[0] + cm[4], piece))
            text += piece

    page.extract_text(visitor_text=visit, visitor_operand_before=budget.spend)
    found.append((text, place, size, cells))
    held = [line for line in found if line[0].strip()]
    gaps = [0.0, *(max(above[1] - below[1], 0.0) for above, below in pairwise(held))]
    return [
        Line(line.strip(), gap, size, tuple((left, cell.strip()) for left, cell in cells))
        for (line, _, size, cells), gap in zip(held, gaps, strict=False)
    ]


def _parts(pages: Sequence[Sequence[Line]]) -> list[Part]:
    joining = _Joining()
    parts: list[Part] = []
    for page, heads in zip(pages, edges([[line.text for line in page] for page in pages]), strict=True):
        parts += joining.page(page, heads)
    parts += joining.paragraph()
    texts = [index for index, part in enumerate(parts) if part.pieces[0].reason is None]
    if len(texts) > 1 and not parts[texts[-1]].table:
        parts[texts[-1]] = Part(tuple(map(_no_heading, parts[texts[-1]].pieces)))
    return parts


def _no_heading(piece: Piece) -> Piece:
    """What nothing stands below is over nothing: a signature, a date, a last line without a stop."""
    return replace(piece, kind="paragraph") if piece.kind == "heading" else piece


class _Joining:
    """Joins lines to paragraphs, and counts tables."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._table = 0
        self._short = 0.0  # so long a line of the page before is short

    def page(self, page: Sequence[Line], heads: set[int]) -> Iterator[Part]:
        short = SHORT_LINE * max((len(line.text) for line in page), default=0)
        gaps = Counter(round(line.gap) for line in page[1:])
        usual = gaps.most_common(1)[0][0] if gaps else 0
        in_table = rows([line.cells for line in page])
        turns = True  # no line of this page was read yet
        for place, line in enumerate(page):
            if place in heads:
                yield Part((Piece(line.text, reason="page-header"),))
                continue
            if self._lines and (
                in_table[place]
                or (turns and _begins_page(line, page[place + 1 : place + 2], self._lines[-1], usual, self._short))
                or (not turns and _begins(line, self._lines[-1], usual, short))
            ):
                yield from self.paragraph()
            turns = False
            if in_table[place]:
                above = page[place - 1].cells if place and in_table[place - 1] else ()
                self._table += len(above) != len(line.cells)
                yield Part(tuple(Piece(text) for _, text in line.cells), self._table)
            else:
                self._lines.append(line.text)
        self._short = short

    def paragraph(self) -> Iterator[Part]:
        """What was joined so far, if anything was."""
        if self._lines:
            yield Part((_piece(self._lines),))
            self._lines = []


def _begins(line: Line, before: str, usual: int, short: float) -> bool:
    """Whether the line begins a paragraph: by the gap above it, or because the line ``before`` ended one."""
    if ITEM.match(line.text) or (usual and line.gap > WIDER * usual):
        return True
    is_short, is_end = len(before) < short, bool(END.search(before))
    if line.size and line.gap > LOOSE * line.size and (is_short or is_end):
        return True
    is_title = is_short and not is_end and len(before.split()) <= HEADING_WORDS and line.text[:1].isupper()
    return (is_short and is_end) or (is_title and line.gap > 0 and line.gap != usual)


def _begins_page(line: Line, following: Sequence[Line], before: str, usual: int, short: float) -> bool:
    """Whether a page begins with a paragraph, not in mid-sentence. ``short`` is of the page before."""
    if ITEM.match(line.text):
        return True
    if line.text[:1].islower():
        return False
    is_title = not END.search(line.text) and len(line.text.split()) <= HEADING_WORDS
    stands_apart = bool(following) and bool(usual) and following[0].gap > WIDER * usual
    return bool(END.search(before)) or len(before) < short or (is_title and stands_apart)


def _piece(lines: Sequence[str]) -> Piece:
    text = lines[0]
    for line in lines[1:]:
        text = text[:-1] + line if HYPHEN.search(text) and line[:1].islower() else f"{text} {line}"
    if ITEM.match(text):
        return Piece(text, "item")
    is_heading = not END.search(text) and len(text.split()) <= HEADING_WORDS and not is_loose_row(text)
    return Piece(text, "heading" if is_heading and not _has_sentence(text) else "paragraph")


def _has_sentence(text: str) -> bool:
    """Whether a sentence ends within a text, and is no label (« Chapitre 2. Le port »)."""
    start, end = sentences(text)[0] if text else (0, 0)
    return end < len(text) and len(text[start:end].split()) >= SENTENCE
