"""Subtitles: SubRip, WebVTT, SubStation Alpha. All but the words of the cues stays byte for byte.

A sentence runs over several cues, so units (``units.py``) are joined up to the end of a sentence and translated as
one block; its English is shared out among them as its words became English.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dipx.document import Document, Span, SpanKind
from dipx.errors import InputError
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.decode import decode
from dipx.formats.inline import Marked
from dipx.formats.marks import marked_as
from dipx.formats.subtitles.cues import Cue, asides, cues_of
from dipx.formats.subtitles.text import Atom, CueText, Tag, read
from dipx.formats.subtitles.units import END, OPENING, PAUSE, Unit, units_of
from dipx.formats.subtitles.written import Shown, in_file

name = "subtitles"
suffixes = (".srt", ".vtt", ".ass", ".ssa")
written_as = ""

MAX_JOINED = 8  # units; a sentence of more is none, or has lost its full stop
# What WebVTT's head says of its language; it ends with the first blank line.
_WEBVTT = re.compile(r"\ufeff?WEBVTT", re.IGNORECASE)
_LANGUAGE = re.compile(r"^(Language:[ \t]*)fr(?:[-_]\w+)?\b", re.IGNORECASE | re.MULTILINE)
_BLANK_LINE = re.compile(r"^[^\S\n]*$", re.MULTILINE)
MAX_CUE, MAX_LINES = 5_000, 200  # characters, lines; a cue has a hundred and two, and each is held against all others


@dataclass(frozen=True, slots=True)
class Subtitles:
    """A file's cues, their texts, the units of these, and the units that are translated together, by number."""

    cues: list[Cue]
    texts: list[CueText]
    units: list[Unit]
    blocks: list[list[int]]


def load(source: Source) -> Document:
    decoded = decode(source.raw)
    notes = [f"no subtitle, stays as it is: « {aside} »" for aside in asides(decoded.text)]
    document = document_of(source, name, _pieces(_parsed(decoded.text)), (*decoded.notes, *notes))
    return replace(document, encoding=decoded.encoding)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    text = decode(source.raw).text
    parsed = _parsed(text)
    shown: dict[int, Shown | None] = {}
    for block, target in zip(parsed.blocks, by_piece(document, english, _pieces(parsed)), strict=True):
        first = parsed.units[block[0]]
        stays = target is None and parsed.cues[first.cue].reason  # it was left out where it stands
        if not stays and any(parsed.units[number].is_worded for number in block):
            shown |= _shares_of(parsed, block, target)
    return marked_as(source.raw, _written(text, parsed, shown))


def _written(text: str, parsed: Subtitles, shown: dict[int, Shown | None]) -> str:
    """The file with what is shown in the place of what was; a cue that shows the same is the same."""
    by_cue: dict[int, dict[int, Unit]] = defaultdict(dict)
    for number, unit in enumerate(parsed.units):
        if unit.repeats in shown and unit.repeats is not None:
            shown[number] = _beginning(shown[unit.repeats], unit.words, parsed.units[unit.repeats])
        by_cue[unit.cue][number] = unit
    made, end = [], 0
    for index, cue in enumerate(parsed.cues):
        units = by_cue[index]
        if any(number in shown and not _is_same(shown[number], unit) for number, unit in units.items()):
            made += [text[end : cue.start], in_file(cue, index, parsed.texts[index], units, shown)]
            end = cue.end
    written = "".join([*made, text[end:]])
    return _said_english(written) if made else written


def _said_english(written: str) -> str:
    """The file, with English where its head says French."""
    if not _WEBVTT.match(written):
        return written
    blank = _BLANK_LINE.search(written)
    end = blank.start() if blank else len(written)
    return _LANGUAGE.sub(r"\1en", written[:end], count=1) + written[end:]


def _parsed(text: str) -> Subtitles:
    cues = cues_of(text)
    texts = read(cues)
    if any(len(text.text) > MAX_CUE or text.text.count("\n") > MAX_LINES for text in texts):
        raise InputError(f"has a subtitle of more than {MAX_CUE:,} characters or {MAX_LINES} lines")
    units = units_of(cues, texts)
    return Subtitles(cues, texts, units, list(_blocks(cues, units)))


def _pieces(parsed: Subtitles) -> list[Piece]:
    pieces = []
    for block in parsed.blocks:
        text = " ".join(parsed.units[number].text for number in block)
        spans = tuple(span for span, _, _ in _spans(parsed, block))
        pieces.append(Piece(text, spans=spans, reason=parsed.cues[parsed.units[block[0]].cue].reason))
    return pieces


def _blocks(cues: Sequence[Cue], units: Sequence[Unit]) -> Iterator[list[int]]:
    """The units that make a sentence, or a few short ones; dots alone are a block of their own."""
    block: list[int] = []
    last = 0.0
    for number, unit in enumerate(units):
        is_new = unit.repeats is None and bool(unit.text)
        if block and is_new and not _goes_on(units[block[-1]], unit, cues, last, len(block)):
            yield block
            block = []
        block += [number] if is_new else []
        if block and unit.closes and not unit.text:  # a note of music alone: the song ends there
            yield block
            block = []
        last = cues[unit.cue].ends
    if block:
        yield block


