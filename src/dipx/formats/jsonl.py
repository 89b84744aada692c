"""JSON lines: the texts of one field of each object are translated; no other byte of the file changes.

``--field a.b`` names the field ``b`` in the object ``a``; where a list is on the way, or at its end, each text of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import shorten

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats.base import Source, document_of
from dipx.formats.decode import decode
from dipx.formats.inline import Marked
from dipx.formats.marks import marked_as
from dipx.formats.records import MOST_NAMED, Others, Value, englished, pieces_of, replaced

name = "jsonl"
suffixes = (".jsonl", ".ndjson")
written_as = ""

LONGEST_ERROR = 120  # characters of what Python's parser says

TOKEN = re.compile(r'"((?:[^"\\]++|\\.)*+)"|[{}\[\]:,]|[^\s{}\[\]:,"]++', re.DOTALL)
# Half of a character beyond the sixteen bits ("\ud83d"): no text has it; at a text's edges it stays what it was.
HALF = re.compile("[\ud800-\udfff]")
HALVES = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\s")
SIGNS = re.compile(r"(?<!\\)(?:\\\\)*(\\u00(?:3[cCeE]|2[67]))")  # of < > & and apostrophes
SIGN = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)


def load(source: Source) -> Document:
    decoded = decode(source.raw)
    values, notes = _values(decoded.text, source.field)
    pieces, kept = pieces_of(values)
    document = document_of(source, name, pieces, (*decoded.notes, *kept, *notes))
    return replace(document, encoding=decoded.encoding)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    text = decode(source.raw).text
    values, _ = _values(text, source.field)
    made = [(value, _string(value, shown, text)) for value, shown in englished(document, english, values)]
    return marked_as(source.raw, replaced(text, made))


def _string(value: Value, shown: str, text: str) -> str:
    """The text as JSON: in escapes where the line has no other letters than ASCII, its own slashes as they were."""
    raw = text[value.start : value.end]
    line = text[text.rfind("\n", 0, value.start) + 1 : value.end]
    made = json.dumps(shown, ensure_ascii=line.isascii())
    for escape in SIGNS.findall(raw):  # of a program whose lines may stand within a page
        made = made.replace(chr(int(escape[2:], 16)), escape)
    return (made.replace("/", "\\/") if "\\/" in raw else made)[1:-1]


def _values(text: str, field: str) -> tuple[list[Value], tuple[str, ...]]:
    """The texts of the field, of all lines, and notes on what stays as it is.

    Raises ``InputError``, which names the line or the fields there are.
    """
    found: list[Value] = []
    fields: set[str] = set()
    others, lacking = Others(), list[int]()
    position = 0
    is_there = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip("\ufeff \t\r"):
            start = position + len(line) - len(line.lstrip("\ufeff"))
            fields.update(_fields(line.lstrip("\ufeff"), number))
            has_field = False
            for path, a, b in _strings(text, start, position + len(line)):
                if path != field:
                    raw = text[a:b]
                    others.see(path, json.loads(f'"{raw}"', strict=False) if "\\" in raw else raw)
                    continue
                has_field = True
                found += _worded(text, a, b)
            is_there |= has_field
            if not has_field:
                lacking.append(number)
        position += len(line) + 1
    if fields and not is_there:
        raise InputError(f"has no text in field {field!r}; name one with --field ({', '.join(sorted(fields)[:12])})")
    return found, (*_without(lacking, field), *others.notes("fields"))


def _without(numbers: Sequence[int], field: str) -> Iterator[str]:
    """A line on the records that have no text in the field."""
    if numbers:
        shown = ", ".join(map(str, numbers[:MOST_NAMED])) + (", …" if len(numbers) > MOST_NAMED else "")
        yield f"records without a text in field {field!r}: {len(numbers)} (line {shown})"


def _fields(line: str, number: int) -> list[str]:
    try:
        record = json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"line {number} is no JSON ({shorten(str(error), LONGEST_ERROR, placeholder=' …')})"
        ) from error
    if not isinstance(record, dict):
        raise InputError(f"line {number} is no JSON object")
    return list(record)[:20]


def _strings(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The strings in a line that is JSON: the path of each, and where it is, without its quotation marks."""
    path: list[str | None] = []  # the key that each open object or list is at; a list has none
    is_key = False
    for token in TOKEN.finditer(text, start, end):
        sign = token[0]
        if sign in ("{", "["):
            path.append("" if sign == "{" else None)
            is_key = sign == "{"
        elif sign in ("}", "]"):
            path.pop()
        elif sign == ",":
            is_key = path[-1] is not None
        elif sign == ":":
            is_key = False
        elif token[1] is not None:
            if is_key:
                path[-1] = json.loads(sign, strict=False)
            else:
                yield ".".join(key for key in path if key is not None), token.start(1), token.end(1)


def _worded(text: str, start: int, end: int) -> Iterator[Value]:
    """The text of a string, at the place where it stands; half characters at its edges are not in it."""
    raw = text[start:end]
    value = json.loads(f'"{raw}"', strict=False)
    if HALF.search(value):
        signs = SIGN.findall(raw)
        while signs and HALVES.fullmatch(signs[-1]):
            end -= len(signs.pop())
        while signs and HALVES.fullmatch(signs[0]):
            start += len(signs.pop(0))
        value = HALF.sub("\ufffd", json.loads(f'"{text[start:end]}"', strict=False))
    if value.strip():
        yield Value(start, end, value)
