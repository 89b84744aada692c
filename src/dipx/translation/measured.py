"""Measures that a model takes for something else, and their English: 45 nœuds ("knees"), 24h/24 ("12 a.m."), 7j/7.

Each is looked for in French and in English: what the model wrote rightly is known again by that.
"""

from __future__ import annotations

import re

from dipx.checks.rare_units import is_of_networks

_SPACE = "[ \u00a0\u202f]"
_KNOTS = rf"(?P<knots>\d{{1,3}}(?:[.,]\d{{1,2}})?){_SPACE}(?:n(?:œ|oe)uds?|knots?)"
_DAYS = rf"(?P<days>[1-7]){_SPACE}?(?:(?:j|jours?){_SPACE}?(?:/|sur){_SPACE}?7|days{_SPACE}a{_SPACE}week)"
_HOURS = rf"24{_SPACE}?(?:(?:h|heures){_SPACE}?(?:/|sur){_SPACE}?24|hours{_SPACE}a{_SPACE}day)"
_ANY = re.compile(rf"{_KNOTS}|{_DAYS}|{_HOURS}")

MEASURED = rf"(?<![\w.,/])(?<!\d{_SPACE})(?:{re.sub('[?]P<[a-z]+>', '?:', f'{_KNOTS}|{_DAYS}|{_HOURS}')})(?![\w/-])"
_HINT = re.compile(rf"knot|days{_SPACE}a|hours{_SPACE}a|(?:/|sur){_SPACE}?(?:7|24)")


def may_have(text: str) -> bool:
    """Whether there is something to look for; no knots in a text about networks, which have nodes."""
    has_knots = "nœud" in text or "noeud" in text
    return _HINT.search(text) is not None or (has_knots and not is_of_networks(text))


def in_english(surface: str) -> str | None:
    """``47.5 knots`` for 47,5 nœuds, ``7 days a week`` for 7j/7; none for what is no such measure."""
    match = _ANY.fullmatch(surface)
    if match is None:
        return None
    if match["knots"]:
        number = match["knots"].replace(",", ".")
        return f"{number} knot{'s' * (number != '1')}"
    return f"{match['days']} day{'s' * (match['days'] != '1')} a week" if match["days"] else "24 hours a day"
