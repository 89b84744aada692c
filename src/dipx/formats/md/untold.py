"""What of a Markdown file has words and is not translated, for a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dipx.formats.md.inline import INLINE_NOTE, is_word
from dipx.formats.md.parser import CODE

SHOWN, NAMED = 80, 20  # characters of what is named, and how many of them
_TOLD = {
    "html": ("1 block of HTML", "blocks of HTML", "words are not translated"),
    "tag": ("1 HTML tag within a line", "HTML tags within lines", "titles and alt texts are not translated"),
    "lines": ("1 block of code or formula", "blocks of code and formulas", "text is in Markdown output alone"),
    "mark": ("1 mark of an extension", "marks of extensions", "place is in Markdown output alone"),
    "shortcode": ("1 shortcode or fence", "shortcodes and fences", "words are not translated"),
}
_WORD = re.compile(r"[^\W\d_]{3}")
_NO_WORDS = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|svg|math)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>|&\w+;", re.DOTALL | re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:alt|title|aria-label|placeholder)\s*=\s*(?:\"[^\"]*?[^\W\d_]{3}|'[^']*?[^\W\d_]{3})", re.IGNORECASE
)
# What stands between two marks, each of which may open and close; the words are looked for within.
_IN_MARKS = re.compile(r"(?=\"([^\"]*)\"|'([^']*)')")
_TWO_LETTERS, _SPACE = re.compile(r"[^\W\d_]{2}"), re.compile(r"\s")
# Within a line, not in its text: {{< ref "a" >}}, [gallery ids="1"], ![[a.md]], :tada:; layout ({.wide}) is no loss.
_MARK = re.compile(r"\{\{|\{[%#]|<[%?]|[\[!:$\\]")
_FENCE = re.compile(r"(?::{3,}+|!!!|\?\?\?\+?|===[+!]?)\s*+\S++\s++.*[^\W\d_]{3}|\*\[")


def told(tokens: Sequence[Any]) -> Iterator[str]:
    """A note on the HTML that has words, and one on the parameters and titles of what extensions know."""
    found: dict[str, list[str]] = {}
    for token in _all(tokens):
        if kind := _kind(token):
            found.setdefault(kind, []).append(token.content)
    for kind, (one, many, what) in _TOLD.items():
        if texts := found.get(kind):
            stay = f"{one} stays as it is: its" if len(texts) == 1 else f"{len(texts)} {many} stay as they are: their"
            yield f"{stay} {what} ({_quoted(texts)})"


def _quoted(texts: Sequence[str]) -> str:
    shown = (" ".join(text.split()) for text in texts[:NAMED])
    more = f" and {len(texts) - NAMED} more" if len(texts) > NAMED else ""
    return ", ".join(f"“{text[:SHOWN]}{'…' * (len(text) > SHOWN)}”" for text in shown) + more


def _all(tokens: Sequence[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _kind(token: Any) -> str:
    if token.type == "html_block":
        if "kept" in token.meta:  # its texts are read
            return ""
        is_worded = _WORD.search(_NO_WORDS.sub(" ", token.content)) or _SAID.search(token.content)
        return "html" if is_worded else ""
    if token.type == "footnote" and token.content.startswith("^["):
        return "" if INLINE_NOTE.fullmatch(token.content) else "shortcode"
    if token.type == "html_inline":
        return "tag" if _SAID.search(token.content) else ""
    if token.type in ("opaque", "atom"):
        if token.type == "opaque" and (token.content.startswith(("$$", "\\")) or CODE.match(token.content)):
            return "lines"
        has_phrase = token.content.startswith(("{", "[", "<")) and _has_phrase(token.content)
        if has_phrase or _FENCE.match(token.content):
            return "shortcode"
        is_lost = token.type == "atom" and not is_word(token.content)
        return "mark" if is_lost and _MARK.match(token.content) else ""
    return "lines" if token.type in ("fence", "code_block") and token.content.strip() else ""


def _has_phrase(content: str) -> bool:
    """Whether something in quotation marks has a word and white space after it."""
    for match in _IN_MARKS.finditer(content):
        quoted = match[1] or match[2] or ""
        word = _TWO_LETTERS.search(quoted)
        if word and _SPACE.search(quoted, word.end()):
            return True
    return False
