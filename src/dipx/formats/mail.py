"""Mail (eml, mbox): subject and text of each message; quoted mail and signatures are left out. Written as Markdown."""

from __future__ import annotations

import base64
import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import MIMEPart

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats import html, md, txt
from dipx.formats.base import Piece, Source, document_of
from dipx.formats.decode import decode
from dipx.formats.inline import Marked

name = "mail"
suffixes = (".eml", ".mbox")
written_as = ".md"

MAX_MESSAGES = 10_000
MAX_PARTS = 1_000  # the parser of the standard library is recursive: nested messages
FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\r?\n")
SIGNATURE = re.compile(r"^-- ?$.*", re.MULTILINE | re.DOTALL)
BASE64 = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")
QUOTED = re.compile(r"(?:^>[^\n]*\n?)+", re.MULTILINE)


def load(source: Source) -> Document:
    pieces = [piece for raw in _messages(source) for piece in _pieces(raw, source)]
    if not pieces and source.raw.strip():
        raise InputError("holds no mail with a text")
    return document_of(source, name, pieces)


def dump(source: Source, document: Document, english: Sequence[Marked]) -> bytes:
    return md.plain([(block.kind, marked) for block, marked in zip(document.blocks, english, strict=True)])


def _messages(source: Source) -> list[bytes]:
    if not source.path.lower().removesuffix(".gz").endswith(".mbox"):
        return [source.raw]
    marks = [match.span() for match in FROM.finditer(source.raw)]
    if len(marks) > MAX_MESSAGES:
        raise InputError(f"holds {len(marks):,} messages; {MAX_MESSAGES:,} is the bound")
    ends = [start for start, _ in marks[1:]] + [len(source.raw)]
    return [source.raw[start:end] for (_, start), end in zip(marks, ends, strict=False)]


def _pieces(raw: bytes, source: Source) -> Iterator[Piece]:
    if raw.lower().count(b"content-type:") > MAX_PARTS:
        raise InputError(f"has more than {MAX_PARTS:,} parts")
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(("plain", "html"))
        subject = " ".join(str(message["subject"] or "").split())
        payload = body.get_payload(decode=True) if body is not None else b""
    except (RecursionError, ValueError, LookupError, AttributeError, KeyError) as error:
        raise InputError("is no mail that can be read") from error
    if subject:
        yield Piece(subject, "heading")
    if body is None or not isinstance(payload, bytes):
        return
    text = _decoded(payload, body)
    if body.get_content_type() == "text/html":
        found = html.load(replace(source, raw=text.encode()))
        yield from (Piece(block.text, block.kind, block.spans) for block in found.blocks)
    else:
        yield from _plain(text)


def _decoded(payload: bytes, part: MIMEPart) -> str:
    if str(part["content-transfer-encoding"] or "").strip().lower() == "base64":
        payload = _unpacked(payload)
    charset = part.get_content_charset()
    if charset:
        try:
            return payload.decode(charset)
        except (LookupError, ValueError):
            pass
    return decode(payload).text


def _unpacked(payload: bytes) -> bytes:
    """What is still base64 since its end is missing: the standard library hands that back as it is."""
    letters = b"".join(payload.split())
    if not BASE64.fullmatch(letters):
        return payload
    return base64.b64decode(letters[: len(letters) // 4 * 4])


def _plain(text: str) -> Iterator[Piece]:
    text = text.replace("\r\n", "\n")
    asides = ((SIGNATURE, "signature"), (QUOTED, "quoted-mail"))
    marks = [(*match.span(), reason) for pattern, reason in asides for match in pattern.finditer(text)]
    position = 0
    for start, end, reason in [*sorted(marks), (len(text), len(text), "")]:
        if start < position:
            continue
        yield from (Piece(block.text, block.kind) for block in txt.parse(text[position:start], "").blocks)
        if text[start:end].strip():
            yield Piece(text[start:end].strip(), reason=reason)
        position = end
