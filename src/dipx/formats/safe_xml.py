"""XML from strangers, as a stream of events: no entity is declared or fetched, depth and text are bounded.

The parser is expat, which is in Python and loads no DTD; a ``<!DOCTYPE tmx SYSTEM "tmx14.dtd">`` is common in real
TMX files and harmless as long as nothing that it declares is expanded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from xml.parsers import expat

from dipx.errors import InputError

CHUNK = 1 << 16  # bytes read at once
MAX_DEPTH = 64
MAX_SILENCE = 8 * 2**20  # bytes
MAX_TEXT = 1_000_000  # characters of one run of text, far more than a segment


@dataclass(frozen=True, slots=True)
class Event:
    """The start or end of an element, or a run of text (``name`` is the text then). ``line`` counts from 1."""

    kind: Literal["start", "end", "text"]
    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)


def events(path: Path) -> Iterator[Event]:
    """The events of a file, read as they are asked for.

    Raises ``InputError`` with the line where it is no well-formed XML, declares an entity or is nested too deep;
    ``OSError`` when the file cannot be read.
    """
    reader = _Reader(path)
    silent = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found = reader.feed(chunk)
            silent = 0 if found else silent + len(chunk)
            if silent > MAX_SILENCE:  # one comment or attribute, which the parser would keep whole
                raise InputError(f"{path}: more than {MAX_SILENCE // 2**20} MiB without an element.")
            yield from found
        yield from reader.feed(b"", last=True)


class _Reader:
    """expat's callbacks, collected chunk by chunk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: list[Event] = []
        self._text: list[str] = []
        self._size = 0
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._entity

    def feed(self, chunk: bytes, *, last: bool = False) -> list[Event]:
        self._found = []
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, str(error))
            raise InputError(f"{self._path}, line {error.lineno}: not well-formed XML ({reason}).") from error
        except (LookupError, ValueError) as error:  # an encoding that Python does not know, or not for XML
            raise InputError(f"{self._path}: {error}.") from error
        return self._found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._refused(f"elements are nested more than {MAX_DEPTH} deep")
        self._found.append(Event("start", name, self._parser.CurrentLineNumber, attributes))

    def _end(self, name: str) -> None:
        self._flush()
        self._depth -= 1
        self._found.append(Event("end", name, self._parser.CurrentLineNumber))

    def _characters(self, text: str) -> None:
        self._size += len(text)
        if self._size > MAX_TEXT:
            raise self._refused(f"a text is longer than {MAX_TEXT:,} characters")
        self._text.append(text)

    def _flush(self) -> None:
        if self._text:
            self._found.append(Event("text", "".join(self._text), self._parser.CurrentLineNumber))
            self._text = []
        self._size = 0

    def _entity(self, name: str, *_: Any) -> None:
        raise self._refused(f"it declares the entity {name!r}, which dipx does not expand")

    def _refused(self, why: str) -> InputError:
        return InputError(f"{self._path}, line {self._parser.CurrentLineNumber}: {why}.")
