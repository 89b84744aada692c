"""What the text of a record holds: plain lines, or a part of a web page; each part knows how its English is written.

A cell that an editor of web pages filled has its tags and character references, which no model keeps: they are read
and written as those of a page are. So is one whose tags were escaped once more (``&lt;p&gt;``), or wrapped as CDATA.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from dipx.formats import txt
from dipx.formats.base import Piece
from dipx.formats.inline import UNWRITABLE, Marked
from dipx.formats.plain_marks import Line, lines_of

if TYPE_CHECKING:
    from dipx.formats.html.page import Page

_INLINE = (
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd mark math nobr q rb rp rt rtc ruby s"
    " samp script small span strike strong style sub sup svg time tt u var"
)
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(?:\s*+/?>|\s[^<>=]*+=[^<>]*+>)")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SLASHED = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?/>")
_CDATA = re.compile(r"\s*<!\[CDATA\[((?:(?!\]\]>).)*)\]\]>\s*", re.DOTALL)
_BLANK = re.compile(r"(?>\r\n|[\r\n])[ \t]*(?>\r\n|[\r\n])\s*")
_TOLD = re.compile(r"</[A-Za-z]|<br\b|/>", re.IGNORECASE)  # tags, and no word about one
# What is escaped of a page that stands within another text; without an "&amp;", references stand for themselves.
_ESCAPES = ("&amp;", "&lt;", "&gt;", "&quot;", "&#34;", "&#39;", "&#x27;", "&#039;", "&apos;", "&nbsp;")

Written = Callable[[Sequence[Marked | None]], str | None]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a record's text with its blocks. ``write`` makes its English of theirs (``None`` for one that was left
    out; what it makes is ``None`` where that was all); ``kept`` is what of it is not translated, counted."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    write: Written
    kept: Counter[str] = field(default_factory=Counter)


def stretches(text: str) -> list[Stretch]:
    """The parts of a text in which there is something to translate, in order."""
    if "<" not in text and "&" not in text:
        return _plain(text)
    if wrapped := _CDATA.fullmatch(text):
        start = wrapped.start(1)
        return [replace(part, start=part.start + start, end=part.end + start) for part in stretches(wrapped[1])]
    if has_tags(text):
        return list(_fragments(text))
    if inner := _escaped_once(text):
        shown, escape = inner
        return [_escaped(text, shown, escape)]
    return list(_fragments(text)) if _has_references(text) else _plain(text)


def has_tags(text: str) -> bool:
    """Whether a text is a part of a web page: it has tags of HTML, or others that are closed, a comment, CDATA.

    One with a comment that nobody closed is none: all behind it would be lost.
    """
    for begin, end in (("<!--", "-->"), ("<![CDATA[", "]]>")):
        if begin in text:
            return text.rfind(end) > text.rfind(begin)
    opened: set[str] = set()
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name in known_names() or (match[1] and name in opened) or match[0].endswith("/>"):
            return True
        opened.add(name)
    return False


@cache
def known_names() -> frozenset[str]:
    """The names of HTML's elements."""
    from dipx.formats.html.tree import BLOCKS, VOID

    return BLOCKS | VOID | frozenset(_INLINE.split())


def _has_references(text: str) -> bool:
    return any(unescape(match[0]) != match[0] for match in _REFERENCE.finditer(text))


def _plain(text: str) -> list[Stretch]:
    found = []
    for block in txt.parse(text, "", in_columns=False).blocks:
        for line in lines_of(block.text):
            piece = Piece(line.marked.text, block.kind, line.marked.spans, gaps=line.marked.gaps)
            start = block.start + line.start
            found.append(Stretch(start, start + len(line.raw), (piece,), partial(_written_line, line)))
    return found


def _written_line(line: Line, english: Sequence[Marked | None]) -> str | None:
    """A line with its English; one that has no letters needs none, and one that is the same stays to the character."""
    target = english[0]
    if target is None:
        return None
    text = line.marked.text
    is_same = target.text == UNWRITABLE.sub("", text) or not any(map(str.isalpha, text))
    return line.raw if is_same else line.written(target)


def _fragments(text: str) -> Iterator[Stretch]:
    """A part of a page, cut where its lines are lines."""
    from dipx.formats.html import pieces_of
    from dipx.formats.html.page import whole
    from dipx.formats.html.tree import VOID

    xml = "<![CDATA[" in text or any(match[1].lower() not in VOID for match in _SLASHED.finditer(text))
    for start, end in pairwise([0, *_cuts(text, xml=xml), len(text)]):
        page = whole(text[start:end], xml=xml)
        yield Stretch(start, end, tuple(pieces_of(page)), partial(_written_page, page), page.kept)


def _written_page(page: Page, english: Sequence[Marked | None]) -> str:
    from dipx.formats.html.in_place import written

    same = (target is None or target.text == text.marked.text for target, text in zip(english, page.texts, strict=True))
    if all(same):
        return page.source
    is_worded = [any(map(str.isalpha, text.marked.text)) for text in page.texts]
    return written(page, [target if worded else None for target, worded in zip(english, is_worded, strict=True)])


def _cuts(text: str, *, xml: bool) -> list[int]:
    """Where a part of a page is cut: at its blank lines and, where no tag says what a line is, at each line's end."""
    from dipx.formats.html.kept import why_kept
    from dipx.formats.html.tree import BLOCKS, walk

    if "\n" not in text and "\r" not in text:
        return []
    free: list[tuple[int, int]] = []
    has_lines = True
    for token, element, _ in walk(text, xml=xml):
        if token.kind == "open" and element:
            element.stays = why_kept(element)
            has_lines &= element.tag not in BLOCKS and element.tag != "br"
        elif token.kind == "text" and not (element and element.stays):
            free.append((token.start, token.end))
    if has_lines:
        places = [block.start for block in txt.parse(text, "", in_columns=False).blocks[1:]]
    else:
        places = [match.end() for match in _BLANK.finditer(text)]
    around = ((place, bisect_left(free, (place,)) - 1) for place in places if 0 < place < len(text))
    return [place for place, before in around if before >= 0 and place <= free[before][1]]


def _escaped_once(text: str) -> tuple[str, Callable[[str], str]] | None:
    """What a text says whose tags are all escaped, and what escapes them as they are here; ``None`` for another."""
    if "<" in text or "&lt;" not in text:
        return None
    present = [name for name in _ESCAPES if name in text and (name != "&nbsp;" or "&amp;" in text)]
    shown = re.sub("|".join(present), lambda match: unescape(match[0]), text)
    if not has_tags(shown) or not _TOLD.search(shown):
        return None
    table = str.maketrans({unescape(name): name for name in present})
    return (shown, lambda part: part.translate(table)) if shown.translate(table) == text else None


def _escaped(text: str, shown: str, escape: Callable[[str], str]) -> Stretch:
    parts = list(_fragments(shown))

    def write(english: Sequence[Marked | None]) -> str:
        targets = iter(english)
        return escape("".join(part.write([next(targets) for _ in part.pieces]) or "" for part in parts))

    pieces = tuple(piece for part in parts for piece in part.pieces)
    return Stretch(0, len(text), pieces, write, sum((part.kept for part in parts), Counter()))
