"""English typography for what the model wrote: spaces, quotation marks, number separators, times of day.

Digits and letters change only in a time of day: ``14 h 30`` is 2:30 p.m., "8:45 a.m." for ``20h45`` is 8:45 p.m., and
"0:05 p.m." for ``0 h 05`` is 12:05 a.m.; all in one style.
"""

from __future__ import annotations

import re

from dipx.options import Quotes
from dipx.text.amounts import thousandths
from dipx.text.bare_times import with_whole_times
from dipx.text.right_times import with_right_times
from dipx.text.time_style import in_one_style

_SPACES = "\u00a0\u202f\u2009 "
_OPENED = re.compile(r'(?<![^\s(\[])" (?=[^\W\d][^"]{0,300}(?<!\s)")')  # the space of « été » behind its English mark
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})
_GROUPED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:([.,{_SPACES}])\d{{3}})(?:\1\d{{3}})*(?![\d]|[.,]\d)")
# 2,200.112: more groups than a decimal can have, whatever stands between them.
_MIXED = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3}){2,}(?![\d]|[.,]\d)")
# Grouped and decimal at once: 1 234,5 and 1.234,56 are French whatever follows the comma.
_BOTH = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:([.{_SPACES}])\d{{3}})(?:\1\d{{3}}){{0,6}},\d+(?![\d]|[.,]\d)")
_DECIMAL = re.compile(r"(?<![\d.,])\d+,\d+(?![\d]|[.,]\d)")
# However a model puts its separators: 12.345.67 and 1,234 567.89.
_ANY = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[.,{_SPACES}]\d{{3}})+(?:[.,]\d+)?(?![\d]|[.,]\d)")
_BEFORE_CODE = re.compile(r"(?<!\d[ .]\d\d)\d[-/]\Z")  # but not 10 000-12.000
_EURO_AFTER = re.compile(
    rf"(?<![\d.,/€–-])(?<!\d[{_SPACES}])(?<!€[{_SPACES}])(\d[\d.,]*)[{_SPACES}]?€(?![\w€]|[{_SPACES}]\d)"
)

# A number alone, in a cell: with a comma, with groups that a space tells, or with a percent sign.
_FIGURES = re.compile(
    r"[(]?[+−–-]? ?(?:(?:[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?|[1-9]\d{0,2}(?:\.\d{3})+,\d+|\d+,\d+)"
    r" ?(?:[%‰€$£]?[)]?|[)] ?%)|\d+ ?(?:[%€][)]?|[)] ?%))"
)
_BETWEEN_SUMS = re.compile(r"( ?[–/|-] ?)")
_DOTTED_TIME = re.compile(r"(?<![\w.,:/-])(1?\d)\.([0-5]\d)(?= ?[ap]\.?m\b)")
# 14 h 30 and 14h30. Not 8 h, which may be a duration as well.
_TIME = re.compile(r"(?<![\w.,:/-])([01]?\d|2[0-4]) ?[hH] ?([0-5]\d)(?![\w/]|[.,:-]\d)")


def english(text: str, source: str, *, quotes: Quotes = "straight") -> str:
    """``text`` with English spacing and marks; ``source`` is the French it renders. Idempotent.

    Separators change only in numbers that the source writes with the same digits: ``244 890`` becomes ``244,890``
    when the source has ``244 890`` or ``244.890``, and ``1,5`` becomes ``1.5`` when the source has ``1,5``. The sign of
    the euro goes before its figures.
    """
    text = " ".join(text.split())
    text = re.sub(r"«\s*", "“", text)
    text = re.sub(r"\s*»", "”", text)
    text = re.sub(r"(?<=[\w\"”’')\]%]) +(?=[;:!?,](?:[\s\"”']|$))", "", text)
    text = _OPENED.sub('"', text)
    text = re.sub(r"(?<=\d) +%", "%", text)
    text = re.sub(r"(?<=[!?]),(?=[\"”])", "", _stray_periods(text))  # "Stop!," he said
    if "...." in text and "...." not in source:  # of « euros... » the model makes "euros...."
        text = re.sub(r"\.{4,}", "...", text)
    text = _numbers(text, source)
    text = _DOTTED_TIME.sub(r"\1:\2", _TIME.sub(r"\1:\2", text))
    text = in_one_style(with_whole_times(with_right_times(text, source), source), source)
    return quoted(text, quotes)


