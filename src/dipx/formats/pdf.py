"""PDF: the text of the pages, put together from its lines again; the English is written as Markdown.

A PDF knows no paragraphs, only lines: where one ends is a guess (a line that ends a sentence and is short of the
others), and words hyphenated at a line's end are joined. Page numbers and heads are left out (``pdf_edges.py``).
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats import md
from dipx.formats.base import Piece, Source, document_of
from dipx.formats.extras import require
from dipx.formats.inline import Marked
from dipx.formats.pdf_edges import edges
from dipx.formats.txt import END, HEADING_WORDS, ITEM

name = "pdf"
suffixes = (".pdf",)
written_as = ".md"

MAX_PAGES = 2_000  # the longest books; pypdf reads 800 pages of a few lines a second, full ones more slowly
MAX_OPERATIONS = 3_000_000  # drawing commands; some 500 a page are usual, and pypdf takes 10 s for a million
MAX_CHARACTERS = 20 * 2**20
SHORT_LINE = 0.85  # of the width of the page's lines: one that ends before ends a paragraph
WIDER = 1.3  # times the usual distance between lines: a paragraph begins
LOOSE = 1.8  # times the font's height: the same, unless the whole text is double-spaced
HYPHEN = re.compile(r"(?<=[^\W\d_])-\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, and the gap above it and its font's height in points (0 where not known)."""

    text: str
    gap: float = 0.0
    size: float = 0.0


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
    pieces = list(_pieces(pages))
    notes = () if pieces or not pages else ("the PDF holds no text, only pictures: recognize its text (OCR) first",)
    return document_of(source, name, pieces, notes)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    return md.plain([(block.kind, marked) for block, marked in zip(document.blocks, english, strict=True)])


def _pages(raw: bytes) -> Iterator[list[Line]]:
    pypdf = require("pypdf", "pdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs each flaw of a file that it reads all the same
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
    found: list[tuple[str, float, float]] = []
    text, place, size = "", 0.0, 0.0

    def visit(part: str, cm: Sequence[float], tm: Sequence[float], _font: Any, height: float) -> None:
        nonlocal text, place, size
        for number, piece in enumerate(part.split("\n")):
            if number:
                found.append((text, place, size))
                text = ""
            if piece.strip() and not text.strip():
                place, size = tm[5] * cm[3] + cm[5], abs(height * tm[3] * cm[3])
            text += piece

    page.extract_text(visitor_text=visit, visitor_operand_before=budget.spend)
    found.append((text, place, size))
    held = [(line.strip(), place, size) for line, place, size in found if line.strip()]
    gaps = [0.0, *(max(above[1] - below[1], 0.0) for above, below in pairwise(held))]
    return [Line(line, gap, size) for (line, _, size), gap in zip(held, gaps, strict=False)]


def _pieces(pages: Sequence[Sequence[Line]]) -> Iterator[Piece]:
    lines: list[str] = []
    for page, heads in zip(pages, edges([[line.text for line in page] for page in pages]), strict=True):
        width = max((len(line.text) for line in page), default=0)
        gaps = Counter(round(line.gap) for line in page[1:])
        usual = gaps.most_common(1)[0][0] if gaps else 0
        for place, line in enumerate(page):
            if place in heads:
                yield Piece(line.text, reason="page-header")
                continue
            if lines and _begins(line, lines[-1], usual, SHORT_LINE * width):
                yield _piece(lines)
                lines = []
            lines.append(line.text)
    if lines:
        yield _piece(lines)


def _begins(line: Line, before: str, usual: int, short: float) -> bool:
    """Whether the line begins a paragraph: by the gap above it, or because the line ``before`` ended one."""
    if ITEM.match(line.text) or (usual and line.gap > WIDER * usual):
        return True
    is_short, is_end = len(before) < short, bool(END.search(before))
    if line.size and line.gap > LOOSE * line.size and (is_short or is_end):
        return True
    is_title = is_short and not is_end and len(before.split()) <= HEADING_WORDS and line.text[:1].isupper()
    return (is_short and is_end) or (is_title and line.gap > 0 and line.gap != usual)


def _piece(lines: Sequence[str]) -> Piece:
    text = lines[0]
    for line in lines[1:]:
        text = text[:-1] + line if HYPHEN.search(text) and line[:1].islower() else f"{text} {line}"
    if ITEM.match(text):
        return Piece(text, "item")
    is_heading = not END.search(text) and len(text.split()) <= HEADING_WORDS
    return Piece(text, "heading" if is_heading else "paragraph")
