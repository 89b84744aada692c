"""A text with its spans as Markdown: with the marks that the source has, and as few escapes as there can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from dipx.document import Span
from dipx.formats.inline import ATOMS, Event, Marked, events
from dipx.formats.md.inline import BREAK, BROKEN, Raw, running
from dipx.formats.md.parser import parser

Escape = Callable[[str], str]

SPECIAL = re.compile(r"([\\`*\[\]<])|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,31};)|'(?='')")
FEWER = re.compile(SPECIAL.pattern.replace(r"\]", ""))  # "\[x\]" is a formula to some tools
MORE = re.compile(
    rf"{SPECIAL.pattern}|[${{~|^]|=(?==)|\+(?=\+)|:(?=[a-z][\w+-]*:)"
)  # what only some tools read as markup
CLOSING = re.compile(r"(?<!\S)#+\s*$")  # of a heading: "# Numéro #" shows "Numéro"
LINE_START = re.compile(
    r"(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|[-=]+\s*$|~~~|:{3}|:(?=\s)|\[[ xX]\](?=\s)|\[[!^]|(?:!!!|\?\?\?|===)(?=\s)"
    r"|\d{1,9}(?=[.)](?:\s|$)))"
)
WRAP = {"bold": "**", "italic": "*", "style": "~~"}
CLOSERS = ".,;:!?)]}…»"
_SIGN = re.compile(r"[\\\[\]$*_`<>&{}|~^=#+]")


def markdown(
    marked: Marked,
    raws: Sequence[Raw] | None = None,
    *,
    in_heading: bool = False,
    signs: Mapping[str, str] | None = None,
    references: Mapping[str, Any] | None = None,
) -> str:
    """The text with its markup as Markdown. ``raws`` are its marks as the source writes them, and ``signs`` the
    characters that it escapes; then only what would be read as markup is escaped besides."""
    if raws is None:
        made = _Writer(marked, (), _escaping(SPECIAL), at_start=not in_heading).written()
    else:
        usual = [_usual(raw) for raw in raws]
        as_was = str.maketrans(dict(signs or {}))
        ways: list[Escape] = [lambda text: text.translate(as_was), *map(_escaping, (FEWER, SPECIAL, MORE))]
        for tried, escape in (*((raws, way) for way in ways), (usual, ways[0]), (usual, ways[-1])):
            made = _Writer(marked, tried, escape, at_start=not in_heading).written()
            if (not raws and not MORE.search(made)) or _reads_back(made, marked, references, alone=in_heading):
                break
        else:
            referred = _Writer(marked, usual, _referred, at_start=not in_heading).written()
            made = referred if _reads_back(referred, marked, references, alone=in_heading) else made
    return CLOSING.sub(r"\\\g<0>", made) if in_heading else made


def _escaping(pattern: re.Pattern[str]) -> Escape:
    return lambda text: pattern.sub(r"\\\g<0>", text)


def _referred(text: str) -> str:
    """Signs as character references, where no backslash helps: "\\[=\\]" is a formula."""
    return _SIGN.sub(lambda match: f"&#{ord(match[0])};", text)


def _usual(raw: Raw) -> Raw:
    """Underscores do not mark a part of a word, asterisks do."""
    if raw.open in ("_", "__"):
        return Raw("*" * len(raw.open), "*" * len(raw.open))
    return raw


def _reads_back(made: str, marked: Marked, references: Mapping[str, Any] | None, *, alone: bool) -> bool:
    """Whether what was written says what was meant; ``alone``: on a line that has a mark of its own."""
    text = made.replace(BREAK, "\n")
    env = {"references": dict(references or {})}
    tokens = parser().parseInline(text, env) if alone else parser().parse(text, env)
    inline = [token for token in tokens if token.type == "inline"]
    if not marked.text:
        return not inline or not inline[0].content
    if len(inline) != 1 or len(tokens) != (1 if alone else 3) or (not alone and tokens[0].type != "paragraph_open"):
        return False
    again, _ = running(inline[0].children or [])
    if any(span.kind in ATOMS for span in marked.spans):  # spaces beside one are written as the source has them
        again, marked = _squeezed(again), _squeezed(marked)
    return again.text == " ".join(marked.text.split()) and _places(again.spans) == _places(marked.spans)


def _squeezed(marked: Marked) -> Marked:
    """Without its white space."""
    text = marked.text
    places = [0, *accumulate(not sign.isspace() for sign in text)]
    spans = (replace(span, start=places[span.start], end=places[span.end]) for span in marked.spans)
    return Marked("".join(text.split()), tuple(spans))


def _places(spans: Sequence[Span]) -> list[tuple[int, int, str]]:
    return sorted((span.start, span.end, span.kind) for span in spans if span.kind not in ATOMS)


def _ordered(marked: Marked, raws: Sequence[Raw]) -> list[Event]:
    """The text and its marks; what has no words is within or beside a mark at the same place as it was."""
    made: list[Event] = []
    for event in events(marked):
        atom, place = event[1], len(made)
        if isinstance(atom, Span) and atom.kind in ATOMS and atom.key < len(raws):
            while place and _comes_before(atom, made[place - 1], raws):
                place -= 1
        made.insert(place, event)
    return made


def _comes_before(atom: Span, event: Event, raws: Sequence[Raw]) -> bool:
    kind, span = event
    if isinstance(span, str) or span.kind in ATOMS or span.key >= len(raws):
        return False
    if kind == "open":
        return span.start == atom.start and atom.key < span.key
    return span.end == atom.start and span.key < atom.key < raws[span.key].last


class _Writer:
    """The text on its way to Markdown."""

    def __init__(self, marked: Marked, raws: Sequence[Raw], escape: Escape, *, at_start: bool) -> None:
        self._marked = marked
        self._raws = raws
        self._escape = escape
        self._at_start = at_start
        self._out: list[str] = []
        self._opened: list[int] = []
        self._in_code = False
        self._wants_space = False  # before what follows: white space stood behind a picture
        self._had_space = False  # it was put before the picture, and none stood behind it

    def written(self) -> str:
        for kind, value in _ordered(self._marked, self._raws):
            if isinstance(value, str):
                self._text(value)
            elif value.kind in ATOMS:
                self._atom(value, opens=kind == "open")
            elif kind == "open":
                self._open(value)
            else:
                self._close(value)
        return "".join(self._out)

    def _raw(self, span: Span) -> Raw | None:
        return self._raws[span.key] if span.key < len(self._raws) else None

    def _text(self, text: str) -> None:
        if self._had_space or (self._out and BROKEN.search(self._out[-1])):
            text = text.lstrip(" ")
        elif text and not text[0].isspace() and text[0] not in CLOSERS:
            self._space()
        self._wants_space = self._had_space = False
        if not self._in_code:
            begins = self._at_start and not any(self._out)
            text = _lines_begun(self._escape(text), at_start=begins)
        self._out.append(text)

    def _space(self) -> None:
        if self._wants_space and not BROKEN.search(self._out[-1]):
            self._out.append(" ")
        self._wants_space = False

    def _atom(self, span: Span, *, opens: bool) -> None:
        raw = self._raw(span)
        if not opens or raw is None:
            return
        self._space()
        if raw.before and self._out and not self._out[-1].endswith((" ", "\n", BREAK)):
            self._out.append(" ")
            self._had_space = not raw.after
        self._out.append(raw.open)
        self._wants_space = raw.after

    def _open(self, span: Span) -> None:
        self._space()
        raw = self._raw(span)
        self._opened.append(len(self._out))
        if span.kind == "code":
            self._in_code = True
            self._out.append(_fence(self._marked.text[span.start : span.end]))
        elif raw:
            self._in_code = span.kind == "kept"
            self._out.append(raw.open)
        else:
            self._out.append("[" if span.kind == "link" else WRAP.get(span.kind, ""))

    def _close(self, span: Span) -> None:
        raw = self._raw(span)
        begin = self._opened.pop()
        if span.kind == "code":
            self._in_code = False
            self._out.append(self._out[begin][::-1])
        elif span.kind == "kept":
            self._in_code = False
            self._out.append(raw.close if raw else "")
        elif raw and raw.label == "".join(self._out[begin + 1 :]):
            self._out[begin] = "[[" if raw.open.startswith("[[") else raw.open
            self._out.append(raw.short)
        elif raw:
            self._out.append(raw.close)
        else:
            self._out.append(f"]({_href(span.href or '')})" if span.kind == "link" else WRAP.get(span.kind, ""))


def _href(href: str) -> str:
    return f"<{href}>" if re.search(r"[\s()]", href) else href


def _fence(inside: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", inside)), default=0))
    return fence + " " if "`" in inside else fence


def _lines_begun(text: str, *, at_start: bool) -> str:
    lines = text.split("\n")
    return "  \n".join(_line_start(line) if at_start or number else line for number, line in enumerate(lines))


def _line_start(line: str) -> str:
    match = LINE_START.match(line)
    if not match:
        return line
    return match[0] + "\\" + line[match.end() :] if match[0][0].isdigit() else "\\" + line
