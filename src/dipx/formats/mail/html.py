"""The HTML of a mail: what in it is quoted mail, and its words without building a tree."""

from __future__ import annotations

import html
import re

from dipx.formats.mail.replies import is_forwarded

_NO_TEXT = re.compile(r"<(style|script|head|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SAMPLE = 2**19  # characters: what follows half a megabyte does not decide which version is read
_WORD = re.compile(r"[^\W\d_]{3,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+")
_BEGINNING = 2_000  # characters of HTML in which a forwarded mail says that it is one
_BLANK_LINE = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)  # which is a paragraph's end in a mail
_IS_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html\b)", re.IGNORECASE)
# Where mail programs put what is answered: Gmail, Thunderbird and Apple Mail, Yahoo, Outlook.
_QUOTE = re.compile(
    r"<(blockquote|div)\b[^<>]{0,1000}(?:type=[\"']?cite|class=[\"'][^\"']*\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|"
    r"protonmail_quote|zmail_extra)\b)[^<>]{0,1000}>",
    re.IGNORECASE,
)


def is_html(text: str) -> bool:
    """Whether a text is HTML, whatever its label says."""
    return bool(_IS_HTML.match(text))


def words_of(text: str, *, is_markup: bool) -> set[str]:
    """The different words of a text or of HTML, in small letters; addresses are no words."""
    return set(_WORD.findall(_ADDRESS.sub(" ", _shown(text) if is_markup else text).lower()))


def _shown(text: str) -> str:
    return html.unescape(_TAG.sub(" ", _NO_TEXT.sub(" ", text[:_SAMPLE])))


def split_quoted(text: str) -> list[tuple[str, bool]]:
    """The HTML in pieces, in order, with whether each is quoted mail; what is forwarded is not."""
    text = _BLANK_LINE.sub("<div></div>", text)
    found: list[tuple[str, bool]] = []
    position = 0
    while match := _QUOTE.search(text, position):
        end = _end_of(text, match)
        found += [(text[position : match.start()], False), (text[match.start() : end], True)]
        position = end
    found.append((text[position:], False))
    return [
        (fragment, is_quoted and not is_forwarded(_shown(fragment[:_BEGINNING])))
        for fragment, is_quoted in found
        if _TAG.sub("", fragment).strip()
    ]


def _end_of(text: str, opening: re.Match[str]) -> int:
    """Where the element that a match opens is closed, or the text ends."""
    depth = 1
    for tag in re.compile(rf"<(/?){opening[1]}\b[^>]*>", re.IGNORECASE).finditer(text, opening.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(text)
