"""Times that a model wrote as a number, or without their half of the day: "0.30" for « 0 h 30 », "from 10:30 to 1:15
a.m." for « de 22 h 30 à 1 h 15 », which reads as two times of the morning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipx.text.clock import NOON, Clock, french_clocks
from dipx.text.stamps import of_twelve
from dipx.text.words import plain

_DOTTED = re.compile(
    r"(?<![\w.,:/$€£-])(?P<hour>2[0-3]|1\d|0?\d)\.(?P<minute>[0-5]\d)"
    r"(?![\w%€$:]|[.,-]\d|\.? ?[ap]\.?m\b"
    r"| ?(?:noon|midday|midnight|o'clock|hrs?|GMT|UTC|per ?cent|points?|million|billion|euros?|dollars?"
    r"|seconds?|minutes?|hours?)\b)"
    r"(?P<part> (?:in the (?:morning|afternoon|evening)|at night)\b)?"
)
_RANGE = re.compile(
    r"(?P<first>\b(?:from|between) (?P<hour>1[0-2]|[1-9])(?::(?P<minute>[0-5]\d))?) (?:to|and|until|till|-|–) "
    r"(?:1[0-2]|[1-9])(?::[0-5]\d)?(?: ?(?P<half>[ap])\.?m\b| in the (?P<part>morning|afternoon|evening)\b)",
    re.I,
)


def with_whole_times(text: str, source: str) -> str:
    """The English with "12:30 a.m." for "0.30", and both halves of such a range, where the French has that time and it
    has one meaning. Idempotent."""
    if not (_DOTTED.search(text) or _RANGE.search(text)):
        return text
    source = plain(source)
    clocks = french_clocks(source)
    text = _DOTTED.sub(lambda match: _as_time(match, source, clocks), text)
    return _RANGE.sub(lambda match: _with_first_half(match, clocks), text)


def _as_time(match: re.Match[str], source: str, clocks: Sequence[Clock]) -> str:
    hour, minute, part = int(match["hour"]), match["minute"], match["part"]
    is_number = re.search(rf"(?<!\d)0?{hour}[.,]{minute}(?!\d)", source)
    meant = _meaning(clocks, hour % 12 * 60 + int(minute))
    if is_number or meant is None:
        return match[0]
    if part:
        return f"{hour % 12 or 12}:{minute}{part}"
    made = of_twelve(meant // 60, None if minute == "00" else minute)
    return made[:-1] if match.string.startswith(".", match.end()) else made


def _with_first_half(match: re.Match[str], clocks: Sequence[Clock]) -> str:
    meant = _meaning(clocks, int(match["hour"]) % 12 * 60 + int(match["minute"] or 0))
    half = (match["half"] or ("a" if match["part"].lower() == "morning" else "p")).lower()
    if meant is None or ("p" if meant >= NOON else "a") == half:
        return match[0]
    first = match["first"]
    return f"{first} {'p' if meant >= NOON else 'a'}.m.{match[0][len(first) :]}"


def _meaning(clocks: Sequence[Clock], dial: int) -> int | None:
    """The minutes of the day that the times on a dial all mean, if they say so themselves."""
    same = [clock for clock in clocks if clock.dial == dial]
    meanings = frozenset[int]().union(*(clock.minutes for clock in same))
    return min(meanings) if len(meanings) == 1 and all(clock.is_sure for clock in same) else None
