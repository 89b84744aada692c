"""Markdown: the source lines of each block are replaced by its English; all other lines stay as they are.

Code, comments, formulas, shortcodes and link definitions are not blocks: they stay untranslated. Of HTML the texts
are (``html_blocks.py``), and of the front matter what a site shows (``front.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dipx.document import BlockKind, CharSpan, Document
from dipx.errors import InputError
from dipx.formats.base import Piece, Source, by_piece, document_of
from dipx.formats.decode import decode
from dipx.formats.html import kept
from dipx.formats.inline import ATOMS, Marked
from dipx.formats.marks import marked_as
from dipx.formats.md.beside import WORD, Beside, in_definitions, in_marks, put, with_english
from dipx.formats.md.front import front_language, front_lines, in_front
from dipx.formats.md.html_blocks import Html, html_block, kept_in
from dipx.formats.md.inline import BREAK, Raw, running, signs
from dipx.formats.md.parser import parser
from dipx.formats.md.rows import in_columns
from dipx.formats.md.untold import told
from dipx.formats.md.written import markdown

name = "md"
suffixes = (".md", ".markdown")
written_as = ""

_LEADS_OUT = re.compile(r"(?:https?|ftp|mailto):", re.IGNORECASE)

MAX_CHARACTERS = 2 * 2**20  # two novels; markdown-it takes some 5 s for plain text of that size, 50 s for hostile text
BULLET = re.compile(r"\A(?:[-•·*▪◦‣–—]|(?P<number>\d{1,2})(?P<stop>[.)]))\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block is in the source: its lines, its raw text in them, its cell in a table's row, and the characters of
    that where spaces or tabs part it from the next."""

    lines: range
    raw: str
    cell: int | None
    whole: range  # with a heading's underline: what goes when the block is left out
    columns: CharSpan | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A block, where it is, and how its marks and the characters that it escapes were written."""

    piece: Piece
    place: Place
    raws: list[Raw]
    signs: dict[str, str]
    beside: list[Beside]

    def written(self, target: Marked, references: Mapping[str, Any], *, in_heading: bool) -> str:
        return markdown(target, self.raws, in_heading=in_heading, signs=self.signs, references=references)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's blocks in order, the texts on lines that are none, what its links refer to, and what is to be said."""

    blocks: list[Found | Html]
    fields: list[Beside]
    titles: list[Beside]
    references: Mapping[str, Any]
    notes: tuple[str, ...]

    @property
    def found(self) -> list[Found]:
        return [block for block in self.blocks if isinstance(block, Found)]

    @property
    def pieces(self) -> list[Piece]:
        """All that is translated: the text of the page, then what is said beside it."""
        own = (block.pieces if isinstance(block, Html) else (block.piece,) for block in self.blocks)
        beside = [text for found in self.found for text in found.beside]
        return [
            *(piece for pieces in own for piece in pieces if piece.text),
            *(text.piece for text in (*self.fields, *beside, *self.titles)),
        ]


def load(source: Source) -> Document:
    decoded = decode(source.raw)
    parsed = _parsed(decoded.text)
    return replace(document_of(source, name, parsed.pieces, (*decoded.notes, *parsed.notes)), encoding=decoded.encoding)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    text = decode(source.raw).text
    lines: list[str | None] = list(_lines(text))
    parsed = _parsed(text)
    pieces = parsed.pieces
    targets = {id(piece): target for piece, target in zip(pieces, by_piece(document, english, pieces), strict=True)}
    _put_blocks(lines, parsed, targets)
    for block in parsed.blocks:
        if isinstance(block, Html):
            _put_html(lines, block, [targets.get(id(piece)) for piece in block.pieces])
    for beside in (*parsed.fields, *parsed.titles):
        words = targets[id(beside.piece)]
        if words and words.text != beside.piece.text:
            lines[beside.number] = put(lines[beside.number] or "", [(beside, words.text)])
            lines[beside.number + 1 : beside.number + beside.lines] = [None] * (beside.lines - 1)
    for number, line in enumerate(lines[: front_lines(text)]):
        lines[number] = line and front_language(line)
    return marked_as(source.raw, "".join(_without_gaps(lines)))


