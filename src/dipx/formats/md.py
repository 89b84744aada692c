"""Markdown: the source lines of each block are replaced by its English; all other lines stay as they are.

Code, front matter, HTML blocks, comments and link definitions are not blocks: they stay untranslated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dipx.document import BlockKind, Document, SpanKind
from dipx.errors import InputError
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.decode import decode
from dipx.formats.extras import require
from dipx.formats.inline import ATOMS, Marked, RunningText, events

name = "md"
suffixes = (".md", ".markdown")
written_as = ""

MAX_CHARACTERS = 2 * 2**20  # two novels; markdown-it takes some 5 s for plain text of that size, 50 s for hostile text
MAX_NESTING = 30  # what is nested deeper is not read: 15 lists in each other; the time for "![![![" grows with it
FRONT_MATTER = re.compile(r"(?:---[ \t]*\n.*?\n(?:---|\.\.\.)|\+\+\+[ \t]*\n.*?\n\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL)
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:?")
SPECIAL = re.compile(r"([\\`*\[\]<])|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,31};)")
CLOSING = re.compile(r"(?<!\S)#+\s*$")  # of a heading: "# Numéro #" shows "Numéro"
LINE_START = re.compile(r"(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=]+\s*$|~~~|\d{1,9}(?=[.)](?:\s|$)))")
MARKS: dict[str, SpanKind] = {"strong": "bold", "em": "italic", "s": "style", "link": "link"}
BULLET = re.compile(r"\A(?:[-•·*▪◦‣–—]|\d{1,2}[.)])\s+")
WRAP = {"bold": "**", "italic": "*", "style": "~~"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block is in the source: its lines, its raw text in them, its cell in a table's row."""

    lines: range
    raw: str
    cell: int | None
    whole: range  # with a heading's underline: what goes when the block is left out


def load(source: Source) -> Document:
    decoded = decode(source.raw)
    pieces = [piece for piece, _, _ in _found(decoded.text)]
    return replace(document_of(source, name, pieces, decoded.notes), encoding=decoded.encoding)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    text = decode(source.raw).text
    lines: list[str | None] = list(_lines(text))
    found = list(_found(text))
    targets = by_piece(document, english, [piece for piece, _, _ in found])
    for (_, place, atoms), target in zip(reversed(found), reversed(targets), strict=True):
        if place.cell is not None:
            row = lines[place.lines.start] or ""
            start, end = _cells(row)[place.cell]
            shown = "" if target is None else markdown(target, atoms).replace("|", "\\|").replace("\n", " ")
            lines[place.lines.start] = row[:start] + shown + row[end:]
        elif target is None or not (target.text or target.spans):
            lines[place.whole.start : place.whole.stop] = [None] * len(place.whole)
        else:
            first, last = lines[place.lines.start] or "", lines[place.lines.stop - 1] or ""
            raw = place.raw.split("\n")
            before = first[: first.rfind(raw[0]) if len(raw) == 1 else first.find(raw[0])]
            after = last[last.rfind(raw[-1]) + len(raw[-1]) :]
            shown = markdown(target, atoms, in_heading="#" in before)
            lines[place.lines.start : place.lines.stop] = [before + shown + after] + [None] * (len(place.lines) - 1)
    return "".join(_without_gaps(lines)).encode()


def _without_gaps(lines: Sequence[str | None]) -> Iterator[str]:
    """The lines that are left; the blank line after a block goes with it."""
    gone = False
    kept_blank = True
    for line in lines:
        if line is None:
            gone = True
            continue
        blank = not line.strip()
        if not (gone and blank and kept_blank):
            yield line
            kept_blank = blank
        gone = gone and blank


def markdown(marked: Marked, atoms: Sequence[str] = (), *, in_heading: bool = False) -> str:
    """The text with its markup as Markdown; ``atoms`` are the raw marks of its empty spans, by key."""
    out: list[str] = []
    code = False
    for kind, value in events(marked):
        if isinstance(value, str):
            out.append(value if code else _escaped(value, at_start=not out and not in_heading))
        elif value.kind in ATOMS:
            out.append(atoms[value.key] if kind == "open" and value.key < len(atoms) else "")
        elif value.kind == "code":
            code = kind == "open"
            inside = marked.text[value.start : value.end]
            fence = "`" * (1 + max((len(run) for run in re.findall("`+", inside)), default=0))
            out.append(fence if "`" not in inside else fence + " " if code else " " + fence)
        elif value.kind == "link":
            out.append("[" if kind == "open" else f"]({_href(value.href or '')})")
        else:
            out.append(WRAP.get(value.kind, ""))
    made = "".join(out)
    return CLOSING.sub(r"\\\g<0>", made) if in_heading else made


def _escaped(text: str, *, at_start: bool) -> str:
    text = SPECIAL.sub(r"\\\g<0>", text)
    lines = text.split("\n")
    return "  \n".join(_line_start(line) if at_start or number else line for number, line in enumerate(lines))


def _line_start(line: str) -> str:
    match = LINE_START.match(line)
    if not match:
        return line
    return match[0] + "\\" + line[match.end() :] if match[0][0].isdigit() else "\\" + line


def _href(href: str) -> str:
    return f"<{href}>" if re.search(r"[\s()]", href) else href


