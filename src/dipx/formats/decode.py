"""Bytes to text: what a file's encoding is, said when it is not UTF-8, and refused when it is no text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from dipx.errors import InputError
from dipx.formats import damage
from dipx.formats.charsets import decoded_as, encoding_of, mixed
from dipx.formats.magic import BINARY
from dipx.text.controls import parted
from dipx.text.damage import windows_signs
from dipx.text.plausible import strangeness

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROL_SHARE = 0.02  # of the first 64k characters; text has none, a binary file 10 % and more
FEW = 2
SAMPLE = 65_536
GUESSED = 1.2  # the strangeness of a sign beyond which no encoding fits: French in the right one has 0.1 to 0.3
NOT_FRENCH = re.compile(r"(?:[^\W\d_](?<=[^a-zA-Z])){4}")  # French has two letters beyond ASCII in a row, not four


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was in, and what the reader should know of it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, *, keeps_controls: bool = False) -> Decoded:
    """The text of ``raw``. Raises ``InputError`` when it is a known binary format or mostly control bytes.

    Control characters that windows-1252 has signs for are those signs, unless they are kept. Broken letters are not
    mended here: a format may have to give back what it does not translate as it was.
    """
    for magic, name in BINARY.items():
        if raw.startswith(magic):
            raise InputError(f"is {name}, not a text")
    decoded = _by_mark(raw) or _wide_without_mark(raw)
    if decoded is None:
        _refuse_binary(raw[:SAMPLE].decode("latin-1"))
        decoded = _narrow(raw)
    else:
        _refuse_binary(decoded.text[:SAMPLE])
    return _told(decoded, raw, keeps_controls=keeps_controls)


def decode_labeled(raw: bytes, label: str | None) -> Decoded:
    """The text of ``raw`` in the encoding that a label names, as far as the bytes agree with it; else as ``decode``.

    Bytes that are UTF-8 are UTF-8 whatever a label of the Latin family says. Raises ``InputError`` as ``decode`` does.
    """
    encoding = encoding_of(label or "")
    if encoding is None:
        decoded = decode(raw)
        return replace(decoded, notes=(*decoded.notes, f"nobody knows the encoding {label!r}")) if label else decoded
    if encoding in ("utf-8", "cp1252", "cp1254", "iso8859-15"):
        if encoding == "utf-8" or raw.isascii() or _is_utf8(raw):
            return decode(raw)
        if encoding == "cp1252" and re.search(rb"[\x81\x8d\x8f\x90\x9d]", raw):
            return decode(raw)  # Mac Roman, most likely
        return _told(Decoded(decoded_as(raw, encoding), encoding), raw)
    try:
        return _told(Decoded(raw.decode(encoding), encoding), raw)
    except (ValueError, LookupError):
        decoded = decode(raw)
        return replace(decoded, notes=(*decoded.notes, f"it is not in {label}, as it says"))


def _refuse_binary(sample: str) -> None:
    """One or two control characters (the end of a DOS file, a NUL that was let fall) are in texts of any length."""
    found = len(CONTROLS.findall(sample))
    if found > CONTROL_SHARE * len(sample) and (found > FEW or 2 * sum(map(str.isalpha, sample)) < len(sample)):
        raise InputError("is binary, not a text")


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return Decoded(raw.decode(encoding, errors="replace"), encoding, (f"decoded from {encoding}",))
    return None


def _wide_without_mark(raw: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 of a Latin text: every other byte of the beginning, or three of four, is NUL."""
    head = raw[:1024]
    empty = [head[place::4].count(0) > 0.6 * len(head[place::4]) for place in range(4)]
    if len(head) >= 8 and sum(empty) == 3 and not (empty[0] and empty[3]):
        encoding = "utf-32-be" if empty[0] else "utf-32-le"
    elif len(head) >= 4 and max(head[0::2].count(0), head[1::2].count(0)) > 0.3 * len(head) / 2:
        encoding = "utf-16-be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16-le"
    else:
        return None
    return Decoded(raw.decode(encoding, errors="replace"), encoding, (f"decoded from {encoding}",))


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _narrow(raw: bytes) -> Decoded:
    """A text of bytes: UTF-8, or what each of its lines is in."""
    while raw.startswith(codecs.BOM_UTF8):  # two, where two programs wrote one
        raw = raw[len(codecs.BOM_UTF8) :]
    if _is_utf8(raw):
        return Decoded(raw.decode("utf-8"), "utf-8")
    found = mixed(raw)
    notes: list[str] = []
    if len(found.lines) > 1:
        shares = ", ".join(f"{count} in {encoding}" for encoding, count in found.lines.most_common())
        notes.append(f"its lines are in several encodings: {shares}")
    elif found.encoding != "utf-8":
        notes.append(f"decoded from {found.encoding}")
    if found.stray:
        notes.append(f"{found.stray} bytes that are no UTF-8 were read as windows-1252")
    sample = found.text[:SAMPLE]
    is_strange = strangeness(sample) > GUESSED * sum(sign > "\x7f" for sign in sample)
    if found.encoding != "utf-8" and (is_strange or NOT_FRENCH.search(sample)):
        notes.append("no encoding makes French of it: look whether the letters are right")
    return Decoded(found.text, found.encoding, tuple(notes))


def _told(decoded: Decoded, raw: bytes, *, keeps_controls: bool = False) -> Decoded:
    """With its control characters read, and with what was lost in the notes."""
    text = decoded.text if keeps_controls else windows_signs(decoded.text)
    notes = list(decoded.notes)
    if text != decoded.text:
        changed = sum(a != b for a, b in zip(text, decoded.text, strict=True))
        notes.append(f"{changed} control characters read as the signs of windows-1252 (’ … œ €)")
    had = raw.count("\ufffd".encode()) if decoded.encoding == "utf-8" else 0
    if had:
        notes.append(f"{had} letters were lost before the file came here (U+FFFD)")
    if count := text.count("\ufffd") - had:
        notes.append(f"{count} broken bytes replaced by U+FFFD")
    notes += damage.parted(text)
    if count := parted(text).count("\0"):
        notes.append(f"{count} NUL characters ignored")
    return Decoded(text, decoded.encoding, tuple(notes))
