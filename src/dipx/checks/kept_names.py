"""French names that English leaves as they are (Loïc, Plouay, Le Havre) and that came out as another word.

``kept_names.tsv`` has given names and places, and says of which English has no other form: only these are certain.
What follows a given name or a title is a surname, and what follows *à* or *mairie de* a place, listed or not, but
English may have another one for it (Soleure, Solothurn); a respelling (Poutine, Putin) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from dipx.checks.exonyms import common_words, exonyms
from dipx.checks.name_lists import (
    PARTICLES,
    TOWN,
    WORD,
    Entry,
    entry_at,
    hyphened,
    is_unknown,
    listed_names,
    name_words,
    surnames,
)
from dipx.checks.name_parts import COMPANY
from dipx.text.small_words import ENGLISH
from dipx.text.words import fold, folded, plain, stems

_GAPS = frozenset((" ", "-", "'"))  # between the words of a name
_TITLES = frozenset(
    "M MM Mgr Mme Mmes Mlle Me Mes Dr Drs Pr Maître Docteur Monsieur Madame Mademoiselle "
    "MME MLLE DR MONSIEUR MADAME".split()
)
_AT = re.compile(
    r"(?:\bà|\b(?:[Mm]airie|MAIRIE|[Vv]ille|VILLE|[Cc]ommunes?|COMMUNE|[Mm]aire|MAIRE|[Cc]onseil municipal"
    r"|CONSEIL MUNICIPAL|[Cc]anton|[Gg]are|GARE|[Pp]ort|[Bb]ourg|[Vv]illage)(?: (?:de|DE)| ?d'| ?D')) ?$"
)
_NAMED = re.compile(r"(?:[\w,] |\()L[ea] $")  # Le Croisic, but La Méduse as well
_BACK = 30
_ROW_BEFORE = re.compile(r"(?<![\w-])([A-ZÀ-ÖØ-Þ][a-zà-ÿ]+)(?:, | et |, et | ou )$")
_ROW_BEHIND = re.compile(r"(?:, | et |, et | ou )([A-ZÀ-ÖØ-Þ][a-zà-ÿ]+)(?![\w-])")
_WITH_ARTICLE = re.compile(
    r"\b(?P<before>[^\W\d_]{1,30})\.? (?P<article>L[ea]|L[EA]) (?P<name>[A-ZÀ-ÖØ-Þ][^\W\d_]*)(?![\w-])"
)
_RUN = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:-[^\W\d_]+)+(?![\w-])")
# Francfort-sur-le-Main, Île-de-France, Notre-Dame-des-Victoires: what English has another word for.
_TRANSLATED = frozenset("Francfort Stratford Newcastle Rostov Berwick Île Ile Pays Hauts Notre Palais Musée".split())
_PEOPLE = re.compile("(?:ais|ois|[ao]ise|[ée]en|[ée]enne|ien|ienne|iste)s?$")  # of a town or a country
_FRENCH_END = re.compile(
    r"(?:ions?|ments?|tés?|ismes?|istes?|ages?|eu[rx]s?|euses?|rices?|[iï]ques?|ables?|ibles?|ées?|és?|i[er]s?|ir|ants?|antes?|ents?|"
    r"entes?|[ao]is|[ao]ises?|[ée]ens?|ennes?|als?|aux|ales?|elles?|els?|ures?|ances?|ences?|ites?|ogues?|ogies?|ettes?|ères?|ières?|"
    r"ez|ons|oirs?|oires?|ets?|ifs?|ives?|[^aeiou]es?|us?|ues?|ies?|iles?|ines?|ines?|ons?|ins?|phones?)$"
)
_LEAST_ALIKE = 0.5
_SURELY_ALIKE = 0.65  # Loïc and Leoc are 0.75, Havre and Havs 0.67, Jacques and Joes 0.55
_MOST = 100  # that are looked for: a text of nothing else must not take for ever
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
_DOUBLED = re.compile(r"([bcdfgjklmnprtvz])\1")
_TWO_WAYS = frozenset({"mohamed", "hizbolah", "abdulah", "abdalah"})  # of Arabic, as each newsroom likes


@dataclass(frozen=True, slots=True)
class Mangled:
    """A name's word as the French has it, the word that the English has in its place if one is like it, how the
    English should write it, and whether a list says so and the two are next to the same."""

    name: str
    made: str | None
    right: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    right: str
    english: frozenset[str] = frozenset()
    is_listed: bool = True
    is_lone: bool = True  # no part of a longer name, as Atlantique is of Loire-Atlantique
    is_certain: bool = True


def mangled(source: str, target: str) -> list[Mangled]:
    """The names of the source that the target lacks, each once, in order; of those that no list has only such as have
    a word in their place."""
    source, target = plain(source), plain(target)
    said = {folded(word) for word in WORD.findall(target)}
    lost = {name.text: name for name in _names(source) if not _is_said(name, said)}
    longer = [*_towns(source, target), *_articled(source, target)]
    if not lost:
        return longer
    ours = {folded(word) for word in WORD.findall(source)}
    new = [word for word in dict.fromkeys(WORD.findall(target)) if _has_capital(word) and folded(word) not in ours]
    found = longer
    for name in islice(lost.values(), _MOST):
        if any(name.text in other.name for other in longer):
            continue
        if name.is_lone and not exonyms().get(name.text, frozenset()).isdisjoint(stems(target)):
            continue
        made = _in_its_place(name.text, new)
        if name.is_listed or (made is not None and not _is_spelling(name.text, made)):
            found.append(Mangled(name.text, made, name.right, made is not None and _is_certain(name, made, target)))
    return found


def is_title(word: str) -> bool:
    """Whether a person's name follows: M., Mme, Me."""
    return word in _TITLES


