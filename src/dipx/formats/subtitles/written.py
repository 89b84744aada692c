"""A cue with its English: what is around the words of each unit stays, tags are balanced and around their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dipx.formats.subtitles.cues import Cue
from dipx.formats.subtitles.text import Atom, CueText, Tag, broken_as, said_english, written
from dipx.formats.subtitles.units import Unit

WIDTH = 42  # characters a line: what broadcasters (BBC, Netflix) ask for


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit's English with the marks that are on parts of it, at their places in it; tags with their cue."""

    text: str
    tags: tuple[tuple[int, Tag], ...] = ()
    atoms: tuple[Atom, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a unit is in the cue's English: as ``Unit`` has it for the French."""

    unit: Unit
    start: int
    inner: tuple[int, int]
    end: int
    shown: Shown | None


@dataclass(slots=True)
class _Line:
    """A cue's English on its way, and the places of its units."""

    text: str = ""
    places: list[_Place] = field(default_factory=list)


_BLANK_EDGE = re.compile(r"\A(?:[ \t]*\r?\n)+|(?:\r?\n[ \t]*)+\Z")


def in_file(cue: Cue, index: int, text: CueText, units: Mapping[int, Unit], shown: Mapping[int, Shown | None]) -> str:
    """What the ``index``-th cue shows. A unit that ``shown`` does not have stays, one that is ``None`` there goes."""
    line = _put(cue, text, units, shown)
    tags = list(_tags(index, text, line))
    atoms = [*_atoms(text, line), *(atom for place in line.places for atom in _inner_atoms(place))]
    for place in line.places:
        beat_tags, beat_atoms = _beats(text, line.text, place)
        tags += beat_tags
        atoms += beat_atoms
    made = _emitted(line.text, _nested(tags), atoms, cue, text)
    # Where a tag stood on a line of its own the line would be blank without it, which ends a cue for most players.
    made = broken_as(made, cue)
    return made if cue.dialect == "ass" or _BLANK_EDGE.search(cue.body) else _BLANK_EDGE.sub("", made)


def _put(cue: Cue, text: CueText, units: Mapping[int, Unit], shown: Mapping[int, Shown | None]) -> _Line:
    line = _Line()
    end = 0
    for number, unit in units.items():
        gap = text.text[end : unit.start]
        end = unit.end
        english = shown[number] if number in shown else Shown(text.text[slice(*unit.inner)])
        if english is None:
            continue
        line.text += gap if not line.places else "\n" if "\n" in gap and cue.dialect != "ass" else gap or " "
        words = english.text
        if number in shown:
            is_free = cue.dialect != "ass" and not unit.is_line
            words = _wrapped(words, text.text[slice(*unit.inner)].count("\n") + 1, free=is_free)
        start = len(line.text)
        line.text += text.text[unit.start : unit.inner[0]] + words
        inner = len(line.text) - len(words), len(line.text)
        line.text += text.text[unit.inner[1] : unit.end]
        line.places.append(_Place(unit, start, inner, len(line.text), english if number in shown else None))
    line.text += text.text[end:] if line.places else ""
    return line


def _wrapped(text: str, lines: int, *, free: bool) -> str:
    """Lines of about one length: where one would be too wide two, or as many as there were; always as many as there
    were where the file says so itself (not ``free``)."""
    wanted = min(-(-len(text) // WIDTH), max(lines, 2)) if free else lines
    spaces = [place for place, character in enumerate(text) if character == " "]
    for number in range(1, wanted):
        if not spaces:
            break
        middle = min(spaces, key=lambda place: abs(place - len(text) * number / wanted))
        spaces = [place for place in spaces if place > middle]
        text = text[:middle] + "\n" + text[middle + 1 :]
    return text


def _tags(index: int, text: CueText, line: _Line) -> Iterator[Tag]:
    """The tags over the English; one that goes on over several units is one."""
    for tag in text.tags:
        found = [interval for place in line.places for interval in _intervals(index, tag, place)]
        yield from _joined(tag, found, line.text)
    for place in line.places:
        for owner, tag in place.shown.tags if place.shown else ():
            if owner != index:
                yield _moved(tag, place)


def _intervals(index: int, tag: Tag, place: _Place) -> Iterator[tuple[int, int]]:
    unit = place.unit
    a, b = unit.inner
    if tag.start <= a and tag.end >= b and tag.start < tag.end:
        start = place.start if tag.start <= unit.start else place.start + tag.start - unit.start
        end = place.end if tag.end >= unit.end else place.inner[1] + tag.end - b
        if tag.start < unit.end and tag.end > unit.start:
            yield start, end
    elif place.shown is None:
        start, end = max(tag.start, unit.start), min(tag.end, unit.end)
        if start < end:
            yield place.start + start - unit.start, place.start + end - unit.start
    else:
        for owner, own in place.shown.tags:
            if owner == index and own.order == tag.order:
                moved = _moved(own, place)
                yield moved.start, moved.end


def _moved(tag: Tag, place: _Place) -> Tag:
    return replace(tag, start=place.inner[0] + tag.start, end=place.inner[0] + tag.end)


def _joined(tag: Tag, intervals: Sequence[tuple[int, int]], text: str) -> Iterator[Tag]:
    """The tag on each interval; those between which there are no words are one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        if whole and not any(map(str.isalnum, text[whole[-1][1] : start])):
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    for start, end in whole:
        yield replace(tag, start=start, end=end)


def _atoms(text: CueText, line: _Line) -> Iterator[Atom]:
    """Those that stand beside the words of all units, or in one that stays."""
    for atom in text.atoms:
        places = [place for place in line.places if place.unit.start <= atom.at]
        place = places[-1] if places else None
        if place is None:
            yield replace(atom, at=min(atom.at, len(line.text)))
            continue
        a, b = place.unit.inner
        if atom.at <= a or place.shown is None:
            if not atom.is_beat or place.shown is None or atom.at < a:
                yield replace(atom, at=min(place.start + atom.at - place.unit.start, place.end))
        elif atom.at >= b:
            yield replace(atom, at=min(place.inner[1] + atom.at - b, len(line.text)))


def _inner_atoms(place: _Place) -> Iterator[Atom]:
    for atom in place.shown.atoms if place.shown else ():
        yield replace(atom, at=place.inner[0] + atom.at)


def _beats(text: CueText, line: str, place: _Place) -> tuple[list[Tag], list[Atom]]:
    """The word timings of a unit, in their order, over its English words."""
    a, b = place.unit.inner
    beats = [atom for atom in text.atoms if atom.is_beat and a <= atom.at < b]
    starts = [match.start() for match in re.finditer(r"\S+", line[slice(*place.inner)])]
    if not beats or not starts or place.shown is None:
        return [], []
    words = len(text.text[a:b].split())
    at: list[int] = []
    for beat in beats:
        index = min(round(len(text.text[a : beat.at].split()) * len(starts) / words), len(starts) - 1)
        is_before_space = text.text[beat.at].isspace() and index > 0
        at.append(place.inner[0] + starts[index] - is_before_space)
    tags, atoms = [], []
    for beat, start, end in zip(beats, at, [*at[1:], place.inner[1]], strict=True):
        if beat.wrap and start < end:
            tags.append(Tag(start, end, beat.raw + beat.wrap[0], beat.wrap[1], beat.order))
        else:
            atoms.append(replace(beat, at=start))
    return tags, atoms


def _nested(tags: Sequence[Tag]) -> list[Tag]:
    """The tags; one that crosses another is cut in two where the other one ends."""
    waiting = sorted(tags, key=lambda tag: (tag.start, -tag.end, tag.order))
    kept: list[Tag] = []
    while waiting:
        tag = waiting.pop(0)
        cut = min((other.end for other in kept if other.start <= tag.start < other.end < tag.end), default=None)
        if cut is not None:
            waiting.append(replace(tag, start=cut))
            waiting.sort(key=lambda tag: (tag.start, -tag.end, tag.order))
            tag = replace(tag, end=cut)
        kept.append(tag)
    return kept


def _emitted(line: str, tags: Sequence[Tag], atoms: Sequence[Atom], cue: Cue, text: CueText) -> str:
    out: list[str] = []
    stack: list[Tag] = []
    edges = {0, len(line), *(atom.at for atom in atoms), *(edge for tag in tags for edge in (tag.start, tag.end))}
    end = 0
    for place in sorted(edges):
        out.append(written(line[end:place], cue, entities=text.has_entities))
        end = place
        standing = sorted((atom for atom in atoms if atom.at == place), key=lambda atom: atom.order)
        while stack and stack[-1].end <= place:
            tag = stack.pop()
            out += [atom.raw for atom in standing if tag.order < atom.order < tag.closed]
            standing = [atom for atom in standing if not tag.order < atom.order < tag.closed]
            out.append(tag.closing)
        here = [tag for tag in tags if tag.start == place and tag.end > place]
        first = min((tag.order for tag in here), default=0)
        out += [atom.raw for atom in standing if atom.order < first]
        out += [said_english(tag.opening) for tag in here]
        out += [atom.raw for atom in standing if atom.order >= first]
        stack += here
    return "".join(out)
