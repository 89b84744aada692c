"""Which lines at the edges of a PDF's pages are none of its text: page numbers, running heads, feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dipx.text.dates import ANY_MONTH

MOST = 2  # lines at an edge that may be heads: a number stands above or below one; a third may be a table's
NUMBER = re.compile(r"\W*+(?:(?:page|p\.)\s*)?\d{1,4}(?:\s*(?:/|sur|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_DATE = rf"\b(?:\d{{1,2}}(?:er)?\s+)?{ANY_MONTH}\s+\d{{4}}\b"
_APART = r"(?:\s[-–—|•·/]+\s|[|•·]|\s{3,})"
# A newspaper's: its name and the day, set apart from each other, behind or before the page's number.
_FOLIO = re.compile(
    rf"(?:p(?:age|\.)\s*)?\d{{1,3}}\s(?=.*{_APART}).*{_DATE}.*|(?=.*{_APART}).*{_DATE}.*\s(?:p(?:age|\.)\s*)?\d{{1,3}}",
    re.IGNORECASE,
)
_LONGEST = 150  # characters of such a line


def edges(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """The lines of each page, by their numbers, that are at its edges and none of the text.

    What more than half of three pages or more share there, numbers aside, or of the left or the right ones; page
    numbers, and the lines in which newspapers say their name, the day and the page.
    """
    found: list[set[int]] = [set() for _ in pages]
    numbered: set[tuple[int, bool]] = set()  # pages and edges whose number was seen
    for _ in range(MOST):
        ends = list(_ends(pages, found))
        shared = _shared([(number, pages[number][place]) for number, _, place in ends], len(pages))
        taken = []
        for number, is_last, place in ends:
            text = pages[number][place]
            is_number = NUMBER.fullmatch(text) is not None and (number, is_last) not in numbered
            if is_number or (number % 2, _masked(text)) in shared or _is_folio(text):
                taken.append((number, place))
                if is_number:
                    numbered.add((number, is_last))
        if not taken:
            break
        for number, place in taken:
            found[number].add(place)
    return found


def _ends(pages: Sequence[Sequence[str]], taken: Sequence[set[int]]) -> Iterator[tuple[int, bool, int]]:
    """The first and the last line of each page that are not taken yet: the page, whether it is the last, the line."""
    for number, page in enumerate(pages):
        left = [place for place in range(len(page)) if place not in taken[number]]
        for is_last in (False, True) if left else ():
            yield number, is_last, left[-1 if is_last else 0]


def _shared(lines: Sequence[tuple[int, str]], count: int) -> set[tuple[int, str]]:
    """The lines that most pages have at an edge, or most of the left or right ones: with 0 or 1 for the side."""
    said = {(number, _masked(text)) for number, text in lines}
    on_all = Counter(text for _, text in said)
    on_side = Counter((number % 2, text) for number, text in said)
    found = {(side, text) for text, times in on_all.items() if times >= 3 and times > count / 2 for side in (0, 1)}
    sizes = ((count + 1) // 2, count // 2)
    heads = {(side, text): times for (side, text), times in on_side.items() if times >= 2 and times > sizes[side] / 2}
    is_alternate = len({side for side, _ in heads}) == 2  # twice on each side: no chance
    return found | {head for head, times in heads.items() if times >= 3 or is_alternate}


def _is_folio(text: str) -> bool:
    return len(text) <= _LONGEST and _FOLIO.fullmatch(text) is not None


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", line)
