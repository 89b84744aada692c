"""Times of day in French and in English, as minutes since midnight: what ``20h45`` is, and what "8:45 a.m." is.

What surely lasts (« 20 heures de vol ») is none of them (``lengths.py``); a length that nobody can tell from a time
reads like one here: it is for the caller to ask only what both languages say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dipx.text.lengths import HOURS, lengths
from dipx.text.words import lowered, small

NOON, DAY = 12 * 60, 24 * 60

_ENGLISH_HOURS = {
    word: hour
    for hour, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_FRENCH = re.compile(
    rf"""(?<![\w.,:/-])(?:
    (?:(?P<hour>[01]?\d|2[0-4])|(?P<word>{"|".join(sorted(HOURS, key=len, reverse=True))}))
        [ ]?(?:heures?\b|[hH](?:\.(?=[ ]?[0-5]\d(?!\d)))?(?![^\W\d_])|(?=:))
        (?:(?:(?<=:)|:|[ ]?)(?P<minute>[0-5]\d)(?![\d%]|[ ]?(?:min|%)))?
    |(?P<name>midi|minuit)\b
    )
    (?:[ ](?P<more>et[ ]demie?|et[ ]quart|moins[ ](?:le[ ]quart|vingt-cinq|vingt|dix|cinq)
        |(?:(?:vingt|trente|quarante|cinquante)(?:-cinq)?|dix|quinze|cinq)(?![ -]minutes?))\b)?
    (?:[ ](?P<part>du[ ]matin|de[ ]l'après-midi|du[ ]soir|de[ ]la[ ]nuit)\b)?""",
    re.X | re.I,
)
FRENCH_MINUTES = {
    "cinq": 5, "dix": 10, "quinze": 15, "vingt": 20, "vingt-cinq": 25, "trente": 30, "trente-cinq": 35, "quarante": 40,
    "quarante-cinq": 45, "cinquante": 50, "cinquante-cinq": 55, "demi": 30, "demie": 30, "quart": 15, "le quart": 15,
}  # fmt: skip
PAST_NOON = re.compile(
    r"(?<![\w-])(?P<name>midi|minuit)[ \u00a0\u202f]"
    r"(?P<minutes>(?:vingt|trente|quarante|cinquante)(?:-cinq)?|dix|quinze|cinq)(?![\w-])"
    r"(?![ \u00a0\u202f](?:et[ \u00a0\u202f](?:une?|demie?|quart)\b|mille?\b|cent\b|pour[ \u00a0\u202f]cent|[%€$]"
    r"|k?m\b|kg\b|d['’]|de\b|autres?\b"
    r"|(?!(?:dans|précises?|mais|puis|alors|depuis|après|vers|sans|sous|pas|plus|chez|les|des|aux|lors)\b)"
    r"[a-zà-ÿ]{2,}[sx]\b))",
    re.I,
)
"""« midi dix », « minuit vingt-cinq »; what follows « à midi dix élus » is counted."""
_LATE = re.compile(r"\b(?:soir|soirs|soirée|après-midi|nuit|dîner|[ap]\.?m)\b", re.I)
_ENGLISH = re.compile(
    rf"""(?<![\w.,:/$€£-])
    (?:(?P<more>half[ ]past|(?:a[ ])?(?:quarter|five|ten|twenty|twenty-five)[ ](?:past|to))[ ])?(?:
    (?:(?P<hour>2[0-4]|[01]?\d)(?!\d)(?:(?P<sign>[:.h])(?P<minute>[0-5]\d)(?!\d|[.,]\d))?
        |(?P<word>{"|".join(_ENGLISH_HOURS)})(?:[ ](?P<past>thirty|fifteen|forty-five))?)
        (?:[ ]?(?P<half>[ap])\.?[ ]?m\b\.?
        |(?:[ ]o'clock)?[ ](?:in[ ]the|this|(?:on[ ])?\w{{3,6}}day)[ ](?P<part>morning|afternoon|evening)\b
        |(?:[ ]o'clock)?(?P<night>[ ]at[ ]night)\b)?
    |(?P<name>noon|midday|midnight)\b
    |(?P<four>(?:[01]\d|2[0-3])[0-5]\d)(?=[ ](?:GMT|UTC)\b))""",
    re.X | re.I,
)
_TELLING = frozenset("am pm m morning afternoon evening night noon midday midnight".split())
_SHIFTS = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_PAST = {"thirty": 30, "fifteen": 15, "forty-five": 45}


_DIGITAL = re.compile(r"\b(?:1[3-9]|2[0-3]) ?[hH:]")
_BARE = re.compile(r"(?<![\d.:,])(1[0-2]|0?[1-9])[:.]([0-5]\d)(?!\d|[.:,]\d|%| ?[ap]\.?m\b)")
_HALF_SAID = re.compile(r"\b(?:[ap]\.?m\b|evening|afternoon|night|tonight|midnight|noon|o'clock)", re.IGNORECASE)


_BEGINS_LATE = re.compile(r"1[3-9]|2[0-3]|treize|quatorze|quinze|seize|dix-[snh]|vingt", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as written, where it stands, and the minutes of the day that it may mean.

    ``is_sure``: it says itself which half of the day it is (``20h45``, ``8 heures du soir``, ``minuit``, "8 p.m.").
    ``has_words``: its minutes are in words (``minuit et demi``).
    """

    text: str
    start: int
    minutes: frozenset[int]
    is_sure: bool
    has_words: bool = False

    @property
    def is_digital(self) -> bool:
        """Whether its hours are those of a day of 24: ``20 h``, but not « 8 heures du soir »."""
        return self.is_sure and min(self.minutes) >= NOON + 60 and _BEGINS_LATE.match(self.text) is not None

    @property
    def dial(self) -> int:
        """Where the hands stand, in minutes after twelve."""
        return min(self.minutes) % NOON


@lru_cache(maxsize=8)
def french_clocks(text: str) -> tuple[Clock, ...]:
    """The times of a French text with plain spaces and straight apostrophes. ``8 h`` is in the morning, as the press
    writes, unless the text speaks of an afternoon, an evening or a night; beside ``20 h`` it surely is."""
    is_late: bool | None = None
    found = []
    last = {length.start for length in lengths(text)}
    for match in _FRENCH.finditer(text):
        if match.start() in last:
            continue
        hour, minute = _french_hour(match)
        part = match["part"]
        is_sure = bool(part or match["name"]) or not 1 <= hour <= 11
        if part and 1 <= hour <= 11 and ("soir" in part or "après" in part or ("nuit" in part and hour >= 6)):
            hour += 12
        if is_late is None:
            is_late = bool(_LATE.search(text))
        minutes = {(hour * 60 + minute) % DAY}
        if not is_sure and is_late:
            minutes.add((hour * 60 + minute + NOON) % DAY)
        found.append(Clock(match[0], match.start(), frozenset(minutes), is_sure, match["more"] is not None))
    return tuple(_of_one_writer(found))


def _of_one_writer(clocks: list[Clock]) -> list[Clock]:
    """Who writes ``20 h`` for the evening means the morning by ``8 h``: where nothing speaks of an evening, and on the
    dial of 20 h even there."""
    late = {clock.dial for clock in clocks if clock.is_digital}
    if not late:
        return clocks
    return [
        replace(clock, minutes=frozenset({min(clock.minutes)}), is_sure=True)
        if not clock.is_sure and (len(clock.minutes) == 1 or clock.dial in late)
        else clock
        for clock in clocks
    ]


def _french_hour(match: re.Match[str]) -> tuple[int, int]:
    if match["name"]:
        hour = 12 if small(match["name"]) == "midi" else 0
    else:
        hour = int(match["hour"]) if match["hour"] else HOURS[small(match["word"])]
    more = small(match["more"] or "")
    shift = FRENCH_MINUTES.get(more.removeprefix("et ").removeprefix("moins "), 0)
    return hour, int(match["minute"] or 0) + (-shift if more.startswith("moins") else shift)


@lru_cache(maxsize=8)
def english_clocks(text: str) -> tuple[Clock, ...]:
    """The times of an English text that say which half of the day they are, or are written with 24 hours."""
    found = []
    for match in _ENGLISH.finditer(text):
        minutes = _english_minutes(match)
        if minutes is not None:
            found.append(Clock(match[0], match.start(), frozenset({minutes % DAY}), is_sure=True))
    return tuple(found)


def _english_minutes(match: re.Match[str]) -> int | None:
    more = small(match["more"] or "")
    shift = _SHIFTS.get(more.removeprefix("a ").removesuffix(" past").removesuffix(" to"), 0)
    shift = -shift if more.endswith(" to") else shift
    if match["four"]:  # 1900 GMT
        return int(match["four"][:2]) * 60 + int(match["four"][2:])
    if match["name"]:
        return shift + (0 if small(match["name"]) == "midnight" else NOON)
    hour = int(match["hour"]) if match["hour"] else _ENGLISH_HOURS[small(match["word"])]
    minute = int(match["minute"] or 0) + _PAST.get(small(match["past"] or ""), 0) + shift
    half, part = (match["half"] or "").lower(), (match["part"] or "").lower()
    if half or part:
        is_late = half == "p" or part in ("afternoon", "evening")
        return hour % 12 * 60 + minute + NOON * is_late
    if match["night"]:
        return hour % 12 * 60 + minute + NOON * (6 <= hour < 12)
    if match["sign"] == ":" and (hour > 12 or hour == 0):
        return hour * 60 + minute
    return None


def wrong_times(source: str, target: str) -> list[tuple[Clock, Clock | None]]:
    """The times of the English that are none of the French: on the dial of one, which is given with them, but in the
    other half of the day; or on no dial of a text that has times (of those only what is in figures)."""
    is_asked = ":" in target or " GMT" in target or " UTC" in target or not _TELLING.isdisjoint(lowered(target))
    theirs = english_clocks(target) if is_asked else []
    ours = by_dial(french_clocks(source)) if theirs else {}
    wrong: list[tuple[Clock, Clock | None]] = []
    for clock in theirs:
        same = ours.get(clock.dial, [])
        if not any(clock.minutes <= other.minutes for other in same) and (same or (ours and clock.text[0].isdigit())):
            wrong.append((clock, same[0] if same else None))
    return wrong


def halves_lost(source: str, target: str) -> list[tuple[str, str]]:
    """The English "8:45" for ``20 h 45``, where no word of the English says which half of the day is meant."""
    bare = list(_BARE.finditer(target)) if _DIGITAL.search(source) and not _HALF_SAID.search(target) else []
    if not bare:
        return []
    late = {clock.dial: clock.text for clock in french_clocks(source) if clock.is_sure and min(clock.minutes) > NOON}
    dials = ((match[0], int(match[1]) % 12 * 60 + int(match[2])) for match in bare)
    return [(said, late[dial]) for said, dial in dials if dial in late]


def same_times(source: str, target: str) -> tuple[list[Clock], list[Clock]]:
    """The times of the French that the English has, whatever its words; and those of the English."""
    theirs = english_clocks(target)
    ours = french_clocks(source) if theirs else []
    said, given = (frozenset[int]().union(*(clock.minutes for clock in clocks)) for clocks in (ours, theirs))
    return (
        [clock for clock in ours if not clock.minutes.isdisjoint(given)],
        [clock for clock in theirs if clock.minutes <= said],
    )


def by_dial(clocks: Sequence[Clock]) -> dict[int, list[Clock]]:
    """The times by where the hands stand, those of one meaning once."""
    found: dict[int, dict[tuple[frozenset[int], bool], Clock]] = {}
    for clock in clocks:
        found.setdefault(clock.dial, {}).setdefault((clock.minutes, clock.is_sure), clock)
    return {dial: list(meanings.values()) for dial, meanings in found.items()}
