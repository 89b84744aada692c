"""Texts that are a person's name and nothing else: the signature of a letter, a byline, a cell."""

from __future__ import annotations

import re

from dipx.checks.exonyms import common_words, exonyms, stem
from dipx.checks.name_lists import PARTICLES, WORD, entry_at, is_unknown, surnames
from dipx.text.words import folded, plain

_ARTICLES = frozenset(("Le", "La"))
_PART = re.compile(r"(?:[dDlL]')?[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[-'][A-ZÀ-ÖØ-Þ]?[^\W\d_]+)*")  # Bras, Le-Goff, Floc'h
_ROMAN = re.compile("[IVX]+|Ier")
_MOST_SURNAMES = 2
_MOST_PARTS = 8  # with its particles; a longer text is not looked at


def is_persons_name(text: str) -> bool:
    """Whether a text is a listed given name, or one with one or two more words of a name: Claire Dubois,
    Pascal DUCHÊNE, Loïc Le Bras. None that is in capitals, has a number (Louis XIV), or has words that English
    writes otherwise."""
    text = plain(text).strip(" .,")
    parts = text.split(" ")
    if len(parts) > _MOST_PARTS:
        return False
    found = list(WORD.finditer(text))
    entry = entry_at(found, 0) if found and found[0][0][1:].islower() else None
    if entry is None or not entry.is_given or not all(part in PARTICLES or _PART.fullmatch(part) for part in parts):
        return False
    given, *rest = parts
    surname = [part for part in rest if part not in PARTICLES and part not in _ARTICLES]
    words = [word for part in surname for word in WORD.findall(part)]
    if not surname:
        return not rest and not entry.is_word
    if len(surname) > _MOST_SURNAMES or parts[-1] != surname[-1] or any(map(_is_written_otherwise, words)):
        return False
    is_sure = not entry.is_word or "-" in given
    is_lone = len(surname) == 1 and _ARTICLES.isdisjoint(rest)
    return all(
        folded(word) in surnames() or (folded(word) not in common_words() if is_sure and is_lone else is_unknown(word))
        for word in words
    )


def _is_written_otherwise(word: str) -> bool:
    return bool(_ROMAN.fullmatch(word)) or stem(word) not in exonyms().get(word, {stem(word)})
