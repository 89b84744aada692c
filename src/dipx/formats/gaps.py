"""White space beside what is kept whole: a formula that stood between two spaces stands between two in the English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from dipx.document import Span
from dipx.formats.inline import ATOMS, Gap, Marked

CLOSING = ".,;:!?)]}»”’"


@dataclass(frozen=True, slots=True)
class _Edit:
    """``text[start:end]`` becomes ``pieces``, between which the atoms of ``keys`` stand."""

    start: int
    end: int
    pieces: tuple[str, ...]
    keys: tuple[int, ...]

    @property
    def growth(self) -> int:
        return sum(map(len, self.pieces)) - (self.end - self.start)


def spaced(target: Marked, gaps: Sequence[Gap]) -> Marked:
    """``target`` with the white space around its empty spans that the French had, as ``gaps`` says."""
    known = {gap.key: gap for gap in gaps}
    atoms = sorted(
        (span for span in target.spans if span.start == span.end and span.kind in ATOMS and span.key in known),
        key=lambda span: (span.start, span.key),
    )
    if not atoms:
        return target
    atoms = _inward(target.text, atoms, known)
    edits: list[_Edit] = []
    for place, group in groupby(atoms, key=lambda span: span.start):
        after = edits[-1].end if edits else 0
        edits.append(_edit(target.text, max(place, after), after, [known[span.key] for span in group]))
    return _edited(target, edits)


def unbroken(target: Marked, gaps: Sequence[Gap]) -> str:
    """The text as one line: a space where a tab or break stood, which took the white space around it (``spaced``)."""
    breaks = {gap.key for gap in gaps if gap.is_space}
    places = {span.start for span in target.spans if span.kind in ATOMS and span.key in breaks}
    edges = [0, *sorted(places), len(target.text)]
    parts = (target.text[start:end].strip() for start, end in pairwise(edges))
    return " ".join(filter(None, parts)) if places else target.text


def _inward(text: str, atoms: list[Span], known: dict[int, Gap]) -> list[Span]:
    """The atoms; a break that came to stand behind all words, or before them, stands between two words that no other
    parts: it parted two texts ("Prix", a break, "unitaire" is "Unit", a break, "price")."""
    outside = [span for span in atoms if known[span.key].is_space and _is_outside(text, span.start)]
    if not outside or any(not known[span.key].is_space for span in atoms):
        return atoms
    taken = {span.start for span in atoms}
    spaces = [
        at for at, sign in enumerate(text) if sign == " " and not _is_outside(text, at) and not taken & {at, at + 1}
    ]
    moved: dict[int, Span] = {}
    for number, span in enumerate(outside, 1):
        place = len(text) * number / (len(outside) + 1)
        if spaces:
            at = _nearest(spaces, place)
            spaces.remove(at)
            moved[span.key] = replace(span, start=at, end=at)
    return sorted((moved.get(span.key, span) for span in atoms), key=lambda span: (span.start, span.key))


def _nearest(places: Sequence[int], place: float) -> int:
    return min(places, key=lambda at: abs(at - place))


def _is_outside(text: str, place: int) -> bool:
    """Whether all words are on one side of a place."""
    return not any(map(str.isalnum, text[:place])) or not any(map(str.isalnum, text[place:]))


def _edit(text: str, place: int, after: int, gaps: Sequence[Gap]) -> _Edit:
    """What is to be done at ``place``; the text before ``after`` belongs to the edit before."""
    start = end = place
    keys = tuple(gap.key for gap in gaps)
    within = ["" if a.is_space or b.is_space or b.joined else " " * (a.after or b.before) for a, b in pairwise(gaps)]
    if any(gap.is_space for gap in gaps):
        while end < len(text) and text[end] in CLOSING:  # no line begins with a stop
            start = end = end + 1
        while start > after and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        return _Edit(start, end, ("", *within, ""), keys)
    has_before, has_after = place > 0 and text[place - 1].isspace(), text[place : place + 1].isspace()
    before = " " if gaps[0].before and not has_before and place > 0 else ""
    behind = " " if gaps[-1].after and not has_after and text[place : place + 1] not in CLOSING else ""
    if before and not gaps[-1].after and has_after:
        end += 1  # it stands before the next word: the space that is there goes before it
    return _Edit(start, end, (before, *within, behind), keys)


def _edited(target: Marked, edits: Sequence[_Edit]) -> Marked:
    out: list[str] = []
    places: dict[int, int] = {}
    position = size = 0
    for edit in edits:
        out.append(target.text[position : edit.start])
        size += edit.start - position
        for piece, key in zip(edit.pieces, edit.keys, strict=False):
            size += len(piece)
            places[key] = size
        out += edit.pieces
        size += len(edit.pieces[-1])
        position = edit.end
    text = "".join([*out, target.text[position:]])
    return replace(target, text=text, spans=tuple(_moved(span, edits, places) for span in target.spans))


def _moved(span: Span, edits: Sequence[_Edit], places: dict[int, int]) -> Span:
    if span.kind in ATOMS and span.start == span.end:
        place = places.get(span.key)
        if place is None:
            place = span.start + sum(edit.growth for edit in edits if edit.end <= span.start)
        return replace(span, start=place, end=place)
    start, end = _place(span.start, edits, opens=True), _place(span.end, edits, opens=False)
    return replace(span, start=min(start, end), end=end)


def _place(edge: int, edits: Sequence[_Edit], *, opens: bool) -> int:
    """Where an edge of a mark over words goes: what was put in at it stays outside the mark."""
    shift = 0
    for edit in edits:
        if edge > edit.end or (opens and edge >= edit.start):
            shift += edit.growth + max(edit.end - edge, 0)
        elif edge >= edit.start:
            return edit.start + shift
    return edge + shift
