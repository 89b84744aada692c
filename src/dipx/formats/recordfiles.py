"""Files in which each record is an article, read one by one: JSON lines, packed or not, and Parquet.

``records.py`` is for the same files where the file is one document; here memory is that of a record.
"""

from __future__ import annotations

import codecs
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten
from typing import Any

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats import parse
from dipx.formats.decode import decode
from dipx.formats.streams import MAX_LINE, lines_of

LINES = tuple(f"{suffix}{packing}" for suffix in (".jsonl", ".ndjson") for packing in ("", ".gz", ".zst"))
PARQUET = ".parquet"
LONGEST_ERROR = 120  # characters of what Python's parser says
LOOKED_AT = 100  # records of which one must have the text
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # UTF-32's begin so too
GAP = "\n\n"

Id = str | int


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of a record's fields: of its text, its title and its id, where it has them. ``a.b`` is the field ``b``
    in the object ``a``."""

    text: str = "text"
    title: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An article as its file has it: its line's or row's ``number`` from 1, or ``why`` there is none.

    ``id`` is its number where no field is named.
    """

    number: int
    id: Id | None
    text: str = ""
    title: str | None = None
    why: str = ""
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()


def suffix_of(path: Path) -> str:
    """The suffix of a record file, a double one where it is packed; empty for another file."""
    name = path.name.lower()
    return next((suffix for suffix in (*LINES, PARQUET) if name.endswith(suffix) and name != suffix), "")


def records_of(path: Path, fields: Fields) -> Iterator[Record]:
    """The records of a file, in order; one that is broken is among them.

    Raises ``InputError``, which names the file, when it cannot be read, breaks off, or none of the first records has
    the text.
    """
    try:
        _look(path, fields)
        yield from (_record(number, value, fields) for number, value in _values(path, fields))
    except InputError as error:
        raise InputError(f"{path} {error}") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error


def document_of(record: Record, path: str) -> Document:
    """The record as a document: its title, a heading, and its text, a blank line apart, read as plain text is.

    Offsets count in that.
    """
    title = " ".join((record.title or "").split())
    document = parse(f"{title}{GAP}{record.text}" if title else record.text, path)
    if title and document.blocks:
        blocks = (replace(document.blocks[0], kind="heading"), *document.blocks[1:])
        document = replace(document, blocks=blocks)
    return replace(document, encoding=record.encoding, notes=(*record.notes, *document.notes))


@dataclass(frozen=True, slots=True)
class _Broken:
    """What stands in place of a record."""

    why: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A JSON object, and how its line was encoded."""

    value: Mapping[str, Any]
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()


_Value = _Line | _Broken


def _look(path: Path, fields: Fields) -> None:
    """Refuse a file that has the text nowhere: a wrong name would make an error of each of a million records."""
    names: dict[str, None] = {}
    first: _Broken | None = None
    for _, value in itertools.islice(_values(path, fields), LOOKED_AT):
        if isinstance(value, _Broken):
            first = first or value
            continue
        if _texts(_at(value.value, fields.text)) is not None:
            return
        names.update(dict.fromkeys(str(name)[:40] for name in itertools.islice(value.value, 20)))
    if names:
        raise InputError(
            f"has no text in field {fields.text!r}; name one with --text-field ({', '.join(sorted(names)[:12])})"
        )
    if first:
        raise InputError(f"holds no records: its first one {first.why}")


def _values(path: Path, fields: Fields) -> Iterator[tuple[int, _Value]]:
    if suffix_of(path) == PARQUET:
        from dipx.formats.parquet import rows

        names = [name for name in (fields.text, fields.title, fields.id) if name is not None]
        for number, row in rows(path, names):
            yield number, _Broken(row) if isinstance(row, str) else _Line(row)
        return
    for number, line in lines_of(path):
        if number == 1 and line is not None:
            if line.startswith(WIDE):
                raise InputError("is UTF-16 or UTF-32: make it UTF-8")
            line = line.removeprefix(codecs.BOM_UTF8)
        if line is None:
            yield number, _Broken(f"is longer than {MAX_LINE >> 20} MB")
        elif line.strip():
            yield number, _object(line)


def _object(line: bytes) -> _Value:
    encoding, notes = "utf-8", tuple[str, ...]()
    try:
        try:
            text = line.decode()
        except UnicodeDecodeError:
            decoded = decode(line)
            text, encoding, notes = decoded.text, decoded.encoding, decoded.notes
        value = json.loads(text, strict=False)
    except InputError as error:
        return _Broken(str(error))
    except (ValueError, RecursionError) as error:
        return _Broken(f"is no JSON ({shorten(str(error), LONGEST_ERROR, placeholder=' …')})")
    return _Line(value, encoding, notes) if isinstance(value, dict) else _Broken("is no JSON object")


def _record(number: int, value: _Value, fields: Fields) -> Record:
    if isinstance(value, _Broken):
        return Record(number, None if fields.id else number, why=value.why)
    found, why = _id(number, value.value, fields)
    text = _texts(_at(value.value, fields.text))
    if text is None and not why:
        why = f"has no text in field {fields.text!r}"
    title, notes = None, value.notes
    if fields.title is not None:
        title = _texts(_at(value.value, fields.title))
        if title is None:
            notes = (*notes, f"no title in field {fields.title!r}")
    return Record(number, found, text or "", title, why, value.encoding, notes)


def _id(number: int, value: Mapping[str, Any], fields: Fields) -> tuple[Id | None, str]:
    """The record's id, and what is wrong with it."""
    if fields.id is None:
        return number, ""
    found = _at(value, fields.id)
    if isinstance(found, str | int) and not isinstance(found, bool) and found != "":
        return found, ""
    return None, f"has no id in field {fields.id!r}: a text or a whole number"


def _at(value: Any, name: str) -> Any:
    """The field of that name; ``a.b`` is a field of this name, else ``b`` in ``a``."""
    if not isinstance(value, Mapping):
        return None
    if name in value:
        return value[name]
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        if (first := ".".join(parts[:cut])) in value:
            return _at(value[first], ".".join(parts[cut:]))
    return None


def _texts(value: Any) -> str | None:
    """A text, or a list of paragraphs as one."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return GAP.join(value)
    return None