def _stray_periods(text: str) -> str:
    """``resources. .`` and ``resources .`` end with one period; `` .com`` and an ellipsis are left alone."""
    text = re.sub(r"(?<=[.!?])(?: \.)+(?= |$)", "", text)
    return re.sub(r"(?<=[\w\"”')\]%]) \.(?= |$)", ".", text)


def _numbers(text: str, source: str) -> str:
    if not any(character.isdigit() for character in text):
        return text
    spaced = re.sub(f"[{_SPACES}]", " ", source)
    grouped = {_digits(match[0]) for match in _GROUPED.finditer(spaced) if match[1] != "," and not _is_in_code(match)}
    decimals = {match[0] for match in _DECIMAL.finditer(spaced)}
    both = {_digits(match[0]): _english_number(match[0]) for match in _BOTH.finditer(spaced)}
    text = _ANY.sub(lambda match: both.get(_digits(match[0]), match[0]), text)
    text = _BOTH.sub(lambda match: _english_number(match[0]) if _digits(match[0]) in both else match[0], text)
    text = _MIXED.sub(lambda match: _regrouped(match, grouped), text)
    text = _GROUPED.sub(lambda match: _regrouped(match, grouped), text)
    exact = thousandths(spaced)
    text = _DECIMAL.sub(lambda match: _with_point(match[0], decimals, exact), text)
    return _EURO_AFTER.sub(r"€\1", text)


def _is_in_code(match: re.Match[str]) -> bool:
    """Whether it may be the end of a code and no number: 22-10.456."""
    return match[1] == "." and _BEFORE_CODE.search(match.string, max(0, match.start() - 6), match.start()) is not None


def figures(text: str) -> str:
    """A French text that is only numbers, as English writes them: ``1 234,5`` is 1,234.5, ``12,5 %`` 12.5%.

    ``1.234`` stays: alone it may be anything, a section too.
    """
    spaced = re.sub(f"[{_SPACES}]", " ", text)
    if not _FIGURES.fullmatch(spaced):
        sums = _BETWEEN_SUMS.split(spaced)
        if len(sums) == 1 or not all("€" in one and _FIGURES.fullmatch(one) for one in sums[::2]):
            return text
        return "".join(figures(one) if "€" in one else one for one in sums)
    whole, comma, decimals = spaced.partition(",")
    if len(decimals.rstrip(" %€$£+)")) == 3 and re.match(r"\d00", decimals):
        return text
    grouped = re.sub(r"(?<=\d)[ .](?=\d{3})", ",", whole)
    return _EURO_AFTER.sub(r"€\1", re.sub(r" +(?=[%‰])", "", grouped + "." * bool(comma) + decimals))


def _english_number(number: str) -> str:
    whole, _, decimals = number.partition(",")
    return f"{re.sub(f'[.{_SPACES}]', ',', whole)}.{decimals}"


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit())


def _regrouped(match: re.Match[str], grouped: set[str]) -> str:
    number = match[0]
    return re.sub(rf"[.{_SPACES}]", ",", number) if _digits(number) in grouped else number


def _with_point(number: str, decimals: set[str], exact: set[str]) -> str:
    # Three digits after the comma may be thousands: what stands behind them tells (``amounts.py``).
    is_decimal = number in exact or (number in decimals and len(number.partition(",")[2]) != 3)
    return number.replace(",", ".") if is_decimal else number


def quoted(text: str, quotes: Quotes) -> str:
    """``text`` with quotation marks and apostrophes of one kind, one character for one. Idempotent."""
    if quotes == "straight":
        return text.translate(_STRAIGHT)
    if quotes == "curly":
        text = re.sub(r'(?<![^\s(\[—–“‘-])"(?=\S)', "“", text)
        text = text.replace('"', "”")
        text = re.sub(r"(?<![^\s(\[—–“‘-])'(?=[^\W\d])", "‘", text)
        return text.replace("'", "’")
    return text
