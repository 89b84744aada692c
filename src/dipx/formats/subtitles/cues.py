"""Subtitle files into cues: where each cue's words stand in the file, when they are shown, and by which rules.

SubRip, WebVTT, and Advanced SubStation Alpha. Files in the wild lack blank lines and numbers, or have them within a
cue: a timing line is what begins a cue, and all up to the next one's number is in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dipx.errors import InputError

Dialect = Literal["srt", "vtt", "ass"]

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
CLOCK = r"-?(?:\d{1,3}\s?:\s?)?\d{1,3}\s?:\s?\d{1,2}(?:[.,:]\s?\d{1,3})?"
TIMING = re.compile(rf"[\s\ufeff]*({CLOCK})\s*-{{1,2}}>\s*({CLOCK})(?!\d)")
# Behind the times: « X1:10 Y2:5 », « line:90% align:start », a number in brackets.
SETTINGS = re.compile(r"(?:\s*(?:[A-Za-z]\w{0,19}[:=]\S*|[-\d.,%()\[\]]+))*\s*")
NUMBER = re.compile(r"[\s\ufeff]*(\d{1,7})\s*\Z")
HEADER = re.compile(r"\ufeff?WEBVTT(?:\s|\Z)")
APART = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)")  # blocks of WebVTT that are no cues
SECTION = re.compile(r"\s*\[([^\]]+)\]\s*\Z")
EVENT = re.compile(r"(Dialogue:\s*)([^\r\n]*)", re.IGNORECASE)
STRAY = re.compile(r"()(?!\s*(?:;|!:|\w+:|\[))([^\r\n]*\w[^\r\n]*)")  # what a broken line leaves behind an event
FIELDS = "layer start end style name marginl marginr marginv effect text".split()
STANDARD = re.compile(r"[^,]*,\s*-?\d+\s*,\s*-?\d+\s*,\s*-?\d+\s*,[^,]*,")  # name, margins, effect before the text
NUMBERED = 0.8  # of the timing lines have a number above them: it is how this file does it
# Of SubStation, outside of braces: a blank line is part of one.
_BREAKS = re.compile(r"\{[^{}]*\}|(\\[Nn](?:[ ]*\\[Nn])*)")
OUTSIDE, EFFECT, DATA = "outside-cues", "karaoke-effect", "data"


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue shows, ``text[start:end]`` of the file, as lines a ``\\n`` apart; its times in seconds.

    ``newline`` is what a line break is in the file, ``breaks`` what each was: of SubStation, one or several of ``\\N``
    and ``\\n``. Cues of one ``voice`` may share a sentence. With a ``reason``
    it is no cue that a reader sees.
    """

    start: int
    end: int
    begins: float
    ends: float
    body: str
    newline: str = "\n"
    dialect: Dialect = "srt"
    voice: str = ""
    reason: str | None = None
    breaks: tuple[str, ...] = ()


def cues_of(text: str) -> list[Cue]:
    """The cues of a file, in its order. Raises ``InputError`` for a text that holds none."""
    lines = [piece for line in LINE.findall(text) for piece in _parted(line)]
    is_ass = any(EVENT.match(line) for line in lines) and any(SECTION.match(line) for line in lines)
    found = list(_events(lines) if is_ass else _timed(lines))
    if text.strip("\ufeff \t\r\n") and not found and not any(map(TIMING.match, lines)) and not HEADER.match(text):
        raise InputError("holds no subtitles")
    return found


def _parted(line: str) -> tuple[str, ...]:
    """A line, or the times and the words of one that has both; settings and coordinates are no words."""
    timing = TIMING.match(line)
    if not timing or not any(map(str.isalpha, line[timing.end() :])) or SETTINGS.fullmatch(line, timing.end()):
        return (line,)
    return line[: timing.end()], line[timing.end() :]


