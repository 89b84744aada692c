"""The HTML of a mail: what in it is quoted mail, and its words without building a tree."""

from __future__ import annotations

import html
import re
from bisect import bisect_left

from dipx.formats.mail.replies import is_attribution, is_copied_header, is_forwarded

_NO_TEXT = re.compile(r"<(style|script|head|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
SAMPLE = 2**19  # characters: what follows half a megabyte does not decide which version is read
_WORD = re.compile(r"[^\W\d_]{3,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+")
_BEGINNING = 2_000  # characters of HTML in which a forwarded mail says that it is one
_BLANK_LINE = re.compile(r"<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)  # which is a paragraph's end in a mail
_IS_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html\b)", re.IGNORECASE)
# Where mail programs put what is answered: Gmail, Thunderbird and Apple Mail, Yahoo, Outlook. A writer's own words may
# stand in what Gmail, Proton and Zoho put around it, below the quotation or between two; in none of the others.
_AROUND = re.compile(
    r"\bclass=[\"'][^\"'>]*\b(?:gmail_quote|gmail_extra|protonmail_quote|zmail_extra)\b", re.IGNORECASE
)
_QUOTE = re.compile(r"type=[\"']?cite|class=[\"'][^\"'>]*\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|"
                    r"protonmail_quote|zmail_extra)\b", re.IGNORECASE)  # fmt: skip
_INTRODUCTION = re.compile(r"class=[\"'][^\"'>]*\bgmail_attr\b", re.IGNORECASE)
_BAR = re.compile(r"border-left:\s*(?:solid|[\d.]+\w+ solid)|border-left-style:\s*solid", re.IGNORECASE)
_OPENING = re.compile(r"<(?P<name>blockquote|div)\b[^<>]{0,2000}>", re.IGNORECASE)
_PAIRED = re.compile(
    r"<(?P<closes>/?)(?P<name>blockquote|div)\b[^<>]*+(?:<(?!/?(?:blockquote|div)\b)[^<>]*+)*+>", re.IGNORECASE
)
_BLOCKQUOTE = re.compile(r"<blockquote\b", re.IGNORECASE)
_BEFORE, _NEAR = 2_000, 200  # characters of HTML before a quotation: of its introduction, and of the end of that
_SAID = re.compile(r"[ée]cri(?:t|vait)|wrote|schrieb|escribió|&eacute;crit", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a text is HTML, whatever its label says."""
    return bool(_IS_HTML.match(text))


def words_of(text: str, *, is_markup: bool) -> set[str]:
    """The different words of a text or of HTML, in small letters; addresses are no words."""
    return set(_WORD.findall(without_addresses(_shown(text) if is_markup else text).lower()))


def without_addresses(text: str) -> str:
    """The text without links and mail addresses."""
    return _ADDRESS.sub(" ", text)


def without_code(text: str) -> str:
    """HTML without its head, its styles, scripts and comments."""
    return _NO_TEXT.sub(" ", text)


def _shown(text: str) -> str:
    return html.unescape(_TAG.sub(" ", without_code(text[:SAMPLE])))


def split_quoted(text: str) -> list[tuple[str, bool]]:
    """The HTML in pieces, in order, with whether each is quoted mail; what is forwarded is not."""
    text = _BLANK_LINE.sub("<div></div>", text)
    ends = _ends(text)
    blockquotes = [match.start() for match in _BLOCKQUOTE.finditer(text)]
    found: list[tuple[str, bool]] = []
    done = around = 0  # up to where the text is in pieces; up to where all quotations are of an answered mail
    place = 0
    while match := _OPENING.search(text, place):
        place = match.end()
        is_block = match["name"].lower() == "blockquote"
        if not is_block and _AROUND.search(match[0]):
            if match.start() < around:
                continue
            end = ends.get(match.start(), len(text))
            quotes = bisect_left(blockquotes, place) < bisect_left(blockquotes, end)
            if quotes and not is_forwarded(_shown(text[place : min(end, place + _BEGINNING)])):
                around = end
                continue
        if not _is_quoted(text, match, of_answer=is_block and match.start() < around):
            continue
        end = ends.get(match.start(), len(text))
        found += [(text[done : match.start()], False), (text[match.start() : end], True)]
        place = done = end
    found.append((text[done:], False))
    return [
        (fragment, is_quoted and not is_forwarded(_shown(fragment[:_BEGINNING])))
        for fragment, is_quoted in found
        if _TAG.sub("", fragment).strip()
    ]


def _is_quoted(text: str, opening: re.Match[str], *, of_answer: bool) -> bool:
    """Whether the element that is opened holds what is answered, or its introduction."""
    if of_answer or _QUOTE.search(opening[0]) or _INTRODUCTION.search(opening[0]):
        return True
    if opening["name"].lower() == "blockquote":
        before = text[max(0, opening.start() - _BEFORE) : opening.start()]
        if _SAID.search(before[-_NEAR:]) and is_attribution(" ".join(_shown(before).split())):
            return True
    if not _BAR.search(opening[0]):
        return False
    return is_copied_header(_shown(text[opening.end() : opening.end() + _BEGINNING]))


def _ends(text: str) -> dict[int, int]:
    """Where each element that is closed ends, by where it begins. All tags are paired in one walk: a mail may open
    thousands of elements that nothing closes."""
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {"blockquote": [], "div": []}
    for tag in _PAIRED.finditer(text):
        beginnings = opened[tag["name"].lower()]
        if not tag["closes"]:
            beginnings.append(tag.start())
        elif beginnings:
            ends[beginnings.pop()] = tag.end()
    return ends
