"""E-books: the chapters in reading order, each an XHTML file whose blocks are replaced in place.

Entries of the table of contents that are a heading of the book get its English.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats import xhtml, xmltree
from dipx.formats.archive import member, open_archive, rewritten
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.inline import ATOMS, Marked
from dipx.formats.mixed import collect, local, rebuild, remove

name = "epub"
suffixes = (".epub",)
written_as = ""

MAX_CHAPTERS = 2_000
CONTAINER = "META-INF/container.xml"
LOCKS = {"META-INF/rights.xml", "META-INF/license.lcpl"}  # Adobe's and Readium's
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Book:
    """The package file, the chapters' trees in reading order and those of the tables of contents, by name."""

    package: tuple[str, Any]
    chapters: dict[str, Any]
    contents: dict[str, Any]


def load(source: Source) -> Document:
    book = _book(open_archive(source.raw, "epub"))
    return document_of(source, name, [piece for piece, _, _ in _blocks(book)])


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    archive = open_archive(source.raw, "epub")
    book = _book(archive)
    found = _blocks(book)
    targets = by_piece(document, english, [piece for piece, _, _ in found])
    titles: dict[str, str] = {}
    for (piece, element, nodes), target in zip(found, targets, strict=True):
        if target is not None:
            titles.setdefault(piece.text, target.text)
            rebuild(element, target, nodes)
        elif any(span.kind in ATOMS for span in piece.spans):
            rebuild(element, Marked("", tuple(span for span in piece.spans if span.kind in ATOMS)), nodes)
        else:
            remove(element)
    for root in (*book.contents.values(), *book.chapters.values()):
        _put_titles(root, titles)
    for root in book.chapters.values():
        for key in ("lang", LANG):
            if root.get(key):
                root.set(key, "en")
    for node in book.package[1].iter():
        if local(node) == "language":
            node.text = "en"
    trees = {**book.contents, **book.chapters, book.package[0]: book.package[1]}
    return rewritten(archive, {part: xmltree.serialized(root, "epub") for part, root in trees.items()})


def _put_titles(root: Any, titles: dict[str, str]) -> None:
    for node in root.iter():
        if local(node) in ("text", "a", "span", "title") and not len(node):
            title = titles.get(" ".join((node.text or "").split()))
            if title:
                node.text = title


def _blocks(book: Book) -> list[tuple[Piece, Any, list[Any]]]:
    found = []
    for root in book.chapters.values():
        body = next((node for node in root if local(node) == "body"), None)
        for element in xhtml.blocks(body) if body is not None else ():
            marked, nodes = collect(element, xhtml.DIALECT)
            if marked.text:
                found.append((Piece(marked.text, xhtml.kind_of(element), marked.spans), element, nodes))
    return found


def _book(archive: zipfile.ZipFile) -> Book:
    names = set(archive.namelist())
    if names & LOCKS and "META-INF/encryption.xml" in names:  # the latter alone hides fonts, not text
        raise InputError("is protected against copying (DRM)")
    container = xmltree.parse(member(archive, CONTAINER), "epub", CONTAINER)
    path = next((node.get("full-path") for node in container.iter() if local(node) == "rootfile"), None)
    if not path:
        raise InputError("names no book in its container.xml")
    package = xmltree.parse(member(archive, path), "epub", path, doctype=True)
    items = {node.get("id"): node for node in package.iter() if local(node) == "item"}
    spine = [items.get(node.get("idref")) for node in package.iter() if local(node) == "itemref"]
    if len(spine) > MAX_CHAPTERS:
        raise InputError(f"has {len(spine):,} chapters; {MAX_CHAPTERS:,} is the bound")
    navigation = [node for node in items.values() if _is_contents(node)]
    chapters = [node for node in spine if node is not None and not _is_contents(node)]
    return Book(
        (path, package),
        _trees(archive, path, [node for node in chapters if "html" in (node.get("media-type") or "")]),
        _trees(archive, path, navigation),
    )


def _is_contents(item: Any) -> bool:
    is_ncx = item.get("media-type") == "application/x-dtbncx+xml"
    return is_ncx or "nav" in (item.get("properties") or "").split()


def _trees(archive: zipfile.ZipFile, package: str, items: Sequence[Any]) -> dict[str, Any]:
    trees: dict[str, Any] = {}
    names = set(archive.namelist())
    for item in items:
        part = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href") or "")))
        if part in names and part not in trees:
            trees[part] = xmltree.parse(member(archive, part), "epub", part, doctype=True)
    return trees
