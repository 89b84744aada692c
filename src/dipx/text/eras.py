"""Years and centuries before and after Christ, « 44 av. J.-C. » and "44 BC": which of the two, and of which year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dipx.text.small_words import FRENCH, FRENCH_IN_NAMES, FRENCH_TOO
from dipx.text.words import SPACE as _S

Era = Literal["BC", "AD"]

_CHRIST = rf"(?:J\.?{_S}?-?{_S}?C(?:\.|(?!\w))|Jésus(?:[ -]Christ)?(?!\w)|le{_S}Christ(?!\w))"
_COMMON = rf"(?:notre{_S}ère|l['’]ère{_S}(?:commune|chrétienne))(?!\w)"
# « au Ve siècle », « aux Ier et IIe siècles », « en 52 », « 3 000 ans », « vers l'an 40 »: without one it is no date.
_DATED = (
    rf"(?:(?:(?:[IVX]{{1,6}}|\d{{1,2}})(?:ers?|res?|è?mes?|e|è|ᵉ)?|premier|seconde?|\w{{4,9}}i[èe]me|dernier){_S}"
    rf"(?P<counted>siècles?|millénaires?|s\.|mill\.)|(?<![\w.,:])(?P<year>\d{{1,3}}(?:{_S}\d{{3}}){{1,2}}|\d{{1,4}})(?:{_S}ans|{_S}années)?),?{_S}\(?"
)
_OURS = re.compile(
    rf"(?P<dated>{_DATED})(?P<said>"
    rf"(?P<before>(?:avant|av\.?){_S}(?:{_CHRIST}|{_COMMON})|AEC(?!\w)|B\.?{_S}?C(?:\.(?!\w)|(?![\w.])))"
    rf"|(?:après|apr?\.?){_S}{_CHRIST}|de{_S}{_COMMON}|A\.?{_S}?D(?:\.(?!\w)|(?![\w.])))"
)
_BEGINS = re.compile(rf"(?P<glued>[^\W\d_])|{_S}(?P<word>[A-ZÀ-ÖØ-Þ][^\W\d_]*)")
_SMALL = FRENCH | FRENCH_TOO | FRENCH_IN_NAMES
_NEAR = 30  # characters in which the next word stands
HINT = re.compile(r"C(?![^\W\d_])|Jésus|Christ|\bère\b|A\.? ?D\b")
"""Without this a French text has no era."""
_NUMBER = r"(?P<{}>\d{{1,3}}(?:,?\d{{3}})?)"
_THEIRS = re.compile(
    rf"(?:(?<![\w.,]){_NUMBER.format('year')}(?: years?)?,? ?\(?)?"
    r"(?:(?P<before>(?<![\w.])B\.? ?C(?:\.? ?E)?(?:\.|(?![\w.]))|\bbefore (?:Jesus|Christ|J\.?[ -]?C\b"
    r"|(?:our|the common|the Christian|the present) era\b))"
    r"|(?:(?<![\w.])A\.? ?D|(?<![\w.])C\.? ?E)(?:\.|(?![\w.]))"
    rf"(?: ?{_NUMBER.format('behind')})?"
    r"|\bafter (?:Jesus|Christ|J\.?[ -]?C\b)"
    r"|\b(?:of|in) (?:our|the (?:common|Christian|present|current)) era\b|\banno domini\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of an era: its words, and the digits of its year, where it has one."""

    text: str
    era: Era
    year: str


def french_eras(text: str) -> list[Dated]:
    """Those of a French text: only behind a year, a century or a millennium."""
    if not HINT.search(text):  # most texts
        return []
    found = _OURS.finditer(text)
    return [Dated(match["said"], "BC" if match["before"] else "AD", _digits(match["year"])) for match in found]


def english_eras(text: str) -> list[Dated]:
    """Those of an English text, with a year or without."""
    return [
        Dated(match[0], "BC" if match["before"] else "AD", _digits(match["behind"] or match["year"]))
        for match in _THEIRS.finditer(text)
    ]


def _digits(year: str | None) -> str:
    return re.sub(r"\D", "", year or "")


def written_out(text: str) -> str:
    """With the English letters of the era, which a model copies: of « apr. J.-C. » it makes "BC" or "a.m.". Behind a
    century they have stops; without them the model loses the century."""
    return _OURS.sub(_lettered, text)


def _lettered(match: re.Match[str]) -> str:
    letters = "BC" if match["before"] else "AD"
    behind = match.string[match.end() : match.end() + _NEAR]
    if match["counted"]:
        dated = match["dated"].replace(" s.", " siècle").replace(" mill.", " millénaire")
        return f"{dated}{letters[0]}.{letters[1]}{'' if behind.startswith('.') else '.'}"
    ends = match["said"].endswith(".") and _is_end(behind)
    return f"{match['dated']}{letters}{'.' * ends}"


def _is_end(behind: str) -> bool:
    """Whether a sentence ended before this: the stop of « J.-C. » is its stop too."""
    begins = _BEGINS.match(behind)
    return not behind.strip() or bool(begins and (begins["glued"] or begins["word"].lower() in _SMALL))
