"""Control characters amid a text, NUL above all: what a broken copy or an old program left in the place of a space."""

from __future__ import annotations

import re

# No line ends and tabs, nor the escape character, which begins codes for a terminal (``escapes.py``), nor Word's own
# hyphens: U+001E, at which no line is broken, and U+001F, which is seen only where one is.
CONTROLS = "".join(map(chr, (*range(9), *range(14, 27), 28, 29, 127)))
# It begins with what is rare: a look-behind first would be tried at every character.
_WITHIN = re.compile(rf"[{CONTROLS}](?<=[^\W_].)[{CONTROLS}]*+(?=[^\W_])", re.DOTALL)
_BEFORE, _BEHIND = re.compile(r"[^\W_]{1,20}\Z"), re.compile(r"[^\W_]{1,20}")


def parted(text: str) -> str:
    """The text with spaces for the control characters between two letters or figures, one for one: « mot\\0autre » is
    two words."""
    return _WITHIN.sub(lambda match: " " * len(match[0]), text)


def joined_words(text: str) -> list[str]:
    """What such characters stand within, as it is read."""
    found = []
    for match in _WITHIN.finditer(text):
        before = _BEFORE.search(text, max(match.start() - 20, 0), match.start())
        behind = _BEHIND.match(text, match.end())
        found.append(" ".join(part[0] for part in (before, behind) if part))
    return found
