"""Lines of names around figures: results (« Lens – Lille : 0-0 »), fixtures, scorers, a town alone in a cell.

A model that has no sentence before it translates the names: « Sens – Gap » was "Meaning – Gap", « Tours » "Towers".
Here names stay, as do the towns of ``kept_names.tsv``, or get the English of ``places.txt``, and no model is asked. A
line with any other word is none such.
"""

from __future__ import annotations

import re
from functools import cache

from dipx.checks.coverage import FRENCH_LETTERS, entry
from dipx.checks.exonyms import common_words
from dipx.checks.lists import rows
from dipx.checks.name_lists import towns
from dipx.text.dates import ENGLISH_WEEKDAYS
from dipx.text.stamps import of_twelve
from dipx.text.words import fold

_MOST = 160  # characters; what is longer is no line
_NAME = r"[A-ZÀ-ÖØ-ÞŒ][\w'’-]*(?:\.(?=[ -]?[A-ZÀ-Þ]))?"
_SMALL = r"(?:de la|de l'|de|du|des|d'|le|la|les|l'|en|sur|sous|lès|et)"
_NAMES = rf"{_NAME}(?:[ -]?(?:{_SMALL}[ -]?)?{_NAME}| \d\d(?![-–\d:,]| ?(?:pts?|buts?|h)\b))*"
# Which say something else where no result is: « Essai : Peugeot 208 », « Londres (AP) ».
_OF_GAMES = {
    "a.p": "a.e.t.", "ap": "a.e.t.", "t.a.b": "on penalties", "tab": "on penalties", "tirs au but": "on penalties",
    "mi-temps": "half-time", "après prolongation": "after extra time", "s.p": "pen.", "sp": "pen.", "csc": "o.g.",
    "c.s.c": "o.g.", "buts": "goals", "but": "goal", "essais": "tries", "essai": "try",
}  # fmt: skip
_WORDS = {
    **_OF_GAMES, **ENGLISH_WEEKDAYS,
    "bat": "beat", "a battu": "beat", "battent": "beat", "contre": "against",
}  # fmt: skip
_KNOWN = "|".join(rf"{re.escape(word)}\b\.?" for word in sorted(_WORDS, key=len, reverse=True))
_SCORE = re.compile(r"(?<![\w/-])\d{1,3} ?[-–] ?\d{1,3}(?![\w/-])")
_MINUTE = r"\d{1,3}e(?!\w)"
_GOALS = re.compile(rf"(?:buts?|essais?)\b(?=.*\b{_MINUTE})", re.I)
_SPACED = re.compile(rf" {_SMALL}\b|d'")
_SET_OFF = re.compile(r"\s+(?=[:;])")
_ENGLISH_LETTERS = 5  # of a stem of the lexicon's
_TOO_SHORT = 3  # letters of a word that may be any (Oui, Mer), unless it is an acronym


def in_english(line: str) -> str | None:
    """The English of a line of names; none for any other text."""
    if len(line) > _MOST or not line[:1].isalnum():
        return None
    parts: list[str] = []
    names: list[str] = []
    end = 0
    is_result = bool(_SCORE.search(line) or re.search(rf"\b{_MINUTE}", line))
    while end < len(line):
        match = _grammar().match(line, end)
        if match is None or (match["word"] and not is_result and _word(match["word"]) in _OF_GAMES):
            return None
        if match["name"]:
            names.append(match["name"])
        parts.append(_part(match, is_first=not end))
        end = match.end()
    return _SET_OFF.sub("", "".join(parts)) if names and _are_names(line, names) else None


def _part(match: re.Match[str], *, is_first: bool) -> str:
    if match["name"]:
        return _english(match["name"])
    if word := match["word"]:
        made = _WORDS[_word(word)]
        return made[0].upper() + made[1:] if is_first or (word[0].isupper() and not word.isupper()) else made
    if match["minute"]:
        return _ordinal(int(match["minute"])) + (match["more"] or "")
    if match["time"]:
        return of_twelve(int(match["hour"]), match["minutes"])
    return match[0]


def _word(said: str) -> str:
    return said.lower().rstrip(".")


def _are_names(line: str, names: list[str]) -> bool:
    """Beside a score or minutes what no list knows as a word is a name; elsewhere most of the line is to be listed."""
    listed = [name for name in names if _is_listed(name)]
    if not all(name in listed or (_is_unheard(name) and not _is_half_french(name)) for name in names):
        return False
    has_pair = len(names) > 1 or "-" in names[0]
    return bool((has_pair and _SCORE.search(line)) or _GOALS.match(line)) or 2 * len(listed) > len(names)


def _is_listed(name: str) -> bool:
    return re.fullmatch(_listed(), name) is not None


def _is_unheard(name: str) -> bool:
    """Whether none of its words is one of the language's."""
    return not any(is_word(word) for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())


def _is_half_french(name: str) -> bool:
    """« Étoile de Moscou », of which only the town would be in English."""
    return _SPACED.search(name) is not None and _english(name) != name


def is_word(word: str) -> bool:
    """Known to the lists, and not as one that English has too (Nadal, Concert)."""
    if word.isupper() or word in _places()[1]:
        return False
    form = fold(word)
    if len(word) <= _TOO_SHORT or not common_words().isdisjoint((form, form.rstrip("sx"))):
        return True
    known = entry(form[:FRENCH_LETTERS])
    return known is not None and form[:_ENGLISH_LETTERS] not in known[2]


def _english(name: str) -> str:
    pattern, known = _places()
    return re.sub(rf"(?<![\w'’])(?:{pattern})(?![\w'’])", lambda match: known[match[0]], name)


def _ordinal(number: int) -> str:
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


@cache
def _places() -> tuple[str, dict[str, str]]:
    """One pattern for all listed names, the longest first, and their English."""
    known = dict(zip(towns(), towns(), strict=True))
    for row in rows("places.txt", "dipx.translation"):
        for listed in row.split(", "):
            french, _, english = listed.strip().partition("=")
            known[french] = english or french
    return "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)), known


@cache
def _listed() -> str:
    """« Lens-Lille » is of two listed ones."""
    pattern = _places()[0]
    return rf"(?:{pattern})(?:[ -](?:{pattern})){{0,3}}"


@cache
def _grammar() -> re.Pattern[str]:
    """What such a line is made of."""
    return re.compile(
        rf"(?P<word>(?i:{_KNOWN}))(?!\w)|(?P<name>{_listed()}(?![\w'’-])|{_NAMES})"
        r"|(?<=\d )pts?\b\.?|(?P<minute>\d{1,3})e(?!\w)(?P<more>\+\d)?"
        r"|(?P<time>(?P<hour>[01]?\d|2[0-3]) ?h(?: ?(?P<minutes>[0-5]\d))?)(?!\w)"
        r"|\d+|[.,;:()/+'\"–—-]|\s+"
    )
