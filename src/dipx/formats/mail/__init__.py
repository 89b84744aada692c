"""Mail (eml, mbox): subject and text of each message; quoted mail and signatures are left out. Written as Markdown.

All text that a mail program shows is in the document or in ``left_out``, forwarded messages too: ``parts.py``
finds the parts, ``text.py`` what in a text is quoted. What is no text (pictures, attached files) is named in a
note.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats import damage, md
from dipx.formats.base import Piece, Source, document_of
from dipx.formats.decode import decode
from dipx.formats.inline import Marked
from dipx.formats.mail.parts import Parts, message_of

name = "mail"
suffixes = (".eml", ".mbox")
written_as = ".md"

MAX_MESSAGES = 10_000
MAX_PARTS = 1_000  # the parser of the standard library is recursive: nested messages
# A line of an mbox that begins a message: a time stands in it, or a header below it. "From Paris" begins none.
FROM = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From (?:[^\r\n]* \d?\d:\d\d[^\r\n]*\r?\n|[^\r\n]*\r?\n(?=[!-9;-~]+:|>From ))"
)
NAMED = 8  # attached files in a note


def load(source: Source) -> Document:
    messages = _messages(source)
    pieces: list[Piece] = []
    notes: list[str] = []
    unread: list[str] = []
    encrypted: list[str] = []
    for raw in messages:
        parts = _parts(raw, source)
        pieces += parts.pieces
        notes += parts.notes
        unread += parts.unread
        encrypted += parts.encrypted
    texts = [piece for piece in pieces if piece.kind != "heading"]
    if encrypted and not texts:
        raise InputError(f"is encrypted ({encrypted[0]}); open it in a mail program and save its text")
    if not pieces and source.raw.strip():
        held = f"; what it holds is not read: {_named(unread)}" if unread else ""
        raise InputError(f"holds no mail with a text{held}")
    if encrypted:
        notes.append(f"{len(encrypted)} encrypted parts are not read ({', '.join(dict.fromkeys(encrypted))})")
    if unread:
        notes.append(f"what is attached is not read: {_named(unread)}")
    return document_of(source, name, pieces, tuple(dict.fromkeys(notes)))


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    return md.plain([(block.kind, md.portable(marked)) for block, marked in zip(document.blocks, english, strict=True)])


def _named(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _messages(source: Source) -> list[bytes]:
    raw = source.raw
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = decode(raw).text.encode()
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if not source.path.lower().removesuffix(".gz").endswith(".mbox"):
        return [raw]
    marks = [match.span() for match in FROM.finditer(raw)]
    if len(marks) > MAX_MESSAGES:
        raise InputError(f"holds {len(marks):,} messages; {MAX_MESSAGES:,} is the bound")
    ends = [start for start, _ in marks[1:]] + [len(raw)]
    before = raw[: marks[0][0] if marks else len(raw)]
    return [
        *([before] if before.strip() else []),
        *(raw[start:end] for (_, start), end in zip(marks, ends, strict=False)),
    ]


def _parts(raw: bytes, source: Source) -> Parts:
    if raw.lower().count(b"content-type:") > MAX_PARTS:
        raise InputError(f"has more than {MAX_PARTS:,} parts")
    parts = Parts(source)
    try:
        parts.message(message_of(raw))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise InputError("is no mail that can be read") from error
    parts.notes += damage.repaired(parts.repaired)
    return parts