def _lines(text: str) -> list[str]:
    """The lines as Markdown counts them, with their ends; front matter keeps its lines but not its text."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _found(text: str) -> Iterator[tuple[Piece, Place, list[str]]]:
    """The blocks in order, where each is, and the raw marks of its empty spans."""
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"has more than {MAX_CHARACTERS:,} characters of Markdown")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    front = FRONT_MATTER.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    tokens = _parser().parse(text)
    parents: list[Any] = []
    cell = -1
    row: Any = None
    for token in tokens:
        if token.type == "tr_open":
            row, cell = token, -1
        if token.type in ("td_open", "th_open"):
            cell += 1
        if token.nesting == 1:
            parents.append(token)
        elif token.nesting == -1:
            parents.pop()
        if token.type != "inline":
            continue
        marked, atoms = _running(token.children or [])
        if not marked.text:
            continue
        kind: BlockKind = "paragraph"
        if parents[-1].type == "heading_open":
            kind = "heading"
        elif any(parent.type == "list_item_open" for parent in parents):
            kind = "item"
        in_row = parents[-1].type in ("td_open", "th_open")
        place = _place(token, parents[-1], row if in_row else None, cell)
        yield Piece(marked.text, kind, marked.spans), place, atoms


def _place(token: Any, parent: Any, row: Any, cell: int) -> Place:
    if row is not None:
        line = row.map[0]
        return Place(range(line, line + 1), token.content, cell, range(line, line + 1))
    return Place(range(*token.map), token.content, None, range(*(parent.map or token.map)))


def _cells(row: str) -> list[tuple[int, int]]:
    """Where the texts of a table row's cells are, without the white space around them."""
    cells = []
    body = row.rstrip()
    start = re.match(r"[\s>]*\|?", body).end()  # type: ignore[union-attr] # it matches nothing too
    position = start
    for match in re.finditer(r"(?:\\.|[^|\\])*", body[start:]):
        if match.start() + start < position:
            continue  # the empty match behind each cell
        piece = match[0]
        left = start + match.start() + len(piece) - len(piece.lstrip())
        cells.append((left, max(left, start + match.start() + len(piece.rstrip()))))
        position = start + match.end() + 1
    return cells


def _running(children: Sequence[Any]) -> tuple[Marked, list[str]]:
    """The text of inline tokens with its spans, and the raw marks of the empty ones by key."""
    line = RunningText()
    atoms: list[str] = []
    opened: list[tuple[int, Any]] = []
    for token in children:
        kind = token.type
        if kind == "text":
            _add_text(line, token.content, atoms)
        elif kind == "text_special":  # an escaped character: of "\[^1]" no footnote mark is left
            line.add(token.content)
        elif kind in ("softbreak", "hardbreak"):
            line.add(" ")
        elif kind == "code_inline":
            start = line.position
            line.add(token.content)
            _mark(line, start, "code", atoms)
        elif kind in ("image", "html_inline"):
            start = line.position
            raw = token.content if kind == "html_inline" else f"![{token.content}]({_href(token.attrs['src'])})"
            _mark(line, start, "object", atoms, raw=raw)
        elif token.nesting == 1:
            opened.append((line.position, token))
        elif token.nesting == -1 and opened:
            start, opening = opened.pop()
            href = str(opening.attrs.get("href", "")) or None
            _mark(line, start, MARKS.get(opening.type.removesuffix("_open"), "style"), atoms, href)
    return line.done(), atoms


def _add_text(line: RunningText, text: str, atoms: list[str]) -> None:
    position = 0
    for match in FOOTNOTE.finditer(text):
        line.add(text[position : match.start()])
        raw = match[0] + (" " if match[0].endswith(":") else "")
        _mark(line, line.position, "note", atoms, raw=raw)
        position = match.end()
    line.add(text[position:])


def _mark(
    line: RunningText, start: int, kind: SpanKind, atoms: list[str], href: str | None = None, *, raw: str = ""
) -> None:
    line.mark(start, kind, href, key=len(atoms))
    atoms.append(raw)


def _parser() -> Any:
    made = require("markdown_it", "md").MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    made.block.ruler.at("reference", _definition)
    return made.enable(["table", "strikethrough"]).disable("text_join")


def _definition(state: Any, line: int, last_line: int, silent: bool) -> bool:
    """A link's definition; ``[^1]: word`` is a footnote, though CommonMark, which has none, takes it for a link."""
    if state.src.startswith("[^", state.bMarks[line] + state.tShift[line]):
        return False
    found: bool = require("markdown_it.rules_block", "md").reference(state, line, last_line, silent)
    return found


def plain(pieces: Sequence[tuple[BlockKind, Marked]]) -> bytes:
    """A Markdown file of blocks that come from a format that dipx does not write."""
    out: list[str] = []
    before: BlockKind | None = None
    for index, (kind, marked) in enumerate(pieces):
        mark = {"heading": "# " if index == 0 else "## ", "item": "- "}.get(kind, "")
        if kind == "item":
            marked = Marked(BULLET.sub("", marked.text))
        if out and not before == kind == "item":
            out.append("\n")
        text = Marked(" ".join(marked.text.split())) if "\n" in marked.text else marked
        out.append(mark + markdown(text, in_heading=bool(mark)) + "\n")
        before = kind
    return "".join(out).encode()