def _timed(lines: Sequence[str]) -> Iterator[Cue]:
    """The cues of SubRip and WebVTT."""
    dialect: Dialect = "vtt" if lines and HEADER.match(lines[0]) else "srt"
    offsets = _offsets(lines)
    timings = [number for number, line in enumerate(lines) if TIMING.match(line)]
    heads = _heads(lines, timings, dialect)
    if not timings:
        return
    if dialect == "srt":
        yield from _cue(lines, offsets, range(heads[0]), (0.0, 0.0), dialect, OUTSIDE)
    for timing, after in zip(timings, [*heads[1:], _last(lines)], strict=True):
        match = TIMING.match(lines[timing])
        assert match is not None
        times = _seconds(match[1]), _seconds(match[2])
        payload = range(timing + 1, max(after, timing + 1))
        if dialect == "vtt":
            payload = _without_blocks(lines, payload)
        yield from _cue(lines, offsets, payload, times, dialect)


def _cue(
    lines: Sequence[str],
    offsets: Sequence[int],
    payload: range,
    times: tuple[float, float],
    dialect: Dialect,
    reason: str | None = None,
) -> Iterator[Cue]:
    """The cue of the lines that are not blank, if there are any."""
    worded = [number for number in payload if lines[number].strip("\ufeff \t\r\n")]
    if not worded:
        return
    first, last = lines[worded[0]], lines[worded[-1]]
    start = offsets[worded[0]] + len(first) - len(first.lstrip("\ufeff"))
    end = offsets[worded[-1]] + len(last.rstrip("\r\n"))
    ending = re.search(r"[\r\n]*\Z", lines[worded[0] - 1] if worded[0] else first)
    body = "\n".join(lines[number].strip("\ufeff\r\n") for number in worded)
    newline = (ending and ending[0]) or first[len(first.rstrip("\r\n")) :] or "\n"
    yield Cue(start, end, *times, body, newline, dialect, reason=reason or (DATA if _is_data(body) else None))


def _is_data(body: str) -> bool:
    """Whether a program reads the cue, not a viewer: JSON."""
    if not body.lstrip().startswith(('{"', "[{", "{\n", "{ ")):
        return False
    try:
        return isinstance(json.loads(body), dict | list)
    except (ValueError, RecursionError):
        return False


def _heads(lines: Sequence[str], timings: Sequence[int], dialect: Dialect) -> list[int]:
    """The line that each cue begins with: its number or identifier, else its timing line."""
    above = sum(bool(number and NUMBER.match(lines[number - 1])) for number in timings)
    is_numbered = above > NUMBERED * len(timings)
    heads: list[int] = []
    last_number, last_timing = None, -1
    for timing in timings:
        head = timing
        line = timing - 1
        while line > last_timing and not lines[line].strip():
            line -= 1
        number = NUMBER.match(lines[line]) if line > last_timing else None
        stands_free = line - 1 <= last_timing or not lines[line - 1].strip()
        follows = number is not None and last_number is not None and int(number[1]) == last_number + 1
        if number and ((stands_free and line - 1 > last_timing) or follows or is_numbered or last_timing < 0):
            head, last_number = line, int(number[1])
        elif dialect == "vtt" and line == timing - 1 > last_timing + 1 and not lines[line - 1].strip("\r\n"):
            head = line
        heads.append(head)
        last_timing = timing
    return heads


