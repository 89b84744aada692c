"""Letters that a text has in two signs each (e and U+0301), as some systems write them, in one: é.

To a pattern for words the second sign is none of a word, and what stands behind it (the s of « après ») a word alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import is_normalized, normalize

from dipx.document import CharSpan

_IN_TWO = re.compile("[^\\W\\d_][\u0300-\u036f]+")


def composed(text: str) -> str:
    """The text with such letters in one sign, where there is one; all else is what it was."""
    return text if is_normalized("NFC", text) else _IN_TWO.sub(lambda match: normalize("NFC", match[0]), text)


def composed_spans(text: str, spans: Iterable[CharSpan]) -> tuple[CharSpan, ...]:
    """Where spans of ``text`` are in its ``composed`` form."""
    return tuple((len(composed(text[:start])), len(composed(text[:end]))) for start, end in spans)


def original_spans(text: str, spans: Iterable[CharSpan]) -> list[CharSpan]:
    """Where spans of the ``composed`` form are in ``text``."""
    starts: list[int] = []  # where each sign of the composed form begins in the text
    position = 0
    for match in _IN_TWO.finditer(text):
        starts += range(position, match.start())
        starts += [match.start(), *range(match.end() - len(composed(match[0])) + 1, match.end())]
        position = match.end()
    starts += range(position, len(text) + 1)
    return [(starts[start], starts[end]) for start, end in spans]
