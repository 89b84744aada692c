"""French names that English leaves as they are (Loïc, Plouay, Le Havre) and that came out as another word.

``kept_names.tsv`` has given names and places. What follows one of those given names or a title is a surname, and what
follows *à* or *mairie de* a place, listed or not: there a respelling (Poutine, Putin) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from dipx.checks.coverage import FRENCH_LETTERS, lexicon
from dipx.checks.exonyms import common_words, exonyms, stem
from dipx.checks.lists import rows
from dipx.text.small_words import ENGLISH
from dipx.text.words import fold, folded, plain, stems

_WORD = re.compile(r"[^\W\d_]+")
_GAPS = frozenset((" ", "-", "'", ". "))  # between the words of a name, and after M.
_PARTICLES = frozenset("de du des d".split())
_ARTICLES = frozenset(("Le", "La"))
_PART = re.compile(r"(?:[dDlL]')?[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[-'][A-ZÀ-ÖØ-Þ]?[^\W\d_]+)*")  # Bras, Le-Goff, Floc'h
_ROMAN = re.compile("[IVX]+|Ier")
_MOST_SURNAMES = 2
_TITLES = frozenset("M MM Mme Mmes Mlle Me Mes Dr Drs Pr Maître Docteur Monsieur Madame Mademoiselle".split())
_AT = re.compile(
    r"(?:\bà|\b(?:[Mm]airie|MAIRIE|[Vv]ille|VILLE|[Cc]ommunes?|COMMUNE|[Mm]aire|MAIRE|[Cc]onseil municipal|CONSEIL MUNICIPAL"
    r"|[Cc]anton|[Gg]are|GARE|[Pp]ort|[Bb]ourg|[Vv]illage)(?: (?:de|DE)| ?d'| ?D')) ?$"
)
_BACK = 30
_LEAST_ALIKE = 0.5
# How names of other scripts are spelled in French and in English: what is left of both is the same.
_SPELLINGS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        ("ou|oo", "u"),
        ("w|ff?$", "v"),
        ("t?sch|tch|sh", "ch"),
        ("kh|ck|q|c(?![eiyh])", "k"),
        ("dj|zh|j", "j"),
        ("gu(?=[eiy])|gh", "g"),
        ("ph", "f"),
        ("(?<=[^aeiou])es?$", ""),
        ("[iy]+|ji?", "i"),
        ("ia|ie|ii", "i"),
        ("[ao]e|ai", "e"),
        ("ts|z|c", "s"),
        ("h", ""),
        (r"(.)\1+", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class Mangled:
    """A name's word as the French has it, the word that the English has in its place if one is like it, and how the
    English should write it."""

    name: str
    made: str | None
    right: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A listed name as its words, whether it is a word too, whether persons have it, and its English forms."""

    words: tuple[str, ...]
    is_word: bool
    is_given: bool
    english: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    right: str
    english: frozenset[str] = frozenset()
    is_listed: bool = True


def mangled(source: str, target: str) -> list[Mangled]:
    """The names of the source that the target lacks, each once, in order; of those that no list has only such as have
    a word in their place."""
    source, target = plain(source), plain(target)
    said = {folded(word) for word in _WORD.findall(target)}
    lost = {name.text: name for name in _names(source) if not _is_said(name, said)}
    if not lost:
        return []
    ours = {folded(word) for word in _WORD.findall(source)}
    new = [word for word in dict.fromkeys(_WORD.findall(target)) if _has_capital(word) and folded(word) not in ours]
    found = []
    for name in lost.values():
        if not exonyms().get(name.text, frozenset()).isdisjoint(stems(target)):
            continue
        made = _in_its_place(name, new)
        if name.is_listed or (made is not None and _spelled(name.text) != _spelled(made)):
            found.append(Mangled(name.text, made, name.right))
    return found


def is_persons_name(text: str) -> bool:
    """Whether a text is a listed given name, or one with one or two more words of a name: Claire Dubois, Pascal DUCHÊNE,
    Loïc Le Bras. None that is in capitals, has a number (Louis XIV), or one whose words English writes otherwise."""
    text = plain(text).strip(" .,")
    parts, found = text.split(" "), list(_WORD.finditer(text))
    entry = _entry(found, 0) if found and found[0][0][1:].islower() else None
    if entry is None or not entry.is_given or not all(part in _PARTICLES or _PART.fullmatch(part) for part in parts):
        return False
    given, *rest = parts
    surname = [part for part in rest if part not in _PARTICLES and part not in _ARTICLES]
    words = [word for part in surname for word in _WORD.findall(part)]
    if not surname:
        return not rest and not entry.is_word
    if len(surname) > _MOST_SURNAMES or parts[-1] != surname[-1] or any(map(_is_written_otherwise, words)):
        return False
    is_sure = not entry.is_word or "-" in given
    is_lone = len(words) == 1 and _ARTICLES.isdisjoint(rest)
    return all(
        folded(word) in _surnames() or (folded(word) not in common_words() if is_sure and is_lone else _is_unknown(word))
        for word in words
    )


