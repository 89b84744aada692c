"""A plain line whose signs a model would lose: tabs, control characters, the marks that people type (``**so**``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dipx.document import SpanKind
from dipx.formats.inline import Marked, RunningText, events
from dipx.formats.zipped.linebreaks import is_own_line
from dipx.text.controls import parted
from dipx.text.escapes import PATTERN as ESCAPE

_TAB = r"(?:(?<! )[ ]++)?\t[ \t]*+"
# Where a program's signs for a line's end are in the text: "un\ndeux".
_WRITTEN_TAB = rf"{_TAB}|(?:(?<! )[ ]++)?(?:\\[nrt])++[ ]*+"
_TABS, _WRITTEN_TABS = re.compile(_TAB), re.compile(_WRITTEN_TAB)
_BACKSLASH = re.compile(r"\\(.?)")
_PATH = re.compile(r"(?<!\w)[A-Za-z]:\\|\\\\\w")
_BEFORE, _BEHIND = r"(?:(?<=[\s«“\"'’(\[—–:])|^)", r"(?=[\s.,;:!?…»”\"')\]—–]|$)"
_NAMES = (
    "(?:init|main|name|str|repr|call|new|file|all|dict|doc|len|iter|next|enter|exit|version|slots|class)"  # of Python
)
_OTHERS = (
    rf"|(?P<control>(?:{ESCAPE}|[\x00-\x08\x0e-\x1f\ufffe\uffff])+)"
    rf"|(?<!\w)(?P<name>__{_NAMES}__)(?!\w)"
    rf"|{_BEFORE}(?P<mark>\*{{1,3}}|~~|__?)(?=[^\s*~_])(?P<words>[^*~_\n]*[^\s*~_])(?P=mark){_BEHIND}"
    r"|(?P<open>!?\[)(?P<label>[^\[\]\n]+)(?P<close>\]\([^\s()]+\))"
)
_SIGN, _WRITTEN_SIGN = (re.compile(rf"(?P<tab>{tab}){_OTHERS}") for tab in (_TAB, _WRITTEN_TAB))
_MAY_HAVE = re.compile("[\\x00-\\x08\\t\\x0e-\\x1f\ufffe\uffff*~_\\[\\\\]")  # of most texts only this is asked
_KINDS: dict[str, SpanKind] = {"**": "bold", "***": "bold", "__": "bold", "*": "italic", "_": "italic", "~~": "style"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line: where it begins in its text, what stands there, its text for the model; ``signs`` are what opens and
    closes each of its marks."""

    start: int
    raw: str
    marked: Marked
    signs: tuple[tuple[str, str], ...] = ()

    def written(self, target: Marked) -> str:
        """The English with the signs of the line."""
        parts = []
        for kind, value in events(target):
            parts.append(value if isinstance(value, str) else self.signs[value.key][kind == "close"])
        return "".join(parts)


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text: where a tab parts texts of their own, each is one."""
    pattern, spaces = (_WRITTEN_SIGN, _WRITTEN_TABS) if _has_written_ends(text) else (_SIGN, _TABS)
    if not _MAY_HAVE.search(text) or not pattern.search(text):
        yield Line(0, text, Marked(text))
        return
    tabs = list(spaces.finditer(text))
    edges = [(0, 0), *(tab.span() for tab in tabs), (len(text), len(text))]
    cells = [text[a[1] : b[0]] for a, b in pairwise(edges)]
    start = 0
    for tab, (before, after) in zip(tabs, pairwise(cells), strict=True):
        if is_own_line(before, after):
            yield from _line(text[start : tab.start()], start, pattern)
            start = tab.end()
    yield from _line(text[start:], start, pattern)


def _has_written_ends(text: str) -> bool:
    """Whether backslashes in a text stand for ends of lines and tabs, and for nothing that has a meaning of its own."""
    signs = set(_BACKSLASH.findall(text)) if "\\" in text else set()
    return bool(signs & set("nrt")) and signs <= set("nrt\"'\\") and not _PATH.search(text)


def _line(raw: str, start: int, pattern: re.Pattern[str]) -> Iterator[Line]:
    if not raw.strip():
        return
    running = RunningText(fold=False)
    signs: list[tuple[str, str]] = []
    _add(running, raw, signs, pattern)
    marked = running.done()
    if marked.text:
        yield Line(start, raw, marked, tuple(signs))


def _add(running: RunningText, text: str, signs: list[tuple[str, str]], pattern: re.Pattern[str]) -> None:
    position = 0
    for match in pattern.finditer(text):
        running.add(text[position : match.start()])
        position, key, begin = match.end(), len(signs), running.position
        if match["tab"]:
            signs.append((match[0], ""))
            running.space(key)
        elif match["control"]:
            signs.append((match[0], ""))
            if parted(around := text[max(match.start() - 1, 0) : match.end() + 1]) != around:
                running.space(key)
            else:
                running.mark(begin, "object", key=key)
        elif match["name"]:
            signs.append(("", ""))
            running.add(match[0])
            running.mark(begin, "kept", key=key)
        else:
            is_link = match["open"] is not None
            signs.append((match["open"], match["close"]) if is_link else (match["mark"], match["mark"]))
            _add(running, match["label"] if is_link else match["words"], signs, pattern)
            kind: SpanKind = "link" if is_link else _KINDS[match["mark"]]
            running.mark(begin, kind, match["close"][2:-1] if is_link else None, key)
    running.add(text[position:])
