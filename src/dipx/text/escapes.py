"""What a program told a terminal amid its text: colors, links, places of the cursor. No reader sees it."""

from __future__ import annotations

import re

# Of those of two signs only the commonest: a stray escape character before « Le » is none.
PATTERN = r"\x1b(?:\[[0-?]{0,60}[ -/]{0,4}[@-~]|\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)|\([0AB])"
_ESCAPE = re.compile(PATTERN)


def without_escapes(text: str) -> tuple[str, int]:
    """The text without the codes of a terminal, and how many there were."""
    return _ESCAPE.subn("", text) if "\x1b" in text else (text, 0)
