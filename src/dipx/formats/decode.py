"""Bytes to text: what a file's encoding is, said when it is not UTF-8, and refused when it is no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dipx.errors import InputError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (docx, odt, epub?)",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x7fELF": "a program",
}
# French texts without a byte order mark come in these; the order is the order of preference on a tie.
LEGACY = ("cp1252", "iso8859_15", "mac_roman", "cp850")
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROL_SHARE = 0.02  # of the first 64k characters; text has none, a binary file 10 % and more
SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was in, and what the reader should know of it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes) -> Decoded:
    """The text of ``raw``. Raises ``InputError`` when it is a known binary format or mostly control bytes."""
    for magic, name in MAGIC.items():
        if raw.startswith(magic):
            raise InputError(f"is {name}, not a text")
    decoded = _by_mark(raw) or _utf8(raw) or _utf16_without_mark(raw) or _damaged_utf8(raw) or _legacy(raw)
    sample = decoded.text[:SAMPLE]
    controls = len(CONTROLS.findall(sample))
    if controls > CONTROL_SHARE * len(sample):
        raise InputError("is binary, not a text")
    if "\0" in decoded.text:
        count = decoded.text.count("\0")
        return Decoded(decoded.text, decoded.encoding, (*decoded.notes, f"{count} NUL characters ignored"))
    return decoded


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            text = raw.decode(encoding, errors="replace")
            name = "utf-8" if encoding == "utf-8-sig" else encoding
            notes = () if name == "utf-8" else (f"decoded from {name}",)
            return Decoded(text, name, (*notes, *_replaced(text)))
    return None


def _utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8") if not _wide(raw) else None
    except UnicodeDecodeError:
        return None


def _wide(raw: bytes) -> bool:
    """Whether every other byte of the beginning is NUL, as in UTF-16 of a Latin text."""
    head = raw[:1024]
    return len(head) >= 4 and max(head[0::2].count(0), head[1::2].count(0)) > 0.3 * len(head) / 2


def _utf16_without_mark(raw: bytes) -> Decoded | None:
    if not _wide(raw):
        return None
    head = raw[:1024]
    encoding = "utf-16-be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16-le"
    text = raw.decode(encoding, errors="replace")
    return Decoded(text, encoding, (f"decoded from {encoding}", *_replaced(text)))


def _damaged_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with some broken bytes: more of its high bytes form UTF-8 characters than not."""
    high = len(HIGH.findall(raw))
    whole = sum(len(match) for match in MULTIBYTE.findall(raw))
    if high - whole >= whole:
        return None
    text = raw.decode("utf-8", errors="replace")
    return Decoded(text, "utf-8", _replaced(text))


def _legacy(raw: bytes) -> Decoded:
    import charset_normalizer

    best = charset_normalizer.from_bytes(raw[:SAMPLE], cp_isolation=list(LEGACY)).best()
    encoding = best.encoding if best else LEGACY[0]
    text = raw.decode(encoding, errors="replace")
    return Decoded(text, encoding, (f"decoded from {encoding}", *_replaced(text)))


def _replaced(text: str) -> tuple[str, ...]:
    count = text.count("\ufffd")
    return (f"{count} broken bytes replaced by U+FFFD",) if count else ()
