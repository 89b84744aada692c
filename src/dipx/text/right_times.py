"""The times of the English as the French has them, where that is sure: "from 8 p.m. to 8 p.m." for « de 8 h à 20 h »,
"9:9 a.m." for « 9 h », "2 a.m. ago" for « il y a 2 h »; and what of the kind is left for a check to say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dipx.text.clock import NOON, Clock, by_dial, english_clocks, french_clocks
from dipx.text.lengths import Length, lengths
from dipx.text.words import plain

_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TIMED = re.compile(r"[ap]\.? ?m\b|\d:\d|o'clock|hours?\.\d", re.I)
_MARKED = re.compile(r"(?<=[\dy ])[ap]\.? ?m\b", re.I)
_OTHER_HALF = str.maketrans("apAP", "paPA")
_TOO_LATE = re.compile(r"(?<![\w.,:/-])(1[3-9]|2[0-3])(?:[:.]([0-5]\d))?( ?)(?:[ap](\.? ?m\b)|[AP](\.M\b))")  # 20 p.m.
_SHORT = re.compile(r"(?<![\w.,:/-])(\d{1,2}):(\d)(?![\w:%]|[.,]\d)")  # 9:9 a.m.
_LASTS = re.compile(  # whatever the French has, no time of day stands there
    r"\b(?:takes?|took|taken|lasts?|lasted|spent|spend|waited|been \w+ing for) "
    r"(?:about |around )?\d{1,2}(?::\d\d)? ?[ap]\.m\b\.?"
    r"|(?<![\w.,:])\d{1,2}(?::\d\d)? ?[ap]\.m\.? (?:ago|long(?! before| after)|of (?!the\b)\w+)\b"
)
_IMPOSSIBLE = re.compile(r"\b\d{1,2}: (?:(?:to|and|until) \d|[ap]\.m\b)|\b\d{1,2}:(?:\d|[6-9]\d) ?[ap]\.?m\b")
_RANGE = re.compile(
    r"\b(from|between) (\d{1,2})((?::[0-5]\d)?)( (?:to|and|until|till|-|–) )(\d{1,2})((?::[0-5]\d)?)( ?)[ap](\.?m\b)",
    re.I,
)
_JOINT = re.compile(r"\.? ?(?:to|and|until|till|-|–) ?")
_LASTING = re.compile(
    rf"(?<![\w.,:/$€£-])(?:(\d{{1,2}})(?::([0-5]\d))?(?: ?[ap]\.?m\b\.?| o'clock\b)"
    rf"|({'|'.join(_NUMBERS[1:])}) o'clock\b)",
    re.I,
)
_GLUED = re.compile(r"(?<=\bhours)\.(?=\d\d? minute)|(?<=\bhour)\.(?=\d\d? minute)")  # 2 hours.10 minutes
_AT = re.compile(r"\b(?:at|by|from|since|until|till) (?:(?:about|around) )?$", re.I)
_AT_FIVE = re.compile(rf"\bat (\d{{1,2}}|{'|'.join(_NUMBERS[1:])})(?=[.,;:!?]|$)", re.I)
_HOUR = re.compile(r"hour|minute|\bday", re.I)
_BEFORE_A_NOUN = re.compile(r"\b(?:an?|the) $", re.I)


def with_right_times(text: str, source: str) -> str:
    """The English with its times as the French has them, where that is sure. Idempotent."""
    if not _TIMED.search(text):
        return text
    source = plain(source)
    clocks, spans = french_clocks(source), lengths(source)
    text = _GLUED.sub(" ", text) if spans else text
    text = _SHORT.sub(lambda match: _whole(match, clocks, source), text)
    text = _RANGE.sub(lambda match: _both_halves(match, clocks), text)
    text = _with_right_halves(text, clocks)
    return _with_lengths(text, clocks, spans)


def halves_merged(source: str, target: str) -> list[tuple[str, str]]:
    """The English time for the French one of the other half, where the French has both of one dial: ``8 h``, ``20 h``;
    for one of which the English says nothing, "" is given."""
    wrong: list[tuple[str, str]] = []
    theirs = english_clocks(target)
    for dial, same in _two_halves(french_clocks(source)) if theirs else ():
        said = [clock for clock in theirs if clock.dial == dial]
        if len(said) == len(same) and _are_exchanged(target, said, same):
            pairs = zip(same, said, strict=True)
            wrong += [(other.text, one.text) for one, other in pairs if one.minutes != other.minutes]
        elif said and len(said) != len(same):
            given = _halves(said)
            missing = [one for one in same if _is_asked(one) and one.minutes not in given]
            wrong += [("", one.text) for one in missing[:1] if not _is_bare(target, said, one)]
    return wrong


def times_for_lengths(source: str, target: str) -> list[tuple[str, str]]:
    """The English times of day that are a length of time in French: "2 a.m." for « il y a 2 heures »."""
    spans = lengths(source)
    if not spans:
        return []
    clocks = french_clocks(source)
    found = [(match[0], length.text) for match, length in _mistaken(target, clocks, spans)]
    if found or clocks or _HOUR.search(target):
        return found
    return [
        (match[0], length.text)
        for match in _AT_FIVE.finditer(target)
        for length in spans
        if match[1].lower() in (str(length.hours), *_NUMBERS[length.hours : length.hours + 1])
    ]


def broken_times(source: str, target: str) -> list[str]:
    """Times that no clock shows: "9:9 a.m.", "9: to 9 p.m."; without a.m. only those of an hour of the French. And
    those that are said to last: "took 2 a.m."."""
    found = [match[0] for known in (_IMPOSSIBLE, _LASTS) for match in known.finditer(target)]
    if not found and (short := [match for match in _SHORT.finditer(target) if match[0] not in source]):
        dials = {clock.dial for clock in french_clocks(source)}
        found = [match[0] for match in short if int(match[1]) % 12 * 60 in dials]
    return found


def _whole(match: re.Match[str], clocks: Sequence[Clock], source: str) -> str:
    """``9`` for ``9:9``, ``9:05`` for ``9:5``, where the French has that time."""
    if match[0] in source:  # a score
        return match[0]
    dials = {clock.dial for clock in clocks}
    hour, minute = int(match[1]), int(match[2])
    if hour % 12 * 60 in dials and minute in (hour % 10, hour // 10, 0):
        return match[1]
    return f"{match[1]}:0{minute}" if hour % 12 * 60 + minute in dials else match[0]


def _both_halves(match: re.Match[str], clocks: Sequence[Clock]) -> str:
    """ "from 8 a.m. to 8 p.m." for "from 8 to 8 p.m."."""
    one, other = (int(match[i]) % 12 * 60 + int(match[i + 1][1:] or 0) for i in (2, 5))
    same = dict(_two_halves(clocks)).get(one, [])
    if one != other or len(same) != 2:
        return match[0]
    begins, ends = ("p" if min(clock.minutes) >= NOON else "a" for clock in same)
    mark = f"{match[7]}{{}}{match[8]}"
    stop = "." if match[8].startswith(".") else ""
    return (
        f"{match[1]} {match[2]}{match[3]}{mark.format(begins)}{stop}{match[4]}{match[5]}{match[6]}{mark.format(ends)}"
    )


def _with_right_halves(text: str, clocks: Sequence[Clock]) -> str:
    """a.m. and p.m. as the French has them, where they contradict a time that is sure (``20h45``); ``0:05 p.m.`` is
    12:05 a.m. there. Of two halves of one dial (``8 h``, ``20 h``) each has its own, in the order of the French."""
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
        if len(halves) == 1 and all(other.is_sure for other in same) and _MARKED.search(clock.text):
            made = _hour_of_twelve(clock.text)
            parts += [text[end : clock.start], made if clock.minutes in halves else _turned(made)]
            end = clock.start + len(clock.text)
    return "".join([*parts, text[end:]])


def _in_order(text: str, clocks: Sequence[Clock], theirs: Sequence[Clock]) -> Iterator[tuple[frozenset[int], Clock]]:
    """The half that each English time of a dial with two must have, where one of them has another."""
    for dial, same in _two_halves(clocks):
        said = [clock for clock in theirs if clock.dial == dial]
        if len(said) == len(same) and _are_exchanged(text, said, same):
            yield from ((one.minutes, other) for one, other in zip(same, said, strict=True))


def _two_halves(clocks: Sequence[Clock]) -> list[tuple[int, list[Clock]]]:
    """The dials that have a sure time of either half, with all their times in order."""
    found: dict[int, list[Clock]] = {}
    for clock in clocks:
        found.setdefault(clock.dial, []).append(clock)
    return [
        (dial, same) for dial, same in found.items() if len(_halves(same)) == 2 and all(clock.is_sure for clock in same)
    ]


def _halves(clocks: Sequence[Clock]) -> Counter[frozenset[int]]:
    return Counter(clock.minutes for clock in clocks)


def _are_exchanged(text: str, said: Sequence[Clock], same: Sequence[Clock]) -> bool:
    """Whether halves are wrong, or "from 8 p.m. to 8 a.m." stands for « de 8 h à 20 h »; elsewhere a sentence may turn
    two times round."""
    if _halves(said) != _halves(same):
        return True
    if len(said) != 2 or said[0].minutes == same[0].minutes:
        return False
    return _JOINT.fullmatch(text, said[0].start + len(said[0].text), said[1].start) is not None


def _is_asked(clock: Clock) -> bool:
    """Whether its words are those of a time and nothing else."""
    return clock.text[0].isdigit() or clock.text.lower() in ("midi", "minuit")


def _is_bare(text: str, said: Sequence[Clock], lost: Clock) -> bool:
    """Whether the English has the hour once more, without its half: "from 8 to 8 p.m."."""
    hour = lost.dial // 60 or 12
    known = rf"\b(?:{hour}|{hour % 12 + 12}|{_NUMBERS[hour]})(?:[:.]\d\d)?\b|noon|midnight|lunch|[ap]\.?m\.? and [ap]"
    found = re.findall(known, text, re.I)
    return len(found) > len(said)


def _with_lengths(text: str, clocks: Sequence[Clock], spans: Sequence[Length]) -> str:
    """ "2 hours ago" for "2 a.m. ago", where the French has that length and no such time."""
    parts: list[str] = []
    end = 0
    for match, length in _mistaken(text, clocks, spans) if spans else ():
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


def _mistaken(text: str, clocks: Sequence[Clock], spans: Sequence[Length]) -> Iterator[tuple[re.Match[str], Length]]:
    """The English times that are on the dial of a French length and of no French time. The minutes may follow in words:
    "1 a.m. 15 minutes"."""
    dials = {clock.dial for clock in clocks}
    for match in _LASTING.finditer(text):
        hour = (int(match[1]) if match[1] else _NUMBERS.index(match[3].lower())) % 12
        if hour * 60 + int(match[2] or 0) in dials:
            continue
        follows = re.match(r" (?:and )?(\d\d?) minute", text[match.end() : match.end() + 20])
        minutes = int(match[2] or (follows[1] if follows else 0))
        for length in spans:
            if length.hours % 12 == hour and length.minutes == minutes:
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
