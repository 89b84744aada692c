"""English words as the summary sees them: tokens, stems, numbers, names, and what carries no content."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_STOP_WORDS: Final = """
    a about above after again against all also although am among an and any are as at be because
    been before being below between both but by can could did do does doing during each either few
    for from further had has have having he her here hers herself him himself his how however i if
    in into is it its itself just may me might more most must my myself neither no nor not now of
    off on once only or other our ours out over own per same shall she should since so some such
    than that the their theirs them then there these they this those through to too toward towards
    under until up upon us very was we were what when where whether which while who whom whose why
    will with within without would yet you your yours
"""
STOP: Final = frozenset(_STOP_WORDS.split())

NEGATIONS: Final = frozenset({"no", "not", "never", "nobody", "nothing", "nor", "neither", "none", "without", "cannot"})

_CARDINAL_WORDS: Final = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
"""
_CARDINALS: Final = dict(zip(_CARDINAL_WORDS.split(), map(str, [*range(2, 21), *range(30, 100, 10)]), strict=True))
# Scales count as numbers of their own: "5 million" must not become "5 billion".
_SCALES: Final = frozenset({"dozen", "hundred", "thousand", "million", "billion", "trillion"})

_TOKEN: Final = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_CURRENCY: Final = re.compile(r"[$€£¥]")
_SIGN_WORDS: Final = {
    "eur": "€",
    "euro": "€",
    "usd": "$",
    "dollar": "$",
    "gbp": "£",
    "pound": "£",
    "percent": "%",
    "per cent": "%",
}
_SHORT_SCALES: Final = {"bn": "billion", "m": "million"}
_AMOUNT: Final = re.compile(
    r"(?:(?P<before>[$€£¥]|\b(?:EUR|USD|GBP)\s)\s?)?(?P<figure>\d+(?:[.,]\d+)*)"
    r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion|bn|(?<=\d)m)\b)?"
    r"(?:[\s-]?(?:US\s|U\.S\.\s)?(?P<after>[%$€£¥]|(?:percent|per cent|dollar|euro|EUR|pound)s?\b))?",
    re.I,
)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_ABBREVIATION: Final = re.compile(r"(?:^|[\s.(])[A-Z][a-z]{0,3}\.$")


def tokens(text: str) -> list[str]:
    """The words and numbers of a text as written, hyphenated and dotted ones whole."""
    return list(_tokens(text))


@lru_cache(maxsize=4096)  # an article's sentences are asked for some seven times each
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem (possessive, plural and verb endings off): only for comparing words, never for showing."""
    word = word.lower().replace("’", "'")
    word = word[:-2] if word.endswith("'s") else word.rstrip("'")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith("ing"):
        return word[:-3]
    if len(word) > 4 and word.endswith("ed"):
        return word[:-2]
    if len(word) > 4 and word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def content(text: str) -> list[str]:
    """The stems of the words that carry content, in order; numbers included as written."""
    return [stem(word) for word in tokens(text) if word.lower() not in STOP]


def numbers(text: str) -> list[str]:
    """Numbers in one spelling (``1,500`` is ``1500``, ``two`` is ``2``), scales and currency signs."""
    found = [_plain(match) for match in _NUMBER.findall(text)] + _CURRENCY.findall(text)
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _CARDINALS:
            found.append(_CARDINALS[word])
        elif word in _SCALES or word.removesuffix("s") in _SCALES:
            found.append(word.removesuffix("s"))
    return found


def amounts(text: str) -> list[str]:
    """Numbers with the sign of a currency or of percent, and with their scale, in one spelling: ``$3.5 billion``.

    ``5 million euros`` and ``€5m`` are one; a number that has neither is itself.
    """
    found = []
    for match in _AMOUNT.finditer(text):
        sign = (match["before"] or match["after"] or "").strip().lower()
        sign = _SIGN_WORDS.get(sign.removesuffix("s"), sign)
        scale = (match["scale"] or "").lower() if sign or match["scale"] != "m" else ""
        found.append(f"{sign}{_plain(match['figure'])} {_SHORT_SCALES.get(scale, scale)}".strip())
    return found


def names(text: str) -> list[str]:
    """Words with a capital where no sentence starts, and acronyms anywhere, possessives off."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        if not word[0].isupper() or word.lower() in STOP:
            continue
        word = _POSSESSIVE.sub("", word)
        acronym = len(word) > 1 and word.isupper()
        if acronym or not _opens_sentence(text, match.start()):
            found.append(word)
    return found


def opening_word(text: str) -> str | None:
    """The first word of a text, if it has one."""
    match = _TOKEN.search(text)
    return match[0] if match else None


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start]
    bare = before.rstrip(" \"“«'‘([")
    if not bare:
        return start <= len(before)
    if bare[-1] == ".":
        return not _ABBREVIATION.search(bare)
    return bare[-1] in "!?…" or before.endswith(("“", "«", '"'))


def _plain(number: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number):
        number = number.replace(",", "")
    return number
