"""Subtitles, SubRip and WebVTT: timing, numbers, notes and settings stay byte for byte; the payload is replaced.

A sentence runs over several cues, so cues are joined up to the end of a sentence and translated as one block; its
English is shared out among them by the length that each had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.decode import decode
from dipx.formats.inline import Marked

name = "subtitles"
suffixes = (".srt", ".vtt")
written_as = ""

TIMING = re.compile(r"\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})")
TAG = re.compile(r"</?(?:[biu]|font|c|v|ruby|rt|lang)(?:[.\s][^>\n]{0,200})?>|<\d[\d:.]{1,20}>|\{\\[^}\n]{1,100}\}")
AROUND = re.compile(rf"((?:{TAG.pattern})*)(.*?)((?:</[a-z]+>)*)\Z", re.DOTALL)
END = re.compile(r"[.!?…][\s»”\"')\]♪]*\Z")
SPEAKER = re.compile(r"\s*[-–—]\s*\S")
PAUSE = 2.0  # seconds without a subtitle: the sentence is not going on
MAX_JOINED = 8  # cues; a sentence of more is none, or has lost its full stop
WIDTH = 42  # characters a line: what broadcasters (BBC, Netflix) ask for


@dataclass(frozen=True, slots=True)
class Cue:
    """The lines of one cue's payload, as numbers of lines in the file, and its times in seconds."""

    start: int
    end: int
    begins: float
    ends: float
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a cue: the whole of it, or one speaker's line."""

    cue: int
    text: str
    before: str = ""
    after: str = ""


def load(source: Source) -> Document:
    decoded = decode(source.raw)
    _, cues = _cues(decoded.text)
    pieces = [Piece(_joined(parts)) for parts in _blocks(cues)]
    return replace(document_of(source, name, pieces, decoded.notes), encoding=decoded.encoding)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    lines, cues = _cues(decode(source.raw).text)
    blocks = list(_blocks(cues))
    targets = by_piece(document, english, [Piece(_joined(parts)) for parts in blocks])
    payload: dict[int, list[str]] = {}
    for parts, target in zip(blocks, targets, strict=True):
        shares = _shares(target.text if target else "", [len(part.text) for part in parts])
        for part, share in zip(parts, shares, strict=True):
            shown = [part.before + share + part.after] if part.before.strip("- –—") else _wrapped(part.before + share)
            payload.setdefault(part.cue, []).extend(shown if share else [])
    for index in reversed(range(len(cues))):
        cue = cues[index]
        ending = re.search(r"[\r\n]*\Z", lines[cue.end - 1])
        newline = ending[0] if ending and ending[0] else "\n"
        made = payload.get(index)
        if made is not None:
            lines[cue.start : cue.end] = [line + newline for line in made]
    return "".join(lines).encode()


def _cues(text: str) -> tuple[list[str], list[Cue]]:
    """The file's lines with their ends, and its cues."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)
    cues: list[Cue] = []
    number = 0
    while number < len(lines):
        timing = TIMING.match(lines[number])
        number += 1
        if not timing:
            continue
        start = number
        while number < len(lines) and lines[number].strip() and not TIMING.match(lines[number]):
            number += 1
        if number > start:
            payload = "".join(lines[start:number]).strip()
            cues.append(Cue(start, number, _seconds(timing[1]), _seconds(timing[2]), payload))
    if not cues and text.strip() and not any(TIMING.match(line) for line in lines):
        raise InputError("holds no subtitles")
    return lines, cues


def _seconds(time: str) -> float:
    parts = [float(part) for part in time.replace(",", ".").split(":")]
    return sum(part * 60.0**power for power, part in enumerate(reversed(parts)))


def _blocks(cues: Sequence[Cue]) -> Iterator[list[Part]]:
    """The parts of cues that make a sentence, or a few short ones."""
    block: list[Part] = []
    last = 0.0
    for index, cue in enumerate(cues):
        parts = [part for part in _parts(index, cue.text) if part.text]
        alone = len(parts) != 1 or parts[0].before.strip() in ("-", "–", "—")
        if block and (alone or len(block) == MAX_JOINED or END.search(block[-1].text) or cue.begins - last > PAUSE):
            yield block
            block = []
        if alone:
            yield from ([part] for part in parts)
        else:
            block += parts
        last = cue.ends
    if block:
        yield block


def _parts(index: int, text: str) -> Iterator[Part]:
    """A cue's text without its tags; the speakers of a dialogue apart. Tags around a whole text stay around it."""
    lines = text.splitlines()
    if len(lines) > 1 and all(SPEAKER.match(TAG.sub("", line)) for line in lines):
        for line in lines:
            bare = TAG.sub("", line).strip()
            yield Part(index, bare[1:].strip(), before=f"{bare[0]} ")
        return
    around = AROUND.match(text)
    before, after = (around[1], around[3]) if around and (around[1] or around[3]) else ("", "")
    yield Part(index, " ".join(TAG.sub("", text).split()), before, after)


def _joined(parts: Sequence[Part]) -> str:
    return " ".join(part.text for part in parts)


def _shares(text: str, lengths: Sequence[int]) -> list[str]:
    """The text cut at white space into shares in proportion to ``lengths``; each gets a word while there are enough."""
    words = text.split()
    total = sum(lengths) or 1
    ends, seen = [], 0
    for word in words:
        seen += len(word) + 1
        ends.append(seen)
    shares: list[str] = []
    start, wanted = 0, 0.0
    for index, length in enumerate(lengths):
        wanted += length / total * seen
        left = len(lengths) - index - 1
        stop = start + 1
        while stop < len(words) - left and (ends[stop - 1] + ends[stop]) / 2 <= wanted:
            stop += 1
        stop = len(words) if not left else min(stop, len(words))
        shares.append(" ".join(words[start:stop]))
        start = stop
    return shares


def _wrapped(text: str) -> list[str]:
    """Two lines of about one length where one would be too wide."""
    if len(text) <= WIDTH:
        return [text]
    spaces = [place for place, character in enumerate(text) if character == " "]
    if not spaces:
        return [text]
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return [text[:middle], text[middle + 1 :]]
