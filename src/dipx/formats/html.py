"""Web pages: the main text as trafilatura sees it; written as a clean page with the page's metadata.

What trafilatura does not take (menus, footers, teasers) is left out with a reason. Pictures stay, scripts and styles
do not: the English page is a new page, with the blocks of the old one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats import xhtml
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.decode import decode
from dipx.formats.extras import require
from dipx.formats.inline import UNWRITABLE, Marked, events
from dipx.formats.mixed import collect, local

name = "html"
suffixes = (".html", ".htm", ".xhtml")
written_as = ""

MAX_CHARACTERS = 10 * 2**20  # the heaviest news pages have 3 MB, scripts and all; trafilatura itself stops at 20
MAX_ELEMENTS = 200_000  # trafilatura takes some 10 s for so many
MAX_DEPTH = 250  # libxml2 reads HTML deeper than that, and trafilatura walks it by recursion
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
SAFE = re.compile(r"(?:https?:|mailto:|tel:|[^:]*(?:[/?#]|\Z))", re.IGNORECASE)
TAGS = {"bold": "b", "italic": "i", "underline": "u", "code": "code"}
SHORT = 40  # characters: a shorter text is found by chance within a longer one


@dataclass(frozen=True, slots=True)
class Page:
    """A page's blocks, each with its element and the elements of its spans, and its metadata."""

    pieces: list[Piece]
    elements: list[Any]
    nodes: list[list[Any]]
    meta: dict[str, str]
    notes: tuple[str, ...]


def load(source: Source) -> Document:
    decoded = decode(source.raw)
    page = _page(decoded.text)
    return replace(document_of(source, name, page.pieces, (*decoded.notes, *page.notes)), encoding=decoded.encoding)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    page = _page(decode(source.raw).text)
    targets = by_piece(document, english, page.pieces)
    shown = [
        (element, marked, nodes)
        for element, marked, nodes in zip(page.elements, targets, page.nodes, strict=True)
        if marked is not None
    ]
    title = next((marked.text for element, marked, _ in shown if xhtml.kind_of(element) == "heading"), "")
    head = ['<meta charset="utf-8">', f"<title>{html.escape(title)}</title>"]
    for key, value in page.meta.items():
        head.append(f'<meta name="{key}" content="{html.escape(value)}">')
    lines = ["<!DOCTYPE html>", '<html lang="en">', "<head>", *head, "</head>", "<body>", "<article>", *_groups(shown)]
    return "\n".join([*lines, "</article>", "</body>", "</html>", ""]).encode()


def _groups(shown: Sequence[tuple[Any, Marked, list[Any]]]) -> Iterator[str]:
    """The blocks as HTML; items of one list and cells of one table together."""
    for holder, group in groupby(shown, key=lambda entry: _holder(entry[0])):
        tag = local(holder) if holder is not None else ""
        if tag == "table":
            yield "<table>"
            for _, row in groupby(group, key=lambda entry: _up(entry[0], "tr")):
                yield "<tr>" + "".join(f"<td>{_inline(*entry[1:])}</td>" for entry in row) + "</tr>"
            yield "</table>"
        elif tag:
            yield f"<{tag}>"
            for entry in group:
                yield f"<li>{_inline(*entry[1:])}</li>"
            yield f"</{tag}>"
        else:
            for element, marked, nodes in group:
                block = local(element) if local(element) in xhtml.HEADINGS else "p"
                text = f"<{block}>{_inline(marked, nodes)}</{block}>"
                yield f"<blockquote>{text}</blockquote>" if _up(element, "blockquote") is not None else text


def _holder(element: Any) -> Any:
    """The list or table that a block stands in."""
    for node in (element, *element.iterancestors()):
        if local(node) in ("ul", "ol", "table"):
            return node
    return None


def _up(element: Any, tag: str) -> Any:
    return next((node for node in (element, *element.iterancestors()) if local(node) == tag), None)


