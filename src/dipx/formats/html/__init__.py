"""Web pages. Two things can be meant by one: its article, which becomes a clean page (``article.py``,
``clean_page.py``), or the page itself, translated in its place (``in_place.py``), as parts of pages are too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dipx.document import BlockKind, Document
from dipx.errors import InputError
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.decode import Decoded
from dipx.formats.html import declared
from dipx.formats.html.items import Text
from dipx.formats.html.page import Page, whole
from dipx.formats.html.tree import HEADINGS
from dipx.formats.inline import Marked

name = "html"
suffixes = (".html", ".htm", ".xhtml")
written_as = ""

MAX_CHARACTERS = 10 * 2**20  # the heaviest news pages have 3 MB, scripts and all; trafilatura itself stops at 20
_XML = re.compile(r"\s*<\?xml\b")


def load(source: Source) -> Document:
    decoded = _decoded(source)
    if source.whole:
        page = whole(decoded.text, xml=_is_xml(source, decoded.text))
        document = document_of(source, name, pieces_of(page), (*decoded.notes, *page.notes))
        return replace(document, encoding=decoded.encoding, whole=True)
    from dipx.formats.html import article

    found = article.read(decoded.text, xml=_is_xml(source, decoded.text))
    return replace(document_of(source, name, found.pieces, (*decoded.notes, *found.notes)), encoding=decoded.encoding)


def pieces_in(source: Source) -> list[Piece]:
    """What ``load`` makes a document of, those that are left out too. Raises ``InputError`` as it does."""
    decoded = _decoded(source)
    xml = _is_xml(source, decoded.text)
    if source.whole:
        return pieces_of(whole(decoded.text, xml=xml))
    from dipx.formats.html import article

    return article.read(decoded.text, xml=xml).pieces


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    decoded = _decoded(source)
    xml = _is_xml(source, decoded.text)
    if document.whole:
        page = whole(decoded.text, xml=xml)
        return declared.encoded(_in_place(page, document, english, declared.patches(decoded)), decoded, source.raw)
    from dipx.formats.html import article, clean_page

    found = article.read(decoded.text, xml=xml)
    return clean_page.written(found, by_piece(document, english, found.pieces)).encode()


def parse_fragment(text: str, path: str = "-") -> Document:
    """The document of a part of a page, all of it to be translated. Raises ``InputError`` beyond the bounds."""
    _bounded(text)
    page = whole(text)
    source = Source(path, b"", whole=True)
    return replace(document_of(source, name, pieces_of(page), page.notes), whole=True)


def dump_fragment(text: str, document: Document, english: Sequence[Marked]) -> str:
    """``text``, which ``document`` was made from, with ``english[i]`` for its block ``i``; all else as it was."""
    return _in_place(whole(text), document, english, ())


def _in_place(
    page: Page, document: Document, english: Sequence[Marked], more: Sequence[tuple[tuple[int, int], str]]
) -> str:
    from dipx.formats.html.in_place import written

    return written(page, by_piece(document, english, pieces_of(page)), more)


def pieces_of(page: Page) -> list[Piece]:
    """The blocks of a page that is translated in its place."""
    return [Piece(text.marked.text, _kind(text), text.marked.spans) for text in page.texts]


def _kind(text: Text) -> BlockKind:
    """A heading's and an item's texts are that; those of the attributes of their tags are not."""
    if text.attribute or text.element is None:
        return "paragraph"
    return "heading" if text.element.tag in HEADINGS else "item" if text.element.tag == "li" else "paragraph"


def _decoded(source: Source) -> Decoded:
    decoded = declared.read(source.raw)
    _bounded(decoded.text)
    return decoded


def _bounded(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"has more than {MAX_CHARACTERS:,} characters of HTML")


def _is_xml(source: Source, text: str) -> bool:
    """Whether a slash ends a tag: where the file's name or its first line says that it is XML."""
    return source.path.lower().removesuffix(".gz").endswith(".xhtml") or bool(_XML.match(text))
