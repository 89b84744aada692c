"""Which tokens are none but damage that is repaired: in « l'Ã©tÃ© », the Ã looks like a letter of another language,
which would be kept as it is, and nobody would see that it was an é.

``normalize`` repairs a text only after its tokens went behind their marks.
"""

from __future__ import annotations

import re

from dipx.document import CharSpan
from dipx.text.damage import mended

_BUILT = re.compile(r"[/@.:<>{}\[\]`$&#=_%\\]")  # an address, code: kept letter by letter, whatever they are
_FAR = 200  # characters to either side that are looked at: linear in a text without spaces


def spoilt_words(text: str) -> frozenset[str]:
    """The words of a text, spaces apart, that are others when its damaged letters are repaired."""
    if text.isascii():
        return frozenset()
    repaired = mended(text)[0]
    return frozenset() if repaired == text else frozenset(text.split()) - frozenset(repaired.split())


def is_of_damage(text: str, place: CharSpan, spoilt: frozenset[str]) -> bool:
    """Whether the token is a part of a word that is repaired, and no address or code."""
    start, stop = place
    if _BUILT.search(text, start, stop):
        return False
    before, after = text[max(0, start - _FAR) : start], text[stop : stop + _FAR]
    first = "" if before[-1:].isspace() else "".join(before.split()[-1:])
    last = "" if after[:1].isspace() else "".join(after.split()[:1])
    return not spoilt.isdisjoint(f"{first}{text[start:stop]}{last}".split())