def _inline(marked: Marked, nodes: list[Any]) -> str:
    out: list[str] = []
    for kind, value in events(marked):
        if isinstance(value, str):
            out.append(html.escape(value, quote=False))
        elif value.kind == "object":
            node = nodes[value.key]
            if kind == "open" and local(node) == "img" and _safe(node.get("src")):
                out.append(f'<img src="{html.escape(node.get("src"))}" alt="{html.escape(node.get("alt") or "")}">')
        elif value.kind == "link" and _safe(value.href):
            out.append(f'<a href="{html.escape(value.href or "")}">' if kind == "open" else "</a>")
        elif value.kind in TAGS:
            out.append(f"<{'/' * (kind == 'close')}{TAGS[value.kind]}>")
    return "".join(out)


def _safe(address: str | None) -> bool:
    """Whether a link may go to the English page: no ``javascript:``, no ``data:``."""
    return bool(address and SAFE.match("".join(address.split())))


def _page(text: str) -> Page:
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"has more than {MAX_CHARACTERS:,} characters of HTML")
    root = _root(text)
    if root is None:
        return Page([], [], [], {}, ())
    main, meta = _main(text)
    elements = xhtml.blocks(root)
    found = [collect(element, xhtml.DIALECT) for element in elements]
    reasons = _reasons(elements, [marked.text for marked, _ in found], main, meta.pop("title", ""))
    notes: tuple[str, ...] = ()
    if all(reasons):
        reasons = [xhtml.reason_of(element) for element in elements]
        notes = ("the main text was not recognized: the whole page is taken",) if elements else ()
    pieces = [
        Piece(marked.text, xhtml.kind_of(element), marked.spans, reason)
        for element, (marked, _), reason in zip(elements, found, reasons, strict=True)
    ]
    return Page(pieces, elements, [nodes for _, nodes in found], meta, notes)


def _root(text: str) -> Any:
    etree = require("lxml.etree", "html")
    raw = UNWRITABLE.sub("", DECLARATION.sub("", text)).encode()
    if not raw.strip():
        return None
    try:
        root = etree.fromstring(raw, etree.HTMLParser(encoding="utf-8", no_network=True))
    except etree.XMLSyntaxError as error:
        raise InputError("is no HTML") from error
    if root is None:  # a comment alone
        return None
    depth, elements = 0, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
            raise InputError(f"is nested deeper than {MAX_DEPTH} or has more than {MAX_ELEMENTS:,} elements")
    return root


def _main(text: str) -> tuple[list[str], dict[str, str]]:
    """The texts of the page's main part as trafilatura sees it, white space folded, and the page's metadata."""
    trafilatura = require("trafilatura", "html")
    extracted = trafilatura.bare_extraction(
        DECLARATION.sub("", text), include_comments=False, include_tables=True, include_links=False, with_metadata=True
    )
    if extracted is None:
        return [], {}
    lines = ["".join(node.itertext()) for node in extracted.body.iter("p", "head", "item", "cell", "quote")]
    known = {
        "title": extracted.title,
        "author": extracted.author,
        "date": extracted.date,
        "source": extracted.sitename,
        "source-url": extracted.url,
    }
    return [_folded(line) for line in lines], {key: str(value) for key, value in known.items() if value}


def _reasons(elements: Sequence[Any], texts: Sequence[str], main: Sequence[str], title: str) -> list[str | None]:
    lines, whole = set(main), " ".join(main)
    reasons: list[str | None] = []
    has_title = False
    for element, text in zip(elements, texts, strict=True):
        folded = _folded(text)
        reason = xhtml.reason_of(element)
        is_main = folded in lines or (len(folded) >= SHORT and folded in whole)
        if not has_title and local(element) == "h1" and reason in (None, "page-header"):
            has_title = is_main = True
            reason = None
        reasons.append(None if is_main and reason != "navigation" else reason or "not-main-text")
    return reasons


def _folded(text: str) -> str:
    return " ".join(text.split())
