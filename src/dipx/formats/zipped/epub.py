"""E-books: the chapters in reading order, each an XHTML file whose blocks are replaced in place.

Behind the chapters come pages that no reading order has, then what is said beside the text: tables of contents,
alternative texts, the titles of the chapters and of the book. An entry of the contents that is a heading of the book
is no text of its own.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from dipx.document import Document, SpanKind
from dipx.errors import InputError
from dipx.formats.base import Piece, Source
from dipx.formats.inline import Marked
from dipx.formats.subword import is_note_mark
from dipx.formats.wording import is_wording
from dipx.formats.zipped import ruby, xhtml, xmltree
from dipx.formats.zipped.archive import member, open_archive, rewritten
from dipx.formats.zipped.epub_kept import LANG, is_kept_within, is_page, types, why_kept
from dipx.formats.zipped.marked_spots import block_spots
from dipx.formats.zipped.mixed import local, without_lines
from dipx.formats.zipped.residue import residue
from dipx.formats.zipped.spots import (
    Spot,
    attribute_spots,
    document_in_place,
    element_spot,
    put_in_place,
    within_bounds,
)

name = "epub"
suffixes = (".epub",)
written_as = ""

MAX_CHAPTERS = 2_000
CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
LOCKS = {"META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml"}  # Adobe's, Readium's, Apple's
LONGEST_MARK = 8  # characters of a note's mark
STRUCK = frozenset({"del", "s", "strike"})
METADATA = frozenset({"title", "description", "subject"})
BESIDE = ("alt", "abbr", "title", "aria-label", "aria-description", "placeholder", "summary", "label", "alttext")
BUTTONS = frozenset({"button", "submit", "reset"})  # whose value is their label
GENERATED = re.compile(rb"\bcontent\s*:\s*[\"'][^\"']*[A-Za-z]{3}")
PASSED_OVER = re.compile(r"\.xml$")  # the chapters are read to the last element
PEOPLE = ("publisher", "contributor", "file-as", "text")
# What holds text and is no running text: named where a reader sees it.
ODD = {
    "pre": "preformatted",
    "textarea": "form",
    "button": "form",
    "select": "form",
    "foreignObject": "drawing",
} | dict.fromkeys(("object", "audio", "video", "iframe", "noscript", "canvas", "applet"), "in-place-of-media")


def _is_note(node: Any, before: str) -> bool:
    """Whether an element is the mark of a note or page: said by its type, or raised and a number."""
    text = "".join(node.itertext()).strip()
    said = types(node)
    if "pagebreak" in said or (local(node) == "a" and "noteref" in said):
        return len(text) <= LONGEST_MARK
    raised = node if local(node) == "sup" else node.find("{*}sup")
    is_all = raised is not None and "".join(raised.itertext()).strip() == text
    return is_all and is_note_mark(before, text)


def _mark(node: Any) -> tuple[SpanKind, str | None]:
    return ("kept", None) if is_kept_within(node) else xhtml.DIALECT.mark(node)


DIALECT = replace(
    xhtml.DIALECT,
    mark=_mark,
    spaces=frozenset(),
    is_note=_is_note,
    breaks=frozenset({"br"}),
    above=frozenset({"rt", "rp", "rtc"}),
    is_struck=lambda node: local(node) in STRUCK or local(node) == "switch",
)


@dataclass(frozen=True, slots=True)
class Book:
    """The package file, the chapters' trees in reading order, those of the tables of contents, and what is not read."""

    package: tuple[str, Any]
    chapters: dict[str, Any]
    contents: dict[str, Any]
    notes: tuple[str, ...]

    @property
    def trees(self) -> dict[str, Any]:
        return {**self.contents, **self.chapters, self.package[0]: self.package[1]}