def _is_written_otherwise(word: str) -> bool:
    return bool(_ROMAN.fullmatch(word)) or stem(word) not in exonyms().get(word, {stem(word)})


def _is_said(name: _Name, said: set[str]) -> bool:
    word = folded(name.text)
    return not said.isdisjoint({word, f"{word}s", f"{word}es"} | name.english) or (word == "saint" and "st" in said)


def _has_capital(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and word.lower() not in ENGLISH


def _in_its_place(name: _Name, new: list[str]) -> str | None:
    """The one new word that begins with the same letter and is like the name."""
    sought = fold(name.text)
    alike = [(SequenceMatcher(None, sought, folded(word)).ratio(), word) for word in new if folded(word)[0] == sought[0]]
    best = max(alike, default=(0.0, ""))
    return best[1] if best[0] >= _LEAST_ALIKE else None


def _spelled(name: str) -> str:
    name = fold(name)
    for pattern, by in _SPELLINGS:
        name = pattern.sub(by, name)
    return name


def _names(source: str) -> Iterator[_Name]:
    """Words of listed names, and what stands where a name does."""
    found = list(_WORD.finditer(source))
    index, person = 0, False
    while index < len(found):
        match = found[index]
        word = match[0]
        person = person and source[found[index - 1].end() : match.start()] in _GAPS
        if not word[0].isupper():
            person = person and word in _PARTICLES
            index += 1
            continue
        entry = _entry(found, index)
        if entry is not None and not (entry.is_word and not person and _is_doubtful(source, found, index)):
            for right, part in zip(entry.words, found[index : index + len(entry.words)], strict=True):
                if right[0].isupper() and len(right) > 2:
                    yield _Name(part[0], right if part[0].isupper() else part[0], entry.english)
            person = entry.is_given
            index += len(entry.words)
            continue
        if word in _TITLES:
            person = True
        elif _is_unknown(word) and (person or _is_place(source, match)):
            yield _Name(word, word.capitalize() if source.isupper() else word, is_listed=False)
        index += 1


def _is_unknown(word: str) -> bool:
    """Whether no list has the word: it is a name or nothing."""
    known = folded(word)
    return len(word) > 2 and known not in common_words() and known[:FRENCH_LETTERS] not in lexicon()


def _is_doubtful(source: str, found: list[re.Match[str]], index: int) -> bool:
    """Whether a word that is also a name is none as far as one sees: before another word with a capital it is one."""
    match = found[index]
    after = found[index + 1] if index + 1 < len(found) else None
    is_loud = match[0].isupper() and len(match[0]) > 1
    return is_loud or after is None or not after[0][0].isupper() or source[match.end() : after.start()] not in (" ", "-")


def _is_place(source: str, match: re.Match[str]) -> bool:
    return _AT.search(source[max(0, match.start() - _BACK) : match.start()]) is not None


def _entry(found: list[re.Match[str]], index: int) -> _Entry | None:
    for entry in _listed().get(folded(found[index][0]), ()):
        size = len(entry.words)
        if size == 1 or [folded(match[0]) for match in found[index : index + size]] == list(map(folded, entry.words)):
            return entry
    return None


@cache
def _surnames() -> frozenset[str]:
    listed = (row.partition("\t") for row in rows("kept_names.tsv"))
    return frozenset(fold(name) for kind, _, names in listed if kind == "surname" for name in names.split(", "))


@cache
def _listed() -> dict[str, tuple[_Entry, ...]]:
    """By the first folded word, the longest first."""
    known: dict[str, list[_Entry]] = {}
    for row in rows("kept_names.tsv"):
        kind, names = row.split("\t")
        for listed in names.split(", ") if kind != "surname" else ():
            name, _, english = listed.partition("=")
            words = tuple(_WORD.findall(name))
            entry = _Entry(words, name[0] == "?", kind == "given", frozenset(map(fold, english.split("/"))) - {""})
            known.setdefault(fold(words[0]), []).append(entry)
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for first, entries in known.items()}
