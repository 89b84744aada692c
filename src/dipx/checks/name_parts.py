"""What else is a name and nothing but: letters of other alphabets (Ngô Thị Hương), a company's (Valmer SA), and regions
whose name is made of words (Île-de-France, and no island)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from dipx.text.small_words import FRENCH, FRENCH_IN_NAMES
from dipx.text.words import fold

# Letters that neither language has; ü, ö and ä are left out, which English may write with an e.
_FOREIGN = re.compile(r"[\u0100-\u0151\u0154-\u0177\u0179-\u024f\u1e00-\u1effãõåøðþñÃÕÅØÐÞÑ]")
_WORD = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÖØ-Þ\u0100-\u024f\u1e00-\u1eff][^\W\d_]{2,40}")
_CAPITAL_AMID = re.compile("[a-z][A-Z]")
_CASED = re.compile(r"(?<![^\W_])(?=[A-Za-z]{0,20}[a-z][A-Z])[A-Za-z]{4,30}(?![^\W_])")
_SMALL = FRENCH | FRENCH_IN_NAMES
_CASED_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# What has lost its apostrophe or its space, and what English says otherwise: dOrsay, exYougoslavie, mARN.
_GLUED = re.compile(r"(?:[dlnsjmtc]|ex|qu)[A-Z]|[A-Za-z]*(?:ARN|ADN)|[a-z]{5,}[A-Z]")
COMPANY = re.compile(r" (?:SAS?U?|SARL|EURL|SNC|SCI|SCA|SE|NV|AG|GmbH|Inc|Ltd|PLC|plc|SpA|& Cie|et Cie)(?![\w-])")
# A region's name, and the words by which it is no longer it.
_PARTS = {
    "Île-de-France": r"islands? (?:of |de )?france",
    "Hauts-de-France": r"(?:tops?|highs?|upper|heights) (?:of |de )?france",
    "Hauts-de-Seine": r"(?:tops?|highs?|upper|heights) (?:of |de )?(?:the )?seine",
    "Pays de la Loire": r"loire countr\w+|(?:countr\w+|lands) of (?:the )?loire",
    "Côte d'Azur": r"coast d|azure? coast",
    "Côte-d'Or": r"coast d|gold(?:en)? coast|coast of gold",
    "Côtes-d'Armor": r"coasts? d|coasts? of armou?r|ribs",
    "Bouches-du-Rhône": r"mouths?",
    "Puy-de-Dôme": r"dome",
    "Seine-Saint-Denis": r"holy",
    "Val-de-Marne": r"valley (?:of |de )?(?:the )?marne",
    "Val-d'Oise": r"valley (?:of |d')?(?:the )?oise",
    "Alpes-de-Haute-Provence": r"high provence",
}
# Departments that are words too, or short: in brackets behind a town they are names.
_DEPARTMENT = re.compile(
    r"\((Ain|Aisne|Allier|Ardèche|Ardennes|Ariège|Aube|Aude|Aveyron|Cantal|Charente|Cher|Corrèze|Creuse|Dordogne|Doubs|Drôme|Eure"
    r"|Finistère|Gard|Gers|Gironde|Hérault|Indre|Isère|Jura|Landes|Loire|Loiret|Lot|Lozère|Manche|Marne|Mayenne|Meuse"
    r"|Morbihan|Moselle|Nièvre|Oise|Orne|Rhône|Sarthe|Savoie|Somme|Tarn|Var|Vaucluse|Vendée|Vienne|Vosges|Yonne)\)"
)
# « J.-P. Elkabbach »: what follows initials is a surname. M. is a title.
_INITIALED = re.compile(r"(?<![\w.-])(?!MM?\. )(?:[A-ZÉ]h?\.[ -]?){1,3}([A-ZÉ][^\W\d_A-ZÀ-Þ]{3,30})(?![\w-])")
_HINTS = ("-", "Loire", "Azur", "France")
_MOST = 100


def is_foreign(word: str) -> bool:
    """Whether a word has letters of Vietnamese, Polish, Turkish …"""
    return not word.isascii() and _FOREIGN.search(word) is not None


def lost_foreign(source: str, target: str) -> Iterator[str]:
    """The words with a capital and such letters that are not in the target, with these letters or without."""
    if source.isascii():
        return
    said: set[str] | None = None
    for match in islice(_WORD.finditer(source), _MOST):
        if is_foreign(match[0]):
            said = said if said is not None else {fold(word) for word in re.findall(r"[^\W\d_]+", target)}
            if fold(match[0]) not in said:
                yield match[0]


def lost_cased(source: str, target: str) -> Iterator[str]:
    """The words with a capital amid (beIN, YouTube) whose letters are not in the target, however it spaces them."""
    if not _CAPITAL_AMID.search(source):  # most texts
        return
    said = re.sub(r"[^\w]", "", fold(target))
    for match in islice(_CASED.finditer(source), _MOST):
        is_said = match[0].lower().removesuffix("s") in said
        if not (is_said or _GLUED.match(match[0]) or _has_small_word(match[0])):
            yield match[0]


def _has_small_word(word: str) -> bool:
    """Whether two words are glued, « CaucaseLa »."""
    return any(part.lower() in _SMALL for part in _CASED_PART.findall(word))


def lost_beside_marks(source: str, target: str) -> Iterator[str]:
    """Departments in brackets and surnames behind initials whose letters are not in the target."""
    if "(" not in source and ". " not in source:
        return
    said = fold(target)
    for pattern in (_DEPARTMENT, _INITIALED):
        for match in islice(pattern.finditer(source), _MOST):
            if not re.search(rf"(?<![^\W_]){fold(match[1])}(?:s|es)?(?![^\W_])", said):
                yield match[1]


def taken_apart(source: str, target: str) -> Iterator[tuple[str, str]]:
    """A region's name in the source, and the word that came of a part of it."""
    if not any(hint in source for hint in _HINTS):  # most texts
        return
    ours, theirs = (_spaced(text) for text in (source, target))
    for name, (spaced, wrong) in _patterns().items():
        if spaced in ours and spaced not in theirs and (made := wrong.search(theirs)) and not wrong.search(ours):
            yield name, made[0].capitalize()


@cache
def _patterns() -> dict[str, tuple[str, re.Pattern[str]]]:
    return {name: (_spaced(name), re.compile(rf"\b(?:{parts})\b")) for name, parts in _PARTS.items()}


def _spaced(text: str) -> str:
    return fold(text).replace("-", " ")
