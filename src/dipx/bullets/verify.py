"""Is a report still true? Its spans against the source files, its bullets against their sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dipx import formats
from dipx.bullets.receipts import support
from dipx.document import Segment, Translation
from dipx.errors import InputError
from dipx.formats.recordfiles import Fields, Record, document_of, records_of
from dipx.formats.results import is_records, result_lines

TOLERANCE = 0.001  # support is written with three decimals


def verify_report(report: Path, root: Path | None = None) -> list[str]:
    """What does not hold any more, a sentence each; empty when all does.

    Every segment, left-out span and bullet source is looked up at its offsets in the source file, read again
    (below ``root``, if given, where its path is relative), and every bullet's support is computed again.
    Of a file of records each line is, but those that say why nothing was made.
    Raises ``InputError`` when ``report`` is no report of dipx.
    """
    if is_records(report):
        return _records(report, root)
    try:
        documents = json.loads(report.read_text("utf-8"))["documents"]
        return [problem for document in documents for problem in _document(document, root)]
    except OSError as error:
        raise InputError(f"{report} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{report} is no JSON report of dipx: {error!r}") from error


def _records(report: Path, root: Path | None) -> list[str]:
    sources = _Sources(root)
    problems: list[str] = []
    for line in result_lines(report):
        if "error" in line:
            continue
        try:
            record = line.get("record")
            problems += _document(line, root) if record is None else _record(line, sources.text(record))
        except InputError as error:
            problems.append(str(error))
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{report} is no record file of dipx: {error!r}") from error
    return problems


class _Sources:
    """The records of the source files, each file read once as long as they are asked for in its order."""

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._key: tuple[Any, ...] = ()
        self._records: Iterator[Record] = iter(())
        self._last = 0

    def text(self, place: dict[str, Any]) -> str:
        """The text of the record at a line's ``record``. Raises ``InputError`` when it is there no more."""
        path, number = Path(place["file"]), int(place["number"])
        fields = Fields(place["text_field"], place.get("title_field"))
        if self._key != (path, fields) or number <= self._last:
            self._key, self._records = (path, fields), records_of(self._root / path if self._root else path, fields)
        for record in self._records:
            self._last = record.number
            if record.number == number and not record.why:
                return document_of(record, str(path)).text
            if record.number >= number:
                break
        raise InputError(f"{path} has no article in line or row {number} any more")


def _document(entry: dict[str, Any], root: Path | None) -> Iterator[str]:
    path = Path(entry["path"])
    try:
        text = formats.read(root / path if root else path).text
    except InputError as error:
        yield str(error)
        return
    yield from _record(entry, text)


def _record(entry: dict[str, Any], text: str) -> Iterator[str]:
    path = Path(entry["path"])
    for span in entry["segments"]:
        yield from _span(path, text, span, span["source"])
    for span in entry["left_out"]:
        yield from _span(path, text, span, span["text"])
    known = {(s["start"], s["end"]): (s["source"], s["target"]) for s in entry["segments"]}
    for bullet in entry.get("bullets", ()):
        yield from _bullet(path, bullet, known)


def _span(path: Path, text: str, span: dict[str, Any], expected: str) -> Iterator[str]:
    found = text[span["start"] : span["end"]]
    if found != expected:
        yield f"{path}: at {span['start']}–{span['end']} stands {found[:60]!r}, not {expected[:60]!r}"


def _bullet(path: Path, bullet: dict[str, Any], known: dict[tuple[int, int], tuple[str, str]]) -> Iterator[str]:
    sources = []
    for source in bullet["sources"]:
        place = (source["start"], source["end"])
        if known.get(place) != (source["source"], source["target"]):
            yield f"{path}: the bullet {bullet['text'][:60]!r} names a source at {place} that is no segment"
            return
        sources.append(Translation(Segment(source["source"], *place, 0), source["target"]))
    found = support(bullet["text"], sources)
    if abs(found - bullet["support"]) > TOLERANCE:
        yield f"{path}: the bullet {bullet['text'][:60]!r} has support {found:.3f}, not {bullet['support']}"
