"""``kept_names.tsv``: given names, places, and the surnames that are words as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dipx.checks.coverage import FRENCH_LETTERS, lexicon
from dipx.checks.exonyms import common_words
from dipx.checks.lists import rows
from dipx.text.words import fold, folded

WORD = re.compile(r"[^\W\d_]+")
PARTICLES = frozenset("de du des d".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed name as its words, whether it is a word too, whether persons have it, and its English forms."""

    words: tuple[str, ...]
    is_word: bool
    is_given: bool
    english: frozenset[str]


def entry_at(found: Sequence[re.Match[str]], index: int) -> Entry | None:
    """The longest listed name that begins with this word of a text."""
    for entry in listed_names().get(folded(found[index][0]), ()):
        size = len(entry.words)
        if size == 1 or [folded(match[0]) for match in found[index : index + size]] == list(map(folded, entry.words)):
            return entry
    return None


@cache
def surnames() -> frozenset[str]:
    """Folded surnames that are words as well."""
    listed = (row.partition("\t") for row in rows("kept_names.tsv"))
    return frozenset(fold(name) for kind, _, names in listed if kind == "surname" for name in names.split(", "))


@cache
def listed_names() -> dict[str, tuple[Entry, ...]]:
    """By the first folded word, the longest first."""
    known: dict[str, list[Entry]] = {}
    for row in rows("kept_names.tsv"):
        kind, names = row.split("\t")
        for listed in names.split(", ") if kind != "surname" else ():
            name, _, english = listed.partition("=")
            words = tuple(WORD.findall(name))
            entry = Entry(words, name[0] == "?", kind == "given", frozenset(map(fold, english.split("/"))) - {""})
            known.setdefault(fold(words[0]), []).append(entry)
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for first, entries in known.items()}


@lru_cache(maxsize=1 << 13)
def is_unknown(word: str) -> bool:
    """Whether no list has the word: it is a name or nothing."""
    known = folded(word)
    return len(word) > 2 and known not in common_words() and known[:FRENCH_LETTERS] not in lexicon()
