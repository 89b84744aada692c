"""Numbers with their units: which the English has in another unit, rightly (12 ha, "30 acres") or not (5 kg, "5 g")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import isclose

from dipx.checks.english_numbers import ENGLISH
from dipx.checks.french_numbers import FRENCH
from dipx.checks.lists import rows
from dipx.checks.quantities import Numerals, figure_values
from dipx.text.words import lowered, plain, small, tokens

_SPACE = frozenset({"length", "area", "volume"})  # whose units are told by a mark: m, m², m³
_PHYSICAL = _SPACE | {"weight", "power", "energy"}
# What a translator may have for any of them.
_OTHER_UNITS = (
    r"\b(?i:inch\w*|feet|foot|footers?|yards?|miles?|pounds?|lbs?|stones?|ounces?|acres?|gallons?|pints?|barrels?|furlongs?|"
    r"kilo\w*|met(?:er|re)\w*|tons?|tonn\w*|square|cubic|sq|horsepower|hp|long|tall|high|deep|wide|distance|away|weigh\w*|"
    r"megabits?|gigs?|megs?|watts?|\w+watts?|bytes?)\b|\d ?(?:K|k|M|G|T)\b"
)
_ROUNDED, _SAME = 0.06, 0.001  # how far a conversion may be off: between systems (miles), within one (meters)
_DEGREES = 1.0  # the same of temperatures, of which 6 % mean nothing
_SQUARES = re.compile(r"(?<![^\W\d_])([kcm]?m)([23])(?!\w)")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SHARES = {
    "demi": 0.5, "demie": 0.5, "une demi": 0.5, "un demi": 0.5, "quart": 0.25, "un quart": 0.25, "trois quarts": 0.75,
    "half": 0.5, "half a": 0.5, "half an": 0.5, "a half": 0.5, "quarter": 0.25, "a quarter": 0.25,
    "three quarters": 0.75, "a": 1, "an": 1, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75,
}  # fmt: skip
_ARTICLES = ("a ", "an ", "a-")
_SCALES = {
    **dict.fromkeys(("million", "millions"), 1e6),
    **dict.fromkeys(("milliard", "milliards", "billion"), 1e9),
    **dict.fromkeys(("milliers", "thousand"), 1e3),
}
_MOST = 100  # of a text; each is compared with each of the other's, and a text of more is a table
_JOINED = re.compile(r"(?:,? (?:et|and) |,? )")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by what it is of its dimension's first one; ``is_open``: « 1 m 80 »."""

    dimension: str
    factor: float
    added: float
    system: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and its unit, where they stand, and how much they are in the dimension's first unit."""

    text: str
    start: int
    end: int
    numbers: frozenset[float]
    unit: Unit
    amounts: frozenset[float]

    def is_same(self, other: Measure) -> bool:
        """Whether it is as much as the other, roughly where they are of two systems."""
        if self.unit.dimension != other.unit.dimension:
            return False
        is_near = self.unit.system == other.unit.system
        if self.unit.dimension == "temperature" and not is_near:
            return any(abs(mine - its) <= _DEGREES for mine in self.amounts for its in other.amounts)
        share = _SAME if is_near else _ROUNDED
        return any(isclose(mine, its, rel_tol=share) for mine in self.amounts for its in other.amounts)


def squared(text: str) -> str:
    """``m²`` for ``m2``, ``CO2`` for ``CO₂``: one writing for both."""
    if "₂" in text:
        text = text.replace("₂", "2")
    return (
        _SQUARES.sub(lambda match: match[1] + "²³"[int(match[2]) - 2], text) if "m2" in text or "m3" in text else text
    )


def converted(source: str, target: str) -> list[tuple[Measure, Measure]]:
    """The measures of the French with those of the English that are as much in other words."""
    theirs = english_measures(target)
    return [(one, other) for one in french_measures(source) for other in theirs if one.is_same(other)] if theirs else []


def exchanged_units(source: str, target: str) -> list[str]:
    """The same number with another unit: « 5 kg », "5 g"; « 300 m² », "300 m³". A measure of either side that is as
    much as one of the other's is right."""
    ours = french_measures(source)
    theirs = english_measures(target) if ours else ()
    lost = [one for one in ours if not any(one.is_same(other) for other in theirs)]
    new = [one for one in theirs if not any(one.is_same(other) for other in ours)] if lost else []
    return [
        f"{other.text} for {one.text}"
        for one in lost
        for other in new
        if not one.numbers.isdisjoint(other.numbers)
        and _is_kin(one.unit, other.unit)
        and not other.text.lower().startswith(_ARTICLES)  # "a second attempt"
    ]


def units_gone(source: str, target: str) -> list[str]:
    """The measures in figures of the source for whose kind the target has no unit at all: « 1,8 t », "1.8"."""
    found = [one for one in french_measures(source) if one.unit.dimension in _PHYSICAL and one.text[0].isdigit()]
    return [one.text for one in found if one.unit.system == "metric" and not _says(one.unit.dimension, target)]


def _says(dimension: str, target: str) -> bool:
    return _vocabulary("space" if dimension in _SPACE else dimension).search(target) is not None


@cache
def _vocabulary(kind: str) -> re.Pattern[str]:
    """Any unit of a dimension in English, a letter or two only behind a figure."""
    dimensions = _SPACE if kind == "space" else {kind}
    names = [name for name, unit in _grammar()[1][1].items() if unit.dimension in dimensions]
    long = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) > 2)
    short = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) <= 2)
    return re.compile(
        rf"(?<![^\W\d_])(?i:{long or '(?!)'})|[\d½¼¾][ -]?(?:{short or '(?!)'})(?![^\W\d_])|\d['′\"″]|{_OTHER_UNITS}"
    )


