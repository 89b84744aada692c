"""Which sentences speak of what another one has named: "He", "The campaign", "A fourth person", "Such a law".

A bullet stands alone, or behind the bullet that names. Of the sentences that editors cite first, fewer point back than
of all others, and where one does they write the name into the bullet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from dipx.bullets.context import known_names, pronoun_first
from dipx.bullets.cuts import FINITE
from dipx.bullets.selector import dangles
from dipx.bullets.words import STOP, stem, tokens

_REACH: Final = 4  # sentences back: what names is not further away

_BACK: Final = re.compile(
    r"""(?:this|that|these|those|such|no\ such|another|others)\b
    |the\ (?:latter|former|same|other|others|two|three|four|pair|trio|second|third|fourth|first\ two|rest)\b
    |an?\ (?:second|third|fourth|fifth|sixth|similar|further)\b
    |(?:one|two|three|four|some|many|most|several|all|half|none|each|a\ number|among)\ of\ (?:them|these|those)\b
    |among\ (?:them|these|those)\b|(?:until|since|by|before)\ then\b
    |(?:in|at|on|after|before|during|under|with|for|by|of)\ (?:this|that|these|those|such)\b""",
    re.I | re.X,
)
_SINGULAR: Final = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself)\b", re.I)
# Nouns by which a text goes on speaking of what it has named by another word.
_GENERAL_WORDS: Final = """
    company firm group organization organisation agency association club team band brand platform app website
    man woman couple boy girl child teenager youth victim suspect driver teacher student patient officer soldier
    player striker coach actor actress singer author writer artist director star official lawmaker politician
    attack incident accident crash fire explosion blast shooting killing murder crime robbery disaster tragedy strike
    decision move plan proposal deal agreement bill law measure reform campaign project initiative programme program
    scheme ban rule ruling verdict sentence trial case lawsuit complaint settlement
    event ceremony meeting summit visit trip match game race tournament vote election
    film movie show series book novel song album game study report survey poll statement letter message video footage
    image picture photo document announcement news discovery
    site building area region city town village island place venue ship boat plane aircraft vehicle car truck bus train
    animal fish dog cat bird product device phone system method technique problem issue phenomenon situation
"""
_GENERAL: Final = frozenset(map(stem, _GENERAL_WORDS.split()))
_TITLES: Final = frozenset("Mr Mrs Ms Miss Dr Mr. Mrs. Ms. Dr.".split())
_ALSO: Final = frozenset("also now then still already never".split())
_LIST: Final = 4  # words of a noun phrase


@dataclass(frozen=True, slots=True)
class References:
    """For each sentence of a document the stems one of which an earlier one has to have said (none: any name will do),
    ``None`` where it points at nothing; the one that names; and the stems that it says itself."""

    wanted: Sequence[frozenset[str] | None]
    naming: Sequence[int | None]
    stems: Sequence[frozenset[str]]

    def is_open(self, index: int, chosen: Collection[int]) -> bool:
        """Whether a sentence points back at what none of the ``chosen`` before it names."""
        wanted = self.wanted[index] if index < len(self.wanted) else None
        if wanted is None or self.naming[index] in chosen:
            return False
        return not any(wanted & self.stems[at] for at in chosen if at < index)


NONE: Final = References((), (), ())


def references(texts: Sequence[str]) -> References:
    """What points back in the tidied sentences of a document, and at which of them."""
    named = known_names(texts)
    words = [tokens(text) for text in texts]
    wanted: list[frozenset[str] | None] = []
    introduced: dict[str, int] = {}
    for index, text in enumerate(texts):
        back = _opening(text, words[index], introduced)
        if back is None and (_BACK.match(text) or dangles(text) or _of_person(text, named)):
            back = frozenset()
        wanted.append(back if index else None)
        for term in _introduces(words[index]):
            introduced.setdefault(term, index)
    stems = [frozenset(map(stem, found)) for found in words]
    naming = [None if back is None else _naming(at, back, wanted, introduced) for at, back in enumerate(wanted)]
    return References(wanted, naming, stems)


def _of_person(text: str, named: frozenset[str]) -> bool:
    """Whether "he" or "her" comes before any name; "they" may stand for a noun of the same sentence."""
    return bool(_SINGULAR.search(text)) and pronoun_first(text, named)


def _naming(
    index: int, words: frozenset[str], wanted: Sequence[frozenset[str] | None], introduced: Mapping[str, int]
) -> int | None:
    """The sentence that introduces what one points at, else the last one before that points at nothing itself."""
    if known := [introduced[word] for word in words if word in introduced]:
        return min(known)
    return next((at for at in range(index - 1, max(-1, index - 1 - _REACH), -1) if wanted[at] is None), None)


def _introduces(words: Sequence[str]) -> Iterator[str]:
    """The stems of what a sentence names for the first time: "a charter bus", "Blake Erwin"."""
    for place, word in enumerate(words[:-1]):
        if word.lower() in ("a", "an"):
            yield from (stem(noun) for noun in takewhile(_is_small, words[place + 1 : place + _LIST]))
        elif word[0].isupper() and words[place + 1][0].isupper() and word.lower() not in STOP:
            yield stem(words[place + 1])


def _opening(text: str, words: Sequence[str], introduced: Mapping[str, int]) -> frozenset[str] | None:
    """The stem of "The campaign has", "The young man, who", "Erwin said", where a sentence opens on such."""
    if len(words) < _LIST:
        return None
    titled = words[0] in _TITLES
    first = words[1] if titled else words[0]
    is_described = text.split(first, 1)[1][:1] == ","  # "Spitzer, who resigned in 2008, runs again"
    if first[0].isupper() and not (words[titled + 1][0].isupper() or is_described) and stem(first) in introduced:
        return frozenset({stem(first)})
    if words[0] != "The":
        return None
    noun = [*takewhile(_is_small, words[1 : _LIST + 1])]
    for place, word in enumerate(noun, start=1):
        following = words[place + 1] if place + 1 < len(words) else ""
        closes = text.split(word, 1)[1][:1] == "," or following in FINITE or following in _ALSO
        if (stem(word) in _GENERAL or stem(word) in introduced) and (closes or following.endswith(("ed", "ly"))):
            return frozenset({stem(word)})
    return None


def _is_small(word: str) -> bool:
    return word[0].islower() and word not in STOP
