"""Times of day that are wrong in the English: for ``numbers.py``, which says it."""

from __future__ import annotations

import re

from dipx.text.clock import halves_lost, wrong_times
from dipx.text.right_times import broken_times, halves_merged, times_for_lengths
from dipx.text.words import plain

# Half a time of day (10.m., 7:m.), one with two halves (8 p.m. a.m.), one that no day has (48 p.m.).
_BROKEN = re.compile(
    r"\b\d{1,2}[.:][ap]?m\.|\b[ap]\.m\.? [ap]\.m\b|(?<![\w.,:])(?:1[3-9]|[2-9]\d)(?:[.:]\d\d)? ?[ap]\.m\b"
)
_MAY_TELL = re.compile(r"\d|heure|midi|minuit", re.I)
LOST, NEW = "not in the translation", "not in the source"


def wrong_daytimes(source: str, target: str) -> dict[str, list[str]]:
    """What is wrong with the times, by what it is called; nothing for what is right."""
    source, target = plain(source), plain(target)
    if not _MAY_TELL.search(target) and not _MAY_TELL.search(source):  # most texts
        return {}
    broken = _BROKEN.findall(target) + broken_times(source, target)
    lasting = times_for_lengths(source, target)
    merged = halves_merged(source, target)
    wrong = [(clock, meant) for clock, meant in wrong_times(source, target) if clock.text not in dict(lasting)]
    told = {
        LOST: [meant for said, meant in merged if not said],
        NEW: [*(clock.text for clock, meant in wrong if not meant), *dict.fromkeys(broken)],
        "in the wrong half of the day": [
            *(f"{clock.text} for {meant.text}" for clock, meant in wrong if meant),
            *(f"{said} for {meant}" for said, meant in merged if said),
        ],
        "without its half of the day": [f"{said} for {meant}" for said, meant in halves_lost(source, target)],
        "a time of day for a length of time": [f"{said} for {meant}" for said, meant in lasting],
    }
    return {what: found for what, found in told.items() if found}
