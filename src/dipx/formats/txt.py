"""Plain text: paragraphs are lines, or groups of hard-wrapped lines between blank ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from dipx.document import Block, Document
from dipx.formats import damage
from dipx.formats.aligned import cells
from dipx.formats.base import Source
from dipx.formats.decode import decode
from dipx.formats.inline import Marked
from dipx.text.assemble import joined
from dipx.text.controls import parted
from dipx.text.counting import counted
from dipx.text.damage import mended, windows_signs
from dipx.text.escapes import without_escapes
from dipx.text.templates import tags

name = "txt"
suffixes = (".txt", ".text")
written_as = ""

# Every line end there is, CRLF as one: str.splitlines' set without the separators \x1c-\x1e, which are data.
LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
END = re.compile(r"[.!?…:;»”\"')\]]\s*$")
ITEM = re.compile(r"\s*(?:[-•·*▪◦‣–—]|\d{1,2}[.)])\s+\S")
WRAP = range(50, 101)  # characters: where mail programs and wire services wrap a line
COLUMN = range(8, 101)  # characters: where a page set in columns breaks, which its cut words show
_CUT_WORD = re.compile(r"[^\W\d_]{2}-\s*$")
SURE_LINE = 25  # characters: so long a line that ends with a comma or a little word goes on in small letters below
_OPEN_END = re.compile(
    r"(?:,|\b(?:à|a|au|aux|avec|ce|ces|cette|chez|dans|de|des|du|en|est|et|la|le|les|leur|leurs|mais|ont|ou|où|par|pour"
    r"|que|qui|sa|sans|se|ses|son|sont|sous|sur|un|une|vers))\Z",
    re.IGNORECASE,
)
HEADING_WORDS = 16
_LEAST_LINES = 4  # of a transcript


def load(source: Source) -> Document:
    decoded = decode(source.raw)
    document = repaired(decoded.text, source.path)
    return replace(document, encoding=decoded.encoding, notes=(*decoded.notes, *document.notes))


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    return joined(document, [marked.text for marked in english]).encode()


def repaired(text: str, path: str) -> Document:
    """The document of a text, its damaged letters repaired, its words parted, without the codes of a terminal, with a
    note of how many there were; offsets are of the new text."""
    text, codes = without_escapes(text)
    text, places = mended(text)
    told = (f"left out: {counted(codes, 'code')} for a terminal (colors and the like)",) if codes else ()
    return replace(parse(parted(text), path), notes=(*told, *damage.repaired(places)))


def parse(text: str, path: str, *, in_columns: bool = True) -> Document:
    """The document of a text as it is, but that control characters are the signs that they are in windows-1252.

    A line set ``in_columns`` is a block a cell.
    """
    text = windows_signs(text)
    blocks: list[Block] = []
    for group in _groups(text):
        rows = cells(text, group) if in_columns else [[line] for line in group]
        for is_row, lines in groupby(rows, key=lambda row: len(row) > 1):
            if is_row:
                blocks += (Block(text[start:end], start, end) for row in lines for start, end in row)
            else:
                blocks += (_block(text, start, end) for start, end in _blocks(text, [line for (line,) in lines]))
    return Document(path, text, tuple(blocks), format=name)


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """The trimmed lines between two blank ones."""
    group: list[tuple[int, int]] = []
    for match in LINE.finditer(text):
        line = match.group().strip()
        if group and len(BREAK.findall(text, group[-1][1], match.start())) > 1:
            yield group
            group = []
        if not line:
            if group:
                yield group
            group = []
            continue
        start = match.start() + match.group().index(line)
        group.append((start, start + len(line)))
    if group:
        yield group


def _blocks(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """One block of hard-wrapped lines; else a block a line, but where a sentence surely goes on in the next one."""
    if _wrapped(text, lines):
        yield lines[0][0], lines[-1][1]
        return
    begin, before = lines[0][0], ""
    for start, end in _with_whole_tags(lines, tags(text[lines[0][0] : lines[-1][1]])):
        if before and not _goes_on(before, text[start:end]):
            yield begin, begin + len(text[begin:start].rstrip())
            begin = start
        before = text[start:end]
    yield begin, lines[-1][1]


def _goes_on(line: str, below: str) -> bool:
    """Whether a sentence surely goes on in the line below, however short the lines are."""
    is_middle = len(line) >= SURE_LINE and _OPEN_END.search(line[-SURE_LINE:]) is not None
    return is_middle and below[:1].islower() and not ITEM.match(below)


def _with_whole_tags(lines: list[tuple[int, int]], within: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines, those together that a template's tag runs over; ``within`` counts from the first line's beginning."""
    begin, tag = lines[0][0], 0
    for (_, end), (following, _) in pairwise(lines):
        place = end - lines[0][0]
        while tag < len(within) and within[tag][1] <= place:
            tag += 1
        if tag == len(within) or within[tag][0] >= place:
            yield begin, end
            begin = following
    yield begin, lines[-1][1]


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether one paragraph was broken into lines of similar length: most lines but the last end in mid-sentence
    at a width where programs wrap, or where a word is cut in two, and none begins like a list item."""
    if len(lines) < 2 or any(ITEM.match(text, start, end) for start, end in lines):
        return False
    inner = [text[start:end] for start, end in lines[:-1]]
    goes_on = [text[start : start + 1].islower() for start, _ in lines[1:]]
    if _is_transcript([text[start:end] for start, end in lines]):
        return True
    is_cut = any(on and _CUT_WORD.search(line) for line, on in zip(inner, goes_on, strict=True))
    width = COLUMN if is_cut else WRAP
    within = sum(len(line) in width for line in inner)
    open_ends = sum(on or not END.search(line) for line, on in zip(inner, goes_on, strict=True))
    return within >= 0.8 * len(inner) and open_ends >= 0.6 * len(inner)


def _is_transcript(lines: list[str]) -> bool:
    """Whether the lines are those of an automatic transcript: short, without capitals and stops, wherever a player had
    to break; a list in small letters has a word or two in each."""
    if len(lines) < _LEAST_LINES or not all(line[:1].islower() for line in lines):
        return False
    return not any(map(END.search, lines[:-1])) and sum(len(line.split()) for line in lines) >= 3 * len(lines)


def _block(text: str, start: int, end: int) -> Block:
    body = text[start:end]
    if ITEM.match(body):
        return Block(body, start, end, "item")
    if not END.search(body) and len(body.split()) <= HEADING_WORDS:
        return Block(body, start, end, "heading")
    return Block(body, start, end)
