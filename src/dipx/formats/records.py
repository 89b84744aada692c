"""Records with texts of their own (csv, jsonl): the texts' blocks, and the English of each text.

A file of records is one document, and each record one or more blocks of it: one file in, one file out, records in
order, batches filled across them. Memory is bounded by the size of a file (base.MAX_BYTES), not flat: a larger one is
split first (``split -l``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dipx.document import Document
from dipx.formats.base import Piece, by_piece
from dipx.formats.cells import stretches
from dipx.formats.html.kept import told
from dipx.formats.inline import Marked
from dipx.formats.wording import is_wording

LONGEST_CODE, LONGEST_LOOK = 12, 1000  # characters
MOST_NAMED = 12
MOST_SEEN = 10_000


@dataclass(frozen=True, slots=True)
class Value:
    """A text of a record: what ``text[start:end]`` of the file stands for."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Others:
    """The fields beside the one that is translated; those in which words were seen are named."""

    worded: dict[str, None] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def see(self, name: str, text: str) -> None:
        """Look at a text of a field."""
        if name in self.worded or text in self._seen:
            return
        if is_wording(text[:LONGEST_LOOK]):
            self.worded[name] = None
        elif len(text) < LONGEST_CODE and len(self._seen) < MOST_SEEN:  # the same few values, in many records
            self._seen.add(text)

    def notes(self, what: str) -> tuple[str, ...]:
        """A line that names them; ``what`` they are."""
        if not self.worded:
            return ()
        names = [repr(name[:40]) for name in self.worded]
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        return (f"not translated: other {what} with words ({', '.join(names[:MOST_NAMED])}{more}); --field names one",)


def pieces_of(values: Sequence[Value]) -> tuple[list[Piece], tuple[str, ...]]:
    """The blocks of all records, and a line on what in them is not translated."""
    parts = [part for value in values for part in stretches(value.text)]
    kept: Counter[str] = Counter()
    for part in parts:
        kept.update(part.kept)
    return [piece for part in parts for piece in part.pieces], told(kept, "records")


def englished(document: Document, english: Sequence[Marked], values: Sequence[Value]) -> Iterator[tuple[Value, str]]:
    """The English of each text that has another one, the white space in and around it as it was; what was left out is
    not in it. What has no letters needs no English."""
    read = [stretches(value.text) for value in values]
    targets = iter(by_piece(document, english, [piece for parts in read for part in parts for piece in part.pieces]))
    for value, parts in zip(values, read, strict=True):
        text = value.text
        out, end, kept = "", 0, 0
        for part in parts:
            made = part.write([next(targets) for _ in part.pieces])
            if made is not None:
                out += (text[end : part.start] if kept or not end else "") + made
                kept += 1
            end = part.end
        out += text[end:] if kept else ""
        if parts and out != text:
            yield value, out


def replaced(text: str, made: Sequence[tuple[Value, str]]) -> str:
    """The file's text with the values as they are written now."""
    out, end = [], 0
    for value, shown in made:
        out += [text[end : value.start], shown]
        end = value.end
    return "".join([*out, text[end:]])