def _is_kin(one: Unit, other: Unit) -> bool:
    return one.dimension == other.dimension or {one.dimension, other.dimension} <= _SPACE


@lru_cache(maxsize=8)
def french_measures(text: str) -> tuple[Measure, ...]:
    """The measures of a French text, in order."""
    return _read(text, 0)


@lru_cache(maxsize=8)
def english_measures(text: str) -> tuple[Measure, ...]:
    """The measures of an English text, in order."""
    return _read(text, 1)


def _read(text: str, side: int) -> tuple[Measure, ...]:
    if lowered(text).isdisjoint(_told_by()[side]) and "€" not in text and "°" not in text:
        return ()
    pattern, units = _grammar()[side]
    text = squared(plain(text))
    found: list[Measure] = []
    for match in pattern.finditer(text):
        if len(found) == _MOST:
            return ()
        unit = units[match["unit"] or match["sign"]]
        scale = _SCALES[match["scale"].strip()] if match["scale"] else 1
        numbers = frozenset(number * scale for number in _numbers(match["number"], (FRENCH, ENGLISH)[side]))
        more = _more(match, unit)
        amounts = frozenset((number + more) * unit.factor + unit.added for number in numbers)
        one = Measure(match[0], match.start(), match.end(), numbers, unit, amounts)
        if found and _is_part(found[-1], one, text):
            one = _sum(found.pop(), one, text)
        found.append(one)
    return tuple(found)


def _numbers(said: str, numerals: Numerals) -> frozenset[float]:
    word = small(said).replace("-", " ").strip()
    if word in _SHARES:
        return frozenset({_SHARES[word]})
    if word in numerals.cardinals:
        return frozenset({float(numerals.cardinals[word])})
    extra = _FRACTIONS.get(said[-1], 0.0)
    figure = said.rstrip("".join(_FRACTIONS))
    if figure.isdecimal():  # "45 minutes" are not of 1945
        return frozenset({float(figure) + extra})
    return frozenset(value + extra for value in figure_values(figure, "", numerals)) if figure else frozenset({extra})


def _more(match: re.Match[str], unit: Unit) -> float:
    """What follows the unit as a part of it: ``1 m 80``, ``une heure et demie``, ``a year and a half``."""
    if match["half"]:
        return 0.5 if "quart" not in match["half"] else 0.25
    if match["rest"] and unit.is_open and (len(match["rest"]) == 2 or unit.system == "imperial"):
        return int(match["rest"]) / (60 if unit.dimension == "time" else 12 if unit.system == "imperial" else 100)
    return 0.0


def _is_part(first: Measure, second: Measure, text: str) -> bool:
    """``three hours and five minutes``, ``5 feet 6 inches``."""
    return (
        first.unit.dimension == second.unit.dimension
        and second.unit.factor < first.unit.factor
        and _JOINED.fullmatch(text, first.end, second.start) is not None
    )


def _sum(first: Measure, second: Measure, text: str) -> Measure:
    amounts = frozenset(one + other for one in first.amounts for other in second.amounts)
    return replace(second, text=text[first.start : second.end], start=first.start, amounts=amounts)


@cache
def _told_by() -> tuple[frozenset[str], frozenset[str]]:
    """A word of each unit's, in small letters: most texts have none, and to look for that costs little."""
    return tuple(  # type: ignore[return-value]
        frozenset(said[0 if "/" in unit else -1].lower() for unit in units if (said := tokens(unit)))
        for _, units in _grammar()
    )


@cache
def _grammar() -> tuple[tuple[re.Pattern[str], dict[str, Unit]], tuple[re.Pattern[str], dict[str, Unit]]]:
    units: tuple[dict[str, Unit], dict[str, Unit]] = ({}, {})
    for row in rows("measures.tsv"):
        dimension, scale, system, *sides = row.split("\t")
        factor, _, added = scale.partition(" ")
        for side, listed in enumerate(sides):
            for word in filter(None, listed.split(", ")):
                unit = Unit(dimension, float(factor), float(added or 0), system, word.startswith("+"))
                units[side][word.removeprefix("+")] = unit
    return (_pattern(units[0], FRENCH), units[0]), (_pattern(units[1], ENGLISH), units[1])


def _pattern(units: dict[str, Unit], numerals: Numerals) -> re.Pattern[str]:
    said = sorted([*_SHARES, *numerals.cardinals], key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in said)
    names = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    # « L'article 8 de l'accord » has no liters, but "five minutes' walk" minutes.
    no_more = r"(?![^\W\d_²³]|['’])" if numerals is FRENCH else r"(?![^\W\d_²³])"
    scales = "millions?|milliards?|milliers" if numerals is FRENCH else "thousand|million|billion"
    return re.compile(
        rf"(?:(?<![\w.,'-])(?P<sign>[€])(?= ?\d))?(?<![\w.,/])(?P<number>\d{{1,3}}(?:[ ,]\d{{3}})+(?:[.,]\d+)?"
        rf"|\d+(?:[.,]\d+)?[½¼¾]?(?!/)|[½¼¾]|(?i:{words})(?![^\W\d_]))"
        rf"(?(sign)(?![.,]?\d)|(?P<scale> (?:{scales}))?[ -]?(?:(?:d'|de )(?=[^\W\d]))?(?P<unit>{names}){no_more})"
        rf"(?:[ ]?(?P<rest>\d\d?)(?!\d|[.,]\d| ?%| ?(?:{names})(?![^\W\d_²³]))"
        r"|(?P<half> et demie?| et quart| and a half)\b)?"
    )
