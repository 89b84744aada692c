"""What a text speaks of that has several kinds: currencies, units, weekdays, months; and which were exchanged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dipx.checks.lists import rows
from dipx.text.words import lowered

SIGNS = ("€", "$", "£", "¥", "°C", "°F", "%")  # what is no word
_SIGN = re.compile("[€$£¥°%]")
# Words that are a month beside a number, or behind a word that wants one (in May; but: they may, the march).
_BEHIND = r"\b(?:[Ii]n|[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Mm]id|[Ee]arly|[Ll]ate|of|\d{1,2}|\d(?:st|nd|rd|th)(?: of)?)[ -]"
_MONTHS = {
    "mars": re.compile(r"\b(?:[Ee]n|[Dd]ébut|[Ff]in|[Mm]i|[Dd]ès|[Dd]epuis|\d{1,2}|1er)[ -]mars\b|\bmars \d"),
    "march": re.compile(rf"{_BEHIND}March\b|\bMarch \d"),
    "may": re.compile(rf"{_BEHIND}May\b|\bMay \d"),
    **{
        word: re.compile(rf"(?:\b(?:\d{{1,2}}|1er)[ -]{word}\b|\b{word}\. ?\d)(?!-)", re.I)
        for word in "janv fév févr avr juil sept oct nov déc".split()
    },
    **{
        word: re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{word}\b|\b{word}\.? \d", re.I)
        for word in "jan feb mar apr jun jul aug sep dec".split()
    },
}
Kind = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's words: what a word may stand for, and what it certainly does."""

    may: dict[str, frozenset[Kind]]
    must: dict[str, frozenset[Kind]]
    known: frozenset[str]
    firm: frozenset[str]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A kind that only the French has, and one of the same family that only the English has, by their words."""

    family: str
    lost: str
    new: str


@lru_cache(maxsize=8)
def exchanges(source: str, target: str) -> tuple[Exchange, ...]:
    """Where a family's kind of the source is not in the target, and another one of it stands there alone."""
    french, english = vocabularies()
    ours, theirs = _seen(source, french), _seen(target, english)
    if not ours or not theirs:
        return ()
    lost = _unmatched(ours, french, theirs, english)
    new = _unmatched(theirs, english, ours, french) if lost else {}
    return tuple(
        Exchange(family, lost[family].rstrip("!"), new[family].rstrip("!")) for family in lost if family in new
    )


def _seen(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    found = lowered(text) & vocabulary.known
    found |= {f"{word}!" for word in found & _MONTHS.keys() if _MONTHS[word].search(text)} & vocabulary.known
    return found.union(sign for sign in SIGNS if sign in text) if _SIGN.search(text) else found


def _unmatched(ours: frozenset[str], mine: Vocabulary, theirs: frozenset[str], other: Vocabulary) -> dict[str, str]:
    """The words whose kinds the other side cannot mean, one a family."""
    said = sorted(ours & mine.firm)
    if not said:
        return {}
    offered = frozenset[Kind]().union(*(other.may[word] for word in theirs))
    return {family: word for word in said if mine.must[word].isdisjoint(offered) for family, _ in mine.must[word]}


@cache
def vocabularies() -> tuple[Vocabulary, Vocabulary]:
    """The French words and the English ones."""
    may: tuple[dict[str, set[Kind]], dict[str, set[Kind]]] = ({}, {})
    must: tuple[dict[str, set[Kind]], dict[str, set[Kind]]] = ({}, {})
    for row in rows("kinds.tsv"):
        family, kind, *sides = row.split("\t")
        for side, listed in enumerate(sides):
            for word in listed.split():
                may[side].setdefault(word.lstrip("?"), set()).add((family, kind))
                if not word.startswith("?"):
                    must[side].setdefault(word, set()).add((family, kind))
    french, english = (
        Vocabulary(
            {word: frozenset(kinds) for word, kinds in may[side].items()},
            {word: frozenset(kinds) for word, kinds in must[side].items()},
            frozenset(may[side]),
            frozenset(must[side]),
        )
        for side in (0, 1)
    )
    return french, english
