"""Times of day in French and in English, as minutes since midnight: what ``20h45`` is, and what "8:45 a.m." is.

A duration (« 20 heures de vol ») reads like a time here: it is for the caller to ask only what both languages say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dipx.text.words import lowered, plain

NOON, DAY = 12 * 60, 24 * 60

_MARKED = re.compile(r"(?<=[\dy ])[ap]\.? ?m\b", re.I)
_OTHER_HALF = str.maketrans("apAP", "paPA")
FRENCH_HOURS = {
    word: hour
    for hour, word in enumerate(
        "zéro une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
        "dix-huit dix-neuf vingt vingt-et-une vingt-deux vingt-trois".split()
    )
}
_ENGLISH_HOURS = {
    word: hour
    for hour, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_FRENCH = re.compile(
    rf"""(?<![\w.,:/-])(?:
    (?:(?P<hour>[01]?\d|2[0-4])|(?P<word>{"|".join(sorted(FRENCH_HOURS, key=len, reverse=True))}))
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
_LATE = re.compile(r"\b(?:soir|soirs|soirée|après-midi|nuit|dîner|[ap]\.?m)\b", re.I)
_ENGLISH = re.compile(
    rf"""(?<![\w.,:/$€£-])
    (?:(?P<more>half[ ]past|(?:a[ ])?(?:quarter|five|ten|twenty|twenty-five)[ ](?:past|to))[ ])?(?:
    (?:(?P<hour>2[0-4]|[01]?\d)(?!\d)(?:(?P<sign>[:.h])(?P<minute>[0-5]\d)(?!\d|[.,]\d))?
        |(?P<word>{"|".join(_ENGLISH_HOURS)})(?:[ ](?P<past>thirty|fifteen|forty-five))?)
        (?:[ ]?(?P<half>[ap])\.?[ ]?m\b\.?
        |(?:[ ]o'clock)?[ ](?:in[ ]the|this|(?:on[ ])?\w{{3,6}}day)[ ](?P<part>morning|afternoon|evening)\b
        |(?:[ ]o'clock)?(?P<night>[ ]at[ ]night)\b)?
    |(?P<name>noon|midday|midnight)\b)""",
    re.X | re.I,
)
_TELLING = frozenset("am pm m morning afternoon evening night noon midday midnight".split())
_SHIFTS = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_PAST = {"thirty": 30, "fifteen": 15, "forty-five": 45}


_DIGITAL = re.compile(r"\b(?:1[3-9]|2[0-3]) ?[hH:]")
_BARE = re.compile(r"(?<![\d.:,])(1[0-2]|0?[1-9])[:.]([0-5]\d)(?!\d|[.:,]\d|%| ?[ap]\.?m\b)")
_TOO_LATE = re.compile(r"(?<![\w.,:/-])(1[3-9]|2[0-3])(?:[:.]([0-5]\d))?( ?)(?:[ap](\.? ?m\b)|[AP](\.M\b))")  # 20 p.m.
_HALF_SAID = re.compile(r"\b(?:[ap]\.?m\b|evening|afternoon|night|tonight|midnight|noon|o'clock)", re.IGNORECASE)


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
    def dial(self) -> int:
        """Where the hands stand, in minutes after twelve."""
        return min(self.minutes) % NOON


def french_clocks(text: str) -> list[Clock]:
    """The times of a French text with plain spaces and straight apostrophes. ``8 h`` is in the morning, as the press
    writes, unless the text speaks of an afternoon, an evening or a night."""
    is_late: bool | None = None
    found = []
    for match in _FRENCH.finditer(text):
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
    return found


def _french_hour(match: re.Match[str]) -> tuple[int, int]:
    if match["name"]:
        hour = 12 if match["name"].lower() == "midi" else 0
    else:
        hour = int(match["hour"]) if match["hour"] else FRENCH_HOURS[match["word"].lower()]
    more = (match["more"] or "").lower()
    shift = FRENCH_MINUTES.get(more.removeprefix("et ").removeprefix("moins "), 0)
    return hour, int(match["minute"] or 0) + (-shift if more.startswith("moins") else shift)


def english_clocks(text: str) -> list[Clock]:
    """The times of an English text that say which half of the day they are, or are written with 24 hours."""
    found = []
    for match in _ENGLISH.finditer(text):
        minutes = _english_minutes(match)
        if minutes is not None:
            found.append(Clock(match[0], match.start(), frozenset({minutes % DAY}), is_sure=True))
    return found


def _english_minutes(match: re.Match[str]) -> int | None:
    more = (match["more"] or "").lower()
    shift = _SHIFTS.get(more.removeprefix("a ").removesuffix(" past").removesuffix(" to"), 0)
    shift = -shift if more.endswith(" to") else shift
    if match["name"]:
        return shift + (0 if match["name"].lower() == "midnight" else NOON)
    hour = int(match["hour"]) if match["hour"] else _ENGLISH_HOURS[match["word"].lower()]
    minute = int(match["minute"] or 0) + _PAST.get((match["past"] or "").lower(), 0) + shift
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
    is_asked = ":" in target or not _TELLING.isdisjoint(lowered(target))
    theirs = english_clocks(target) if is_asked else []
    ours = _by_dial(french_clocks(source)) if theirs else {}
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


def with_right_halves(text: str, source: str) -> str:
    """The English with a.m. and p.m. as the French has them, where they contradict a time that is sure (``20h45``);
    ``0:05 p.m.`` is 12:05 a.m. there."""
    if not _MARKED.search(text):
        return text
    ours = _by_dial(french_clocks(plain(source)))

    def earlier(match: re.Match[str]) -> str:
        hour, minute = int(match[1]) - 12, match[2]
        if hour * 60 + int(minute or 0) not in ours:
            return match[0]
        return f"{hour}{f':{minute}' if minute else ''}{match[3]}{f'p{match[4]}' if match[4] else f'P{match[5]}'}"

    text = _TOO_LATE.sub(earlier, text)
    parts: list[str] = []
    end = 0
    for clock in english_clocks(text):
        same = ours.get(clock.dial, [])
        meant = {other.minutes for other in same}
        if len(meant) == 1 and all(other.is_sure for other in same) and _MARKED.search(clock.text):
            made = _hour_of_twelve(clock.text)
            parts += [text[end : clock.start], made if clock.minutes in meant else _turned(made)]
            end = clock.start + len(clock.text)
    return "".join([*parts, text[end:]])


def _by_dial(clocks: list[Clock]) -> dict[int, list[Clock]]:
    """The times by where the hands stand, those of one meaning once."""
    found: dict[int, dict[tuple[frozenset[int], bool], Clock]] = {}
    for clock in clocks:
        found.setdefault(clock.dial, {}).setdefault((clock.minutes, clock.is_sure), clock)
    return {dial: list(meanings.values()) for dial, meanings in found.items()}


def _hour_of_twelve(clock: str) -> str:
    """``12:05 a.m.`` for ``0:05 a.m.``, ``8:45 p.m.`` for ``20:45 p.m.``."""
    hour = re.match(r"\d*", clock)[0]  # type: ignore[index]
    return clock if not hour or 1 <= int(hour) <= 12 else f"{int(hour) % 12 or 12}{clock[len(hour) :]}"


def _turned(clock: str) -> str:
    """The same hands in the other half of the day."""
    return re.sub(r"[apAP](?=\.? ?[mM]\b)", lambda letter: letter[0].translate(_OTHER_HALF), clock)
