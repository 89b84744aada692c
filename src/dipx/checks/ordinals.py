"""« Le 1er dimanche du mois » that is a Sunday, « le 1er août » that is in August: no number's check says which one of
several days is meant, as any article of the English counts as one."""

from __future__ import annotations

import re

from dipx.text.dates import ANY_MONTH, ANY_WEEKDAY, ENGLISH_MONTHS, ENGLISH_ORDINALS, ENGLISH_WEEKDAYS, ORDINALS
from dipx.text.words import plain, small

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
_FIRST_OF = re.compile(rf"\b(?:1er|1ᵉʳ|premier) (?P<month>{ANY_MONTH})\b", re.I)
_FIRST = re.compile(
    r"(?<![\w.,])0?1(?:st)?(?!\d|[.,]\d)"
    r"|\b(?:first|opening|start|beginning|early|New Year|May Day|Labou?r Day|April Fool\w*)\b",
    re.I,
)


def ordinals_lost(source: str, target: str) -> list[str]:
    """Which first or second weekday, or first of a month, the source speaks of, where the target has the day or the
    month and no ordinal."""
    return [*_weekdays_lost(source, target), *_firsts_lost(source, target)]


def _firsts_lost(source: str, target: str) -> list[str]:
    found = _FIRST_OF.search(plain(source)) if "1" in source or "remier" in source else None
    if found is None or _FIRST.search(target) or ENGLISH_MONTHS[small(found["month"])] not in target:
        return []
    return [found[0]]


def _weekdays_lost(source: str, target: str) -> list[str]:
    if "di" not in source:
        return []
    found = _FRENCH.search(plain(source))
    if found is None or not _ENGLISH.search(target) or _ORDINAL.search(target):
        return []
    return [found[0]]
