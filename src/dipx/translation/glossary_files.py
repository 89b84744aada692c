"""Glossaries on disk: TSV, CSV and TBX."""

from __future__ import annotations

import csv
import io
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from dipx.errors import InputError, UsageError
from dipx.formats.decode import decode
from dipx.formats.xmlstream import units
from dipx.text.composed import composed
from dipx.translation.glossary import FLAGS, MAX_TOKENS, Entry, Glossary, word_count

log = logging.getLogger(__name__)

MAX_BYTES = 16 * 2**20
MAX_ENTRIES = 50_000
MAX_TARGET = 300  # characters
_HEADINGS = frozenset({"source", "fr", "french", "français", "francais", "term"})

_QUOTED_CELL = re.compile(r'"((?:[^"]|"")*)"')

Row = tuple[int, list[str]]  # line and its cells: source, target, flags


def load_glossary(path: Path) -> Glossary:
    """The glossary of a ``.tsv``, ``.csv`` or ``.tbx`` file. Of entries for one source the last wins, with a warning.

    Raises ``UsageError`` for another ending or a missing file, ``InputError`` with file and line for what is malformed.
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise UsageError(f"{path}: a glossary is a .tsv, .csv or .tbx file.")
    if not path.is_file():
        raise UsageError(f"There is no glossary {path}.")
    if path.stat().st_size > MAX_BYTES:
        raise InputError(f"{path} is larger than {MAX_BYTES // 2**20} MiB: too large for a glossary.")
    entries: dict[tuple[str, frozenset[str]], Entry] = {}
    for line, cells in read(path):
        entry = _entry(cells, f"{path}, line {line}")
        earlier = entries.pop((entry.key, entry.flags), None)
        if earlier and earlier.target != entry.target:
            log.warning("%s, line %d: %r was %r before; the last one counts.", path, line, entry.source, earlier.target)
        entries[entry.key, entry.flags] = entry
        if len(entries) > MAX_ENTRIES:
            raise InputError(f"{path}, line {line}: more than {MAX_ENTRIES:,} entries.")
    return Glossary(entries.values())


def _entry(cells: list[str], place: str) -> Entry:
    source, target, flags, *more = [" ".join(cell.split()) for cell in [*cells, "", ""][: max(3, len(cells))]]
    if any(more):
        raise InputError(f"{place}: more than three columns (source, target, flags).")
    size = word_count(source)
    if not size:
        raise InputError(f"{place}: the source {source!r} has no letter or digit.")
    if size > MAX_TOKENS or len(target) > MAX_TARGET:
        raise InputError(f"{place}: too long for a term ({MAX_TOKENS} words, {MAX_TARGET} characters in English).")
    chosen = frozenset(flags.replace(",", " ").split())
    if unknown := chosen - FLAGS:
        raise InputError(f"{place}: no flag is called {min(unknown)!r}. There are: {', '.join(sorted(FLAGS))}.")
    return Entry(source, target, chosen)


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes()).text
    except InputError as error:
        raise InputError(f"{path} {error}") from error


def _read_tsv(path: Path) -> Iterator[Row]:
    """Tabs between the cells, which may be quoted; ``# `` begins a comment line (``#climat`` is a term)."""
    lines = (line.removesuffix("\r") for line in _text(path).split("\n"))
    rows = (
        (number, [_unquoted(cell) for cell in line.split("\t")])
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("# ")
    )
    return _without_heading(rows)


def _unquoted(cell: str) -> str:
    """``"garde à vue"`` without its marks, ``""`` in it as one; a mark that is no cell's quoting stays."""
    quoted = _QUOTED_CELL.fullmatch(cell.strip())
    return quoted[1].replace('""', '"') if quoted else cell


def _read_csv(path: Path) -> Iterator[Row]:
    """Commas, or the semicolons that a French spreadsheet writes, by what the first line has more of."""
    text = _text(path)
    first = text.lstrip().partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return _without_heading(_csv_rows(path, text, delimiter))


def _csv_rows(path: Path, text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: not CSV ({error}).") from error


def _without_heading(rows: Iterator[Row]) -> Iterator[Row]:
    for index, (line, cells) in enumerate(rows):
        if index or composed(cells[0]).strip().lower() not in _HEADINGS:
            yield line, cells


def _read_tbx(path: Path) -> Iterator[Row]:
    """Each French term of a concept with the concept's first English one, in TBX of 2008 and of 2019."""
    for concept in units(path, {"martif", "tbx"}, {"termEntry", "conceptEntry"}):
        terms: dict[str, list[Row]] = {"fr": [], "en": []}
        for section in concept.iter("{*}langSet", "{*}langSec"):
            lang = section.get("{http://www.w3.org/XML/1998/namespace}lang", "").lower()[:2]
            found = ((term.sourceline, ["".join(term.itertext())]) for term in section.iter("{*}term"))
            terms.setdefault(lang, []).extend(found)
        for _, english in terms["en"][:1]:
            yield from ((line, french + english) for line, french in terms["fr"] if english != [""])


_READERS: dict[str, Callable[[Path], Iterator[Row]]] = {".tsv": _read_tsv, ".csv": _read_csv, ".tbx": _read_tbx}
