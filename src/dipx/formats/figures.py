"""Marks over an amount or a time: "55 €" is "€55" in English, its sign on the other side, « 18h30 » is "6:30 p.m.", and
no other word with it."""

from __future__ import annotations

import re

from dipx.document import CharSpan, Span

_NUMBER = r"\d(?:[\d.,\u00a0\u202f\u2009 ]*\d)?"
_FRENCH = re.compile(rf"(?P<number>{_NUMBER})\s?(?P<unit>%|[€$£¥]|euros?|dollars?|EUR|USD)?", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![\w.,])\d(?:[\d.,]*\d)?(?![^\W_])")
_SIGN = re.compile(r"(?:[€$£¥]|\b(?:EUR|USD)\s?)\Z")
_UNIT = re.compile(r"\s?(?:%|[€$£¥]|(?:per ?cent|euros?|dollars?|EUR|USD)\b)")
_HOUR = re.compile(r"(?<![\w.,])(?P<hour>\d{1,2})\s?(?:h|heures?)\s?(?P<minute>[0-5]\d)?(?!\w)")
_TIME = re.compile(r"(?<![\w.,:])(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?(?!\w|[.,:]\d)(?:\s?[ap]\.m\.)?")


def amount(source: str, target: str, span: Span) -> CharSpan | None:
    """Where the English of a marked amount is, with its sign; ``None`` for what is none, or stands there twice."""
    marked = source[span.start : span.end]
    if time := _HOUR.fullmatch(marked.strip()):
        return _clock(source, target, time)
    match = _FRENCH.fullmatch(marked.strip())
    if match is None or _beside_digit(source, span):
        return None
    digits = _digits(match["number"])
    own = [found for found in re.finditer(_NUMBER, source) if _digits(found[0]) == digits]
    theirs = [found for found in _NUMBERS.finditer(target) if _digits(found[0]) == digits]
    if len(own) != 1 or len(theirs) != 1:
        return None
    start, end = theirs[0].span()
    if match["unit"]:
        before, after = _SIGN.search(target, 0, start), _UNIT.match(target, end)
        start, end = before.start() if before else start, after.end() if after else end
    return start, end


def _clock(source: str, target: str, marked: re.Match[str]) -> CharSpan | None:
    """Where the one English time of that hour and minute is."""
    own, theirs = (
        [found for found in pattern.finditer(text) if _on_the_dial(found) == _on_the_dial(marked)]
        for pattern, text in ((_HOUR, source), (_TIME, target))
    )
    return theirs[0].span() if len(own) == len(theirs) == 1 else None


def _on_the_dial(time: re.Match[str]) -> tuple[int, int]:
    return int(time["hour"]) % 12, int(time["minute"] or 0)


def _beside_digit(source: str, span: Span) -> bool:
    """Whether the mark is over a part of a number."""
    return bool(
        re.search(r"\d[.,]?\Z", source[max(span.start - 2, 0) : span.start]) or re.match(r"[.,]?\d", source[span.end :])
    )


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))
