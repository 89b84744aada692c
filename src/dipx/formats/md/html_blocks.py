"""Blocks of HTML within Markdown (``<details>``, a table, a figure): their texts are replaced in their tags, as a web
page's are. So are those of one simple component (``<Note>``); what may hold Markdown or a program stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dipx.errors import InputError
from dipx.formats.base import Piece
from dipx.formats.cells import known_names
from dipx.formats.html import pieces_of
from dipx.formats.html.in_place import written
from dipx.formats.html.page import Page, whole
from dipx.formats.inline import Marked

_NO_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|code|kbd|samp|var|svg|math)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*+)[^<>]*+>")
# What MDX and others read as Markdown in a component, or fill in: who knows whether it is here.
_MARKDOWN = re.compile(
    r"[*`\[\]{}~\\|]|(?<!\w)_|_(?!\w)|\$[^$\n]*\$|^[ \t]*(?:#{1,6}[ \t]|>|[-+][ \t]|\d{1,9}[.)][ \t])", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Html:
    """A block of HTML: its texts, its place among the lines of the file, and what stands before each of its lines."""

    page: Page
    pieces: tuple[Piece, ...]
    lines: range
    before: tuple[str, ...]

    def written(self, english: Sequence[Marked | None]) -> list[str] | None:
        """Its lines with the English of its texts; none where they are the same."""
        same = [not target or target.text == text.text for target, text in zip(english, self.pieces, strict=True)]
        if all(same) and not self.page.fixed:
            return None
        changed = [None if is_same else target for target, is_same in zip(english, same, strict=True)]
        made = written(self.page, changed).removesuffix("\n").split("\n")
        before = [*self.before, *self.before[-1:] * len(made)]
        return [prefix + line for prefix, line in zip(before, made, strict=False)]


def html_block(token: Any, source: Sequence[str]) -> Html | None:
    """A block of HTML among the lines of the ``source``, where all of it can be read and written; its token knows then
    that it was."""
    content = token.content
    if not _is_simple(content):
        return None
    lines = content.removesuffix("\n").split("\n")
    there = source[slice(*token.map)]
    if len(lines) != len(there) or not all(map(str.endswith, there, lines)):
        return None
    try:
        page = whole(content)
    except InputError:  # beyond the bounds of a page
        return None
    token.meta["kept"] = page.kept
    before = tuple(line[: len(line) - len(inner)] for line, inner in zip(there, lines, strict=True))
    return Html(page, tuple(pieces_of(page)), range(*token.map), before)


def kept_in(tokens: Sequence[Any]) -> Counter[str]:
    """What of the blocks that were read is not translated, counted."""
    return sum((token.meta["kept"] for token in tokens if "kept" in token.meta), Counter[str]())


def _is_simple(content: str) -> bool:
    """Whether the block is HTML and nothing else, or in one component alone: of « <Tab>Un</Tab><Tab>Deux</Tab> » nobody
    knows whether that is a word."""
    bare = _NO_TEXT.sub(" ", content)
    if "{" in bare or "\x01" in bare or _MARKDOWN.search(_TAG.sub(" ", bare)):
        return False
    return not _has_unknown(bare) or not _has_unknown(_within(bare.strip()))


def _within(bare: str) -> str:
    """What stands in the element that begins a text, and ends it if anything does."""
    opening = _TAG.match(bare)
    if opening is None or opening[1]:
        return bare
    inner = bare[opening.end() :]
    closing = inner.rfind("</")
    is_its_own = inner[closing + 2 :].rstrip("> \n") == opening[2]
    return inner[:closing] if closing >= 0 and is_its_own else inner


def _has_unknown(html: str) -> bool:
    known = known_names()
    return any(match[2].lower() not in known or match[2][0].isupper() for match in _TAG.finditer(html))
