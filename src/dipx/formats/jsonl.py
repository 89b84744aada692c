"""JSON lines: one field of each object is translated; the other fields, their order and all other lines stay."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats.base import Source, document_of
from dipx.formats.decode import decode
from dipx.formats.inline import Marked
from dipx.formats.records import englished, pieces_of

name = "jsonl"
suffixes = (".jsonl", ".ndjson")
written_as = ""


def load(source: Source) -> Document:
    decoded = decode(source.raw)
    texts = [record[source.field] for _, record in _records(decoded.text, source.field) if record]
    document = document_of(source, name, pieces_of(texts), decoded.notes)
    return replace(document, encoding=decoded.encoding)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    records = list(_records(decode(source.raw).text, source.field))
    made = iter(englished(document, english, [record[source.field] for _, record in records if record]))
    lines = [_line({**record, source.field: next(made)}) if record else line for line, record in records]
    return "".join(f"{line}\n" for line in lines).encode()


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _records(text: str, field: str) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Each line, and its object where that has a text in ``field``. Raises ``InputError``, which names the line."""
    fields: set[str] = set()
    found = False
    lines = text.split("\n")
    for number, line in enumerate(lines[:-1] if not lines[-1] else lines, 1):
        line = line.removesuffix("\r")
        if not line.strip():
            yield line, None
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"line {number} is no JSON ({str(error)[:60]})") from error
        if not isinstance(record, dict):
            raise InputError(f"line {number} is no JSON object")
        fields.update(list(record)[:20])
        is_text = isinstance(record.get(field), str)
        found = found or is_text
        yield line, record if is_text else None
    if fields and not found:
        raise InputError(f"has no text in field {field!r}; name one with --field ({', '.join(sorted(fields)[:12])})")
