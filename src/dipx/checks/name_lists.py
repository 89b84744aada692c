"""``kept_names.tsv``: given names, towns and other places, and the surnames that are words as well."""

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
# Towns whose whole name only France has: Piriac-sur-Mer, Saint-Gilles-Croix-de-Vie.
TOWN = re.compile(
    r"\b[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:-[^\W\d_]+){0,3}-(?:sur|sous|lès|les|en|de|du|des)(?:-l[ae]s?)?-[A-ZÀ-ÖØ-Þ][^\W\d_]+(?![\w-])"
    r"|\bSainte?(?:-[^\W\d_]+){2,5}(?![\w-])"
)
_ARTICLE = re.compile("(Le|La|Les) ")
# What a model makes of French given names that is English. A foreign form (Josep, Viktor) it would not write unless it
# knew the person.
ENGLISH_FORMS = frozenset(
    "adrian agatha alan alexander ambrose andrew ann anthony augustine bridget catherine christopher claire dennis "
    "dominic edmund edward eleanor elizabeth emily frances francis frank geoffrey george giles gregory helen henry "
    "hugh isabel james jane jeremiah jeremy joan john julia julian katherine laurence lawrence lucy luke margaret mark "
    "mary matilda matthew michael naomi nicholas noah patrick paul peter philip ralph raymond rock stephen theresa "
    "walter william zachary".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed name as its words, whether it is a word too, whether persons have it, whether no other language has its
    own form of it, and what stands for it in English texts."""

    words: tuple[str, ...]
    is_word: bool
    is_given: bool
    is_only_french: bool
    english: frozenset[str]


def entry_at(found: Sequence[re.Match[str]], index: int) -> Entry | None:
    """The longest listed name that begins with this word of a text."""
    for entry in listed_names().get(folded(found[index][0]), ()):
        stretch = found[index : index + len(entry.words)]
        if len(stretch) == len(entry.words) and all(map(_is_written_so, stretch, entry.words)):
            return entry
    return None


def is_given_name(word: str) -> bool:
    """Whether a word by itself, in whatever letters, is a listed given name."""
    found = WORD.match(word.capitalize())
    entry = entry_at([found], 0) if found else None
    return entry is not None and entry.is_given


def is_name_alone(text: str) -> bool:
    """Whether the text is a listed given name and nothing else, and no word."""
    found = WORD.fullmatch(text.capitalize())
    entry = entry_at([found], 0) if found else None
    return entry is not None and entry.is_given and not entry.is_word


def _is_written_so(found: re.Match[str], word: str) -> bool:
    """Accents may lack, and capitals lack them often; but Marié is not Marie."""
    letters = found[0]
    return folded(letters) == folded(word) and (letters[1:].isascii() or letters[1:].lower() == word[1:].lower())


@cache
def _rows() -> tuple[tuple[str, bool, str, frozenset[str]], ...]:
    """Kind, whether it is a word too, the name and its folded English forms."""
    found = []
    for row in rows("kept_names.tsv"):
        kind, names = row.split("\t")
        for listed in names.split(", "):
            name, _, english = listed.removeprefix("?").partition("=")
            found.append((kind, listed[0] == "?", name, frozenset(map(fold, english.split("/"))) - {""}))
    return tuple(found)


@cache
def surnames() -> frozenset[str]:
    """Folded surnames that are words as well, or given names."""
    kinds = ("surname", "given", "french")
    return frozenset(fold(name) for kind, is_word, name, _ in _rows() if kind in kinds and not is_word)


@cache
def towns() -> tuple[str, ...]:
    """French towns as they are written, with their articles."""
    return tuple(name for kind, _, name, _ in _rows() if kind == "town")


@cache
def hyphened() -> frozenset[str]:
    """Towns and other places of several words, without articles."""
    places = (_ARTICLE.sub("", name) for kind, _, name, _ in _rows() if kind in ("town", "place"))
    return frozenset(name for name in places if "-" in name)


@cache
def articled() -> dict[str, str]:
    """Towns without their article, and the article: Havre, Le."""
    split = (name.partition(" ") for name in towns() if _ARTICLE.match(name))
    return {name: article for article, _, name in split}


@cache
def listed_names() -> dict[str, tuple[Entry, ...]]:
    """By the first folded word, the longest first."""
    known: dict[str, list[Entry]] = {}
    for kind, is_word, name, english in _rows():
        if kind != "surname":
            words = tuple(WORD.findall(_ARTICLE.sub("", name)))
            entry = Entry(words, is_word, kind in ("given", "french"), kind != "given", english)
            known.setdefault(fold(words[0]), []).append(entry)
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for first, entries in known.items()}


@cache
def name_words() -> frozenset[str]:
    """Folded names, and the English forms of all."""
    whole = {fold(name) for _, _, name, _ in _rows()}
    return frozenset(whole.union(*(english for _, _, _, english in _rows())))


@lru_cache(maxsize=1 << 13)
def is_unknown(word: str) -> bool:
    """Whether no list has the word: it is a name or nothing."""
    known = folded(word)
    return len(word) > 2 and known not in common_words() and known[:FRENCH_LETTERS] not in lexicon()
