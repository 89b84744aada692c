"""Plain text set in columns by spaces or tabs: the cells of its lines, each a text of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from dipx.document import CharSpan

_GAP = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]{2,}")
_STOPS = frozenset('.!?…:;»”"')  # behind which typists put two spaces
MOST_COLUMNS = 50  # a line with more is none of a table that anybody reads
DEEPEST = 200  # characters of an indent
_WIDE = 3  # spaces
_COUNT = 2  # wide gaps of a line that stands alone; or one of
_VERY_WIDE = 5
# Where each begins and ends, and whether small letters go on behind it, as a sentence does; none goes on behind a tab.
_Gaps = list[tuple[int, int, bool]]


def cells(text: str, lines: Sequence[CharSpan]) -> list[list[CharSpan]]:
    """The cells of each of these lines, which stand below one another; one where the line is none of a table."""
    within = text[lines[0][0] : lines[-1][1]] if lines else ""
    if not any(sign in within for sign in ("  ", "\t", "\u00a0")):  # most texts
        return [[line] for line in lines]
    gaps = [_gaps(text[start:end]) for start, end in lines]
    offsets = [_indent(text[max(0, start - DEEPEST) : start]) for start, _ in lines]
    is_row = [_stands_alone(text[start:end], found) for (start, end), found in zip(lines, gaps, strict=True)]
    for index in range(len(lines) - 1):
        has_tabs = (
            gaps[index] and gaps[index + 1] and "\t" in text[slice(*lines[index])] + text[slice(*lines[index + 1])]
        )
        if has_tabs or _is_below(_at(gaps[index], offsets[index]), _at(gaps[index + 1], offsets[index + 1])):
            is_row[index] = is_row[index + 1] = True
    return [_cut(line, found) if row else [line] for line, found, row in zip(lines, gaps, is_row, strict=True)]


def _indent(before: str) -> int:
    return len(before) - len(before.rstrip(" \t\u00a0"))


def _gaps(line: str) -> _Gaps:
    found = [match.span() for match in islice(_GAP.finditer(line), MOST_COLUMNS)]
    if len(found) == MOST_COLUMNS:
        return []
    kept = [(a, b) for a, b in found if "\t" in line[a:b] or b - a >= _WIDE or line[a - 1] not in _STOPS]
    return [(a, b, line[b].islower() and "\t" not in line[a:b]) for a, b in kept]


def _stands_alone(line: str, gaps: _Gaps) -> bool:
    """Whether nothing but columns parts the line so, whatever is above and below it."""
    if any(is_small for *_, is_small in gaps):
        return False
    if len(gaps) == 1:
        start, end, _ = gaps[0]
        return end - start >= _VERY_WIDE
    return len(gaps) >= _COUNT and all(_is_wide(line[start:end]) for start, end, _ in gaps)


def _is_wide(gap: str) -> bool:
    return "\t" in gap or len(gap) >= _WIDE


def _at(gaps: _Gaps, offset: int) -> _Gaps:
    return [(a + offset, b + offset, is_small) for a, b, is_small in gaps]


def _is_below(above: _Gaps, below: _Gaps) -> bool:
    """Whether white space runs down through two lines wherever the one with fewer gaps has one, to where the next
    cells begin if these are in small letters: that of a justified text stands here and there."""
    few, many = sorted((above, below), key=len)
    if not few or max(end - start for start, end, _ in (*few, *many)) < _WIDE:
        return False
    return all(
        any(start < end2 and start2 < end and (end == end2 or not (small and small2)) for start2, end2, small2 in many)
        for start, end, small in few
    )


def _cut(line: CharSpan, gaps: _Gaps) -> list[CharSpan]:
    start, end = line
    edges = [start, *(start + place for gap in gaps for place in gap[:2]), end]
    return [(a, b) for a, b in list(pairwise(edges))[::2] if b > a]
