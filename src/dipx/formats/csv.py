"""Tables of comma, semicolon or tab separated values: one column is translated, the others and their order stay."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats.base import Source, document_of
from dipx.formats.decode import decode
from dipx.formats.inline import Marked
from dipx.formats.records import englished, pieces_of

name = "csv"
suffixes = (".csv", ".tsv")
written_as = ""

DELIMITERS = ",;\t|"
MAX_FIELD = 2**20  # characters; an article has some thousand, an unclosed quotation mark swallows the rest of the file


def load(source: Source) -> Document:
    decoded = decode(source.raw)
    rows, column = _rows(decoded.text, source.field)
    document = document_of(source, name, pieces_of(_texts(rows, column)), decoded.notes)
    return replace(document, encoding=decoded.encoding)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    text = decode(source.raw).text
    rows, column = _rows(text, source.field)
    made = englished(document, english, _texts(rows, column))
    for row, target in zip((row for row in rows[1:] if len(row) > column), made, strict=True):
        row[column] = target
    ending = "\r\n" if "\r\n" in text[:10_000] else "\n"
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=_delimiter(text), lineterminator=ending).writerows(rows)
    return out.getvalue().encode()


def _texts(rows: Sequence[Sequence[str]], column: int) -> list[str]:
    return [row[column] for row in rows[1:] if len(row) > column]


def _rows(text: str, field: str) -> tuple[list[list[str]], int]:
    """All rows, the header first, and the number of the column. Raises ``InputError`` when there is none."""
    before = csv.field_size_limit(MAX_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        raise InputError(f"is no table ({error})") from error
    finally:
        csv.field_size_limit(before)
    if not any(cell.strip() for row in rows for cell in row):
        return [], 0
    if field not in rows[0]:
        raise InputError(f"has no column {field!r}; name one with --field ({', '.join(rows[0][:12])[:200]})")
    return rows, rows[0].index(field)


def _delimiter(text: str) -> str:
    """The separator of the header: the one that stands there most often."""
    header = next(iter(text[:10_000].splitlines()), "")
    return max(DELIMITERS, key=header.count)
