"""The front matter of a Markdown file: what a site shows of it is translated, all else stays and is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dipx.formats import txt
from dipx.formats.base import Piece
from dipx.formats.md.beside import UNPLAIN, WORD, Beside

FRONT_MATTER = re.compile(r"(?:---[ \t]*\n.*?\n(?:---|\.\.\.)|\+\+\+[ \t]*\n.*?\n\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL)
# What of YAML stands at the beginning of a line; a text between two rules of dashes has other lines.
_KEY = r"[\"']?[\w.:@$/-]+(?:[ \t]*|(?:[ ][\w.-]+){1,2})[\"']?:(?=[ \t\n])"
_YAML = re.compile(
    rf"(?:{_KEY}[ \t]*(?:\"(?:[^\"\\]|\\.){{0,2000}}\"[ \t]*(?=\n|\#)|'[^']{{0,2000}}'[ \t]*(?=\n|\#))?.*\n"
    r"|[ \t]*\n|[ \t#\[\]{}].*\n|-(?:[ \t].*)?\n)*+"
)
_FIRST_KEY = re.compile(rf"^{_KEY}|^\{{", re.MULTILINE)
# What a site shows of a page: its own names for the same few things.
SHOWN = frozenset(
    "title subtitle sous-titre titre linktitle description summary abstract excerpt resume headline lead chapo deck"
    " tagline caption image_alt image_caption og_title og_description seo_title seo_description"
    " meta_description".split()
)
LANGUAGES = frozenset({"lang", "language", "locale"})
_FIELD = re.compile(r"(?P<key>[\w-]+)[ \t]*(?P<sign>[:=])[ \t]*(?P<value>[^\r\n]*)")  # with what space ends it
_BLOCK = re.compile(r"([>|])[+-]?(?:\s+#.*)?")  # whose indent its first line tells
_QUOTED = re.compile(r"\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^']|'')*)'")
_FRENCH = re.compile(
    r"(?P<key>lang|language|locale)(?P<between>[ \t]*[:=][ \t]*[\"']?)fr(?:[-_][A-Za-z]{2})?(?=[\"']?\s*\Z)"
)


def front_lines(text: str) -> int:
    """How many lines of the text are front matter."""
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    front = FRONT_MATTER.match(text)
    return front[0].count("\n") if front and _is_data(front[0]) else 0


def _is_data(front: str) -> bool:
    """Whether what stands between the rules is data for a program, and no text of its author's."""
    if front.startswith("+"):
        return True
    start = front.index("\n") + 1
    end = front.rindex("\n", 0, len(front.rstrip())) + 1
    inner = _YAML.match(front, start, end)
    return inner is not None and inner.end() == end and _FIRST_KEY.search(front, start, end) is not None


def in_front(lines: Sequence[str]) -> tuple[list[Beside], list[str]]:
    """The texts in the lines of front matter, and the names of fields that hold others."""
    found: list[Beside] = []
    named: dict[str, None] = {}
    above = ""
    read = 0  # the line behind what was read of a field with more than one
    for number, line in enumerate(lines):
        field = _FIELD.match(line)
        above = field["key"] if field else above
        if number < read:
            continue
        value = field["value"].rstrip(" \t") if field else line
        shown = field if field and field["key"].lower() in SHOWN else None
        below = _below(lines, number + 1) if shown else ()
        if shown and below and (texts := list(_over_lines(number, shown, below))):
            found += texts
            read = number + 1 + len(below)
        elif shown and (text := _value(number, shown, value)):
            found.append(text)
        elif above and above.lower() not in LANGUAGES and re.search(r"[^\W\d_]{3}", value):
            named[above] = None
    return found, list(named)


def _below(lines: Sequence[str], start: int) -> Sequence[str]:
    """The lines that belong to a field which begins above: those that are indented, and blank ones between them."""
    end = last = start
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t"):
        end += 1
        last = end if lines[end - 1].strip() else last
    return lines[start:last]


def _over_lines(number: int, field: re.Match[str], below: Sequence[str]) -> Iterator[Beside]:
    """The texts of a field of YAML that goes on ``below``: of a block (``>``, ``|``), or a plain value."""
    value = field["value"].rstrip(" \t")
    block = _BLOCK.fullmatch(value)
    if field["sign"] == "=" or (block is None and (not value or not all(map(str.strip, below)))):
        return
    if block is None:
        whole = " ".join([value, *map(str.strip, below)])
        if not UNPLAIN.search(whole) and WORD.search(whole):
            start = field.start("value")
            yield Beside(Piece(whole), number, "line", (start, start + len(value)), "", 1 + len(below))
        return
    indent = len(below[0]) - len(below[0].lstrip(" "))
    shown = [line[indent:] for line in below]
    is_torn = any(line[:indent].strip(" ") for line in below)
    is_deeper = any(line[:1] in (" ", "\t") and line.strip() for line in shown)  # where YAML folds nothing
    if not indent or is_torn or (block[1] == ">" and is_deeper):
        return
    for first, last in _paragraphs(shown) if block[1] == ">" else _lines_of(shown):
        words = " ".join(" ".join(shown[first : last + 1]).split())
        if WORD.search(words):
            text = below[first]
            place = len(text) - len(text.lstrip()), len(text.rstrip())
            yield Beside(Piece(words), number + 1 + first, "line", place, "|", 1 + last - first)


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each paragraph, between blank ones."""
    for is_text, group in groupby(range(len(lines)), key=lambda number: bool(lines[number].strip())):
        if is_text:
            first, *others = group
            yield first, (others or [first])[-1]


def _lines_of(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The same where lines are lines, unless a sentence goes on in the next one, as in plain text."""
    text = "\n".join(lines)
    for block in txt.parse(text, "", in_columns=False).blocks:
        yield text.count("\n", 0, block.start), text.count("\n", 0, block.end)


def front_language(line: str) -> str:
    """A line that says that the page is French, with English in its place."""
    return _FRENCH.sub(r"\g<key>\g<between>en", line)


def _value(number: int, field: re.Match[str], value: str) -> Beside | None:
    quoted = _QUOTED.fullmatch(value)
    if quoted is None and (field["sign"] == "=" or UNPLAIN.search(value)):
        return None
    start = field.start("value")
    end = start + len(value)
    if quoted is None:
        return Beside(Piece(value), number, "line", (start, end), "") if WORD.search(value) else None
    is_single = quoted["single"] is not None
    text = quoted["single"].replace("''", "'") if is_single else re.sub(r"\\([\"\\])", r"\1", quoted["double"])
    if not WORD.search(text) or (not is_single and "\\" in quoted["double"].replace('\\"', "").replace("\\\\", "")):
        return None
    return Beside(Piece(" ".join(text.split())), number, "line", (start + 1, end - 1), "''" if is_single else '"')
