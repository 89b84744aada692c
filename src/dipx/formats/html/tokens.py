"""A page's source cut into text, tags and the rest, as the HTML standard reads it; each part with its offsets.

Every character of the source is in exactly one token: what is written back token by token is the page as it was.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Literal

from dipx.document import CharSpan
from dipx.errors import InputError

MAX_ELEMENTS = 200_000  # trafilatura takes some 10 s for so many
MAX_MARKS = 4 * MAX_ELEMENTS  # of "<": each takes some 4 µs to look at

TokenKind = Literal["text", "raw", "open", "close", "other"]
CDATA = "<![CDATA["
# Of these the content is text without tags: scripts and styles, and what no browser with scripts shows.
RAW = frozenset("script style xmp iframe noembed noframes plaintext".split())
RAW_TEXT = frozenset({"title", "textarea"})  # the same, but with character references

_NAME = re.compile(r"[A-Za-z][^ \t\n\f\r/>]*")
_LETTER = re.compile(r"[A-Za-z]")
_ATTRIBUTE = re.compile(
    r"""[ \t\n\f\r/]*(?P<name>[^ \t\n\f\r/>][^ \t\n\f\r/>=]*)"""
    r"""(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?P<value>"[^"]*"|'[^']*'|(?P<open>["'])|[^ \t\n\f\r>]+)?)?"""
)
_TAG_END = re.compile(r"[ \t\n\f\r/]*>")
# In an attribute ``&copy=`` is no sign: a name that an equals sign or a letter follows needs its semicolon.
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*)(?:;|(?![=A-Za-z0-9]))")
_CONTROL = re.compile(
    r"&#(?:0{0,9}([1-8]|1[14-9]|2[0-9]|3[01]|127)(?![0-9])|[xX]0{0,9}([1-8bB]|0?[eEfF]|1[0-9A-Fa-f]|7[fF])(?![0-9A-Fa-f]));?"
)
# What begins so ends so: comments, character data of XML, what a server would have filled in.
_OTHER = (("<!--", "-->"), (CDATA, "]]>"), ("<?php", "?>"), ("<?=", "?>"), ("<%", "%>"))
_DECLARATIONS = ("<!", "<?", "</")
_SHORT_COMMENT = re.compile(r"<!---?>")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as it is written: ``place`` is its value without quotation marks, ``quote`` the mark around it."""

    name: str
    value: str
    place: CharSpan
    quote: str


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the source; ``is_empty`` where a tag ends with a slash."""

    kind: TokenKind
    start: int
    end: int
    tag: str = ""
    attributes: tuple[Attribute, ...] = ()
    is_empty: bool = False


def tokens(text: str, *, xml: bool = False) -> Iterator[Token]:
    """The tokens of a page, without a gap between them. In ``xml`` a slash ends any element.

    A ``<`` that begins nothing is text, and so is a tag that nobody closed: the browser would drop it with all that
    follows. Raises ``InputError`` for more than ``MAX_ELEMENTS`` elements or ``MAX_MARKS`` tags.
    """
    marks = text.count("<")
    if marks > MAX_MARKS:
        raise InputError(f"has more than {MAX_MARKS:,} tags")
    if marks > MAX_ELEMENTS:  # before anything is made of them
        deque(_tokens(text, xml=xml), maxlen=0)
    yield from _tokens(text, xml=xml)


def _tokens(text: str, *, xml: bool) -> Iterator[Token]:
    position = begin = foreign = count = 0
    reader = _Reader(text, xml=xml)
    while (at := text.find("<", position)) >= 0:
        token = reader.markup(at)
        if token is None:
            position = at + 1
            continue
        if begin < at:
            yield Token("text", begin, at)
        yield token
        position = begin = token.end
        if token.tag in ("svg", "math"):
            foreign += (token.kind == "open" and not token.is_empty) - (token.kind == "close")
        if token.kind == "open":
            count += 1
            if count > MAX_ELEMENTS:
                raise InputError(f"has more than {MAX_ELEMENTS:,} elements")
            if token.tag in RAW | RAW_TEXT and not (token.is_empty and (xml or foreign > 0)):
                end = _raw_end(text, position, token.tag)
                if xml and token.tag == "title" and "<" in text[position:end]:  # a comment: in XML it is one there too
                    continue
                if end > position:
                    yield Token("raw", position, end, token.tag)
                position = begin = end
    if begin < len(text):
        yield Token("text", begin, len(text))


class _Reader:
    """Reads what a ``<`` begins. What was looked for to the end in vain is not looked for again: time stays linear."""

    def __init__(self, text: str, *, xml: bool) -> None:
        self._text = text
        self._xml = xml
        self._read = 0  # to here a tag was read that has no end
        self._absent: set[str] = set()

    def markup(self, at: int) -> Token | None:
        """The token that begins at this ``<``; ``None`` where it is text."""
        is_close = self._text.startswith("/", at + 1)
        begin = at + 1 + is_close
        if at < self._read and _LETTER.match(self._text, begin):
            return None  # before its name is read, which may go on to the end of the page
        name = _NAME.match(self._text, begin)
        if name is None:
            end = self._other(at)
            is_text = self._xml and self._text.startswith(CDATA, at)
            return Token("text" if is_text else "other", at, end) if end else None
        return self._tag(at, name, is_close)

    def _tag(self, at: int, name: re.Match[str], is_close: bool) -> Token | None:
        position = name.end()
        attributes: list[Attribute] = []
        while (end := _TAG_END.match(self._text, position)) is None:
            match = _ATTRIBUTE.match(self._text, position)
            if match is None or match["open"]:
                self._read = match.end() if match else len(self._text)
                return None
            attributes.append(_attribute(match))
            position = match.end()
        kind: TokenKind = "close" if is_close else "open"
        return Token(kind, at, end.end(), name[0].lower(), () if is_close else tuple(attributes), "/" in end[0])

    def _other(self, at: int) -> int:
        if short := _SHORT_COMMENT.match(self._text, at):
            return short.end()
        for begin, end in _OTHER:
            if self._text.startswith(begin, at):
                found = self._after(end, at + len(begin))
                if found or begin == "<!--":
                    return found or len(self._text)
        return self._after(">", at + 2) if self._text.startswith(_DECLARATIONS, at) else 0

    def _after(self, end: str, position: int) -> int:
        found = self._text.find(end, position) if end not in self._absent else -1
        if found < 0:
            self._absent.add(end)
        return found + len(end) if found >= 0 else 0


def _attribute(match: re.Match[str]) -> Attribute:
    value = match["value"] or ""
    quote = value[:1] if value[:1] in ("'", '"') else ""
    start, end = match.span("value") if value else (match.end(), match.end())
    inside = value[1:-1] if quote else value
    place = (start + 1, end - 1) if quote else (start, end)
    return Attribute(match["name"].lower(), _REFERENCE.sub(_sign, inside), place, quote)


def _sign(reference: re.Match[str]) -> str:
    return unescaped(reference[0])


def unescaped(text: str) -> str:
    """The text with the signs of its references, as browsers read them: ``&#11;`` is a control character, which the
    library drops, so that « mot&#11;autre » would be one word."""
    return unescape(_CONTROL.sub(lambda match: chr(int(match[1]) if match[1] else int(match[2], 16)), text))


def _raw_end(text: str, position: int, tag: str) -> int:
    match = _closing(tag).search(text, position) if tag != "plaintext" else None
    return match.start() if match else len(text)


@cache
def _closing(tag: str) -> re.Pattern[str]:
    return re.compile(rf"</{tag}(?=[ \t\n\f\r/>])", re.IGNORECASE)
