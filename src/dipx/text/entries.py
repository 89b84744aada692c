"""The marker that an entry of a list begins with: « a) », « 2) », « iv) »."""

from __future__ import annotations

import re

_MARKER = re.compile(
    r"(?P<marker>(?:[A-Za-z]|[ivxIVX]{2,4}|\d{1,2}°?|\d{1,2}\.\d{1,2})\)[ \u00a0\u202f])"
    r"(?=[^\W\d_]|[\"'(«\U000f0000-\U0010fffd])"
)


def marker(text: str) -> str:
    """The marker and the space behind it; nothing of a text that begins without."""
    found = _MARKER.match(text)
    return found["marker"] if found else ""
