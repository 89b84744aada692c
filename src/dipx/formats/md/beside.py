"""What stands beside the text of a Markdown file and is read all the same: alternative texts, titles of links, what is
struck out amid a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dipx.document import CharSpan
from dipx.formats.base import Piece
from dipx.formats.inline import Marked
from dipx.formats.md.critic import INSTEAD, REMARK
from dipx.formats.md.inline import INLINE_NOTE, SPECIAL, STRUCK, Raw

_IN_BRACKETS = re.compile(r"!\[(?P<text>(?:[^\[\]\\]|\\.)*)\]")
_TITLE = re.compile(
    r"[\s>)](?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'|\((?P<round>(?:[^()\\]|\\.)*)\))\s*+(?:\)\s*)?\Z"
)
WORD = re.compile(r"[^\W\d_]{2}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = re.compile(r"[*_`]")
# A plain value of YAML that would be read as something else.
UNPLAIN = re.compile(
    r"\A[\s\-?:,\[\]{}#&*!|>'\"%@`]|:\s|:\Z|\s#|\A(?:true|false|yes|no|on|off|null|~)\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A text within a mark as it is written (``part``: its ``open`` or ``close``), or on a line of the file.

    ``place`` are its characters there, ``quote`` the sign around it; of a text of several ``lines`` those in the first.
    """

    piece: Piece
    number: int
    part: str
    place: CharSpan
    quote: str
    lines: int = 1


def in_marks(raws: Sequence[Raw]) -> list[Beside]:
    """The texts in the marks of one block: of pictures and links."""
    found: list[Beside] = []
    for number, raw in enumerate(raws):
        if raw.open.startswith("![") and (alt := _IN_BRACKETS.match(raw.open)):
            found += _beside(number, "open", alt.span("text"), alt["text"], "]")
            found += _title(number, "open", raw.open)
        for kind in (INLINE_NOTE, REMARK, INSTEAD):
            if said := kind.fullmatch(raw.open):
                found += _plain(number, said)
        if not raw.close and (struck := STRUCK.fullmatch(raw.open)):
            found += _plain(number, struck)
        if raw.close.startswith("]("):
            found += _title(number, "close", raw.close)
    return found


def _plain(number: int, mark: re.Match[str]) -> Iterator[Beside]:
    """The text of what is struck out amid a line, or of a note that stands in it."""
    words = " ".join(_ESCAPED.sub(r"\1", mark["text"]).split())
    if any(map(str.isalnum, words)):
        text, start = mark["text"], mark.start("text")
        place = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        yield Beside(Piece(words), number, "open", place, "~~")


def in_definitions(references: Mapping[str, Any], lines: Sequence[str]) -> list[Beside]:
    """The titles of links by reference, where they are defined."""
    found: list[Beside] = []
    for reference in references.values():
        if reference.get("title") and reference.get("map"):
            number = reference["map"][1] - 1
            found += _title(number, "line", lines[number] if number < len(lines) else "")
    return found


def put(text: str, english: Sequence[tuple[Beside, str]]) -> str:
    """A mark or a line with the English of the texts in it."""
    for beside, words in sorted(english, key=lambda pair: -pair[0].place[0]):
        start, end = beside.place
        text = text[:start] + _written(" ".join(words.split()), beside.quote) + text[end:]
    return text


def with_english(raws: Sequence[Raw], english: Sequence[tuple[Beside, Marked | None]]) -> list[Raw]:
    """The marks with the English of the texts in them."""
    made = list(raws)
    for part in ("open", "close"):
        for number in {beside.number for beside, _ in english if beside.part == part}:
            own = [(b, t.text) for b, t in english if (b.number, b.part) == (number, part) and t is not None]
            made[number] = replace(made[number], **{part: put(getattr(made[number], part), own)})  # type: ignore[arg-type]
    return made


def _title(number: int, part: str, written: str) -> Iterator[Beside]:
    if match := _TITLE.search(written):
        group = next(name for name in ("double", "single", "round") if match[name] is not None)
        yield from _beside(
            number, part, match.span(group), match[group], {"double": '"', "single": "'", "round": ")"}[group]
        )


def _beside(number: int, part: str, place: CharSpan, text: str, quote: str) -> Iterator[Beside]:
    words = " ".join(_ESCAPED.sub(r"\1", _MARKS.sub("", text)).split())
    if WORD.search(words):
        yield Beside(Piece(words), number, part, place, quote)


def _written(words: str, quote: str) -> str:
    if not quote:  # a plain value of YAML
        return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"' if UNPLAIN.search(words) else words
    if quote == "|":  # a block of YAML, in which all is text
        return words
    if quote == "~~":
        return SPECIAL.sub(r"\\\1", words)
    if quote == "''":
        return words.replace("'", "''")
    words = words.replace("\\", "\\\\").replace(quote, "\\" + quote)
    return words.replace("[", "\\[") if quote == "]" else words.replace("(", "\\(") if quote == ")" else words
