"""Numbers that the English has in other figures, rightly: shares (« un cinquième », "20%"; « 25 % », "one in four"),
and what never closes (« 24 h/24 », "around the clock")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dipx.checks.english_numbers import ENGLISH
from dipx.checks.french_numbers import FRENCH
from dipx.text.words import small

_NEAR = 0.0071  # a third is 33%, and two thirds are 66%
_FRENCH_NUMBER = rf"\d{{1,4}}|{'|'.join(sorted(FRENCH.cardinals, key=len, reverse=True))}|cent"
_ENGLISH_NUMBER = rf"\d{{1,4}}|{'|'.join(sorted(ENGLISH.cardinals, key=len, reverse=True))}|hundred"
_FRENCH_PARTS = {"demi": 2, "moitié": 2, "tiers": 3, "quart": 4, "cinquième": 5, "sixième": 6, "septième": 7,
                 "huitième": 8, "neuvième": 9, "dixième": 10, "vingtième": 20, "centième": 100}  # fmt: skip
_ENGLISH_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
                  "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100}  # fmt: skip
_FRENCH_SHARES = re.compile(
    rf"(?<![\w.,])(?:(?P<percent>\d{{1,3}}(?:,\d+)?|{_FRENCH_NUMBER}) ?(?:%|pour ?cents?\b)"
    rf"|(?:(?P<top>\d|{_FRENCH_NUMBER}|l[ea]) )?(?P<part>{'|'.join(_FRENCH_PARTS)})s?(?!\w)"
    rf"|(?P<some>{_FRENCH_NUMBER})(?: [\w'’-]{{2,20}}){{0,4}} sur (?P<all>{_FRENCH_NUMBER})(?!\w|[.,]\d)"
    rf"|(?P<twice>(?:doubl|tripl)(?:é|er|e|ent|ait|aient|era|ement)e?s?)(?!\w))",
    re.IGNORECASE,
)
_ENGLISH_SHARES = re.compile(
    rf"(?<![\w.,])(?:(?P<percent>\d{{1,3}}(?:\.\d+)?|{_ENGLISH_NUMBER}|(?!\d)(?:{_ENGLISH_NUMBER})-[a-z]+)"
    rf"(?: ?%| per ?cent\b)"
    rf"|(?:(?P<top>\d|an?|{_ENGLISH_NUMBER})[ -])?(?P<part>{'|'.join(_ENGLISH_PARTS)})s?(?!\w)"
    rf"|(?P<some>{_ENGLISH_NUMBER})(?: [\w'’-]{{2,20}}){{0,4}} (?:in|out of)(?: every)? "
    rf"(?P<all>{_ENGLISH_NUMBER})(?!\w|[.,]\d)"
    rf"|(?P<twice>(?:doubl|tripl)(?:ed|es|ing|e))(?!\w))",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(?<![\w.,/])(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?![\w/]|[.,]\d)")
_HINT = re.compile(
    r"%|cent\b|percent|\d/\d|alf|alve|hird|uarter|fth|ourth|enth|tiers|quart|ième|moiti|demi|oubl|tripl"
    r"| in | out of | sur "
)

# The same in words that no reading of numbers gives: the French, the English.
_FIXED = tuple(
    (re.compile(french, re.IGNORECASE), re.compile(english, re.IGNORECASE))
    for french, english in (
        (
            r"(?<![\w.,])24 ?(?:h(?:eures?)?)? ?(?:/|sur) ?24(?: ?h(?:eures?)?)?(?!\w|[.,/]\d)|\b24 heures par jour\b",
            r"\b(?:(?:a)?round[- ]the[- ]clock|day and night|night and day|24[ -]hours?(?:[ -]a[ -]day)?|24/7"
            r"|all day and all night|at (?:all hours|any time)|at any hour)\b",
        ),
        (r"\btrois[ -]quarts d'heure\b", r"\b(?:45|forty[- ]five)[- ]minutes?\b"),
        (r"\bsiècle et demi\b", r"\b(?:150|a hundred and fifty|one hundred and fifty)[- ]years?\b"),
        (r"\bdivisée?s? par deux\b", r"\b(?:50(?: ?%| per ?cent)|halv(?:ed|es|ing)|half)"),
        (r"\bmultipliée?s? par deux\b", r"\b(?:100(?: ?%| per ?cent)|doubl(?:ed|es|ing|e))"),
    )
)


@dataclass(frozen=True, slots=True)
class Said:
    """Some words of a text, where they begin, and what they say: a share of one, or which of the fixed ones."""

    text: str
    start: int
    value: float
    kind: str

    def is_same(self, other: Said) -> bool:
        """As much in another form."""
        if self.kind == "fixed":
            return self.value == other.value
        return self.kind != other.kind and abs(self.value - other.value) <= _NEAR


def said_otherwise(source: str, target: str) -> list[tuple[Said, Said]]:
    """What the French (with plain spaces and apostrophes) says that the English says in another form, in pairs."""
    pairs = _paired(french_shares(source), english_shares(target)) if _HINT.search(source) else []
    for number, (french, english) in enumerate(_FIXED):
        if ours := _all_of(french, source, number):
            pairs += _paired(ours, _all_of(english, target, number))
    return pairs


def _paired(ours: list[Said] | tuple[Said, ...], theirs: list[Said] | tuple[Said, ...]) -> list[tuple[Said, Said]]:
    """Each with the first of the other side that is as much, each of them once."""
    left = list(theirs)
    pairs = []
    for one in ours:
        other = next((other for other in left if one.is_same(other)), None)
        if other is not None:
            left.remove(other)
            pairs.append((one, other))
    return pairs


def _all_of(pattern: re.Pattern[str], text: str, number: int) -> list[Said]:
    return [Said(match[0], match.start(), number, "fixed") for match in pattern.finditer(text)]


@lru_cache(maxsize=8)
def french_shares(text: str) -> tuple[Said, ...]:
    """The shares of a French text, in order."""
    return tuple(_shares(text, _FRENCH_SHARES, FRENCH.cardinals, _FRENCH_PARTS))


@lru_cache(maxsize=8)
def english_shares(text: str) -> tuple[Said, ...]:
    """The shares of an English text, in order."""
    return tuple(_shares(text, _ENGLISH_SHARES, ENGLISH.cardinals, _ENGLISH_PARTS))


def _shares(
    text: str, pattern: re.Pattern[str], cardinals: Mapping[str, int], parts: Mapping[str, int]
) -> Iterator[Said]:
    def number(said: str | None) -> float:
        said = small(said or "one").replace(",", ".")
        if said[0].isdigit():
            return float(said)
        return {"cent": 100, "hundred": 100}.get(said) or sum(cardinals.get(word, 0) for word in said.split("-")) or 1

    if not _HINT.search(text):
        return
    for match in pattern.finditer(text):
        if match["percent"]:
            yield Said(match[0], match.start(), number(match["percent"]) / 100, "percent")
        elif match["part"]:
            yield Said(match[0], match.start(), number(match["top"]) / parts[small(match["part"])], "fraction")
        elif match["some"]:
            some, all_ = number(match["some"]), number(match["all"])
            if 0 < some < all_:
                yield Said(match[0], match.start(), some / all_, "of so many")
        else:
            yield Said(match[0], match.start(), 2.0 if match["twice"].lower().startswith("t") else 1.0, "multiple")
    for match in _FRACTION.finditer(text):
        yield Said(match[0], match.start(), int(match["top"]) / int(match["bottom"]), "fraction")
