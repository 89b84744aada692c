"""« Le 1er dimanche du mois » that is a Sunday, and no more: which one of several days is said by no number's check."""

from __future__ import annotations

import re

from dipx.text.dates import ANY_WEEKDAY, ENGLISH_ORDINALS, ENGLISH_WEEKDAYS, ORDINALS
from dipx.text.words import plain

_DAY = rf"{ANY_WEEKDAY}s?\b"
_FRENCH = re.compile(
    rf"\b(?:{'|'.join(ORDINALS)}|1er|[2-5](?:e|ème|è))s?(?: et (?:[2-5]e|\w+ième)s?)? {_DAY}",
    re.I,
)
_ENGLISH = re.compile(rf"\b(?:{'|'.join(ENGLISH_WEEKDAYS.values())})s?\b", re.I)
_ORDINAL = re.compile(
    rf"\b(?:{'|'.join(ENGLISH_ORDINALS.values())}|1|1st|2nd|3rd|4th|5th|opening|inaugural|initial|alternate|other|next|one|two|"
    r"three|four|five|week|weeks|weekend|row|consecutive)\b",
    re.I,
)


def ordinals_lost(source: str, target: str) -> list[str]:
    """Which first or second weekday the source speaks of, where the target has the day and no ordinal."""
    if "di" not in source:
        return []
    found = _FRENCH.search(plain(source))
    if found is None or not _ENGLISH.search(target) or _ORDINAL.search(target):
        return []
    return [found[0]]
