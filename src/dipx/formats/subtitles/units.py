"""What in a cue is said by one voice: a speaker's line, a sound in brackets, a line of a song, or all of the cue.

Captions that roll show a line again while the next one comes, and captions that grow show one word more each time:
such a line is one unit, translated once, shown wherever it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dipx.formats.subtitles.cues import Cue
from dipx.formats.subtitles.text import CueText

END = re.compile(r"[.!?…][\s»”\"')\]♪]*\Z")
DASH = re.compile(r"[-–—]{1,2}\s+(?=\S)|[-–—](?=[^\W\d_]|[\"«“(\[…♪])|>{1,3}\s*(?=\S)")
MUSIC = re.compile(r"[♪♫♬♩]+\s*|#\s+")
MUSIC_END = re.compile(r"(?:(?<!\s)\s++|(?<![\s♪♫♬♩]))[♪♫♬♩]++\Z|(?<!\s)\s++#\Z")
# A sound or a gesture; "[?…]" is how dipx marks what it does not trust.
NOTE = re.compile(r"\(([^()\n]{1,80})\)|\[(?!\?)([^\[\]\n]{1,80})\]|\*([^*\n]{1,80})\*")
_UPPER = "A-ZÀ-ÖØ-ÞŒŸ"
_NAMED = rf"[{_UPPER}][\w.'’-]{{1,20}}"
_LABEL = rf"(?:[{_UPPER}][{_UPPER}\d.'’ -]{{1,30}}|{_NAMED}(?: {_NAMED}){{0,2}})\s?:"
LABEL, LABEL_ALONE = re.compile(rf"{_LABEL}\s*\S"), re.compile(_LABEL)  # before its words; on its line
# « LE MAIRE » above its words, « PARIS, 1944 »; not « L'ONU », with which a sentence may begin.
HEAD = re.compile(rf"(?=.*[{_UPPER}]{{4}})[{_UPPER}][{_UPPER}\d.,'’() -]{{1,40}}(?<!,)")
OPENING = re.compile(
    r"(?:Le|La|Les|Un|Une|Des|Il|Elle|Ils|Elles|On|Je|Tu|Nous|Vous|Ce|Cette|Ces|Et|Mais|Ou|Pour|Dans|Quand|Si|Que|Qui"
    r"|Avec|Comme|Puis|Mon|Ma|Mes|Ton|Ta|Tes|Son|Sa|Ses|Notre|Votre|Leur)\s|(?:J|L|C|D|Qu|N|S|T|M)['’]"
)
BROKEN_OFF = ("--", "—")  # somebody is interrupted
ENTRY = re.compile(r"\d{1,2}[.)]\s+\S|[•·▪]\s*\S")  # of a list
TRAIL, LEAD = re.compile(r"(?<![\s.…])\s*(?:\.{2,4}|…)\Z"), re.compile(r"(?:\.{2,4}|…)\s*(?=[^\W\dA-ZÀ-ÖØ-ÞŒŸ_])")
PAUSE = 2.0  # seconds without a subtitle: nothing goes on
LOOK = 80  # characters: enough for a dash, a name, a note of music
GROWN = 60  # units back: a line that grows by a word a cue has no more cues than words


@dataclass(frozen=True, slots=True)
class Unit:
    """``text[start:end]`` of a cue, of which ``inner`` are the words; what is around them (a dash, notes of music,
    brackets) stays. ``opens`` says that no sentence runs into it, ``closes`` that none runs out of it, ``alone`` that
    it is a sound in brackets, which does neither.

    ``is_line``: it is broken into as many lines as it has. A unit that ``repeats`` another shows that one's first
    ``words`` words.
    """

    cue: int
    start: int
    end: int
    inner: tuple[int, int]
    text: str
    opens: bool = False
    closes: bool = False
    alone: bool = False
    is_line: bool = False
    repeats: int | None = None
    words: int = 0

    @property
    def is_worded(self) -> bool:
        return any(map(str.isalpha, self.text))


def units_of(cues: Sequence[Cue], texts: Sequence[CueText]) -> list[Unit]:
    """The units of all cues in order."""
    found: list[Unit] = []
    shown: dict[str, int] = {}  # the lines of the cue before, and the unit of each
    rolling = _rolling(cues, [_lines(text.text) for text in texts])
    for cue, text in enumerate(texts):
        now: dict[str, int] = {}
        rolls = cue in rolling or cue + 1 in rolling
        parts = list(_voices(text.text, is_rolling=rolls))
        for start, end in parts:
            unit = replace(_unit(cue, text.text, start, end), is_line=rolls or len(parts) > 1)
            line = " ".join(text.text[start:end].split())
            if cue in rolling:
                unit = _again(unit, line, shown, found)
            now[line] = len(found) if unit.repeats is None else unit.repeats
            found.append(unit)
        shown = now
    _join_dots(found, cues, texts)
    return found


def _join_dots(found: list[Unit], cues: Sequence[Cue], texts: Sequence[CueText]) -> None:
    """Sets apart, as a dash is, the dots between two cues of one sentence: « Tu dis que... », « ...je dors ? »."""
    for number in range(1, len(found)):
        before, unit = found[number - 1], found[number]
        trail, lead = TRAIL.search(before.text), LEAD.match(unit.text)
        is_apart = before.closes or unit.opens or before.repeats is not None or unit.repeats is not None
        if not trail or not lead or is_apart or before.cue == unit.cue:
            continue
        if trail.start() and cues[unit.cue].begins - cues[before.cue].ends <= PAUSE:
            (a, b), (c, d) = before.inner, unit.inner
            shorter = texts[before.cue].text[a:b].rstrip(" .…\n")
            longer = texts[unit.cue].text[c:d].lstrip(" .…\n")
            found[number - 1] = replace(before, inner=(a, a + len(shorter)), text=" ".join(shorter.split()))
            found[number] = replace(unit, inner=(d - len(longer), d), text=" ".join(longer.split()))


def _again(unit: Unit, line: str, shown: dict[str, int], found: list[Unit]) -> Unit:
    """The unit, as a repetition where the cue before showed its line; where it showed the line's beginning, that one
    becomes a repetition of this."""
    if line in shown:
        return replace(unit, repeats=shown[line], words=len(found[shown[line]].text.split()))
    for before, index in shown.items():
        if line.startswith(f"{before} ") and found[index].repeats is None:
            own = len(found)
            for number in range(max(0, index - GROWN), own):
                other = found[number]
                if number == index or other.repeats == index:
                    words = other.words or len(other.text.split())
                    found[number] = replace(other, repeats=own, words=words)
    return unit


def _rolling(cues: Sequence[Cue], lines: Sequence[list[str]]) -> set[int]:
    """The cues that show again what the cue before showed last, or what it will have shown when it has grown."""
    found: set[int] = set()
    for index in range(1, len(lines)):
        before, now = lines[index - 1], lines[index]
        if cues[index].begins - cues[index - 1].ends > PAUSE:
            continue
        most = min(len(before), len(now))
        is_again = any(before[-count:] == now[:count] for count in range(1, most + 1))
        if is_again or any(_has_grown(before, now, place) for place in range(most)):
            found.add(index)
    return found


def _has_grown(before: Sequence[str], now: Sequence[str], place: int) -> bool:
    """Whether the line at ``place`` is the last line of the cue before and more, below what stood above that."""
    return now[place].startswith(f"{before[-1]} ") and before[len(before) - 1 - place : -1] == now[:place]


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _voices(text: str, *, is_rolling: bool) -> Iterator[tuple[int, int]]:
    """The parts of a cue that are said by one voice, without the white space around them."""
    parts: list[tuple[int, int]] = []
    position = 0
    before = ""
    for line in text.split("\n"):
        start, end = _stripped(text, position, position + len(line))
        if start < end:
            firsts = (text[parts[0][0] :][:LOOK], text[parts[-1][0] :][:LOOK]) if parts else ("", "")
            if parts and not is_rolling and not _begins(text[start:end], before, *firsts):
                parts[-1] = (parts[-1][0], end)
            else:
                parts.append((start, end))
            before = text[start:end]
        position += len(line) + 1
    for start, end in parts:
        yield from _without_notes(text, start, end)


def _begins(line: str, before: str, whole: str, part: str) -> bool:
    """Whether a line of a cue is another voice's than the one ``before`` it; of what the cue (``whole``) and the last
    voice (``part``) say, the beginning."""
    if DASH.match(line):
        return bool(END.search(before) or DASH.match(whole) or before.endswith(BROKEN_OFF))
    if ENTRY.match(line):
        return bool(ENTRY.match(before))
    if _is_sung_out(before, part):
        return True
    if MUSIC.match(line):
        return not MUSIC.match(part)
    if LABEL_ALONE.fullmatch(line) or LABEL_ALONE.fullmatch(before):
        return True
    if LABEL.match(line):
        return bool(LABEL.match(part) or END.search(before))
    if (END.search(before) or (HEAD.fullmatch(before) and not line.isupper())) and not line[:1].islower():
        return True
    return bool(NOTE.fullmatch(line) or NOTE.fullmatch(before))


def _is_sung_out(line: str, part: str) -> bool:
    """Whether a line closes a song; "#" only one that it opened: « un fa # » is a note's name."""
    tail = MUSIC_END.search(line)
    return tail is not None and ("#" not in tail[0] or MUSIC.match(part) is not None)


