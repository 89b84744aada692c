"""Knots, which a model takes for knees, nodes and nuts: 45 nœuds are 45 knots.

They are looked for in French and in English: what the model wrote rightly is known again by that.
"""

from __future__ import annotations

import re

from dipx.checks.rare_units import is_of_networks

_SPACE = "[ \u00a0\u202f]"
_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_UNIT = "(?:n(?:œ|oe)uds?|knots?)"
_ANY = re.compile(rf"({_NUMBER}){_SPACE}{_UNIT}")
_HINT = re.compile("n(?:œ|oe)ud|knot")

KNOTS = rf"(?<![\w.,/])(?<!\d{_SPACE}){_NUMBER}{_SPACE}{_UNIT}(?![\w/-])"


def may_have(text: str) -> bool:
    """Whether there is something to look for; not in a text about networks, which have nodes."""
    return _HINT.search(text) is not None and not is_of_networks(text)


def in_english(surface: str) -> str | None:
    """``47.5 knots`` for 47,5 nœuds; none for what is no such measure."""
    match = _ANY.fullmatch(surface)
    if match is None:
        return None
    number = match[1].replace(",", ".")
    return f"{number} knot{'s' * (number != '1')}"
