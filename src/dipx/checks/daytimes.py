"""Times of day that are wrong in the English: for ``numbers.py``, which says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dipx.text.clock import FRENCH_MINUTES, PAST_NOON, Clock, english_clocks, french_clocks, halves_lost, wrong_times
from dipx.text.lengths import lengths
from dipx.text.right_times import NUMBERS, are_exchanged, in_halves, mistaken, short_times, two_halves
from dipx.text.words import plain, small
from dipx.text.zones import lost_zones

# Half a time of day (10.m., 7:m., 9: to 9 p.m.), one with two halves (8 p.m. a.m.), one that no day has (48 p.m., 9:9
# a.m., 9:75 p.m.), and one that is said to last, whatever the French has (took 2 a.m., 2 a.m. ago).
_BROKEN = re.compile(
    r"\b\d{1,2}[.:][ap]?m\.|\b\d{1,2}: (?:(?:to|and|until) \d|[ap]\.m\b)|\b[ap]\.m\.? [ap]\.m\b"
    r"|(?<![\w.,:])(?:1[3-9]|[2-9]\d|\d{3})(?:[.:]\d\d)? ?[ap]\.m\b|\b\d{1,2}:(?:\d|[6-9]\d) ?[ap]\.?m\b"
    r"|(?<![\w.,:])(?:1[3-9]|2\d) o'clock\b"
    r"|\b(?:takes?|took|taken|lasts?|lasted|spent|spend|waited|been \w+ing for) "
    r"(?:about |around )?\d{1,2}(?::\d\d)? ?[ap]\.m\b\.?"
    r"|(?<![\w.,:])\d{1,2}(?::\d\d)? ?[ap]\.m\.? (?:ago|long(?! before| after)|of (?!the\b)\w+)\b"
)
_AT_FIVE = re.compile(rf"\bat (\d{{1,2}}|{'|'.join(NUMBERS[1:])})(?=[.,;:!?]|$)", re.I)
_HOUR = re.compile(r"hour|minute|\bday", re.I)
# Figures with a half of the day, and all that a French text may say of a time: without that the one was made of
# something else, « 3 ha » or « p. 12 ».
_HALVED = re.compile(r"(?<![\w.,:/-])(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?[ap]\.?m\b\.?", re.I)
_ANY_TIME = re.compile(
    r"\d ?[hH](?![^\W\d_]|a\b)|\d ?[:.h] ?\d\d|heures?\b|\bmidi|"
    r"minuit|matin|soir|\bnuit|\baube|journée|\b(?:GMT|UTC)\b|[ap]\.?m\b",
    re.I,
)
_MAY_TELL = re.compile(r"\d|heure|midi|minuit", re.I)
# What says of the words between two times that each is of another event: a mark or a conjunction, and a verb's sign.
_JOINT = re.compile(r"[,;:–—] |\b(?:et|puis|mais)\b")
_VERB = re.compile(
    r"\b(?:a|ont|est|sont|avai(?:t|ent)|étai(?:t|ent)|ser(?:a|ont)|aur(?:a|ont)|va|vont|se)\b|\bs'"
    r"|\w{3}(?:era|eront|ait|aient)\b",
    re.I,
)
_RESTATES = re.compile(
    r"\b(?:soit|c'est-à-dire|autrement dit|donc|même heure|également|aussi|quand|lorsque?)\b|=", re.I
)
_LEAST_BETWEEN, _MOST_TIMES = 4, 50  # words; each time is looked for in all of the English
# How English says it again without saying it, or joins the two.
_AGAIN = re.compile(
    r"\b(?:then|when|while|same|that (?:time|hour|moment)|which|simultaneous\w*|meanwhile|both|also|too|as well|before"
    r"|after|until|from)\b",
    re.I,
)
LOST, NEW = "not in the translation", "not in the source"


def wrong_daytimes(source: str, target: str) -> dict[str, list[str]]:
    """What is wrong with the times, by what it is called; nothing for what is right."""
    source, target = plain(source), plain(target)
    if not _MAY_TELL.search(target) and not _MAY_TELL.search(source):  # most texts
        return {}
    broken = _broken_times(source, target)
    lasting = _times_for_lengths(source, target)
    merged = _halves_merged(source, target)
    wrong = [(clock, meant) for clock, meant in wrong_times(source, target) if clock.text not in dict(lasting)]
    told = {
        LOST: [
            *(meant for said, meant in merged if not said),
            *_minutes_lost(source, target),
            *lost_zones(source, target),
        ],
        NEW: [
            *(clock.text for clock, meant in wrong if not meant),
            *dict.fromkeys(broken or _from_nowhere(source, target)),
        ],
        "in the wrong half of the day": [
            *(f"{clock.text} for {meant.text}" for clock, meant in wrong if meant),
            *(f"{said} for {meant}" for said, meant in merged if said),
        ],
        "without its half of the day": [f"{said} for {meant}" for said, meant in halves_lost(source, target)],
        "a time of day for a length of time": [f"{said} for {meant}" for said, meant in lasting],
    }
    return {what: found for what, found in told.items() if found}


def _halves_merged(source: str, target: str) -> list[tuple[str, str]]:
    """The English time for the French one of the other half, where the French has both of one dial: ``8 h``, ``20 h``;
    for one of which the English says nothing, "" is given."""
    wrong: list[tuple[str, str]] = []
    theirs = english_clocks(target)
    for dial, same in two_halves(french_clocks(source)) if theirs else ():
        said = [clock for clock in theirs if clock.dial == dial]
        if len(said) == len(same) and are_exchanged(target, said, same):
            pairs = zip(same, said, strict=True)
            wrong += [(other.text, one.text) for one, other in pairs if one.minutes != other.minutes]
        elif said and len(said) != len(same):
            given = in_halves(said)
            missing = [one for one in same if _is_asked(one) and one.minutes not in given]
            wrong += [("", one.text) for one in missing[:1] if not _is_bare(target, said, one)]
    return wrong


def _minutes_lost(source: str, target: str) -> list[str]:
    """« midi dix » that is no time of the English: "10 noon"."""
    found = {(small(m["name"]), small(m["minutes"])): m[0] for m in PAST_NOON.finditer(source)}
    said = {clock.minutes for clock in english_clocks(target)} if found else frozenset()
    lost = []
    for (name, words), text in found.items():
        hour, minute = 12 * (name == "midi"), FRENCH_MINUTES[words]
        figures = rf"(?<!\d)(?:{hour}|0{hour}|12) ?[:.h] ?{minute:02}(?!\d)|\b(?:past|after)\b|\btwelve[ -]\w"
        if frozenset({hour * 60 + minute}) not in said and not re.search(figures, target, re.I):
            lost.append(text)
    return lost


def _times_for_lengths(source: str, target: str) -> list[tuple[str, str]]:
    """The English times of day that are a length of time in French: "2 a.m." for « il y a 2 heures »."""
    spans = lengths(source)
    if not spans:
        return []
    clocks = french_clocks(source)
    found = [(match[0], length.text) for match, length in mistaken(target, clocks, spans)]
    if found or clocks or _HOUR.search(target):
        return found
    return [
        (match[0], length.text)
        for match in _AT_FIVE.finditer(target)
        for length in spans
        if small(match[1]) in (str(length.hours), *NUMBERS[length.hours : length.hours + 1])
    ]


def said_once(source: str, target: str) -> Iterator[str]:
    """Two times of day of the French that are one in other words (« 12 h », « midi »), each of another event, of which
    the English has only one, and no word that speaks of it again."""
    source, target = plain(source), plain(target)
    clocks = french_clocks(source)[:_MOST_TIMES]
    if len(clocks) < 2 or _AGAIN.search(target):
        return
    for one, other in pairwise(clocks):
        if one.minutes != other.minutes or _as_said(one) == _as_said(other):
            continue
        between = source[one.start + len(one.text) : other.start]
        if _is_of_two_events(between) and len(_mentions(one).findall(target)) == 1:
            yield f"{one.text}, {other.text}"


def _is_of_two_events(between: str) -> bool:
    """« À 12 h, le maire a parlé, et vers midi … », but not « À 12 h, soit midi à Londres »."""
    parts = _JOINT.split(between.strip(" ,"))
    is_long = len(parts) > 1 and len(between.split()) >= _LEAST_BETWEEN
    return is_long and _VERB.search(between) is not None and not _RESTATES.search(between)


def _as_said(clock: Clock) -> str:
    return clock.text.lower().replace(" ", "")


def _mentions(clock: Clock) -> re.Pattern[str]:
    """All that may be the time in an English text; rather too much than too little."""
    hour, minute = clock.dial // 60 or 12, clock.dial % 60
    said = rf"(?:0?{hour}|{hour % 12 + 12}|{NUMBERS[hour]})"
    if minute:
        return re.compile(rf"\b{said}\W?{minute:02}\b|\b(?:past|to|half|quarter|thirty|fifteen)\b", re.I)
    return re.compile(rf"\b{said}(?:[:.]?00)?\b|noon|midday|midnight|lunch|\b00:00", re.I)


def _broken_times(source: str, target: str) -> list[str]:
    """Times that no clock shows: "9:9 a.m.", "9: to 9 p.m."; without a.m. only those of an hour of the French. And
    those that are said to last: "took 2 a.m."."""
    found = [match[0] for match in _BROKEN.finditer(target)]
    if not found and (short := short_times(target, source)):
        dials = {clock.dial for clock in french_clocks(source)}
        found = [match[0] for match, hour, _ in short if hour % 12 * 60 in dials]
    return found


def _from_nowhere(source: str, target: str) -> list[str]:
    """Times in figures with their half of the day, of a text that speaks of no time."""
    said = _HALVED.findall(target)
    return said if said and not _ANY_TIME.search(source) else []


def _is_asked(clock: Clock) -> bool:
    """Whether its words are those of a time and nothing else."""
    return clock.text[0].isdigit() or clock.text.lower() in ("midi", "minuit")


def _is_bare(text: str, said: Sequence[Clock], lost: Clock) -> bool:
    """Whether the English has the hour once more, without its half: "from 8 to 8 p.m."."""
    hour = lost.dial // 60 or 12
    known = rf"\b(?:{hour}|{hour % 12 + 12}|{NUMBERS[hour]})(?:[:.]\d\d)?\b|noon|midnight|lunch|[ap]\.?m\.? and [ap]"
    found = re.findall(known, text, re.I)
    return len(found) > len(said)
