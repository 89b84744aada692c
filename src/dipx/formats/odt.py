"""OpenDocument texts: paragraphs and headings of the body, headers and footers; all other XML stays as it is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from dipx.document import BlockKind, Document, SpanKind
from dipx.errors import InputError
from dipx.formats import xmltree
from dipx.formats.archive import member, open_archive, rewritten
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.inline import ATOMS, Marked
from dipx.formats.mixed import Dialect, collect, local, rebuild, remove

name = "odt"
suffixes = (".odt",)
written_as = ""

MIMETYPE = b"application/vnd.oasis.opendocument.text"
PARTS = ("content.xml", "styles.xml")  # styles.xml has the headers and footers
MACRO = re.compile(r"Scripts/.+|Basic/.+/(?!script-l[bc]\.xml$).+")  # LibreOffice writes the lists without macros too
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}href"
HIDDEN = frozenset({"tracked-changes", "annotation"})


def _mark(node: Any) -> tuple[SpanKind, str | None]:
    return ("link", node.get(XLINK)) if local(node) == "a" else ("style", None)


ATOM_TAGS = frozenset(
    "annotation annotation-end bookmark bookmark-start bookmark-end reference-mark change change-start change-end frame"
    " page-number page-count date time sequence custom-shape soft-page-break object image g rect line".split()
)
DIALECT = Dialect(frozenset({"s", "tab", "line-break"}), ATOM_TAGS, frozenset({"note"}), _mark)


def load(source: Source) -> Document:
    found = [entry for _, root in _parts(_archive(source)) for entry in _paragraphs(root)]
    return document_of(source, name, [_piece(element, marked) for element, marked, _ in found])


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    archive = _archive(source)
    parts = list(_parts(archive))
    found = [entry for _, root in parts for entry in _paragraphs(root)]
    targets = by_piece(document, english, [_piece(element, marked) for element, marked, _ in found])
    for (element, marked, nodes), target in zip(found, targets, strict=True):
        if target is not None:
            rebuild(element, target, nodes)
        elif local(element.getparent()) == "text" and not any(span.kind in ATOMS for span in marked.spans):
            remove(element)
        else:
            atoms = tuple(span for span in marked.spans if span.kind in ATOMS)
            rebuild(element, Marked("", atoms), nodes)
    return rewritten(archive, {part: xmltree.serialized(root, "odt") for part, root in parts})


def _archive(source: Source) -> zipfile.ZipFile:
    archive = open_archive(source.raw, "odt")
    names = archive.namelist()
    if member(archive, "mimetype", 1024).strip() != MIMETYPE:
        raise InputError("is no OpenDocument text")
    if "META-INF/manifest.xml" in names and b"encryption-data" in member(archive, "META-INF/manifest.xml"):
        raise InputError("is encrypted; save it without a password")
    if any(MACRO.match(part) for part in names):
        raise InputError("holds macros; save it without them")
    return archive


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, Any]]:
    for part in PARTS:
        if part in archive.namelist() or part == PARTS[0]:
            yield part, xmltree.parse(member(archive, part), "odt", part)


def _paragraphs(root: Any) -> list[tuple[Any, Marked, list[Any]]]:
    found = []
    for element in root.iter(f"{TEXT}p", f"{TEXT}h"):
        if any(local(node) in HIDDEN for node in element.iterancestors()):
            continue
        marked, nodes = collect(element, DIALECT)
        if marked.text:
            found.append((element, marked, nodes))
    return found


def _piece(element: Any, marked: Marked) -> Piece:
    return Piece(marked.text, _kind(element), marked.spans)


def _kind(element: Any) -> BlockKind:
    style = element.get(f"{TEXT}style-name", "")
    if local(element) == "h" or style in ("Title", "Subtitle"):
        return "heading"
    return "item" if any(local(node) == "list-item" for node in element.iterancestors()) else "paragraph"
