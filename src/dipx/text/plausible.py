"""How likely a sign stands where it does in a French text: what tells one encoding from another, and rubbish from text.

The scale was set by hand on the most frequent signs of French news: 0 is what every page has (``é`` in a word), 6 what
no text has. Only signs beyond ASCII are looked at, each with the one before it and the one behind it.
"""

from __future__ import annotations

import re

NEVER = 6.0
_RARE, _ODD = 1.0, 3.0
_COMMON = frozenset("éèàêçôùâîûïë")
_OTHER = frozenset("œæüöäñáíóúåøãõýÿßµ")
_COMMON_CAPITALS = frozenset("ÉÈÀÊÇÔÂÎŒ")
_SPACES = frozenset(" \n\r\t\u00a0\u202f\u2009\x0b\x0c\x85\u2028\u2029")
_APOSTROPHES = frozenset("'’")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def strangeness(text: str) -> float:
    """The sum over all signs beyond ASCII: 0 for good French, some 3 to 6 a sign for a wrong encoding."""
    return sum(
        sign_strangeness(text[match.start() - 1 : match.start()], match[0], text[match.end() : match.end() + 1])
        for match in _BEYOND_ASCII.finditer(text)
    )


def sign_strangeness(before: str, sign: str, after: str) -> float:
    """Of one sign between its neighbors, which are empty at the text's ends."""
    if sign.isalpha():
        return _capital(before, sign, after) if sign.isupper() else _small(before, sign, after)
    mark = _MARKS.get(sign)
    return mark(before or " ", after or " ") if mark else NEVER if _is_control(sign) else _ODD + 1


def _small(before: str, sign: str, after: str) -> float:
    base = 0.0 if sign in _COMMON else _RARE if sign in _OTHER else _ODD - 0.5
    if sign == "œ":
        return 0.2 if after in ("u", "i", "d", "n", "s", "t", "c", "l") and after else _ODD
    if sign == "à":  # ends a word: là, voilà, déjà
        return 0.0 if not after.isalpha() and not before.isupper() else _ODD - 0.5
    if sign in "êâ" and not before.isalpha():  # être and âge; État where the encoding is another
        return 0.5 if sign + after in ("êt", "âg", "âm", "ân", "âp", "âc") else base + _RARE
    if before.islower() or after.islower():
        return base + (_ODD if before.isupper() and after.isupper() else 0)
    if before.isupper() and not after.isalpha():
        return base + _RARE  # Né is joined; CÉ is rare
    return base + _ODD


def _capital(before: str, sign: str, after: str) -> float:
    base = 0.3 if sign in _COMMON_CAPITALS else _RARE if sign in "ËÏÙÛÜÖÄÁÓÍÅØÑ" else _ODD - 0.5
    if before.islower():
        return base + _ODD  # as in prŽsident
    if sign == "Ç" and after.isupper() and not before.isalpha():
        return base + _RARE  # where Mac Roman has «
    if before.isupper() or after.isupper():
        return base
    if after.islower() or after in _APOSTROPHES:
        return base
    if sign == "À":
        return base
    # An initial (É. Zola), or a letter alone; not one at the end of a number or within a word.
    if after == ".":
        return base + _RARE / 2
    is_alone = sign in _COMMON_CAPITALS and not before.isalnum() and not after.isalnum()
    return base + (1.5 if is_alone else _ODD)


def _is_control(sign: str) -> bool:
    return sign < "\xa0" or sign == "\ufffd"


def _apostrophe(before: str, after: str) -> float:
    return 0.0 if before.isalpha() and after.isalpha() else 0.7 if before.isalnum() or after.isalnum() else _ODD


def _opening(before: str, after: str) -> float:
    is_open = (before in _SPACES or before in "([’'\"") and (after in _SPACES or after.isalnum() or after in "[(…'\"")
    return 0.3 if is_open else _ODD - 0.5


def _closing(before: str, after: str) -> float:
    is_closed = before not in "([" and (after in _SPACES or after in ".,;:!?)]'\"…-")
    return 0.3 if is_closed else _ODD - 0.5


def _no_break(before: str, after: str) -> float:
    if before in "«–—-" or after in "»:;!?%€–—$" or (before.isdigit() and after.isalnum()):
        return 0.1
    return _RARE if before.isalnum() or after.isalnum() else 2.0


def _dash(before: str, after: str) -> float:
    if before in _SPACES and after in _SPACES:
        return 0.3
    return 0.5 if before.isdigit() or (before in _SPACES and after.isalpha()) else _RARE + _RARE


def _ellipsis(before: str, after: str) -> float:
    if before in _SPACES and after in _SPACES:
        return 1.5  # where cp850 has à
    if before in _APOSTROPHES:
        return _ODD
    return 0.4 if not after.isalpha() or before in _SPACES or before in "([«" else 2.0


def _amount(before: str, after: str) -> float:
    near = before if before not in _SPACES else after
    return 0.5 if before.isdigit() or (before in _SPACES and not after.isalpha()) or near.isdigit() else 2.0


def _degree(before: str, after: str) -> float:
    return 0.3 if before in "nN" or before.isdigit() or after == "C" else 1.5


def _symbol(before: str, after: str) -> float:
    return 2.0 if not (before.isalpha() or after.isalpha()) else _ODD


def _trademark(before: str, after: str) -> float:
    return 0.5 if before.isalnum() and not after.isalnum() else _symbol(before, after)


_MARKS = {
    "’": _apostrophe,
    "‘": _opening,
    "«": _opening,
    "“": _opening,
    "»": _closing,
    "”": _closing,
    "\u00a0": _no_break,
    "\u202f": _no_break,
    "\u2009": _no_break,
    "–": _dash,
    "—": _dash,
    "…": _ellipsis,
    "€": _amount,
    "£": _amount,
    "°": _degree,
    "®": _trademark,
    "™": _trademark,
    **dict.fromkeys("•·§½¼¾²³©ºª×‰→±", _symbol),
}
