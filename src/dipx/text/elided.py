"""MediaWiki's italics behind an elided word: ``l'''Humanité''``, an apostrophe and two more. They look like bold."""

from __future__ import annotations

import re

# The look-behinds end with the letters of d', l', qu', lorsqu'. Bold (``l'''État'''``) closes with three.
ITALICS = r"(?:(?<=\b[CDJLMNSTcdjlmnst])|(?<=\b[Qq]u)|(?<=\wqu))'''(?=[^\s'])(?:[^'\n]|'(?!')){1,300}(?<=\S)''(?!')"
_ITALICS = re.compile(ITALICS)


def begins(text: str, position: int) -> bool:
    """Whether such italics begin with their apostrophe at this position."""
    return _ITALICS.match(text, position) is not None


def quoted(text: str) -> str:
    """The text with quotation marks for such italics, as for others."""
    return _ITALICS.sub(lambda match: f'\'"{match[0][3:-2]}"', text) if "'''" in text else text
