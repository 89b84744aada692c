"""Less for more: « deux fois moins » that is "twice as much", « moins propre » that is "cleaner". For ``opposites.py``,
which says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dipx.checks.glosses import gloss

_TIMES = r"(?:deux|trois|quatre|cinq|six|sept|huit|dix|vingt|cent|\d{1,3}(?:,\d)?) fois "
_TIMES_LESS = re.compile(rf"\b{_TIMES}moins\b", re.I)
_TIMES_MORE = re.compile(rf"\b{_TIMES}plus\b", re.I)
_SO_OFTEN = r"(?:\w{3,5} times|\d+(?:\.\d)? times|twice) "
_ENGLISH_MORE = re.compile(
    rf"\b{_SO_OFTEN}(?:(?:as|so) (?!few|little|low|small|cheap|short|slow)\w+|more|higher|larger|bigger)\b", re.I
)
_ENGLISH_LESS = re.compile(rf"\b{_SO_OFTEN}(?:(?:as|so) (?:few|little|low|small)|less|fewer|lower|smaller)\b", re.I)
_ANY_LESS = re.compile(
    r"\b(?:less|fewer|lower|smaller|least|hal[fv]\w*|thirds?|quarters?|fraction|not?|below|under|down|little|few|than)\b|n't\b",
    re.I,
)
_ANY_MORE = re.compile(r"\b(?:more|higher|larger|bigger|great\w*|long\w*|not?|over|above|up)\b|n't\b", re.I)

_LESS = re.compile(r"(?<!plus ou )(?<!au )(?<!du )\bmoins (?:bien )?(?P<what>[a-zà-ÿœ]{4,20})\b(?! de \d)", re.I)
_NO_LESS = re.compile(r"\b(?:less|least|lesser|not|never|no|fewer|without|hardly|reduc\w+|decreas\w+)\b|n't\b", re.I)
_OWN = {"propre": "clean", "sûr": "safe", "sûre": "safe", "élevé": "high", "élevée": "high"}  # not as in "its own"


def turned_degrees(french: str, english: str) -> Iterator[str]:
    """What only the French says is less, and only the English that it is more, or the other way round."""
    ours_less, ours_more = _TIMES_LESS.search(french), _TIMES_MORE.search(french)
    less, more = _ENGLISH_LESS.search(english), _ENGLISH_MORE.search(english)
    if ours_less and more and not ours_more and not _ANY_LESS.search(english.replace(more[0], " ")):
        yield f"{more[0]} for {ours_less[0]}"
    elif ours_more and less and not ours_less and not _ANY_MORE.search(english.replace(less[0], " ")):
        yield f"{less[0]} for {ours_more[0]}"
    if "moins " not in french or " plus " in french or _NO_LESS.search(english):
        return
    for match in _LESS.finditer(french):
        what = match["what"].lower()
        known = _OWN.get(what) or _OWN.get(what.removesuffix("s")) or gloss(what) or gloss(what.removesuffix("s"))
        if known and known.isalpha() and (said := _comparative(known).search(english)):
            yield f"{said[0]} for {match[0]}"


def _comparative(word: str) -> re.Pattern[str]:
    """Its comparatives: "cleaner", "happier", "hotter", "more dangerous"."""
    stem = re.escape(word.removesuffix("e").removesuffix("y"))
    return re.compile(rf"\b(?:{stem}(?:{re.escape(word[-1])}|i)?er|more {re.escape(word)})\b", re.I)
