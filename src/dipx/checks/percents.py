"""Percentages that are none in the French, beside others that are: « +2,97 % … à 77 pb », "77%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dipx.text.dates import ANY_MONTH

_ENGLISH = re.compile(r"(?<![\w.,:/])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?: ?%| per ?cent\b)")
_FRENCH = re.compile(r"(?<![\w.,:/])(?P<number>\d{1,3}(?: \d{3})+(?!\d)|\d+(?:,\d+)?)(?![\d:/]|[.,]\d)")
# What a figure counts, so that it is no share.
_COUNTED = re.compile(
    r" ?(?:pages?|pp?\.(?! ?(?:100|cent))|pb|pdb|bps|points? de base|€|\$|£|euros?|dollars?|ans?|jours?|mois|semaines?"
    r"|heures?|h|minutes?|min|secondes?|km|k?m[²2]?|mètres?|kilomètres?|kg|tonnes?|t|hectares?|ha|personnes?|habitants?|salariés|élèves|places?|pièces?|"
    rf"{ANY_MONTH})(?![^\W_])"
)


def new_percents(source: str, target: str) -> Iterator[str]:
    """Percentages of the English whose number counts something else wherever the French has it."""
    if "%" not in target and "cent" not in target:
        return
    counted: dict[str, str] = {}
    others: set[str] = set()
    for match in _FRENCH.finditer(source):
        number = match["number"].replace(" ", "").replace(",", ".")
        if unit := _COUNTED.match(source, match.end()):
            counted[number] = match[0] + unit[0]
        else:
            others.add(number)
    for match in _ENGLISH.finditer(target):
        number = match["number"].replace(",", "")
        if number in counted and number not in others:
            yield f"{match[0]} for {counted[number]}"