def load(source: Source) -> Document:
    archive = open_archive(source.raw, "epub")
    book = _book(archive)
    spots = _spots(book)
    above = ruby.told(book.chapters.values(), "{*}rt")
    unread = residue(archive, spots, PASSED_OVER, PEOPLE)
    return document_in_place(
        source, name, spots, (*book.notes, *above, *_filled_in(book), *_style_notes(archive), *unread)
    )


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    archive = open_archive(source.raw, "epub")
    book = _book(archive)
    put_in_place(document, english, _spots(book))
    for root in book.trees.values():
        without_lines(root)
        for node in root.iter():
            for key in ("lang", LANG):
                if isinstance(node.tag, str) and _is_french(node.get(key) or ""):
                    node.set(key, "en")
    for node in book.package[1].iter():
        if local(node) == "language" and (_is_french(node.text or "") or (node.text or "und").strip() == "und"):
            node.text = "en"
    return rewritten(archive, {part: xmltree.serialized(root, "epub") for part, root in book.trees.items()})


def _filled_in(book: Book) -> Iterator[str]:
    """A line on the words in fields of forms, which programs read, and in templates, which only they show."""
    found: list[str] = []
    for root in book.chapters.values():
        for node in root.iter("{*}input", "{*}option", "{*}template"):
            kind = (node.get("type") or "text").lower()
            text = "".join(node.itertext()) if local(node) == "template" else node.get("value") or ""
            is_field = local(node) != "input" or kind in ("text", "search", "hidden")
            has_label = local(node) == "option" and (node.get("label") or "".join(node.itertext()).strip())
            if is_field and not has_label and is_wording(text):
                found.append(" ".join(text.split()))
    if found:
        shown = ", ".join(f"« {text[:40]} »" for text in found[:5]) + f" and {len(found) - 5} more" * (len(found) > 5)
        yield f"not translated: words in fields of forms and templates ({shown})"


def _style_notes(archive: zipfile.ZipFile) -> Iterator[str]:
    """A line on words that style sheets put into the text."""
    sheets = [part for part in archive.namelist() if part.endswith(".css")]
    if any(GENERATED.search(member(archive, part)) for part in sheets):
        yield "not translated: words in style sheets (content)"


def _is_french(language: str) -> bool:
    return language.strip().lower().partition("-")[0] in ("fr", "fra", "fre")


def _spots(book: Book) -> list[Spot]:
    spots = [spot for root in book.chapters.values() for spot in _text_spots(root)]
    for root in book.contents.values():
        if local(root) == "ncx":
            spots += [
                spot for node in root.iter() if _is_label(node) and not is_page(node) for spot in element_spot(node)
            ]
        else:
            spots += [replace(spot, echo=True) for spot in _text_spots(root)]
    for root in book.trees.values():
        spots += _beside_spots(root)
    return [*spots, *_metadata_spots(book.package[1])]


def _text_spots(root: Any) -> Iterator[Spot]:
    # The head holds no text. Without a body, or with two, readers show what there is.
    for element in within_bounds(xhtml.blocks(root)):
        if is_page(element):
            continue
        reason = why_kept(element)
        for spot in block_spots(element, DIALECT, xhtml.kind_of(element), may_go=True):
            yield _kept(spot, reason) if reason else spot
    for node in root.iter():
        text = " ".join("".join(node.itertext()).split()) if local(node) in ODD else ""
        if text and not any(local(around) in ODD for around in node.iterancestors()):
            yield Spot(Piece(text, reason=ODD[local(node)]), _only_text(node))


def _kept(spot: Spot, reason: str) -> Spot:
    return replace(spot, piece=replace(spot.piece, reason=reason), drop=lambda: None)


def _only_text(node: Any) -> Any:
    """What puts an English in the place of all that the node holds: asked for with --keep-all."""

    def put(target: Marked) -> None:
        for child in list(node):
            node.remove(child)
        node.text = target.text

    return put


def _is_label(node: Any) -> bool:
    parent = node.getparent()
    return local(node) == "text" and local(parent) in ("navLabel", "docTitle")


