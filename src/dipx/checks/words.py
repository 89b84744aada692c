"""A second opinion on rare words: those whose dictionary English left no trace, with what the dictionary says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from dipx.checks.coverage import FRENCH_LETTERS, entry
from dipx.checks.dictionary import Row, english_stem, key, lookup
from dipx.checks.glosses import gloss
from dipx.document import Finding
from dipx.text.words import fold, folded

# No part of an address or of a word with a hyphen; of an elision (l'écrin) what follows.
_FRENCH = re.compile(r"(?:(?<![\w'’@./-])|(?<=\b[ldsnmtcj]['’])|(?<=\bqu['’]))[^\W\d_]{4,}(?![\w'’@-]|\.\w)")
_ENGLISH = re.compile(r"[^\W\d_]+")
_COGNATE, _LINKED = 5, 5  # letters
_SHOWN = 2
_LONG = 5  # letters
# The glosses of such forms are of another word, or of another form: « arguait », "deducing".
_CONJUGATED = re.compile(r"(?:ai[st]|aient|ant|èrent|er(?:a|ai|as|ons|ez|ont)|ions|iez)$")
_UN = ("un", "in")  # « non vaccinés », "unvaccinated"


@dataclass(frozen=True, slots=True)
class Missing:
    """A word of the source, and its English by the dictionary, the likeliest first."""

    word: str
    english: tuple[str, ...]


def check(source: str, target: str) -> Finding | None:
    """A note where a rare word of the French has no witness in the English: none of the dictionary's words, nothing
    that is usual beside it in human translations, no word that looks like it.

    Names are other checks' matter: only what is written small is looked up.
    """
    said = dict.fromkeys(f"{lost.word} ({', '.join(lost.english[:_SHOWN])})" for lost in missing(source, target))
    return (
        Finding("words", "note", f"Not found in the translation: {', '.join(said)}.", source, target) if said else None
    )


def missing(source: str, target: str) -> list[Missing]:
    """The rare words without a witness, in order."""
    return _unseen(source, target, lookup)


def doubted(source: str, target: str) -> list[Missing]:
    """The rare words without a witness, and others that the pairs hardly have and for which only one English word is
    known: a model may have said those otherwise, so they are no matter for a note. The English fits in their place."""
    return _unseen(source, target, _fitting)


def _unseen(source: str, target: str, look: Callable[[str], Row | None]) -> list[Missing]:
    found: list[Missing] = []
    english: tuple[list[str], frozenset[str]] | None = None
    for match in _FRENCH.finditer(source):
        if not match[0].islower() or (row := look(match[0])) is None:
            continue
        if english is None:
            words = list(map(folded, _ENGLISH.findall(target)))
            words += [word[2:] for word in words if word.startswith(_UN)]
            english = words, frozenset(map(english_stem, words))
        if row.witnesses.isdisjoint(english[1]) and not _is_alike(fold(match[0]), english[0]):
            found.append(Missing(match[0], row.english))
    return found


@lru_cache(maxsize=1 << 13)
def _fitting(word: str) -> Row | None:
    is_verb = _CONJUGATED.search(word) is not None
    if row := lookup(word):
        return None if is_verb and row.english[0].endswith("ing") else row
    if is_verb or len(word) < _LONG or entry(fold(word)[:FRENCH_LETTERS]) is not None:
        return None
    english = gloss(word) or gloss(key(word))
    return Row((english,), frozenset(map(english_stem, _ENGLISH.findall(english)))) if english else None


def _is_alike(word: str, english: list[str]) -> bool:
    """Whether a word of the English begins like the French one and is not just it, or is linked to its stem."""
    linked = _linked(word[:FRENCH_LETTERS])
    return any(
        (other[:_COGNATE] == word[:_COGNATE] and other != word) or other[:_LINKED] in linked for other in english
    )


@cache
def _linked(stem: str) -> frozenset[str]:
    known = entry(stem)
    return known[2] if known else frozenset()
