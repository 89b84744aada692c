"""Words that are no English: a model makes them of pieces (« lacrymogène », "lacrymonous"), or leaves them in French.

With each the French word that it was made of, where one is alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from dipx.checks.coverage import FRENCH_LETTERS, entry
from dipx.checks.dictionary import key, lookup
from dipx.checks.glosses import gloss
from dipx.checks.loanwords import is_loan
from dipx.checks.nations import nations
from dipx.checks.untranslated import ADDRESS
from dipx.checks.vocabulary import SHORTEST, is_english
from dipx.document import Finding
from dipx.text.words import fold, folded, lowered, plain

# No part of an address, of a word with a hyphen, or of a contraction.
_ENGLISH = re.compile(rf"(?<![\w'@./#&-])[^\W\d_]{{{SHORTEST},}}(?![\w'@-]|\.\w)")
_FRENCH = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_FOREIGN = re.compile(r"[^a-zàâæçéèêëîïôœùûüÿ]")  # a letter that French has not
_QUOTED = re.compile(r"«[^»]{0,400}»|“[^”]{0,400}”|\"[^\"]{0,400}\"|(?<!\w)'[^']{0,400}'(?!\w)")
_NOUNS = re.compile(r"[a-z]{3,}(?:[eo]r|ist|ian|ism|ment|tion)s")
_OPENS = re.compile(r"(?:^|[\"“«])[^\w]*$")  # the text, or a quotation
_OPENING = re.compile(r"(?:^|[\"“«])[^\w]*([^\W\d_]+)")
_MOST = 8  # words of the source that begin alike and are compared
_PREFIX, _ALIKE = 3, 0.5  # letters, and share, that a word has of the one that it was made of
_BEGUN_ALIKE = 0.4  # where both open a text or a quotation: "Bonday!" for « Bonjour ! »


@dataclass(frozen=True, slots=True)
class Strange:
    """A word of the English that is none, where it begins, and the French word that it was made of, if one is alike."""

    word: str
    start: int
    french: str | None


def check(source: str, target: str) -> Finding | None:
    """An error for words of the English that English has not.

    Names are other checks' matter: only what is written small is looked up, and what opens the text. What the source
    has letter for letter counts only where it is French: a word of another language stays what it is. What English
    papers keep of French (laïcité) is English.
    """
    found = dict.fromkeys(
        f"“{one.word}”" + (f" (for {one.french})" if one.french and one.french != one.word.lower() else "")
        for one in strange(source, target)
    )
    if not found:
        return None
    return Finding("invented", "error", f"Not English: {', '.join(found)}.", source, target)


def _is_of_several(word: str, source: str) -> bool:
    """Whether it is the plural of what is surely a noun: the list has "validator", and no "validators"."""
    return _NOUNS.fullmatch(word) is not None and is_english(word[:-1]) and word not in lowered(source)


def strange(source: str, target: str) -> list[Strange]:
    """The words of the English that are none, in order."""
    found: list[Strange] = []
    text = plain(target)
    known: dict[str, str | None] = {}
    free = ""  # of addresses
    for match in _ENGLISH.finditer(text):
        word = match[0].lower()
        opens = match[0] != word
        if opens and not (match[0][1:].islower() and _OPENS.search(text, max(0, match.start() - 9), match.start())):
            continue
        if is_english(word) or _is_of_several(word, source):
            continue
        if word[::-1] in lowered(source):  # spelled backwards: the fake engine's
            continue
        free = free or ADDRESS.sub(lambda address: " " * len(address[0]), text)
        if free[match.start()] == " ":
            continue
        ours = _read(source)
        if word not in known:
            known[word] = _made_of(word, ours)
        french = known[word]
        if opens:
            french = _begun_as(word, ours) or (french if _is_said_small(french, ours, match[0]) else None)
            if french is None or not _is_in_dictionary(french):
                continue  # a name, for all that is known
        if word in lowered(source) and not (word in ours.unquoted and _is_french(word)):
            continue
        if is_loan(text, match.start()):
            continue
        if french and _FOREIGN.search(french) and fold(french) == fold(word):
            continue  # tvarůžky without its accents
        found.append(Strange(match[0], match.start(), french))
    return found


@dataclass(frozen=True, slots=True)
class _Source:
    """The words of the French: those that open it and its quotations, those in small letters, those outside of
    quotation marks (no titles), all by their beginnings."""

    openers: frozenset[str]
    small: frozenset[str]
    unquoted: frozenset[str]
    by_start: Mapping[str, Sequence[str]]


@lru_cache(maxsize=8)
def _read(source: str) -> _Source:
    words = list(dict.fromkeys(_FRENCH.findall(source)))
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(same := by_start[folded(word)[:_PREFIX]]) < _MOST:
            same.append(word.lower())
    openers = frozenset(word.lower() for word in [*words[:1], *_OPENING.findall(plain(source))])
    small = frozenset(word for word in words if word.islower())
    return _Source(openers, small, frozenset(_FRENCH.findall(_QUOTED.sub(" ", source))), by_start)


def _is_said_small(french: str | None, source: _Source, english: str) -> bool:
    """Whether what opens the English was made of a word that is no name: one in small letters."""
    return french in source.small and english not in nations()


def _made_of(word: str, source: _Source) -> str | None:
    """The word of the source that is most like it."""
    made = fold(word)
    alike = [
        (ratio, french)
        for french in source.by_start.get(made[:_PREFIX], ())
        if (ratio := SequenceMatcher(None, made, folded(french)).ratio()) >= _ALIKE
    ]
    return max(alike)[1] if alike else None


def _begun_as(word: str, source: _Source) -> str | None:
    """The word that opens the source, or a quotation of it, where this one is like it."""
    made = fold(word)
    alike = [
        (ratio, french)
        for french in source.openers
        if folded(french)[:_PREFIX] == made[:_PREFIX]
        and (ratio := SequenceMatcher(None, made, folded(french)).ratio()) >= _BEGUN_ALIKE
    ]
    return max(alike)[1] if alike else None


def _is_french(word: str) -> bool:
    stem = folded(word)[:FRENCH_LETTERS]
    return _is_in_dictionary(word) or (len(word) > FRENCH_LETTERS and entry(stem) is not None)


def is_unknown(word: str) -> bool:
    """Whether no dictionary has the French word: a name's, as like as not."""
    return not _is_french(word.lower())


def _is_in_dictionary(word: str) -> bool:
    return any(found is not None for found in (lookup(word), gloss(word), gloss(key(word))))