def _beside_spots(root: Any) -> Iterator[Spot]:
    """Titles of chapters, alternative texts, and the words in drawings."""
    for node in root.iter():
        tag = local(node)
        if tag == "text" and "svg" in node.tag:
            yield from _drawn(node)
        elif (tag == "title" and local(root) != "package") or tag == "mtext" or (tag == "desc" and "svg" in node.tag):
            yield from element_spot(node)
        if tag and local(root) not in ("package", "ncx"):
            yield from attribute_spots(node, BESIDE)
        if tag == "input" and (node.get("type") or "").lower() in BUTTONS:
            yield from attribute_spots(node, ("value",))
        if tag == "meta" and node.get("name") == "description":
            yield from attribute_spots(node, ("content",))
        elif tag == "reference":
            yield from attribute_spots(node, ("title",))


def _drawn(text: Any) -> Iterator[Spot]:
    """The words of a drawing: a text of its own, or each of the lines that are all in it."""
    lines = [node for node in text if local(node) == "tspan"]
    is_mixed = any((part or "").strip() for part in (text.text, *(node.tail for node in text)))
    if not lines or is_mixed:
        if is_wording("".join(text.itertext())):
            yield from block_spots(text, DIALECT, "paragraph")
        return
    for line in lines:
        yield from _drawn(line)


def _metadata_spots(package: Any) -> Iterator[Spot]:
    for node in package.iter():
        if local(node) in METADATA and "purl.org/dc" in node.tag:
            yield from element_spot(node)


def _book(archive: zipfile.ZipFile) -> Book:
    names = set(archive.namelist())
    if ENCRYPTION in names and (names & LOCKS or _hides_text(member(archive, ENCRYPTION))):
        raise InputError("is protected against copying (DRM)")
    container = xmltree.parse(member(archive, CONTAINER), "epub", CONTAINER)
    path = next((node.get("full-path") for node in container.iter() if local(node) == "rootfile"), None)
    if not path:
        raise InputError("names no book in its container.xml")
    package = xmltree.parse(member(archive, path), "epub", path, doctype=True)
    items = {node.get("id"): node for node in package.iter() if local(node) == "item"}
    spine = [items.get(node.get("idref")) for node in package.iter() if local(node) == "itemref"]
    if len(spine) > MAX_CHAPTERS or len(items) > MAX_CHAPTERS * 5:
        raise InputError(f"has {max(len(spine), len(items)):,} chapters; {MAX_CHAPTERS:,} is the bound")
    navigation = [node for node in items.values() if _is_contents(node)]
    read = [node for node in spine if node is not None]
    pages = [node for node in (*read, *items.values()) if _is_page(node) and not _is_contents(node)]
    odd = sum(not _is_page(node) and not _is_contents(node) for node in read)
    notes = (f"not translated: {odd} × a chapter that is no XHTML",) if odd else ()
    return Book(
        (path, package),
        _trees(archive, path, pages),
        _trees(archive, path, navigation),
        notes,
    )


def _hides_text(encryption: bytes) -> bool:
    """Whether the list of what is encrypted names pages, and not only fonts."""
    lowered = encryption.lower()
    return any(b"html" + quote in lowered or b"htm" + quote in lowered for quote in (b'"', b"'"))


def _is_contents(item: Any) -> bool:
    is_ncx = item.get("media-type") == "application/x-dtbncx+xml"
    return is_ncx or "nav" in (item.get("properties") or "").split()


def _is_page(item: Any) -> bool:
    media = item.get("media-type") or ""
    return "html" in media or media == "image/svg+xml"


def _trees(archive: zipfile.ZipFile, package: str, items: Sequence[Any]) -> dict[str, Any]:
    trees: dict[str, Any] = {}
    names = set(archive.namelist())
    for item in items:
        href = unquote((item.get("href") or "").partition("#")[0])
        part = posixpath.normpath(posixpath.join(posixpath.dirname(package), href))
        if part in names and part not in trees:
            trees[part] = xmltree.parse(member(archive, part), "epub", part, doctype=True)
    return trees
