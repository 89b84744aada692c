"""Marks over an amount: "55 €" is "€55" in English, its sign on the other side, and no other word with it."""

from __future__ import annotations

import re

from dipx.document import CharSpan, Span

_NUMBER = r"\d(?:[\d.,\u00a0\u202f\u2009 ]*\d)?"
_FRENCH = re.compile(rf"(?P<number>{_NUMBER})\s?(?P<unit>%|[€$£¥]|euros?|dollars?|EUR|USD)?", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![\w.,])\d(?:[\d.,]*\d)?(?![^\W_])")
_SIGN = re.compile(r"(?:[€$£¥]|\b(?:EUR|USD)\s?)\Z")
_UNIT = re.compile(r"\s?(?:%|[€$£¥]|(?:per ?cent|euros?|dollars?|EUR|USD)\b)")


def amount(source: str, target: str, span: Span) -> CharSpan | None:
    """Where the English of a marked amount is, with its sign; ``None`` for what is none, or stands there twice."""
    marked = source[span.start : span.end]
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


def _beside_digit(source: str, span: Span) -> bool:
    """Whether the mark is over a part of a number."""
    return bool(
        re.search(r"\d[.,]?\Z", source[max(span.start - 2, 0) : span.start]) or re.match(r"[.,]?\d", source[span.end :])
    )


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))
