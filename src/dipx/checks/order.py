"""Numbers that are all there and stand the other way round: a score turned, « page 12 sur 45 » that is 45 of 12."""

from __future__ import annotations

import re
from itertools import islice

_SCORE = re.compile(
    r"(?<![\w.,/:–-])(?<!\d )(?P<one>\d{1,3}) ?[-–] ?(?P<other>\d{1,3})(?![\w/–-]|[.,:]\d| ?(?:%|°|ans\b|years?\b))"
)
# English says the winner's goals first, whoever is spoken of: « battu 1-3 », "lost 3-1".
_LOSES = re.compile(
    r"\b(?:battue?s?\b|perd|défait|tomb|inclin|concéd|encaiss|mené|élimin|corrig|humili|chut|lourd|revers|cédé|cède|dominé|"
    r"surclass|écras|terrass|los[est]|beat|defeat|fell|fall|down|trail|crash|hammer|thrash|knock|loss)",
    re.I,
)
_FRENCH = re.compile(
    r"\b(?P<one>\d+(?:,\d+)?) sur (?P<other>\d+(?:,\d+)?)(?!\w)"
    r"|\b(?:de|entre) (?P<from>\d+(?:,\d+)?)(?: ?[%€]| [a-zé]{2,12})? (?:à|et) (?P<to>\d+(?:,\d+)?)(?![\w,])",
    re.I,
)
_MOST = 30  # that are compared; a text of more is a table


def turned(source: str, target: str) -> list[str]:
    """The pairs of numbers of the English that the French has the other way round, beside those that it has so.

    Both have plain spaces.
    """
    if not any(map(str.isdigit, source)):
        return []
    return [*_scores(source, target), *_pairs(source, target)]


def _scores(source: str, target: str) -> list[str]:
    ours, theirs = _found(source), _found(target)
    if not ours or not theirs or _LOSES.search(source) or _LOSES.search(target):
        return []
    return [
        f"{other}-{one} for {one}-{other}"
        for one, other in dict.fromkeys(ours)
        if one != other and (one, other) not in theirs and (other, one) in theirs and (other, one) not in ours
    ]


def _found(text: str) -> list[tuple[str, str]]:
    return [(match["one"], match["other"]) for match in islice(_SCORE.finditer(text), _MOST)]


def _pairs(source: str, target: str) -> list[str]:
    """« 12 sur 45 », "45 of 12"; « de 5 à 10 », "from 10 to 5"."""
    said = []
    for match in islice(_FRENCH.finditer(source), _MOST):
        one, other = (
            number.replace(",", ".") for number in (match["one"] or match["from"], match["other"] or match["to"])
        )
        before, joint = ("", "(?:of|out of|in)") if match["one"] else ("(?:from|between) [€$]?", "(?:to|and)")
        first, last = rf"(?<![\d.,-]){before}{re.escape(other)}", rf"[€$]?{re.escape(one)}(?![\d.,-]\d|\w)"
        found = re.search(rf"{first}(?: ?%| [a-z]{{2,12}})? {joint} {last}", target) if one != other else None
        if found:
            said.append(f"“{found[0]}” for “{match[0]}”")
    return said
