"""A year or century before Christ that came out as one after, or as either: for ``dates.py``, which says it."""

from __future__ import annotations

from dipx.text.eras import english_eras, french_eras
from dipx.text.words import plain


def wrong_eras(source: str, target: str) -> tuple[list[str], list[str]]:
    """What the target surely has wrong, and what it may leave out: "in 681" is the year after Christ too."""
    ours = french_eras(plain(source))
    if not ours:
        return [], []
    theirs = english_eras(plain(target))
    given = {(dated.year, dated.era) for dated in theirs}
    said = {dated.era for dated in theirs}
    wrong: list[str] = []
    left_out: list[str] = []
    for dated in ours:
        others = [other.text for other in theirs if dated.year and other.year == dated.year]
        if others and (dated.year, dated.era) not in given:
            wrong.append(f"{others[0]} for {dated.year} {dated.text}")
        elif dated.era not in said:
            (wrong if dated.era == "BC" or said else left_out).append(f"not in the translation: {dated.text}")
            said.add(dated.era)
    return wrong, left_out