def _put_blocks(lines: list[str | None], parsed: Parsed, targets: Mapping[int, Marked | None]) -> None:
    """The English of the paragraphs, headings, items and cells in the place of theirs."""
    rows: dict[int, list[tuple[int, str]]] = {}  # of tables: the cells that change, by their numbers
    columns: dict[int, list[tuple[CharSpan, str]]] = {}  # of tables without bars: all cells, by their places
    # From the end, so that what is put into a line moves none of the places that are still to come.
    for found in reversed(parsed.found):
        target = targets.get(id(found.piece), Marked("", found.piece.spans))
        changed = [(beside, targets[id(beside.piece)]) for beside in found.beside]
        is_changed = any(words and words.text != beside.piece.text for beside, words in changed)
        is_same = target is not None and target.text == found.piece.text and not is_changed
        if is_changed:
            found = replace(found, raws=with_english(found.raws, changed))
        place = found.place
        if place.columns:
            shown = place.raw if is_same else _cell_text(found, target, parsed.references)
            columns.setdefault(place.lines.start, []).append((place.columns, shown))
        elif is_same:
            continue
        elif place.cell is None:
            _put(lines, found, target, parsed.references)
        else:
            rows.setdefault(place.lines.start, []).append((place.cell, _cell_text(found, target, parsed.references)))
    for number, row in rows.items():
        lines[number] = _row(lines[number] or "", row[::-1])
    for number, cells in columns.items():
        lines[number] = in_columns(lines[number] or "", cells[::-1])


_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")  # one that no backslash stands for: two of them are a backslash


def _cell_text(found: Found, target: Marked | None, references: Mapping[str, Any]) -> str:
    """The English of a table's cell as it stands between its bars, or apart from the others."""
    begins = found.place.columns is not None and found.place.cell == 0  # a line: "1." would be a list's
    shown = "" if target is None else found.written(target, references, in_heading=not begins)
    shown = shown.replace(BREAK, " ").replace("\n", " ")
    return shown if found.place.columns else _BAR.sub(r"\1\\|", shown)


def _row(row: str, english: Sequence[tuple[int, str]]) -> str:
    """A table's row with the English of some of its cells, in their order."""
    cells, position = _cells(row), 0
    parts: list[str] = []
    for number, shown in english:
        start, end = cells[number]
        parts += [row[position:start], shown]
        position = end
    return "".join([*parts, row[position:]])


def _put_html(lines: list[str | None], block: Html, english: Sequence[Marked | None]) -> None:
    """The English of a block of HTML in the place of its lines."""
    made = block.written(english)
    if made is None:
        return
    first, last = (_ENDING.search(lines[number] or "") for number in (block.lines.start, block.lines.stop - 1))
    ending, end = (found[0] if found else "" for found in (first, last))
    lines[block.lines.start : block.lines.stop] = [ending.join(made) + end] + [None] * (len(block.lines) - 1)


_ENDING = re.compile(r"[\r\n]*\Z")
_NOTE_ALONE = re.compile(r"\[\^[^\]\s]{1,60}\]:\Z")  # whose text began on the next line


def _put(lines: list[str | None], found: Found, target: Marked | None, references: Mapping[str, Any]) -> None:
    """The English of a block in the place of its lines."""
    place = found.place
    if target is None or not (target.text or target.spans):
        lines[place.whole.start : place.whole.stop] = [None] * len(place.whole)
        return
    first, last = (_shown(lines[number] or "") for number in (place.lines.start, place.lines.stop - 1))
    raw = place.raw.split("\n")
    before = first[: first.rfind(raw[0])]
    before += " " * (_NOTE_ALONE.search(before) is not None)
    after = last[last.rfind(raw[-1]) + len(raw[-1]) :]
    shown = found.written(target, references, in_heading="#" in before)
    if BREAK in shown:
        second = _shown(lines[place.lines.start + 1] or "")
        ending = _ENDING.search(first)
        shown = shown.replace(BREAK, (ending[0] if ending else "\n") + second[: second.rfind(raw[1].strip())])
    lines[place.lines.start : place.lines.stop] = [before + shown + after] + [None] * (len(place.lines) - 1)


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


