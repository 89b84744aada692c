"""Who won how often: of « octuple vainqueur » a model makes "octuple winner", of « septuple championne » "seventh
champion". English says eight-time; a double and a triple champion are English too."""

from __future__ import annotations

import re
from typing import Final

from dipx.text.words import SPACE as _S
from dipx.text.words import small

_TIMES: Final = {
    # English, and the ordinals that a model makes of it: theirs, and the source's own.
    "quadruple": ("four", "fourth|4th", "quatri[èe]me|4i?[èe]?me?"),
    "quintuple": ("five", "fifth|5th", "cinqui[èe]me|5i?[èe]?me?"),
    "sextuple": ("six", "sixth|6th", "sixi[èe]me|6i?[èe]?me?"),
    "septuple": ("seven", "seventh|7th", "septi[èe]me|7i?[èe]?me?"),
    "octuple": ("eight", "eighth|8th", "huiti[èe]me|8i?[èe]?me?"),
    "nonuple": ("nine", "ninth|9th", "neuvi[èe]me|9i?[èe]?me?"),
    "décuple": ("ten", "tenth|10th", "dixi[èe]me|10i?[èe]?me?"),
}
# What one is, or has won. Not « quintuple meurtre », « quadruple saut », « le sextuple de la somme ».
_HOLDER: Final = (
    rf"(?:ex-|(?:ancien(?:ne)?|actuel(?:le)?){_S})?(?:vainqueure?s?|gagnante?s?|(?:vice-)?champion(?:ne)?s?|"
    r"record(?:wo)?m[ae]n|médaillée?s?|lauréate?s?|tenante?s?|déten(?:teur|trice)s?|finalistes?|titrée?s?|"
    r"(?:osc|cés)arisée?s?|Ballons?|Oscars?|Césars?)(?!\w)"
)
_FEAT: Final = re.compile(rf"(?<!\w)(?P<times>{'|'.join(_TIMES)})s?(?:{_S}|-){_HOLDER}", re.I)
_TWO_OR_THREE: Final = {
    "double": re.compile(r"\b(?:two|twice|double|doubles|dual|second|both|back-to-back|2)\b", re.I),
    "triple": re.compile(r"\b(?:three|thrice|triple|treble|third|hat|3)\b", re.I),
}
_FEW: Final = re.compile(rf"(?<!\w)(?P<times>double|triple)s?(?:{_S}|-){_HOLDER}", re.I)
_ORDINAL_OF: Final = (
    r"(?=(?: [\w'’-]+){0,2} (?:champions?|winners?|finalists?|medall?ists?|laureates?|holders?|Ballon|Oscar)\b)"
)
# "Sevenuple", "nouple"
_MADE_UP: Final = rf"(?!(?:{'|'.join(_TIMES)}|decuple|couple|scruple|duple|tuple|centuple)\b)[a-z]{{1,9}}uple"


def with_feats(text: str, source: str) -> str:
    """The English with "eight-time" for an « octuple » winner of the source. Idempotent.

    Not where the source says « octuple » of anything else as well: who knows which of them is meant.
    """
    if "uple" not in source.lower():
        return text
    feats = [small(match["times"]) for match in _FEAT.finditer(source)]
    for word in dict.fromkeys(feats):
        number, ordinal, french_ordinal = _TIMES[word]
        if len(re.findall(rf"(?<!\w){word}", source, re.I)) != feats.count(word):
            continue
        latin = word.replace("é", "[eé]")
        text = _replaced(rf"{latin}s?(?:[ -]times?)?|{number}-?fold|{_MADE_UP}", number, text)
        is_there = re.search(rf"(?<!\w){number}[ -]times?\b", text, re.I)
        if not is_there and not re.search(rf"(?<!\w)(?:{french_ordinal})s?(?!\w)", source, re.I):
            text = _replaced(rf"(?:{ordinal}){_ORDINAL_OF}", number, text)
    return text


def feats_lost(source: str, target: str) -> list[str]:
    """The « double championne » of the source, where the English speaks of no two at all."""
    return [match[0] for match in _FEW.finditer(source) if not _TWO_OR_THREE[small(match["times"])].search(target)]


def _replaced(pattern: str, number: str, text: str) -> str:
    """The text with "four-time" for what the pattern finds, with its article and its capital."""

    def times(match: re.Match[str]) -> str:
        article = match["article"] or ""
        if article.lower() in ("a ", "an "):
            article = f"{article[0]}{'n' if number == 'eight' else ''} "
        first = number[0].upper() if match["found"][0].isupper() else number[0]
        return f"{article}{first}{number[1:]}-time"

    return re.sub(rf"(?<![\w-])(?P<article>an? )?(?P<found>{pattern})(?![\w-])", times, text, flags=re.I)
