"""The text of a cue without its markup, and the markup with its places: tags, override blocks, word timings."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dipx.formats.subtitles.cues import Cue, Dialect

_HTML = r"</?(?:[biusc]|em|strong|font|span|v|ruby|rt|lang)(?:[.\s][^<>\n]{0,200})?/?>"
_ANNOTATION = r"<rt>[^<>\n]{0,200}</rt>"  # of a ruby: it stays as it is, over its word
_TIME = r"<\d[\d:.]{1,20}>"
_OVERRIDE = r"\{\\[^{}\n]{1,400}\}"
_MICRO = r"\{[A-Za-z]:[^{}\n]{1,40}\}"  # of MicroDVD, which players read in SubRip too
TOKENS: dict[Dialect, re.Pattern[str]] = {
    "srt": re.compile(rf"{_ANNOTATION}|{_HTML}|{_TIME}|{_OVERRIDE}|{_MICRO}", re.IGNORECASE),
    "vtt": re.compile(rf"{_ANNOTATION}|{_HTML}|{_TIME}", re.IGNORECASE),
    "ass": re.compile(r"\{[^{}]{0,2000}\}|(?<=\\h)(?:\\h)+"),  # several hard spaces are layout, one is a space
}
MOST_MARKS = 200  # of a cue, and the rest is lost: a subtitle has few, and each is held against all others
_OTHER_LANGUAGE = re.compile(r"<lang[.\w]*\s+(?!fr\b)[a-z]{2}", re.IGNORECASE)
_FRENCH = re.compile(r"(<lang[.\w]*\s+)fr(?:[-_]\w+)?(?=>)", re.IGNORECASE)
_NAME = re.compile(r"</?\s*([A-Za-z]+)")
_SWITCH = re.compile(r"\\(1c|[ibusc](?![a-z])|fscx|fscy|fs|fn|bord|shad|r)([^\\}]*)")
_OFF = dict.fromkeys("ibus", ("0", ""))
_DRAWS = re.compile(r"\\p([0-9]+)")
_BEAT = re.compile(rf"{_TIME}|\{{\\[kK][fo]?\d+\}}")
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|apos|#\d{1,7}|#x[\da-f]{1,6});", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """Markup around ``text[start:end]`` of a cue; ``closing`` is empty where the format needs none.

    ``order`` and ``closed`` are the places of its two ends among all of the cue's marks.
    """

    start: int
    end: int
    opening: str
    closing: str
    order: int = 0
    closed: int = 0

    @property
    def in_another_language(self) -> bool:
        """Whether it says that its words are not French: ``<lang en>``."""
        return _OTHER_LANGUAGE.match(self.opening) is not None


@dataclass(frozen=True, slots=True)
class Atom:
    """Markup that stands at a place: an override block, a comment. A beat says when the word behind it is due;
    a tag that begins there is its ``wrap``."""

    at: int
    raw: str
    order: int = 0
    is_beat: bool = False
    wrap: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class CueText:
    """A cue's words, lines a ``\\n`` apart, and its markup."""

    text: str
    tags: tuple[Tag, ...] = ()
    atoms: tuple[Atom, ...] = ()
    has_entities: bool = False


@dataclass(slots=True)
class _Reading:
    """A cue on its way: its words so far, the tags that are open (with their names), what was found."""

    dialect: Dialect
    parts: list[str] = field(default_factory=list)
    position: int = 0
    count: int = 0
    opened: list[tuple[str, Tag]] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.position += len(text)

    def atom(self, raw: str, *, is_beat: bool = False) -> None:
        self.count += 1
        if len(self.atoms) < MOST_MARKS:
            self.atoms.append(Atom(self.position, raw, self.count, is_beat))

    def open(self, name: str, raw: str) -> None:
        self.count += 1
        if len(self.opened) + len(self.tags) < MOST_MARKS:
            self.opened.append((name, Tag(self.position, self.position, raw, "", self.count)))

    def close(self, index: int, raw: str) -> None:
        _, tag = self.opened.pop(index)
        self.count += 1
        self.tags.append(replace(tag, end=self.position, closing=raw, closed=self.count))


def read(cues: Sequence[Cue]) -> list[CueText]:
    """The texts of cues. A tag that one cue opens and a later one closes is around the words of each of them."""
    made: list[CueText] = []
    bodies = [cue.body for cue in cues]
    carried: dict[str, str] = {}
    for index, cue in enumerate(cues):
        openings = "".join(carried.values())
        reading = _tokens(cue, openings)
        unclosed = {name: tag.opening for name, tag in reading.opened if name in _CARRIED}
        carried = {name: raw for name, raw in unclosed.items() if _closes_later(name, bodies[index + 1 : index + 4])}
        made.append(_finished(reading, cue))
    return made


