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
# « Lyon a gagné à Nice (1-2) », "Lyon won 2-1 in Nice".
_WINS = re.compile(
    r"\b(?:gagn|impos|victoire|vainqu|emport|remport|succès|triomph|domin|mèn|menai|qualifi|bat\b|battent|w[io]ns?\b|"
    r"victor|leads?\b|led\b)",
    re.I,
)
_TEAM = r"[A-ZÀ-ÖØ-ÞŒ][\w'’.-]*(?: [A-ZÀ-ÖØ-ÞŒ\d][\w'’.-]*)*"
_FIXTURE = re.compile(rf"\b{_TEAM} ?[-–] ?(?:(?:[Ll][aes] |[Ll]['’])?{_TEAM}) ?[:(]? ?\d{{1,3}} ?[-–]")
_TOLD = re.compile(r": ?\d{1,3} ?[-–]")
_FRENCH = re.compile(
    r"\b(?P<one>\d+(?:,\d+)?) sur (?P<other>\d+(?:,\d+)?)(?!\w)"
    r"|\b(?:de|entre) (?P<from>\d+(?:,\d+)?)(?: ?[%€]| [a-zé]{2,12})? (?:à|et) (?P<to>\d+(?:,\d+)?)(?![\w,])",
    re.I,
)
_MOST = 30  # that are compared; a text of more is a table


def turned(source: str, target: str) -> tuple[list[str], list[str]]:
    """The pairs of numbers of the English that the French has the other way round, beside those that it has so; and
    those where English may well put the winner's goals first.

    Both have plain spaces.
    """
    if not any(map(str.isdigit, source)):
        return [], []
    certain, doubtful = _scores(source, target)
    return [*certain, *_pairs(source, target)], doubtful


def _scores(source: str, target: str) -> tuple[list[str], list[str]]:
    ours, theirs = _found(source), _found(target)
    certain: list[str] = []
    doubtful: list[str] = []
    if not ours or not theirs or _LOSES.search(source) or _LOSES.search(target):
        return certain, doubtful
    for one, other in dict.fromkeys(ours):
        if one == other or (one, other) in theirs or (other, one) not in theirs or (other, one) in ours:
            continue
        has_winner_first = int(other) > int(one) and not _FIXTURE.search(source)
        if has_winner_first and (_WINS.search(source) or _WINS.search(target)):
            continue
        said = doubtful if has_winner_first and not _TOLD.search(source) else certain
        said.append(f"{other}-{one} for {one}-{other}")
    return certain, doubtful


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
