"""The times of the English as the French has them, where that is sure: "from 8 p.m. to 8 p.m." for « de 8 h à 20 h »,
"9:9 a.m." for « 9 h », "2 a.m. ago" for « il y a 2 h ». What is left of the kind, ``checks/daytimes.py`` says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dipx.text.clock import NOON, Clock, by_dial, english_clocks, french_clocks
from dipx.text.lengths import Length, lengths
from dipx.text.stamps import of_twelve
from dipx.text.words import plain, small

_LONG = 3  # figures: 105 p.m.
_MORNING = 6 * 60  # minutes after midnight
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TIMED = re.compile(r"[ap]\.? ?m\b|\d:\d|o'clock|hours?\.\d", re.I)
_MARKED = re.compile(r"(?<=[\dy ])[ap]\.? ?m\b", re.I)
_OTHER_HALF = str.maketrans("apAP", "paPA")
_TOO_LATE = re.compile(r"(?<![\w.,:/-])(1[3-9]|2[0-3])(?:[:.]([0-5]\d))?( ?)(?:[ap](\.? ?m\b)|[AP](\.M\b))")  # 20 p.m.
# 9:9 a.m., from 9:9; elsewhere it may be a score.
_BEFORE_TIME = "|".join(rf"(?<=\b{word} )" for word in "at from to until till between by around about since".split())
_SHORT = re.compile(
    rf"(?<![\w.,:/-])(?:(?:{_BEFORE_TIME})(?P<hour>\d{{1,2}}):(?P<minute>\d)(?![\w:%]|[.,]\d)"
    r"|(?P<hour_too>\d{1,2}):(?P<minute_too>\d)(?= ?[ap]\.?m\b))",
    re.I,
)
_RANGE = re.compile(
    r"\b(from|between) (\d{1,2})((?::[0-5]\d)?)( (?:to|and|until|till|-|–) )(\d{1,2})((?::[0-5]\d)?)( ?)[ap](\.?m\b)",
    re.I,
)
_FRENCH_RANGE = re.compile(
    r"\b(?:de|entre) (?P<hour>[01]?\d|2[0-4]) ?h ?(?P<minute>[0-5]\d)? ?(?:à|et) "
    r"(?P<last>[01]?\d|2[0-4]) ?h ?(?P<minutes>[0-5]\d)(?!\d)",
    re.I,
)
_ENGLISH_RANGE = re.compile(
    r"\b(?:from|between) (?P<time>(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?: ?[ap]\.?m\b\.?)?) (?:to|and|until|till|-|–) "
    r"(?P<last>\d{1,2}):(?P<minutes>[0-5]\d)(?!\d)",
    re.I,
)
_NO_OCLOCK = re.compile(r"(?<![\w.,:])(1[3-9]|2[0-3]) o'clock\b", re.I)
_MIDNIGHT = re.compile(r"(?<![\w.,:/-])00?:[0-5]\d(?!\d|[.,:]\d| ?[ap]\.? ?m\b)", re.I)
_JOINT = re.compile(r"\.? ?(?:to|and|until|till|-|–) ?")
_LASTING = re.compile(
    rf"(?<![\w.,:/$€£-])(?:(\d{{1,3}})(?::([0-5]\d))?(?: ?[ap]\.?m\b\.?| o'clock\b)"
    rf"|({'|'.join(NUMBERS[1:])}) o'clock\b)",
    re.I,
)
_COUNTED = re.compile(  # 3:30 minutes of debate, a 3:30-minute wait
    r"(?<![\w.,:/])(\d{1,2})[:.h]([0-5]\d)(?:(?P<gap>[ -])(?:minutes?|hours?)\b|(?= of (?!the\b)\w))"
)
_GLUED = re.compile(r"(?<=\bhours)\.(?=\d\d? minute)|(?<=\bhour)\.(?=\d\d? minute)")  # 2 hours.10 minutes
_AT = re.compile(r"\b(?:at|by|from|since|until|till) (?:(?:about|around) )?$", re.I)
_BEFORE_A_NOUN = re.compile(r"\b(?:an?|the) $", re.I)


def with_right_times(text: str, source: str) -> str:
    """The English with its times as the French has them, where that is sure. Idempotent."""
    if not _TIMED.search(text):
        return text
    source = plain(source)
    clocks, spans = french_clocks(source), lengths(source)
    if spans:
        text = _COUNTED.sub(lambda match: _counted(match, spans, clocks), _GLUED.sub(" ", text))
    text = _with_whole_times(text, clocks, source)
    text = _after_midnight(text, clocks)
    text = _with_own_minutes(text, source)
    text = _NO_OCLOCK.sub(lambda match: _by_the_dial(match, clocks), text)
    text = _RANGE.sub(lambda match: _both_halves(match, clocks), text)
    text = _with_right_halves(text, clocks)
    return _with_lengths(text, clocks, spans)


def short_times(text: str, source: str) -> list[tuple[re.Match[str], int, int]]:
    """The times of one digit behind the colon ("9:9"), with their two numbers; no score that the French has."""
    found = [(m, int(m["hour"] or m["hour_too"]), int(m["minute"] or m["minute_too"])) for m in _SHORT.finditer(text)]
    return [
        (match, hour, minute)
        for match, hour, minute in found
        if not re.search(rf"(?<!\d){hour} ?(?:(?:[:–-]|à|contre) ?{minute}(?!\d)|partout)", source)
    ]


def _with_whole_times(text: str, clocks: Sequence[Clock], source: str) -> str:
    """``9`` for ``9:9``, ``9:05`` for ``9:5``, where the French has that time."""
    dials = {clock.dial for clock in clocks}
    parts: list[str] = []
    end = 0
    for match, hour, minute in short_times(text, source):
        if hour % 12 * 60 in dials and minute in (hour % 10, hour // 10, 0):
            made = match[0].split(":")[0]
        elif hour % 12 * 60 + minute in dials:
            made = match[0].replace(":", ":0")
        else:
            continue
        parts += [text[end : match.start()], made]
        end = match.end()
    return "".join([*parts, text[end:]])


def _by_the_dial(match: re.Match[str], clocks: Sequence[Clock]) -> str:
    """ "8 p.m." for "20 o'clock", where the French has that time."""
    is_said = any(int(match[1]) * 60 in clock.minutes for clock in clocks)
    stop = "" if match.string[match.end() :].startswith(".") else "."
    return f"{int(match[1]) - 12} p.m{stop}" if is_said else match[0]


def _counted(match: re.Match[str], spans: Sequence[Length], clocks: Sequence[Clock]) -> str:
    """ "3 hours 30 minutes" for "3:30 minutes", where the French has that length."""
    hours, minutes = int(match[1]), int(match[2])
    if not any((length.hours, length.minutes) == (hours, minutes) for length in spans):
        return match[0]
    if match["gap"] is None and any(clock.dial == hours % 12 * 60 + minutes for clock in clocks):
        return match[0]
    if match["gap"] == "-":
        return f"{hours}-hour {minutes}-minute"
    return f"{hours} hour{'s' * (hours > 1)} {minutes} minute{'s' * (minutes > 1)}"


def _after_midnight(text: str, clocks: Sequence[Clock]) -> str:
    """ "12:05 a.m." for "0:05" beside another time with its half."""
    if not _MARKED.search(text):
        return text
    ours = {min(clock.minutes) for clock in clocks if clock.is_sure}
    return _MIDNIGHT.sub(lambda m: f"12{m[0][-3:]} a.m." if int(m[0][-2:]) in ours else m[0], text)


def _with_own_minutes(text: str, source: str) -> str:
    """ "from 8 a.m. to 8:30 p.m." for « de 8 h à 20 h 30 », where the first time has the minutes of the last."""
    french, english = list(_FRENCH_RANGE.finditer(source)), list(_ENGLISH_RANGE.finditer(text))
    if len(french) != 1 or len(english) != 1 or french[0]["minute"] == french[0]["minutes"]:
        return text
    (his,), (theirs,) = french, english
    is_last = int(his["last"]) % 12 == int(theirs["last"]) % 12 and his["minutes"] == theirs["minutes"]
    if not is_last or theirs["minute"] != his["minutes"]:
        return text
    if int(theirs["hour"]) % 12 not in (int(his["hour"]) % 12, int(his["last"]) % 12):
        return text
    return text[: theirs.start("time")] + of_twelve(int(his["hour"]), his["minute"]) + text[theirs.end("time") :]


def _both_halves(match: re.Match[str], clocks: Sequence[Clock]) -> str:
    """ "from 8 a.m. to 8 p.m." for "from 8 to 8 p.m."."""
    one, other = (int(match[i]) % 12 * 60 + int(match[i + 1][1:] or 0) for i in (2, 5))
    same = dict(two_halves(clocks)).get(one, [])
    if one != other or len(same) != 2:
        return match[0]
    begins, ends = ("p" if min(clock.minutes) >= NOON else "a" for clock in same)
    mark = f"{match[7]}{{}}{match[8]}"
    stop = "." if match[8].startswith(".") else ""
    return (
        f"{match[1]} {match[2]}{match[3]}{mark.format(begins)}{stop}{match[4]}{match[5]}{match[6]}{mark.format(ends)}"
    )


def _with_right_halves(text: str, clocks: Sequence[Clock]) -> str:
    """a.m. and p.m. as the French has them, where they contradict a time that has one meaning (``20h45``, and ``8 h``
    where nothing speaks of an evening: of 588 human pairs with times twelve were changed, all of them rightly);
    ``0:05 p.m.`` is 12:05 a.m. there. Of two halves of one dial (``8 h``, ``20 h``) each has its own, in the order of
    the French."""
    if not _MARKED.search(text):
        return text
    ours = by_dial(clocks)
    text = _TOO_LATE.sub(lambda match: _earlier(match, ours), text)
    theirs = english_clocks(text)
    meant = {id(clock): half for half, clock in _in_order(text, clocks, theirs)}
    parts: list[str] = []
    end = 0
    for clock in theirs:
        same = ours.get(clock.dial, [])
        halves = {other.minutes for other in same}
        if id(clock) in meant:
            halves = {meant[id(clock)]}
        if len(halves) == 1 and all(map(_has_one_meaning, same)) and _MARKED.search(clock.text):
            made = _hour_of_twelve(clock.text)
            parts += [text[end : clock.start], made if clock.minutes in halves else _turned(made)]
            end = clock.start + len(clock.text)
    return "".join([*parts, text[end:]])


def _has_one_meaning(clock: Clock) -> bool:
    """Whether the press writes it of one half of the day only; « à 2 h » may be said of an afternoon."""
    return clock.is_sure or (len(clock.minutes) == 1 and min(clock.minutes) >= _MORNING)


def _in_order(text: str, clocks: Sequence[Clock], theirs: Sequence[Clock]) -> Iterator[tuple[frozenset[int], Clock]]:
    """The half that each English time of a dial with two must have, where one of them has another."""
    for dial, same in two_halves(clocks):
        said = [clock for clock in theirs if clock.dial == dial]
        if len(said) == len(same) and are_exchanged(text, said, same):
            yield from ((one.minutes, other) for one, other in zip(same, said, strict=True))


def two_halves(clocks: Sequence[Clock]) -> list[tuple[int, list[Clock]]]:
    """The dials that have a sure time of either half, with all their times in order."""
    found: dict[int, list[Clock]] = {}
    for clock in clocks:
        found.setdefault(clock.dial, []).append(clock)
    return [
        (dial, same)
        for dial, same in found.items()
        if len(in_halves(same)) == 2 and all(clock.is_sure for clock in same)
    ]


def in_halves(clocks: Sequence[Clock]) -> Counter[frozenset[int]]:
    """How often each meaning is among the times."""
    return Counter(clock.minutes for clock in clocks)


def are_exchanged(text: str, said: Sequence[Clock], same: Sequence[Clock]) -> bool:
    """Whether halves are wrong, or "from 8 p.m. to 8 a.m." stands for « de 8 h à 20 h »; elsewhere a sentence may turn
    two times round."""
    if in_halves(said) != in_halves(same):
        return True
    if len(said) != 2 or said[0].minutes == same[0].minutes:
        return False
    return _JOINT.fullmatch(text, said[0].start + len(said[0].text), said[1].start) is not None


def _with_lengths(text: str, clocks: Sequence[Clock], spans: Sequence[Length]) -> str:
    """ "2 hours ago" for "2 a.m. ago", where the French has that length and no such time."""
    parts: list[str] = []
    end = 0
    for match, length in mistaken(text, clocks, spans) if spans else ():
        if _AT.search(text, max(0, match.start() - 14), match.start()):
            continue  # what else is wrong with it, nobody knows
        hyphen = "-" if _BEFORE_A_NOUN.search(text, max(0, match.start() - 4), match.start()) else ""
        said = [(length.hours, "hour"), (length.minutes if match[2] else 0, "minute")]
        made = " ".join(
            f"{number}-{unit}" if hyphen else f"{number} {unit}{'s' * (number > 1)}" for number, unit in said if number
        )
        rest = text[match.end() :]
        parts += [text[end : match.start()], made, "." * (match[0].endswith(".") and not rest.strip("\"') "))]
        end = match.end()
    return "".join([*parts, text[end:]])


def mistaken(text: str, clocks: Sequence[Clock], spans: Sequence[Length]) -> Iterator[tuple[re.Match[str], Length]]:
    """The English times that are on the dial of a French length and of no French time. The minutes may follow in words:
    "1 a.m. 15 minutes"."""
    dials = {clock.dial for clock in clocks}
    for match in _LASTING.finditer(text):
        hour = (int(match[1]) if match[1] else NUMBERS.index(small(match[3]))) % 12
        if hour * 60 + int(match[2] or 0) in dials:
            continue
        follows = re.match(r" (?:and )?(\d\d?) minute", text[match.end() : match.end() + 20])
        minutes = int(match[2] or (follows[1] if follows else 0))
        for length in spans:
            is_same = length.hours % 12 == hour if len(match[1] or "") < _LONG else length.hours == int(match[1])
            if is_same and length.minutes == minutes:
                yield match, length
                break


def _earlier(match: re.Match[str], ours: dict[int, list[Clock]]) -> str:
    """``8 p.m.`` for ``20 p.m.``."""
    hour, minute = int(match[1]) - 12, match[2]
    if hour * 60 + int(minute or 0) not in ours:
        return match[0]
    return f"{hour}{f':{minute}' if minute else ''}{match[3]}{f'p{match[4]}' if match[4] else f'P{match[5]}'}"


def _hour_of_twelve(clock: str) -> str:
    """``12:05 a.m.`` for ``0:05 a.m.``, ``8:45 p.m.`` for ``20:45 p.m.``."""
    hour = re.match(r"\d*", clock)[0]  # type: ignore[index]
    return clock if not hour or 1 <= int(hour) <= 12 else f"{int(hour) % 12 or 12}{clock[len(hour) :]}"


def _turned(clock: str) -> str:
    """The same hands in the other half of the day."""
    return re.sub(r"[apAP](?=\.? ?[mM]\b)", lambda letter: letter[0].translate(_OTHER_HALF), clock)
