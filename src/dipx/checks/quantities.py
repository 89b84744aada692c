"""The quantities of a text, in either language: digits, number words, dates, times, and what else they may mean.

A quantity is a set of acceptable values. ``XXe`` is {20}; ``14 h 30`` is {14, 2} and {30}; ``années 90`` is {90, 1990};
``12.000`` in French is {12000, 12}. A demanded quantity must have a counterpart in the other language; an offered
one (``un``, ``premier``, ``moitié``, a month) may have one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# A word that cannot be a Roman numeral comes first: most tokens are such words, and the others are tried in vain.
TOKEN = re.compile(
    r"(?P<plain>[^\W\dIVX_][^\W\d_]*)"
    r"|(?P<phone>(?<!\d)(?:0|(?:\+|00)33[ .]?(?:\(0\)[ .]?)?)[1-9](?:[ .-]?\d{2}){4}(?!\d))"
    r"|(?P<date>(?<![\d.])\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![\d.]\d))"
    r"|(?P<clock>(?<![\d.,])\d{1,2} ?[hH](?: ?\d{2}(?!\d)|(?![^\W\d_]))|(?<![\d.,:])\d{1,2}:\d{2}(?!\d)"
    r"|(?<![\d.,])\d{1,2}(?:[.:]\d{2})? ?[aApP]\.?[mM]\b|(?<![\d.,:])(?:[01]\d|2[0-3])[0-5]\d(?= (?:GMT|UTC)\b))"
    r"|(?P<figure>\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,']\d+)*)(?P<suffix>[^\W\d_]*)"
    r"|(?P<roman>(?<![\w'])(?:I(?:er|re|ère)|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?:e|è|ème|ᵉ))s?\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\w\s])"
)
_LONGEST_YEAR = 4  # figures; of thousands of them Python makes no number
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Text as written, the values that render it, and whether the other side must have one of them.

    A firm one may go, but not against another firm one: a third is no quarter, hundreds are no thousands.
    """

    text: str
    values: frozenset[float]
    is_demanded: bool = True
    is_figure: bool = False
    is_firm: bool = False


@dataclass(frozen=True, slots=True)
class Numerals:
    """A language's number words; ``offered`` ones may be rendered by a number, but nobody has to.

    ``alone_offered`` are cardinals that are demanded only as a part of a longer number (an article, an adjective);
    ``approximate`` are offered words that are demanded all the same where no scale follows (``une vingtaine``),
    ``firm`` ones must not become another of them (``tiers``, ``centaines``);
    ``filler`` may stand between a number and its scale (``2 autres milliards``); ``spans`` gives what a number may
    become before a unit (``quinze jours`` is two weeks).
    """

    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    scales: Mapping[str, int]
    offered: Mapping[str, tuple[float, ...]]
    alone_offered: frozenset[str]
    approximate: frozenset[str]
    firm: frozenset[str]
    suffixes: Mapping[str, int]
    ranges: frozenset[str]
    decimal: str
    conjunction: str
    filler: str
    percent_before: str
    decades: frozenset[str]
    spans: Mapping[str, Mapping[float, tuple[float, ...]]]
    halves: frozenset[str]
    vigesimal: bool

    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        tables = (self.cardinals, self.ordinals, self.scales, self.offered, self.spans, self.halves)
        object.__setattr__(self, "known", frozenset[str]().union(*tables))


def figure_values(figure: str, suffix: str, numerals: Numerals) -> set[float]:
    """What a number in digits may mean: separators are read as its language writes them, and as a copy may."""
    values = _separated(figure, numerals.decimal)
    suffix = suffix.lower()
    if suffix in numerals.suffixes:
        values |= {value * numerals.suffixes[suffix] for value in values}
    if len(figure) == 2 and not suffix and figure >= "30":
        values.add(1900 + int(figure))
    if suffix == "s":
        values |= years_of(figure)
    return values


def decade_values(year: int) -> set[float]:
    """``1990s`` is also the nineties; ``90`` after ``années`` also 1990."""
    return {year, year % 100} if year >= 1000 else {year, 1900 + year, 2000 + year}


def years_of(figure: str) -> set[float]:
    """The decade that a figure may be: ``90``, ``1990``; nothing for what is no year's."""
    return decade_values(int(figure)) if figure.isdecimal() and len(figure) <= _LONGEST_YEAR else set()


def _separated(figure: str, decimal: str) -> set[float]:
    if " " in figure or "'" in figure:
        figure = figure.replace(" ", "").replace("'", "")
    separators = [character for character in figure if not character.isdigit()]
    if not separators:
        return {float(figure)}
    head, *tails = re.split(r"[.,]", figure)
    grouped = float(head + "".join(tails))
    is_grouping = len(head) <= 3 and head != "0" and all(len(tail) == 3 for tail in tails)
    if len(separators) > 1:
        last_is_decimal = separators[-1] != separators[-2] and separators[-1] != separators[0]
        return {float(head + "".join(tails[:-1]) + "." + tails[-1])} if last_is_decimal else {grouped}
    point = float(f"{head}.{tails[0]}")
    if not is_grouping:
        return {point}
    if decimal == ",":
        # French newsrooms write 12.000 and, copying agencies, 70,000; both have been seen as decimals too.
        return {grouped, point}
    return {grouped} if separators[0] == "," else {point}


def clock_values(clock: str) -> tuple[set[float], set[float]]:
    """Hours and minutes of ``14 h 30``, ``14:30``, ``2.30 pm`` or ``1430`` (GMT); no minutes when they are none."""
    hour, minute = ([int(part) for part in re.findall(r"\d\d?", clock)] + [0])[:2]
    # "1 h 30" may be a time or a length of one and a half hours.
    hours = {float(hour), hour + minute / 60}
    if 12 < hour <= 24:
        hours.add(hour - 12)
    if hour in (0, 24) or (hour == 12 and re.search(r"a\.?m", clock, re.IGNORECASE)):
        hours |= {0, 12, 24}
    if hour < 12 and re.search(r"p\.?m", clock, re.IGNORECASE):
        hours.add(hour + 12)
    minutes: set[float] = {minute, hour + minute / 60} if minute else set()
    if minute:
        # British newspapers write 23.45 for 23:45.
        written = {float(f"{int(value)}.{minute:02d}") for value in hours}
        hours, minutes = hours | written, minutes | written
    if minute in (15, 30, 45):
        minutes |= {0.5} if minute == 30 else {0.25, 15}
    return hours, minutes


def roman_value(numeral: str) -> int:
    digits = [_ROMAN[letter] for letter in re.match(r"[IVX]+", numeral)[0]]  # type: ignore[index]
    later = [*digits[1:], 0]
    return sum(-digit if digit < following else digit for digit, following in zip(digits, later, strict=True))
