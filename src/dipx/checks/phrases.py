"""What takes more than one word to say and is taken for its neighbor: « Corée du Nord », « au moins 300 »."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from dipx.checks.english_numbers import ENGLISH
from dipx.checks.french_numbers import FRENCH
from dipx.checks.kinds import Exchange
from dipx.checks.lists import rows
from dipx.text.words import plain, tokens

Kind = tuple[str, str]
_NUMBER = "#"  # in a phrase: digits or a number's word
_NUMBERS = (
    frozenset({*FRENCH.cardinals, *FRENCH.scales, *FRENCH.approximate, *FRENCH.firm}) - {"un", "une"},
    frozenset({*ENGLISH.cardinals, *ENGLISH.scales, *ENGLISH.firm, "a"}),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Its words, in small letters where the text may have capitals; the kinds that it may stand for; and those that it
    is evidence of."""

    words: tuple[str, ...]
    kinds: frozenset[Kind]
    firm: frozenset[Kind]


Phrases = dict[str, tuple[Phrase, ...]]


def exchanged(source: str, target: str, families: frozenset[str]) -> list[Exchange]:
    """A kind that only the French has, and another of its family that only the English has, by their phrases."""
    ours, theirs = (
        [(said, phrase) for said, phrase in found if not families.isdisjoint(family for family, _ in phrase.kinds)]
        for found in (french_phrases(source), english_phrases(target))
    )
    if not ours or not theirs:
        return []
    lost, new = _unmatched(ours, theirs), _unmatched(theirs, ours)
    return [Exchange(family, lost[family], new[family]) for family in lost if family in new and family in families]


def _unmatched(ours: list[tuple[str, Phrase]], theirs: list[tuple[str, Phrase]]) -> dict[str, str]:
    offered = frozenset[Kind]().union(*(phrase.kinds for _, phrase in theirs))
    return {
        family: said
        for said, phrase in reversed(ours)
        if phrase.firm and phrase.kinds.isdisjoint(offered)
        for family, _ in phrase.firm
    }


@lru_cache(maxsize=8)
def french_phrases(text: str) -> list[tuple[str, Phrase]]:
    """The phrases of a French text as it writes them, the longest wherever one begins."""
    return _found(text, 0)


@lru_cache(maxsize=8)
def english_phrases(text: str) -> list[tuple[str, Phrase]]:
    """The phrases of an English text as it writes them, the longest wherever one begins."""
    return _found(text, 1)


def _found(text: str, side: int) -> list[tuple[str, Phrase]]:
    said, known = tokens(plain(text)), _phrases()[side]
    found, index = [], 0
    small = [word.lower() for word in said]
    while index < len(said):
        size = 1
        follows = said[index + 1 : index + 2], small[index + 1 : index + 2]
        for phrase in known.get(small[index], ()):
            second = phrase.words[1:2]
            if second and second[0] != _NUMBER and list(second) not in (follows[1], list(follows[0])):
                continue  # most of them, for less than the whole comparison
            part = said[index : index + len(phrase.words)]
            if len(part) == len(phrase.words) and all(map(_is_said, phrase.words, part, [side] * len(part))):
                found.append((" ".join(part), phrase))
                # The number is left for what comes behind it.
                size = len(part) - (phrase.words[-1] == _NUMBER)
                break
        index += size
    return found


def _is_said(word: str, token: str, side: int) -> bool:
    if word == _NUMBER:
        return token.isdecimal() or token.lower() in _NUMBERS[side]
    return word in (token, token.lower())


@cache
def _phrases() -> tuple[Phrases, Phrases]:
    """Of French and of English, by the first word, the longest first."""
    kinds: tuple[dict[tuple[str, ...], set[Kind]], ...] = ({}, {})
    firm: tuple[dict[tuple[str, ...], set[Kind]], ...] = ({}, {})
    for row in rows("phrases.tsv"):
        family, kind, *sides = row.split("\t")
        for side, listed in enumerate(sides):
            for phrase in listed.split(", "):
                words = tuple(phrase.lstrip("?").split())
                kinds[side].setdefault(words, set()).add((family, kind))
                if not phrase.startswith("?"):
                    firm[side].setdefault(words, set()).add((family, kind))
    return _by_first_word(kinds[0], firm[0]), _by_first_word(kinds[1], firm[1])


def _by_first_word(kinds: dict[tuple[str, ...], set[Kind]], firm: dict[tuple[str, ...], set[Kind]]) -> Phrases:
    made: dict[str, tuple[Phrase, ...]] = {}
    for words in sorted(kinds, key=len, reverse=True):
        first = words[0].lower()
        made[first] = (*made.get(first, ()), Phrase(words, frozenset(kinds[words]), frozenset(firm.get(words, ()))))
    return made
