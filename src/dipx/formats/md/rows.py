"""Lines of a paragraph that are set in columns, or drawn as a table (``+---+``, ``│ un │``), as one is that was pasted:
each cell is a text of its own, as in plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain, groupby
from typing import Any

from dipx.document import CharSpan
from dipx.formats.aligned import cells

_WIDE = 3  # spaces that part a cell from one that its English would run into, where so many did
_UNMARKED = frozenset({"text", "text_special", "softbreak", "hardbreak"})

_BARS = "|│┃║"
_RULE = re.compile(rf"[-+=:~*{_BARS}\u2500-\u257f \t]++")
_LONG = re.compile(r"[-=~*]{3}|[\u2500-\u257f]{2}")
_DRAWN = re.compile(rf"[{_BARS}].*[{_BARS}]")
_CELL = re.compile(rf"[^{_BARS}\s](?:[^{_BARS}]*[^{_BARS}\s])?")

Row = list[CharSpan]
"""The cells of a line by their characters in its line of the file; none where it is no row."""


def rows(lines: Sequence[str], source: Sequence[str], read: Callable[[str], Sequence[Any]]) -> list[Row]:
    """The cells of each of a paragraph's ``lines``, which stand in these lines of the ``source``; ``read`` is what
    Markdown makes of a text. There are none where a mark would be torn: code with spaces in it, a link."""
    none: list[Row] = [[] for _ in lines]
    is_drawn = len(lines) > 1 and any(map(is_rule, lines))
    if not is_drawn and not any(sign in line for line in lines for sign in ("  ", "\t", "\u00a0")):  # most texts
        return none
    texts = [line.strip() for line in lines]
    places = [line.rfind(text) for line, text in zip(source, texts, strict=True)]
    if min(places) < 0:
        return none
    parts = list(map(_drawn, texts)) if is_drawn else [row if len(row) > 1 else [] for row in _parted(texts, places)]
    if not any(parts):
        return none
    whole, torn = _marks(read("\n".join(texts))), _marks(chain(*map(read, _pieces(texts, parts))))
    if whole != torn:
        return none
    return [[(place + start, place + end) for start, end in part] for place, part in zip(places, parts, strict=True)]


def is_rule(line: str) -> bool:
    """Whether a line is drawn and says nothing: ``+----+----+``, ``|----+----|``, ``├────┼────┤``."""
    return _RULE.fullmatch(line) is not None and _LONG.search(line) is not None


def begins_line(before: str) -> bool:
    """Whether what stands behind this begins a line, as no cell behind a bar does."""
    return before.rstrip()[-1:] not in tuple(_BARS)


def in_columns(line: str, english: Sequence[tuple[CharSpan, str]]) -> str:
    """A row with the English of its cells, each where it began if the one before leaves room for it."""
    parts: list[str] = []
    position = drift = 0  # by how much what is written is longer than what stood there
    for (start, end), shown in english:
        before = line[position:start].rstrip()  # a picture, say, which is a cell without words; a bar
        gap = line[position + len(before) : start]
        if position and before.lstrip()[:1] in tuple(_BARS):
            before, moved = _at_bar(before, drift)
            drift += moved
        elif position and "\t" not in gap:
            width = max(min(len(gap), _WIDE), len(gap) - drift)
            drift += width - len(gap)
            gap = gap[:width].ljust(width)
        parts += [before, gap, shown]
        drift += len(shown) - (end - start)
        position = end
    return "".join([*parts, _at_bar(line[position:], drift)[0]])


def _at_bar(text: str, drift: int) -> tuple[str, int]:
    """What stands behind a cell, its bar where it was if what is written before it leaves room; and by how much it has
    moved."""
    bare = text.lstrip(" ")
    if bare[:1] not in tuple(_BARS):
        return text, 0
    space = len(text) - len(bare)
    width = max(min(space, 1), space - drift)
    return " " * width + bare, width - space


def _drawn(text: str) -> Row:
    """The cells of a line between bars."""
    if is_rule(text) or not _DRAWN.fullmatch(text):
        return []
    return [cell.span() for cell in _CELL.finditer(text)]


def _parted(texts: Sequence[str], places: Sequence[int]) -> list[Row]:
    """The cells of each text by their characters in it, as they stand below each other."""
    spans, position = [], 0
    for text, place in zip(texts, places, strict=True):
        spans.append((position + place, position + place + len(text)))
        position += place + len(text) + 1
    page = "\n".join(" " * place + text for text, place in zip(texts, places, strict=True))
    found = cells(page, spans)
    return [[(a - start, b - start) for a, b in row] for (start, _), row in zip(spans, found, strict=True)]


def _pieces(texts: Sequence[str], parts: Sequence[Row]) -> list[str]:
    """What would be a text of its own: each cell, and the lines between two rows."""
    pieces: list[str] = []
    for is_row, lines in groupby(zip(texts, parts, strict=True), key=lambda pair: bool(pair[1])):
        if is_row:
            pieces += [text[start:end] for text, part in lines for start, end in part]
        else:
            pieces.append("\n".join(text for text, _ in lines))
    return pieces


def _marks(tokens: Any) -> list[tuple[str, str]]:
    return [(token.type, token.content) for token in tokens if token.type not in _UNMARKED]