_CARRIED = frozenset({"i", "b", "u", "s", "em", "strong", "font", "c", "span"})


def _closes_later(name: str, bodies: Sequence[str]) -> bool:
    """Whether a coming cue closes such a tag before any opens one."""
    for body in bodies:
        match = re.search(rf"<(/?){name}\b", body, re.IGNORECASE)
        if match:
            return bool(match[1])
    return False


def _tokens(cue: Cue, carried: str) -> _Reading:
    reading = _Reading(cue.dialect)
    body = carried + cue.body
    position = 0
    for match in TOKENS[cue.dialect].finditer(body):
        if match.start() < position:  # within a drawing
            continue
        reading.add(_words(body[position : match.start()], cue.dialect))
        position = match.end()
        raw = match[0]
        if _BEAT.fullmatch(raw):
            reading.atom(raw, is_beat=True)
        elif raw.startswith("<rt>"):
            reading.atom(raw)
        elif raw[0] == "<":
            _html_tag(reading, raw)
        elif (draws := _DRAWS.search(raw)) and int(draws[1]):
            stops = next((m for m in TOKENS["ass"].finditer(body, position) if re.search(r"\\p0", m[0])), None)
            position = stops.end() if stops else len(body)
            reading.atom(body[match.start() : position])
        else:
            _override(reading, raw)
    reading.add(_words(body[position:], cue.dialect))
    return reading


def _words(text: str, dialect: Dialect) -> str:
    if dialect == "ass":
        return text.replace("\\h", "\u00a0")
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _html_tag(reading: _Reading, raw: str) -> None:
    match = _NAME.match(raw)
    name = match[1].lower() if match else ""
    if not raw.startswith("</"):
        reading.open(name, raw)
        return
    for index in reversed(range(len(reading.opened))):
        if reading.opened[index][0] == name:
            reading.close(index, raw)
            return
    # What nothing opened closes nothing: players pass over it, and so does the English.


def _override(reading: _Reading, raw: str) -> None:
    """An override block: what it switches on is around the words up to where it is switched off, or to the end."""
    switches = [(name.lower(), value.strip()) for name, value in _SWITCH.findall(raw)]
    off = {name for name, value in switches if value in _OFF.get(name, ("",))}
    for index in reversed(range(len(reading.opened))):
        names, tag = reading.opened[index]
        if tag.opening[0] == "{" and ("r" in off or set(names.split()) <= off):
            reading.close(index, raw)
            return
    on = [name for name, _ in switches if name not in off]
    if on:
        reading.open(" ".join(on), raw)
    else:
        reading.atom(raw)


def _finished(reading: _Reading, cue: Cue) -> CueText:
    for index in reversed(range(len(reading.opened))):
        name, tag = reading.opened[index]
        needs_none = tag.opening[0] == "{" or name in ("v", "lang")
        reading.close(index, "" if needs_none else f"</{name}>")
    text = "".join(reading.parts)
    tags = [tag for tag in reading.tags if text[tag.start : tag.end].strip()]
    atoms = list(_wrapped(reading.atoms, tags))
    has_entities = cue.dialect == "vtt" or bool(_ENTITY.search(cue.body))
    return CueText(text, tuple(tags), tuple(atoms), has_entities and cue.dialect != "ass")


def _wrapped(atoms: Sequence[Atom], tags: list[Tag]) -> Iterator[Atom]:
    """The atoms, each beat with the tag that begins where it stands; such a tag is no longer one of its own."""
    for atom in atoms:
        own = [tag for tag in tags if atom.is_beat and tag.start == atom.at and tag.opening.startswith("<c")]
        if own:
            tags.remove(own[0])
            yield replace(atom, wrap=(own[0].opening, own[0].closing))
        else:
            yield atom


def said_english(opening: str) -> str:
    """A tag that says French of its words, with English."""
    return _FRENCH.sub(r"\1en", opening)


def written(text: str, cue: Cue, *, entities: bool) -> str:
    """Words as the file has them: its line breaks (those of SubStation come last: ``broken_as``), its entities."""
    if cue.dialect == "ass":
        return text.replace("{", "(").replace("}", ")").replace("\u00a0", "\\h")
    if entities:
        text = html.escape(text, quote=False).replace("\u00a0", "&nbsp;")
    return text.replace("\n", cue.newline)


def broken_as(text: str, cue: Cue) -> str:
    """A cue of SubStation with its breaks, in their order; what is at its end stays there."""
    if cue.dialect != "ass":
        return text
    parts = text.split("\n")
    count = len(parts) - 1
    breaks = [*cue.breaks[:count], *[cue.newline] * (count - len(cue.breaks))]
    if count and count < len(cue.breaks) and not parts[-1]:
        breaks[-1] = cue.breaks[-1]
    return "".join(part + sign for part, sign in zip(parts, [*breaks, ""], strict=True))
