"""Acronyms that came out as others, ``RGPD`` as CGPD, ``OM`` as WHO, or not at all."""

from __future__ import annotations

import re
from functools import cache

from dipx.checks.coverage import FRENCH_LETTERS, lexicon
from dipx.checks.exonyms import exonyms, is_told
from dipx.checks.lists import rows
from dipx.text.small_words import ENGLISH, FRENCH, FRENCH_IN_NAMES, FRENCH_TOO
from dipx.text.words import fold

_ACRONYM = re.compile(r"(?<![\w-])[^\W\d_a-zà-ÿœ]{2,6}(?![\w-])")
_SMALL = re.compile(r"[a-zà-ÿ]{2}")
_LOUD = re.compile(r"[A-ZÀ-ÖØ-Þ]{2,}[ ',:’-]+[A-ZÀ-ÖØ-Þ]{2,}|^[A-ZÀ-ÖØ-Þ]{4,}")  # words in capitals, not acronyms
_WORDS = (FRENCH | FRENCH_TOO | FRENCH_IN_NAMES | ENGLISH) - {"who"}  # of health
_ROMAN = re.compile("[IVXLCDM]+|M[MR]S?|TV")


def garbled(source: str, target: str) -> list[tuple[str, str]]:
    """(French, English) where the source has acronyms that the target lacks, and the target as many that the source
    lacks; not those that stand for the same."""
    ours, theirs = ({fold(found): found for found in _ACRONYM.findall(text)} for text in (source, target))
    lost = [ours[old] for old in ours if old not in theirs]
    new = [theirs[made] for made in theirs if made not in ours]
    if not lost or not new or not (_SMALL.search(source) and _SMALL.search(target)):
        return []
    told = {word for old in lost for made in new if _is_known(old, made) for word in (old, made)}
    lost, new = ([word for word in words if word not in told and _is_acronym(word)] for words in (lost, new))
    # What follows its own name in brackets is often made anew of the English one.
    if len(lost) != len(new) or _LOUD.search(source) or any(f"({old}" in source for old in lost):
        return [(old, made) for old in lost for made in new if _is_a_letter_off(old, made)]
    return list(zip(lost, new, strict=True))


def dropped(source: str, target: str) -> list[str]:
    """Acronyms of the source that no list has and the target lacks. Of 27,343 pairs that people wrote 17 have one."""
    if not _SMALL.search(source) or _LOUD.search(source):
        return []
    said = fold(target)
    found = dict.fromkeys(word for word in _ACRONYM.findall(source) if len(word) > 2 and fold(word) not in said)
    return [word for word in found if word not in _table() and _is_acronym(word) and _stays(word, source)]


def _stays(word: str, source: str) -> bool:
    return word.isalpha() and word.isupper() and word not in exonyms() and f"({word}" not in source


def in_english(french: str) -> str:
    """The English acronym, or the French one where no other is known."""
    known = _table().get(french, frozenset()) - {"-"}
    return next(iter(known)) if len(known) == 1 else french


def _is_acronym(word: str) -> bool:
    small = fold(word)
    return not _ROMAN.fullmatch(word) and small not in _WORDS and small[:FRENCH_LETTERS] not in lexicon()


def _is_known(french: str, english: str) -> bool:
    return english in _table().get(french, frozenset()) or is_told(french, english)


def _is_a_letter_off(old: str, new: str) -> bool:
    if len(old) == len(new):
        return sum(a != b for a, b in zip(old, new, strict=True)) == 1
    shorter, longer = sorted((old, new), key=len)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


@cache
def _table() -> dict[str, frozenset[str]]:
    return {row.partition("\t")[0]: frozenset(row.partition("\t")[2].split()) for row in rows("acronyms.tsv")}
