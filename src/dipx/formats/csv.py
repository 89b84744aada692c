"""Tables of comma, semicolon or tab separated values: the cells of one column are translated, no other byte changes.

A row without quotation marks is cut at its delimiters at once: a pattern for each cell takes five times as long.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats.base import Source, document_of
from dipx.formats.decode import decode
from dipx.formats.inline import Marked
from dipx.formats.marks import marked_as
from dipx.formats.records import Others, Value, englished, pieces_of, replaced

name = "csv"
suffixes = (".csv", ".tsv")
written_as = ""

DELIMITERS = ",;\t|"
NONE = "\x1f"  # of a table of one column: no cell holds it
SEPARATOR = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)  # Excel's first line
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
LINE = re.compile(r"([^\r\n]*+)(?:\r\n|\r|\n|\Z)")
# =SOMME(A1:B2), =A1&" euros", ='Feuille 1'!B2, +MOYENNE(A1:A9): what a sheet would compute. "=> Le maire" is text.
_REFERENCE = r"\$?[A-Za-z]{1,3}\$?\d{1,7}(?!\w)"
_FORMULA = re.compile(
    rf"""\s*+'?(?:
    =[ +-]*+(?:[^\W\d_][\w.]*+\(|{_REFERENCE}[ ]*+(?:\Z|[-+*/^&<>=:])|'[^'\n]+'!|[\w.]+!(?=[$\w])
        |\d[\d.,]*+[ ]*[-+*/^&<>=]|\(+[$A-Z\d]|"[^"]*+"[ ]*+&)
    |[+@-]++(?:[A-ZÀ-Ý][A-ZÀ-Ý\d.]++\(|{_REFERENCE}[-+*/^&:](?=[$A-Z\d(])(?![^"]*\s[a-zà-ÿ]{{2}})))""",
    re.VERBOSE,
)
MAX_FIELD = 2**20  # characters; an article has some thousand, an unclosed quotation mark swallows the rest of the file
MAX_CELLS = 16_384  # of a row: as many columns as a sheet of Excel has


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written: what is between cells, whether marks may be around them, and how one is within."""

    delimiter: str
    quotes: bool = True
    backslash: bool = False

    @property
    def cell(self) -> re.Pattern[str]:
        """A cell, in quotation marks or not, and what ends it."""
        inside = r'[^"\\]++|\\.|""' if self.backslash else r'[^"]++|""'
        quoted = rf' *+"((?:{inside})*+)" *+' if self.quotes else r"(?!)()"
        sign = re.escape(self.delimiter)
        return re.compile(rf"(?:{quoted}|([^{sign}\r\n]*+))({sign}|\r\n|\r|\n|\Z)", re.DOTALL)

    def value(self, raw: str) -> str:
        """What a cell in quotation marks says."""
        raw = raw.replace('""', '"')
        return _ESCAPED.sub(lambda match: '"' if match[1] == '"' else match[0], raw) if self.backslash else raw

    def written(self, text: str, *, quoted: bool) -> str:
        """A cell's text, in quotation marks where it was or where it must be."""
        needs = any(sign in text for sign in (self.delimiter, "\r", "\n")) or text.lstrip(" ").startswith('"')
        if not self.quotes:
            return re.sub(rf"[{re.escape(self.delimiter)}\r\n]+", " ", text)
        if not quoted and not needs:
            return text
        marks = text.replace('"', '\\"' if self.backslash else '""')  # \n and its like stay as they are
        return f'"{marks}"'


class Cell(NamedTuple):
    """A cell's place in the file, what it says, and whether it is in quotation marks. A file has millions of them, and
    a tuple is made in a third of the time of a dataclass."""

    start: int
    end: int
    text: str
    quoted: bool


def load(source: Source) -> Document:
    decoded = decode(source.raw)
    cells, _, notes = _column(decoded.text, source.field)
    pieces, kept = pieces_of(_values(cells))
    formulas = sum(is_formula(cell.text) for cell in cells)
    one, many = "1 cell is a formula and stays as it is", f"{formulas:,} cells are formulas and stay as they are"
    told = (one if formulas == 1 else many,) if formulas else ()
    document = document_of(source, name, pieces, (*decoded.notes, *kept, *told, *notes))
    return replace(document, encoding=decoded.encoding)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    decoded = decode(source.raw)
    cells, dialect, _ = _column(decoded.text, source.field)
    is_quoted = {cell.start: cell.quoted for cell in cells}
    made = [
        (value, dialect.written(text, quoted=is_quoted[value.start]))
        for value, text in englished(document, english, _values(cells))
    ]
    written = marked_as(source.raw, replaced(decoded.text, made))
    needs_mark = decoded.encoding not in ("utf-8", "ascii") and not written.isascii()
    return written if not needs_mark or written.startswith(codecs.BOM_UTF8) else codecs.BOM_UTF8 + written


def _values(cells: Sequence[Cell]) -> list[Value]:
    return [Value(cell.start, cell.end, cell.text) for cell in cells if not is_formula(cell.text)]


def is_formula(text: str) -> bool:
    """Whether a sheet that reads the table computes this cell: in another language it would not."""
    return text.lstrip(" '")[:1] in ("=", "+", "-", "@") and _FORMULA.match(text) is not None


def _column(text: str, field: str) -> tuple[list[Cell], Dialect, tuple[str, ...]]:
    """The cells of the column below its header, how the table is written, and what the reader should know.

    Raises ``InputError`` when there is no such column, or no table.
    """
    if not text.strip():
        return [], Dialect(NONE), ()
    first = SEPARATOR.match(text)
    begin = first.end() if first else 0
    failures: list[InputError] = []
    header: list[str] = []
    for dialect in _dialects(text[begin : begin + 10_000], first[1] if first else None):
        try:
            rows = (row for row in _rows(text, begin, dialect) if len(row) > 1 or row[0].text.strip())
            first_row = next(rows, None)
            column = _index(first_row, field) if first_row else None
            if first_row and column is not None:
                cells, notes = _below(first_row, column, rows)
                return cells, dialect, notes
            for _ in rows:  # what is no table is said rather than that it lacks a column
                pass
            header = header or [cell.text for cell in first_row or ()]
        except InputError as error:
            failures.append(error)
    if not header:
        raise failures[0]
    shown = ", ".join(name.strip() for name in header[:12])[:200]
    raise InputError(f"has no column {field!r}; name one with --field ({shown})")


def _below(header: Sequence[Cell], column: int, rows: Iterable[Sequence[Cell]]) -> tuple[list[Cell], tuple[str, ...]]:
    """The cells of a column below its header, and notes on what stays as it is."""
    cells: list[Cell] = []
    longer = 0
    others = Others()
    names = [_shown(cell.text.strip(), index, header[column].text.strip()) for index, cell in enumerate(header, 1)]
    for row in rows:
        if len(row) > column:
            cells.append(row[column])
        if len(row) > len(names):
            longer += any(cell.text.strip() for cell in row[len(names) :])
        for index, cell in enumerate(row[: len(names)]):
            if index != column:
                others.see(names[index], cell.text)
    notes = others.notes("columns")
    if longer:
        notes = (*notes, f"{longer} rows have more cells than the header: what is in those is not translated")
    return cells, notes


def _shown(name: str, number: int, chosen: str) -> str:
    """A column by its name or, where it has none or that of the chosen one, its number."""
    return f"{name} (column {number})".strip() if name in ("", chosen) else name


def _index(header: Sequence[Cell], field: str) -> int | None:
    """The column of that name; else of that name but for capitals and white space."""
    for folded in (str, lambda text: text.strip("\ufeff\u200b \t\u00a0").casefold()):
        names = [folded(cell.text) for cell in header]
        if folded(field) in names:
            return names.index(folded(field))
    return None


def _dialects(head: str, separator: str | None) -> Iterator[Dialect]:
    """What the table may be written in, the likeliest first."""
    line = re.match(r'(?:"(?:[^"]|"")*"|[^"\r\n])*', head)
    bare = re.sub(r'"(?:[^"]|"")*"', "", line[0] if line else "")
    likely = sorted((sign for sign in DELIMITERS if sign in bare), key=bare.count, reverse=True)
    for sign in [separator] if separator else likely or [NONE]:
        yield Dialect(sign)
        yield Dialect(sign, backslash=True)
        if sign in "\t|":
            yield Dialect(sign, quotes=False)


def _rows(text: str, begin: int, dialect: Dialect) -> Iterator[list[Cell]]:
    """All rows. Raises ``InputError`` for what is not written so."""
    position, number = begin, 1
    pattern = dialect.cell
    while position < len(text):
        line = LINE.match(text, position)
        assert line is not None
        if dialect.quotes and '"' in line[1]:
            row, position = _quoted_row(text, position, number, pattern, dialect)
        else:
            row, position = _bare_row(line[1], position, dialect.delimiter), line.end()
        if len(row) > MAX_CELLS:
            raise InputError(f"is no table (more than {MAX_CELLS:,} cells in row {number})")
        if row[-1].end - row[0].start > MAX_FIELD and any(cell.end - cell.start > MAX_FIELD for cell in row):
            raise InputError(f"is no table (field larger than field limit ({MAX_FIELD}) in row {number})")
        yield row
        number += 1


def _bare_row(line: str, start: int, delimiter: str) -> list[Cell]:
    """The cells of a line without quotation marks."""
    row = []
    for cell in line.split(delimiter, MAX_CELLS):
        end = start + len(cell)
        row.append(Cell(start, end, cell, quoted=False))
        start = end + 1
    return row


def _quoted_row(
    text: str, position: int, number: int, pattern: re.Pattern[str], dialect: Dialect
) -> tuple[list[Cell], int]:
    """The cells of the row at ``position``, and where the next row begins."""
    row: list[Cell] = []
    while len(row) <= MAX_CELLS:
        match = pattern.match(text, position)
        if match is None or (match[1] is None and match[2].lstrip(" ").startswith('"')):
            raise InputError(f"is no table (a quotation mark in row {number} is not closed, or closed too soon)")
        if match[1] is not None:
            row.append(Cell(match.start(1) - 1, match.end(1) + 1, dialect.value(match[1]), quoted=True))
        else:
            row.append(Cell(*match.span(2), match[2], quoted=False))
        position = match.end()
        if match[3] != dialect.delimiter:
            break
    return row, position
