"""A page read for its article: trafilatura's view of it, its metadata, and each text with the reason why it is left
out, if it is (``judge.py``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from dipx.document import BlockKind
from dipx.errors import InputError
from dipx.formats.base import Piece
from dipx.formats.extras import require
from dipx.formats.html import beside
from dipx.formats.html.author import names_of
from dipx.formats.html.items import Text
from dipx.formats.html.judge import Judge
from dipx.formats.html.kept import told
from dipx.formats.html.page import body
from dipx.formats.html.tokens import MAX_ELEMENTS
from dipx.formats.html.tree import HEADINGS, Element
from dipx.formats.inline import writable
from dipx.text.clean import furniture
from dipx.text.words import fold

MAX_DEPTH = 250  # trafilatura walks a page by recursion
STRUCK_OUT = "struck-out"
_NO_FURNITURE = ("table", "ul", "ol", "dl", "h1")
_TITLE = re.compile(r"<title\b[^>]{0,200}>((?:[^<]|<(?!/title)){1,1000})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Article:
    """A page's texts, as pieces with the reasons of those that are left out, and the page's metadata.

    Behind the texts come those that are said beside them (``beside.py``). ``pictures`` are those of the article.
    """

    texts: tuple[Text, ...]
    pieces: list[Piece]
    meta: dict[str, str]
    notes: tuple[str, ...]
    pictures: tuple[Element, ...] = ()
    source: str = ""


def read(source: str, *, xml: bool = False) -> Article:
    """The texts of a page and which of them are its article. Raises ``InputError`` beyond the bounds."""
    page = body(source, xml=xml)
    if page.depth > MAX_DEPTH:
        raise InputError(f"is nested deeper than {MAX_DEPTH} or has more than {MAX_ELEMENTS:,} elements")
    texts = [text for text in page.texts if text.marked.text]
    if not texts:
        return Article((), [], {}, tuple(_told_title(source, texts)))
    main, meta = _main(source)
    told_author = meta.pop("author", "")
    if author := names_of(told_author):
        meta = {"author": author, **meta}
    judge = Judge(texts, main, meta.pop("title", ""))
    reasons, notes = judge.reasons(), page.notes
    if told_author and not author:
        notes = (*notes, f"what the page says of its author is not in the head of its article: “{told_author}”")
    if all(reasons):
        reasons, notes = judge.sure_reasons(), (*notes, "the main text was not recognized: the whole page is taken")
    reasons = _without_struck(texts, _without_furniture(texts, reasons))
    shown = [text for text, reason in zip(texts, reasons, strict=True) if not reason]
    notes = (*notes, *told(Counter(reason for text in shown for reason in _marked(text))))
    notes = (*notes, *_told_title(source, texts))
    pictures = beside.pictures_of(page, texts, reasons)
    more = list(beside.said_beside(page, texts, reasons, pictures))
    pieces = [
        Piece(text.marked.text, kind_of(text), text.marked.spans, reason)
        for text, reason in (*zip(texts, reasons, strict=True), *more)
    ]
    return Article((*texts, *(text for text, _ in more)), pieces, meta, notes, tuple(pictures), source)


def _without_furniture(texts: Sequence[Text], reasons: Sequence[str | None]) -> list[str | None]:
    """The reasons with those that a text's own words give: « Publicité », « Lire aussi : … ». In a table, a
    list or the title of the article nothing is furniture."""
    kept = [index for index, reason in enumerate(reasons) if reason is None]
    found = dict(
        zip(kept, furniture([texts[index].marked.text for index in kept]) if len(kept) > 1 else [], strict=False)
    )
    return [
        reason or (None if text.element is not None and text.element.up(*_NO_FURNITURE) else found.get(index))
        for index, (text, reason) in enumerate(zip(texts, reasons, strict=True))
    ]


def _without_struck(texts: Sequence[Text], reasons: Sequence[str | None]) -> list[str | None]:
    """The reasons with those of what is struck out amid a text, which the clean page shows without it."""
    found: list[str | None] = []
    around = 0  # where the text that may have others within it ends
    for text, reason in zip(texts, reasons, strict=True):
        found.append(STRUCK_OUT if text.place[1] < around else reason)
        around = max(around, text.place[1])
    return found


def _told_title(source: str, texts: Sequence[Text]) -> Iterator[str]:
    """A note on a title of the page that its texts do not say: mostly one of them is its headline."""
    title = " ".join(unescape(found[1]).split()) if (found := _TITLE.search(source)) else ""
    words = {fold(word) for word in _WORD.findall(title)}
    there = {fold(word) for text in texts for word in _WORD.findall(text.marked.text)}
    if words and 2 * len(words - there) > len(words):  # the name of the site stands behind many a title
        yield f"what the page's title says is not in its article: “{title}”"


def _marked(text: Text) -> Iterator[str]:
    """Why each part of a text stays that is not to be translated."""
    for span in text.marked.spans:
        if span.kind == "kept":
            element = text.marks[span.key].element or text.element
            yield element.marked if element else ""


def kind_of(text: Text) -> BlockKind:
    """Heading, item or paragraph, by the elements around the text; what a tag says is a paragraph."""
    if text.attribute:
        return "paragraph"
    tags = {element.tag for element in (text.element.around() if text.element else ())}
    return "heading" if tags & HEADINGS else "item" if "li" in tags else "paragraph"


def _main(source: str) -> tuple[list[str], dict[str, str]]:
    """The texts of the page's main part as trafilatura sees it, and the page's metadata."""
    trafilatura = require("trafilatura", "html")
    if not _is_within_bounds(source):
        return [], {}
    extracted = trafilatura.bare_extraction(
        DECLARATION.sub("", source),
        include_comments=False,
        include_tables=True,
        include_links=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False},  # what the page declares, not a year in its text
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
    return lines, {key: str(value) for key, value in known.items() if value}


def _is_within_bounds(source: str) -> bool:
    """Whether there is anything to look at. Raises ``InputError`` for more than trafilatura can walk: its parser, which
    closes elements later than ours, makes deeper trees."""
    etree = require("lxml.etree", "html")
    raw = writable(DECLARATION.sub("", source)).encode()
    try:
        root = etree.fromstring(raw, etree.HTMLParser(encoding="utf-8", no_network=True))
    except etree.XMLSyntaxError as error:
        raise InputError("is no HTML") from error
    if root is None:  # a comment alone
        return False
    depth, elements = 0, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
            raise InputError(f"is nested deeper than {MAX_DEPTH} or has more than {MAX_ELEMENTS:,} elements")
    return True
