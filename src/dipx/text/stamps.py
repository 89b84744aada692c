"""Times that stand by themselves: before the lines of a live report (``14h10 Le conseil se réunit``), in a cell."""

from __future__ import annotations

import re
from typing import Final

_HOUR: Final = r"(?P<hour>[01]?\d|2[0-3])"
_LEADING: Final = re.compile(
    rf"\s{{0,9}}+[\[(]?{_HOUR}(?:\s?[hH]\s?[0-5]\d|:[0-5]\d|\s?h)[\])]?(?:\s?[:–—-])?\s{{1,9}}+(?=(?:[«“\"]\s?)?[^\W\d_a-zà-ÿœ])"
)
_ALONE: Final = re.compile(rf"(?P<before>[^\w+-]*){_HOUR}\s?[hH](?:\s?(?P<minute>[0-5]\d))?(?P<after>\W*)")
_SET_OFF: Final = re.compile(r"[])]?\s?[:–—-]\s*$|[])]$")
_NO_LENGTH: Final = 5  # hours; 1h30 may be how long it takes


def of_twelve(hour: int, minute: str | None = None) -> str:
    """``8:45 p.m.`` for 20 and "45", ``8 p.m.`` for 20."""
    return f"{hour % 12 or 12}{f':{minute}' if minute else ''} {'p' if 12 <= hour < 24 else 'a'}.m."


def leading_stamp(text: str, start: int) -> int:
    """Where the sentence begins that stands at ``start`` behind a time; ``start`` where there is none."""
    found = _LEADING.match(text, start)
    return found.end() if found else start


def english_stamp(text: str, *, is_sure: bool = False) -> str | None:
    """The English of a text that is a time and no more; what may be a length (``1h30``, ``12h``) stays as it is, unless
    it surely is a time: by what is around it, as ``09 h`` by its zero, or ``10 h –`` by the mark before what happened.

    None for any other text.
    """
    found = _ALONE.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found["hour"]), found["minute"]
    is_set_off = hour >= _NO_LENGTH and _SET_OFF.search(found["after"]) is not None
    is_sure = is_sure or is_set_off or (not minute and found["hour"].startswith("0"))
    if not is_sure and (hour < _NO_LENGTH or not (minute or hour > 12)):
        return text
    return found["before"] + of_twelve(hour, minute) + re.sub(r"\s+(?=:)|^\.", "", found["after"])