def _is_said(name: _Name, said: set[str]) -> bool:
    word = folded(name.text)
    return not said.isdisjoint({word, f"{word}s", f"{word}es"} | name.english) or (word == "saint" and "st" in said)


def _has_capital(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and word.lower() not in ENGLISH


def _is_certain(name: _Name, made: str, target: str) -> bool:
    """Whether only French has the name, and the word is hardly another; of a longer name only where it is in one piece:
    Loire-Atlant, but not the Maritime Alps."""
    if not name.is_certain or not _is_near(name.text, made):
        return False
    return name.is_lone or re.search(rf"(?:-{re.escape(made)}|\b{re.escape(made)}-)", target) is not None


def _is_near(name: str, made: str) -> bool:
    """Whether the word is a letter or two from the name, and no name that a list has (Thibaut and Thibault)."""
    return folded(made) not in name_words() and _likeness(fold(name), made) >= _SURELY_ALIKE


def _likeness(sought: str, word: str) -> float:
    return SequenceMatcher(None, sought, folded(word)).ratio()


def _in_its_place(name: str, new: list[str]) -> str | None:
    """The one new word that begins with the same letter and is like the name."""
    sought = fold(name)
    alike = [(_likeness(sought, word), word) for word in new if folded(word)[0] == sought[0]]
    best = max(alike, default=(0.0, ""))
    return best[1] if best[0] >= _LEAST_ALIKE else None


def spelled(name: str) -> str:
    """What is left of a name that French and English spell otherwise: one for Poutine and Putin."""
    name = fold(name)
    for pattern, by in _SPELLINGS:
        name = pattern.sub(by, name)
    return name


def _is_spelling(name: str, made: str) -> bool:
    """Whether both are one name in two languages: Poutine and Putin; no Melloni for Meloni, as no language doubles a
    consonant but s (Tbilissi)."""
    if spelled(name) != spelled(made):
        return False
    ours, theirs = fold(name), fold(made)
    return ours == theirs or _undoubled(ours) != _undoubled(theirs) or _undoubled(ours) in _TWO_WAYS


def _undoubled(name: str) -> str:
    return _DOUBLED.sub(r"\1", name)


@lru_cache(maxsize=8)
def _names(source: str) -> tuple[_Name, ...]:
    return tuple(_found(source))


def _found(source: str) -> Iterator[_Name]:
    """Words of listed names, and what stands where a name does."""
    found = list(WORD.finditer(source))
    index, person = 0, False
    while index < len(found):
        match = found[index]
        word = match[0]
        person = person and _belongs(source, found[index - 1], match)
        if not word[0].isupper():
            person = person and word in PARTICLES
            index += 1
            continue
        entry = entry_at(found, index)
        if entry is not None and (person or not entry.is_word or _is_a_persons(entry, source, found, index)):
            for right, part in zip(entry.words, found[index : index + len(entry.words)], strict=True):
                if right[0].isupper() and len(right) > 2:
                    is_lone = len(entry.words) == 1
                    right = right if part[0].isupper() else part[0]
                    # An accent says that it is the French form, not a foreigner's (Frédéric, "Fryderyk" is listed).
                    is_certain = entry.is_only_french or (entry.is_given and not right.isascii())
                    yield _Name(part[0], right, entry.english, is_lone=is_lone, is_certain=is_certain)
            person = entry.is_given
            index += len(entry.words)
            continue
        if word in _TITLES:
            person = True
        elif person and _is_surname(source, word):
            right = word.capitalize() if source.isupper() else word
            yield _Name(word, right, is_certain=False)
        elif is_unknown(word):
            is_company = COMPANY.match(source, match.end()) is not None
            is_named = is_company or (match.start() == 0 and _is_no_french(word))
            is_named = is_named or _NAMED.search(source, max(0, match.start() - _BACK), match.start()) is not None
            if person or is_named or _is_place(source, match) or _is_beside_another(source, found, index):
                right = word.capitalize() if source.isupper() else word
                yield _Name(word, right, is_listed=is_company, is_certain=False)
        index += 1


def _is_surname(source: str, word: str) -> bool:
    """Whether a word behind a given name is the surname all the same: it is listed, or alone in capitals (DUCHÊNE)."""
    is_loud = len(word) > 3 and word.isupper() and not source.isupper()
    return is_loud or folded(word) in surnames()


def _belongs(source: str, before: re.Match[str], word: re.Match[str]) -> bool:
    """Whether the two words may be of one name: M. Dupont, Jean-B. Dupont, but not the next sentence's."""
    gap = source[before.end() : word.start()]
    return gap in _GAPS or (gap == ". " and (before[0] in _TITLES or len(before[0]) == 1))


def _is_beside_another(source: str, found: list[re.Match[str]], index: int) -> bool:
    """Whether another unknown word with a capital stands beside this one: Kylian Mbappé."""
    if _PEOPLE.search(found[index][0]):
        return False
    pairs = [(place, place + 1) for place in (index - 1, index) if 0 <= place < len(found) - 1]
    return any(
        source[found[a].end() : found[b].start()] == " "
        and all(found[place][0][:2].istitle() and is_unknown(found[place][0]) for place in (a, b))
        for a, b in pairs
    )


def _towns(source: str, target: str) -> Iterator[Mangled]:
    """Towns whose whole name only France has: Piriac-sur-Mer, Saint-Gilles-Croix-de-Vie."""
    found = dict.fromkeys(TOWN.findall(source)) if "-" in source else ()
    for town in found:
        is_said = fold(town).replace("-", " ") in fold(target).replace("-", " ")
        if not is_said and town.partition("-")[0] not in _TRANSLATED:
            runs = [run for run in dict.fromkeys(_RUN.findall(target)) if run not in source]
            made = _in_its_place(town, runs)
            yield Mangled(town, made, town, made is not None and town in hyphened() and _is_near(town, made))


def _articled(source: str, target: str) -> Iterator[Mangled]:
    """Surnames with an article (Mme Le Guen, Hervé Le Dû) of which English made a word or two."""
    if not any(article in source for article in (" Le ", " La ", " LE ", " LA ")):  # most texts
        return
    for match in _WITH_ARTICLE.finditer(source):
        before, name = match["before"], f"{match['article']} {match['name']}"
        listed = listed_names().get(folded(before), ()) if before not in _TITLES else ()
        is_person = before in _TITLES or any(entry.is_given for entry in listed)
        is_word = len(match["name"]) > 3 and folded(match["name"]) in common_words()
        if is_person and not is_word and not re.search(rf"\b{fold(name)}\b", fold(target)):
            right = name.title() if name.isupper() else name
            yield Mangled(name, _with_article(match["name"], target), right, is_certain=False)


def _with_article(name: str, target: str) -> str | None:
    """What the English has that is like a surname, behind its article or another: Le Danc, The Due."""
    found = re.finditer(rf"\b(?:[Tt]he|L[ea]) ({name[0].upper()}[^\W\d_]*)", target)
    return next((match[0] for match in found if _likeness(fold(name), match[1]) >= _LEAST_ALIKE), None)


def _is_a_persons(entry: Entry, source: str, found: list[re.Match[str]], index: int) -> bool:
    """Whether a word that is also a name is one as far as one sees: a given name before another word with a capital, or
    beside another given name in a row of them (Maëlys, Loïs et Lou)."""
    match = found[index]
    if entry.is_given and match[0][1:].islower() and _is_in_a_row(source, match):
        return True
    if not entry.is_given or index + 1 == len(found) or (match[0].isupper() and len(match[0]) > 1):
        return False
    after = found[index + 1]
    return after[0][0].isupper() and source[match.end() : after.start()] in (" ", "-")


def _is_in_a_row(source: str, match: re.Match[str]) -> bool:
    before = _ROW_BEFORE.search(source, max(0, match.start() - _BACK), match.start())
    behind = _ROW_BEHIND.match(source, match.end())
    beside = [found[1] for found in (before, behind) if found]
    return any(
        entry.is_given and not entry.is_word and len(entry.words) == 1
        for word in beside
        for entry in listed_names().get(folded(word), ())
    )


def _is_no_french(word: str) -> bool:
    """Whether an unknown word at the beginning ends like no French noun, verb or adjective: Valmer is one, in -er."""
    return word[1:].islower() and _FRENCH_END.search(word) is None


def _is_place(source: str, match: re.Match[str]) -> bool:
    return _AT.search(source[max(0, match.start() - _BACK) : match.start()]) is not None
