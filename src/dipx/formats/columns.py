"""Rows of tables in a PDF, which knows no tables: lines whose pieces begin at the same places as those of the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Cell = tuple[float, str]  # where it begins, in points from the left, and its text

MOST_COLUMNS = 20
NEAR = 2.0  # points between the beginnings of two cells of a column
SHIFTED = 60.0  # the same between two numbers, which may end at one place instead
_LETTER = re.compile(r"[^\W\d_]{2}")
# "2021 12 450,5 1 245": which numbers these are, nobody can tell; a no-break space before three digits is within one.
_NUMBER = r"[-–+]?\d[\d.,]*+(?:[\u00a0\u202f]\d{3}(?!\d)[\d.,]*+)*+(?:\s?%)?"
_NUMBERS = re.compile(rf"(?:\s{_NUMBER}){{2}}\s*\Z|\A(?!{_NUMBER}\Z)(?=.*\d\s)[\d\s.,%–+-]+\Z", re.DOTALL)
TAIL = 200  # characters of a line's end, which show a row; a paragraph may have a million


def rows(lines: Sequence[Sequence[Cell]]) -> list[bool]:
    """Of each line, by its cells, whether it is a row of a table: the line above or below it has the same columns."""
    found = [False] * len(lines)
    for index, (above, below) in enumerate(pairwise(lines)):
        if _same_columns(above, below):
            found[index] = found[index + 1] = True
    return found


def is_loose_row(line: str) -> bool:
    """Whether a line looks like a row whose cells cannot be told apart any more."""
    return bool(_NUMBERS.search(line[-TAIL:]))


def _same_columns(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    if not 2 <= len(above) == len(below) <= MOST_COLUMNS:
        return False
    if any(a[0] >= b[0] for row in (above, below) for a, b in pairwise(row)):
        return False
    return all(
        abs(one[0] - other[0]) <= (SHIFTED if place and _is_number(one) and _is_number(other) else NEAR)
        for place, (one, other) in enumerate(zip(above, below, strict=True))
    )


def _is_number(cell: Cell) -> bool:
    return any(map(str.isdigit, cell[1])) and not _LETTER.search(cell[1])
