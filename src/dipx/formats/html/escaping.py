"""English written as HTML: what would be a tag is a character reference, and no reference of the source is undone."""

from __future__ import annotations

import re
from html import unescape

_TAGS = re.compile(r"<[A-Za-z/!?][^>]*>")
_NO_BREAK = re.compile(r"&nbsp;|&#0*160;|&#[xX]0*[aA]0;")
_QUOTE = re.compile(r"&quot;|&apos;|&#0*3[49];|&#[xX]2[27];")
_LESS = re.compile(r"<(?![\s\d=<-])")  # what follows "<" in "a < b" begins no tag
_BARE = re.compile(r"[^\s\"'=<>`&/]+")
_AND = re.compile(r"&(?P<name>#?\w*;?)")


class Escape:
    """Writes texts as the source of one text is written: "a < b" and "R&D" stay bare where they were."""

    def __init__(self, raw: str) -> None:
        raw = _TAGS.sub("", raw)
        self._has_bare_less = "<" in raw and "&lt;" not in raw
        self._has_bare_more = ">" in raw and "&gt;" not in raw
        self._has_bare_and = any(not _is_reference(match) for match in _AND.finditer(raw)) and "&amp;" not in raw
        self._quotes = {unescape(match[0]): match[0] for match in _QUOTE.finditer(raw) if unescape(match[0]) not in raw}
        spaces = _NO_BREAK.search(raw)
        self._no_break = spaces[0] if spaces else "\u00a0"

    def __call__(self, text: str) -> str:
        text = _AND.sub(self._and, text)
        text = _LESS.sub("&lt;", text) if self._has_bare_less else text.replace("<", "&lt;")
        text = text if self._has_bare_more else text.replace(">", "&gt;")
        for sign, reference in self._quotes.items():
            text = text.replace(sign, reference)
        return text.replace("\u00a0", self._no_break)

    def _and(self, match: re.Match[str]) -> str:
        is_bare = self._has_bare_and and not _is_reference(match)
        return match[0] if is_bare else "&amp;" + match["name"]


def _is_reference(match: re.Match[str]) -> bool:
    return unescape(match[0]) != match[0]


def quoted(text: str, quote: str) -> str:
    """An attribute's value to stand where one with these quotation marks stood, or one with none."""
    if not quote and _BARE.fullmatch(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote == "'":
        return text.replace("'", "&#39;")
    text = text.replace('"', "&quot;")
    return text if quote else f'"{text}"'