def _lines(text: str) -> list[str]:
    """The lines as Markdown counts them, with their ends."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _shown(text: str) -> str:
    """The text as it is read, one character for one: no NUL, which is ``BREAK``, but another sign that no text has."""
    return text.replace("\0", "\x01")


def _parsed(text: str) -> Parsed:
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"has more than {MAX_CHARACTERS:,} characters of Markdown")
    text = _shown(text.replace("\r\n", "\n").replace("\r", "\n"))
    size, whole = front_lines(text), text
    fields, named = in_front(text.split("\n")[:size])
    if size:
        text = "\n" * size + text.split("\n", size)[-1]
    env: dict[str, Any] = {}
    tokens = parser().parse(text, env)
    blocks = list(_found(tokens, text.split("\n")))
    notes = (*kept.told(kept_in(tokens), "HTML"), *told(tokens), *_beyond(tokens, text.split("\n")))
    if named:
        notes = (f"stays as it is in the front matter: {', '.join(named)}", *notes)
    references = env.get("references", {})
    return Parsed(blocks, fields, in_definitions(references, whole.split("\n")), references, notes)


def _beyond(tokens: Sequence[Any], source: Sequence[str]) -> Iterator[str]:
    """A note on cells of tables that no column is for, which no page shows."""
    rows = 0
    for index, token in enumerate(tokens):
        if token.type == "tr_open":
            end = next(place for place in range(index, len(tokens)) if tokens[place].type == "tr_close")
            known = sum(inner.type in ("td_open", "th_open") for inner in tokens[index:end])
            row = source[token.map[0]]
            rows += any(WORD.search(row[start:stop]) for start, stop in _cells(row)[known:])
    if rows:
        have = "1 row of a table has" if rows == 1 else f"{rows} rows of tables have"
        yield f"{have} more cells than its head: what is in those is not translated"


def _found(tokens: Sequence[Any], source: Sequence[str]) -> Iterator[Found | Html]:
    """The blocks in order, where each is among the lines of the ``source``, and how its marks were written."""
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
        if token.type == "html_block" and (block := html_block(token, source)):
            yield block
        if token.type != "inline":
            continue
        marked, raws = running(token.children or [])
        beside = in_marks(raws)
        if not (marked.text or beside):
            continue
        kind: BlockKind = "paragraph"
        if parents[-1].type == "heading_open":
            kind = "heading"
        elif any(parent.type == "list_item_open" for parent in parents):
            kind = "item"
        in_row = parents[-1].type in ("td_open", "th_open")
        place = _place(token, parents[-1], row if in_row else None, cell)
        yield Found(Piece(marked.text, kind, marked.spans), place, raws, signs(token.children or []), beside)


def _place(token: Any, parent: Any, row: Any, cell: int) -> Place:
    if columns := token.meta.get("columns"):
        line = token.map[0]
        return Place(range(line, line + 1), token.content, token.meta["cell"], range(line, line + 1), columns)
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


def _behind(marked: Marked, place: int) -> Marked:
    """What stands behind a place, with the marks on it."""
    spans = (replace(s, start=max(s.start - place, 0), end=s.end - place) for s in marked.spans if s.end > place)
    return Marked(marked.text[place:], tuple(spans))


def portable(marked: Marked) -> Marked:
    """The text without what only its own file can show: pictures, colors, comments, links by a number within it."""
    spans = (span for span in marked.spans if span.kind not in ATOMS and span.kind not in ("cut", "style"))
    return Marked(marked.text, tuple(s for s in spans if s.kind != "link" or _LEADS_OUT.match(s.href or "")))


def plain(pieces: Sequence[tuple[BlockKind, Marked]], *, begins: bool = True) -> bytes:
    """A Markdown file of blocks from a format that dipx does not write; or a part of it, which ``begins`` it or not."""
    out: list[str] = []
    before: str | None = None  # what stood there for an item to go on after: a bullet, or the next number
    for index, (kind, marked) in enumerate(pieces):
        mark = {"heading": "# " if begins and index == 0 else "## ", "item": "- "}.get(kind, "")
        bullet = BULLET.match(marked.text) if kind == "item" else None
        after = mark if kind == "item" else None
        if bullet and bullet["number"]:
            mark, after = bullet[0].rstrip() + " ", f"{int(bullet['number']) + 1}{bullet['stop']} "
        if before and before != "- " != mark != before and kind == "item":
            mark, bullet, after = "", None, None  # a viewer would count on: it stays a number at a line's beginning
        if out and (not mark or mark != before):
            out.append("\n")
        marked = _behind(marked, bullet.end()) if bullet else marked
        text = Marked(" ".join(marked.text.split())) if "\n" in marked.text else marked
        out.append(mark + markdown(text, in_heading=bool(mark)) + "\n")
        before = after
    return "".join(out).encode()


def table(rows: Sequence[Sequence[Marked]]) -> bytes:
    """A Markdown table, whose head is the first row."""
    lines = [[markdown(cell).replace("|", "\\|") for cell in row] for row in rows]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode()
