"""The file formats by suffix: what reads a file, and what writes its English.

Comes in: a file's bytes. Goes out: a ``Document``; and, with the English of its blocks, a file of the same kind.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import cast

from dipx.document import Block, Counterpart, Document
from dipx.errors import InputError, UsageError
from dipx.files import write_atomically
from dipx.formats import damage, gz, txt, unread
from dipx.formats.base import MAX_BYTES, Format, Source
from dipx.formats.inline import UNWRITABLE, Marked, Placed
from dipx.lazily import Lazily

log = logging.getLogger(__name__)
PATIENCE = 2.0  # seconds before a word on a pipe that nobody writes into

# The modules' own suffixes once more: a module is imported when a file of its kind comes (all of them take 70 ms).
_SUFFIXES = {
    "txt": (".txt", ".text"),
    "md": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "zipped.docx": (".docx", ".docm"),
    "zipped.pptx": (".pptx", ".pptm"),
    "zipped.xlsx": (".xlsx", ".xlsm"),
    "zipped.odt": (".odt",),
    "zipped.odp": (".odp",),
    "zipped.ods": (".ods",),
    "zipped.epub": (".epub",),
    "subtitles": (".srt", ".vtt", ".ass", ".ssa"),
    "pdf": (".pdf",),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv", ".tsv"),
    "mail": (".eml", ".mbox"),
}


_MODULES = {suffix: name for name, suffixes in _SUFFIXES.items() for suffix in suffixes}

FORMATS: Lazily[Format] = Lazily(
    _MODULES, lambda suffix: cast("Format", import_module(f"dipx.formats.{_MODULES[suffix]}"))
)
COMPRESSED = gz.compressed(FORMATS)  # ".txt.gz" and so on


Parts = Sequence[Sequence[Counterpart]]

__all__ = [
    "COMPRESSED",
    "FORMATS",
    "Format",
    "Parts",
    "Placed",
    "is_page",
    "is_read",
    "output_suffix",
    "parse",
    "parse_fragment",
    "read",
    "render",
    "render_fragment",
    "render_markdown",
    "says_something",
    "suffix_of",
    "write",
]


def suffix_of(path: Path) -> str:
    """The suffix that decides on the format: the last one, or the last two of a compressed file; in small letters."""
    double = "".join(path.suffixes[-2:]).lower()
    return double if double in COMPRESSED else path.suffix.lower()


def read(path: Path, field: str = "text", *, whole: bool = False) -> Document:
    """The document in a file; one whose suffix says nothing is read as plain text.

    ``field`` names the text in each record of a csv or jsonl file; of a web page the article is taken, or all of it
    where it is to be ``whole``.
    Raises ``InputError``, which names the file, when it is missing, unreadable, not what its suffix says, or of a
    format that dipx does not read.
    """
    try:
        raw = _bytes(path)
        if not _is_known(path):
            unread.refuse(suffix_of(path))
        source, chosen = _source(path, raw, field, whole=whole), _format(path)
        if chosen.name == txt.name:
            unread.refuse_mail(source.raw)
            unread.refuse_markup(source.raw)
        document = chosen.load(source)
    except InputError as error:
        raise InputError(f"{path} {error}") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    lost_too = not any("U+FFFD" in note for note in document.notes)
    notes = (*document.notes, *damage.notes((block.text for block in document.blocks), lost_too=lost_too))
    return replace(document, digest=hashlib.sha256(raw).hexdigest(), notes=notes)


def render(document: Document, targets: Sequence[str], parts: Parts = ()) -> tuple[bytes, Placed]:
    """The English file of ``document`` in its own format, and how its inline marks were placed in it.

    ``targets[i]`` is the English of ``document.blocks[i]``, ``parts[i]`` its segments with their word links: marks
    in mid-text are carried by these (``placing.py``), and without them by position. The source file is read again
    for all that is not text: raises ``InputError`` when it is gone or has changed since.
    """
    path = Path(document.path)
    try:
        if path.is_fifo():
            raise InputError("is a pipe, which is read once: its format needs a file, or --format txt")
        raw = _bytes(path)
        if hashlib.sha256(raw).hexdigest() != document.digest:
            raise InputError("changed after it was read; translate it again")
        english, placed = _all_carried(document, targets, parts)
        made = _format(path).dump(_source(path, raw, document.field, whole=document.whole), document, english)
    except InputError as error:
        raise InputError(f"{path} {error}") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    return made, placed


def render_markdown(document: Document, targets: Sequence[str], parts: Parts = ()) -> tuple[bytes, Placed]:
    """``document`` in English as Markdown, whatever its own format is: headings, items, bold, links that lead out.

    Cells are paragraphs, and what is no text is not in it. The other parameters are those of ``render``.
    """
    from dipx.formats import md

    english, placed = _all_carried(document, targets, parts)
    pieces = [(block.kind, md.portable(marked)) for block, marked in zip(document.blocks, english, strict=True)]
    return md.plain(pieces), placed


def parse_fragment(text: str) -> Document:
    """The document of a part of a web page in memory, tags and all. Raises ``InputError`` for one beyond the bounds."""
    from dipx.formats import html

    return html.parse_fragment(_unicode(text))


def render_fragment(text: str, document: Document, targets: Sequence[str], parts: Parts = ()) -> tuple[str, Placed]:
    """``text``, of which ``parse_fragment`` made ``document``, with its English in place; the rest as in ``render``."""
    from dipx.formats import html

    english, placed = _all_carried(document, targets, parts)
    return html.dump_fragment(_unicode(text), document, english), placed


def _all_carried(document: Document, targets: Sequence[str], parts: Parts) -> tuple[list[Marked], Placed]:
    carried = [
        _carried(block, target, part)
        for block, target, part in zip(document.blocks, targets, parts or [()] * len(targets), strict=True)
    ]
    return [marked for marked, _ in carried], sum((placed for _, placed in carried), Placed())


def _carried(block: Block, target: str, parts: Sequence[Counterpart]) -> tuple[Marked, Placed]:
    from dipx.formats.placing import carry

    writable = UNWRITABLE.sub("", target)
    return carry(block, writable, parts if writable == target else ())


def write(document: Document, targets: Sequence[str], path: Path, parts: Parts = ()) -> Placed:
    """``render`` into a file; how its inline marks were placed.

    Raises as ``render`` does, ``UsageError`` when ``path`` is the source, ``OSError`` when it cannot be written.
    """
    origin = Path(document.path)
    if path.exists() and origin.exists() and path.samefile(origin):
        raise UsageError(f"{path} is an input too: writing there would lose it. Choose another -o.")
    made, placed = render(document, targets, parts)
    write_atomically(path, made)
    return placed


def is_page(path: Path) -> bool:
    """Whether the file is a web page, which may be translated whole."""
    suffix = suffix_of(path)
    return _MODULES.get(COMPRESSED.get(suffix, suffix)) == "html"


def output_suffix(path: Path) -> str | None:
    """What the English file of ``path`` ends in, ``.docx`` say; ``None`` for plain text, which needs no writer."""
    suffix = COMPRESSED.get(suffix_of(path), suffix_of(path))
    chosen = FORMATS.get(suffix)
    return (chosen.written_as or suffix) if chosen and chosen.name != txt.name else None


def is_read(path: Path) -> bool:
    """Whether the suffix is no reason to refuse the file: one that dipx reads, or one that says nothing."""
    return _is_known(path) or suffix_of(path) not in unread.UNREAD


def says_something(suffix: str) -> bool:
    """Whether a suffix is that of a format, one that dipx reads or one that it knows not to read."""
    return suffix in FORMATS or suffix in COMPRESSED or suffix in unread.UNREAD


def parse(text: str, path: str = "-") -> Document:
    """The document of a plain text in memory. What is no Unicode (lone surrogates) becomes U+FFFD.

    Damaged letters are repaired, as in a file: offsets are of ``Document.text``.
    """
    text = _unicode(text)
    document = txt.repaired(text, path)
    told = (*damage.parted(text), *damage.notes([document.text], lost_too=False))
    return replace(document, notes=(*document.notes, *told))


def _unicode(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _is_known(path: Path) -> bool:
    return suffix_of(path) in FORMATS or suffix_of(path) in COMPRESSED


def _format(path: Path) -> Format:
    suffix = suffix_of(path)
    return FORMATS.get(COMPRESSED.get(suffix, suffix), FORMATS[".txt"])


def _bytes(path: Path) -> bytes:
    with _told_of_a_wait(path), path.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES >> 20} MB")
    return raw


@contextmanager
def _told_of_a_wait(path: Path) -> Iterator[None]:
    """A line where a pipe has nothing to read yet: it may be for ever."""
    if not path.is_fifo():
        yield
        return
    timer = Timer(PATIENCE, log.warning, (f"{path} is a pipe: waiting for what somebody writes into it",))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _source(path: Path, raw: bytes, field: str, *, whole: bool) -> Source:
    unpacked = gz.unpacked(raw) if suffix_of(path) in COMPRESSED else raw
    return Source(str(path), unpacked, field, whole and is_page(path))
