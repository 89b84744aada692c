"""« Deux millions et demi » and "two and a half million" as 2.5 million: what a model takes for a million, and a check
for two numbers; and « 3 ans et demi » as 3.5 years."""

from __future__ import annotations

import re

from dipx.text.words import SPACE as _S

_FRENCH = {
    word: number
    for number, words in enumerate("un,une deux trois quatre cinq six sept huit neuf dix onze douze".split(), start=1)
    for word in words.split(",")
}
_ENGLISH = {
    word: number
    for number, words in enumerate("one,a two three four five six seven eight nine ten eleven twelve".split(), start=1)
    for word in words.split(",")
}
_UNITS = r"ans?|mois|jours?|semaines?|kilos?|tonnes?|litres?|mètres?|kilomètres?|points?"
_OURS = re.compile(
    rf"(?<![\w.,-])(?:(?P<number>\d{{1,3}}|{'|'.join(_FRENCH)}){_S}(?P<scale>millions?|milliards?|billions?)"
    rf"|(?P<counted>\d{{1,3}}){_S}(?P<unit>{_UNITS})){_S}et{_S}demie?(?!\w)",
    re.I,
)
_THEIRS = re.compile(
    rf"(?<![\w.,-])(?P<number>\d{{1,3}}|{'|'.join(_ENGLISH)})"
    r"(?:[ -]and[ -](?:a|one)[ -]half (?P<scale>(?:m|b|tr)illion)"
    r"|[ -](?P<first>(?:m|b|tr)illion) and (?:a|one) half)(?!\w)",
    re.I,
)
HINT = re.compile(r"\bdemie?\b")
"""Without this a French text has no such number."""


def written_out(text: str) -> str:
    """The French with such numbers in figures. Idempotent."""
    return _OURS.sub(_in_figures, text)


def _in_figures(match: re.Match[str]) -> str:
    number = match["number"] or match["counted"]
    return f"{_FRENCH.get(number.lower(), number)},5 {match['scale'] or match['unit']}"


def english_written_out(text: str) -> str:
    """The English with such numbers in figures."""
    if " half" not in text:
        return text
    return _THEIRS.sub(lambda m: f"{_ENGLISH.get(m['number'].lower(), m['number'])}.5 {m['scale'] or m['first']}", text)