def _last(lines: Sequence[str]) -> int:
    """The line behind the last cue: a number alone at the end is that of one that is missing."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    is_number = end > 1 and NUMBER.match(lines[end - 1]) and not lines[end - 2].strip()
    return end - 1 if is_number else end


def _without_blocks(lines: Sequence[str], payload: range) -> range:
    """The lines of a cue up to a note, style or region block of WebVTT."""
    for number in payload:
        if number > payload.start and APART.match(lines[number]) and not lines[number - 1].strip("\r\n"):
            return range(payload.start, number)
    return payload


def _events(lines: Sequence[str]) -> Iterator[Cue]:
    """The Dialogue lines of a SubStation file; all else of it is nobody's business.

    What no player shows, in another section, with too few fields or on a line of its own, is no cue, but has words to
    be named.
    """
    fields = FIELDS
    offsets = _offsets(lines)
    section = ""
    for number, line in enumerate(lines):
        named = SECTION.match(line)
        section = named[1].strip().lower() if named else section
        if section == "events" and line.lower().startswith("format:"):
            fields = [field.strip().lower() for field in line.partition(":")[2].split(",")]
        event = EVENT.match(line)
        if event:
            made = _event(event, fields, offsets[number])
            if made and section != "events":
                made = replace(made, reason=OUTSIDE)
            if made or event[2].strip():
                yield made or _no_event(event, offsets[number])
        elif section == "events" and (stray := STRAY.match(line)):
            yield _no_event(stray, offsets[number])


def _event(event: re.Match[str], fields: Sequence[str], offset: int) -> Cue | None:
    values = event[2].split(",", len(fields) - 1)
    if len(fields) < len(FIELDS) and STANDARD.match(values[-1]):  # the Format line lacks what the events have
        fields, values = FIELDS, event[2].split(",", len(FIELDS) - 1)
    if len(values) < len(fields) or fields[-1] != "text":
        return None
    value = dict(zip(fields, values, strict=True))
    start = offset + event.start(2) + len(event[2]) - len(values[-1])
    end = start + len(values[-1])
    effect = value.get("effect", "").strip().lower()
    times = _seconds(value.get("start", "")), _seconds(value.get("end", ""))
    voice = "\0".join(value.get(name, "").strip() for name in ("layer", "style", "name"))
    body = _BREAKS.sub(lambda match: "\n" if match[1] else match[0], values[-1])
    reason = EFFECT if effect in ("fx", "karaoke") or effect.startswith("template") else None
    newline = "\\N" if "\\N" in values[-1] or "\\n" not in values[-1] else "\\n"  # a soft one stays soft
    breaks = tuple(filter(None, _BREAKS.findall(values[-1])))
    return Cue(start, end, *times, body, newline, "ass", voice, reason, breaks)


def _no_event(event: re.Match[str], offset: int) -> Cue:
    """A line that has no text by the Format line: what it says, whatever it is."""
    return Cue(offset + event.start(2), offset + event.end(2), 0.0, 0.0, event[2], dialect="ass", reason=OUTSIDE)


def _offsets(lines: Sequence[str]) -> list[int]:
    found, position = [], 0
    for line in lines:
        found.append(position)
        position += len(line)
    return found


def _seconds(time: str) -> float:
    """A clock's reading in seconds; 0 for what is none."""
    time = re.sub(r"\s", "", time).lstrip("-").replace(",", ".")
    if time.count(":") == 3:  # 00:00:01:500
        time = ".".join(time.rsplit(":", 1))
    try:
        parts = [float(part) for part in time.split(":")]
    except ValueError:
        return 0.0
    return sum(part * 60.0**power for power, part in enumerate(reversed(parts)))


_VTT_ASIDE = re.compile(r"\AWEBVTT[ \t]+(?:-[ \t]*)?(\S.*)|(?<=\n\n)NOTE[ \t\n]+(\S.*(?:\n.+)*)")
_ASS_ASIDE = re.compile(
    r"^Title:[ \t]*(\S.*)|^Comment:(?:[^,\n]*,){9}(.*\S)|^(?=Dialogue:).*?\{([^\\{}\n]+)\}", re.MULTILINE
)


def asides(text: str) -> list[str]:
    """What a file of WebVTT or SubStation Alpha says beside its cues, which no viewer shows: title, notes, comments."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    pattern = _VTT_ASIDE if lines.startswith("WEBVTT") else _ASS_ASIDE if lines.lstrip().startswith("[") else None
    found = (next(filter(None, match.groups())) for match in pattern.finditer(lines)) if pattern else ()
    return [" ".join(aside.split()) for aside in found if any(map(str.isalpha, aside))]