def _goes_on(before: Unit, unit: Unit, cues: Sequence[Cue], last: float, joined: int) -> bool:
    """Whether the sentence of one unit may run on in the next."""
    one, other = cues[before.cue], cues[unit.cue]
    if unit.opens or before.closes or not any(map(str.isalnum, unit.text)):
        return False
    if joined == MAX_JOINED or (END.search(before.text) and unit.cue != before.cue):
        return False
    if one.voice != other.voice or one.reason or other.reason or other.begins - last > PAUSE:
        return False
    return before.text.isupper() == unit.text.isupper() and (unit.cue == before.cue or not OPENING.match(unit.text))


def _spans(parsed: Subtitles, block: Sequence[int]) -> Iterator[tuple[Span, int, Tag | Atom | None]]:
    """The marks on parts of a block's units, each with its cue, and a cut between two units."""
    position, key = 0, 0
    for number in block:
        unit = parsed.units[number]
        text = parsed.texts[unit.cue]
        a, b = unit.inner
        if number != block[0]:
            yield Span(position, position, "cut", key=key), unit.cue, None
            position, key = position + 1, key + 1
        marks: tuple[Tag | Atom, ...] = (*text.tags, *text.atoms)
        for mark in marks:
            if isinstance(mark, Tag):
                start, end = max(a, mark.start), min(b, mark.end)
                stays = mark.in_another_language
                if not start < end or ((start, end) == (a, b) and not stays):
                    continue
                places = _folded(text.text[a:start]), _folded(text.text[a:end])
            elif mark.is_beat or not a < mark.at < b:
                continue
            else:
                places = (_folded(text.text[a : mark.at]),) * 2
            kind: SpanKind = "object" if isinstance(mark, Atom) else "kept" if mark.in_another_language else "style"
            yield Span(position + places[0], position + places[1], kind, key=key), unit.cue, mark
            key += 1
        position += len(unit.text)


def _folded(text: str) -> int:
    """The length of a unit's beginning with its white space folded."""
    return len(" ".join(f"{text}|".split())) - 1


def _shares_of(parsed: Subtitles, block: Sequence[int], target: Marked | None) -> dict[int, Shown | None]:
    """The English of each unit of a block; a unit for which there is no word shows its neighbor's."""
    if target is None or not target.text.strip():
        return dict.fromkeys(block)
    if target.text == " ".join(parsed.units[number].text for number in block):
        return {}
    marks = {span.key: (cue, mark) for span, cue, mark in _spans(parsed, block)}
    cuts = [span.start for span in sorted(target.spans, key=lambda span: span.key) if span.kind == "cut"]
    places = _cut(target.text, [len(parsed.units[number].text) for number in block], cuts)
    made: dict[int, Shown | None] = {}
    for number, (start, end) in zip(block, _filled(places), strict=True):
        unit = parsed.units[number]
        tags: list[tuple[int, Tag]] = []
        atoms: list[Atom] = []
        for span in target.spans:
            cue, mark = marks[span.key]
            here = max(span.start, start) - start, min(span.end, end) - start
            if isinstance(mark, Tag) and here[0] < here[1]:
                tags.append((cue, replace(mark, start=here[0], end=here[1])))
            elif isinstance(mark, Atom) and cue == unit.cue and unit.inner[0] < mark.at < unit.inner[1]:
                atoms.append(replace(mark, at=min(max(span.start, start), end) - start))
        source = parsed.texts[unit.cue].text[slice(*unit.inner)]
        words = _as_loud(target.text[start:end], source, is_note=unit.alone)
        made[number] = Shown(words, tuple(tags), tuple(atoms))
    return made


def _as_loud(english: str, french: str, *, is_note: bool) -> str:
    """In capitals what was so; a sound in brackets begins as it did."""
    if french.isupper() and (is_note or len(french) > 1):
        return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in english)
    if is_note and french[:1].isupper():
        return english[:1].upper() + english[1:]
    return english


def _beginning(shown: Shown | None, words: int, whole: Unit) -> Shown | None:
    """What a caption that still grows shows of it, or all of one that is shown again."""
    if shown is None or words >= len(whole.text.split()):
        return shown
    ends = [match.end() for match in re.finditer(r"\S+", shown.text)]
    count = max(1, round(words / len(whole.text.split()) * len(ends)))
    return Shown(shown.text[: ends[min(count, len(ends)) - 1]]) if ends else shown


def _is_same(shown: Shown | None, unit: Unit) -> bool:
    return shown is not None and " ".join(shown.text.split()) == unit.text


def _cut(text: str, lengths: Sequence[int], cuts: Sequence[int] = ()) -> list[tuple[int, int]]:
    """The text cut at white space, at the word that is nearest to each of ``cuts``, or else into shares in proportion
    to ``lengths``; each gets a word while there are enough."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    total = sum(lengths) or 1
    found: list[tuple[int, int]] = []
    start, wanted = 0, 0.0
    for index, length in enumerate(lengths):
        wanted += length / total * len(text)
        place = cuts[index] if index < len(cuts) == len(lengths) - 1 else wanted
        left = len(lengths) - index - 1
        stop = start + 1
        while stop < len(words) - left and (words[stop - 1][1] + words[stop][1]) / 2 <= place:
            stop += 1
        stop = len(words) if not left else min(stop, len(words))
        found.append((words[start][0], words[stop - 1][1]) if start < stop else (len(text), len(text)))
        start = stop
    return found


def _filled(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    filled: list[tuple[int, int]] = []
    for place in places:
        filled.append(place if place[0] < place[1] or not filled else filled[-1])
    return filled