def _without_notes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sound in brackets at the beginning or the end of what is said is a unit of its own."""
    lead = DASH.match(text, start, end)
    note = NOTE.match(text, lead.end() if lead else start, end)
    if note and note.end() < end and _is_sound(note):
        yield start, note.end()
        start = _stripped(text, note.end(), end)[0]
    notes = list(NOTE.finditer(text, start, end))
    last = notes[-1] if notes else None
    if (
        last
        and start < last.start()
        and last.end() == end
        and _is_sound(last)
        and END.search(text[start : last.start()])
    ):
        yield _stripped(text, start, last.start())
        yield last.start(), end
    elif start < end:
        yield start, end


def _is_sound(note: re.Match[str]) -> bool:
    inside = note[0][1:-1]
    return (inside.isupper() and len(inside) > 3) or note[0][0] == "["


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if piece.strip() else (end, end)


def _unit(cue: int, text: str, start: int, end: int) -> Unit:
    """The unit between two places, what is around its words apart."""
    a, b = start, end
    opens = closes = alone = False
    if lead := DASH.match(text, a, b):
        a, opens = lead.end(), True
    if music := MUSIC.match(text, a, b):
        a, opens, closes = music.end(), True, music.end() >= b
    if tail := MUSIC_END.search(text[a:b]):
        closes = "#" not in tail[0] or bool(music)
        b = a + tail.start()
    note = NOTE.fullmatch(text, a, b)
    if note:
        a, b, opens, closes, alone = a + 1, b - 1, True, True, True
    speaks = bool(text[end:].partition("\n")[0].strip())
    a, b = _stripped(text, a, b)
    words = " ".join(text[a:b].split())
    if LABEL_ALONE.fullmatch(words):
        opens = closes = True
    opens = opens or bool(LABEL.match(words) or ENTRY.match(words))
    return Unit(cue, start, end, (a, b), _quiet(words, may_name=speaks) if note else words, opens, closes, alone)


def _quiet(note: str, *, may_name: bool) -> str:
    """A sound's words in small letters: the model takes « RIRES » and « Rires » for names. « [Paul] Oui » is one."""
    rest = note[1:]
    if may_name and note.istitle() and note.isalpha() and not note.endswith("s"):
        return note
    return note.lower() if note.isupper() or rest == rest.lower() else note
