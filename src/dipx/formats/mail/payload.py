"""The bytes of a mail's part and the label of their encoding, as they were meant."""

from __future__ import annotations

import base64
import re
from email.message import Message

_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_LEAST = 40  # letters: a line of one short word is base64 as well
_NO_LETTER = re.compile(rb"[^A-Za-z0-9+/=]")
_MOST_BROKEN = 0.1  # of a line's characters; with more it never was base64
BROKEN = "a part's base64 is broken: some of its text may be missing or wrong"


def payload_of(part: Message) -> bytes:
    """A part's bytes, unpacked; empty where it has parts itself."""
    if str(part["content-transfer-encoding"] or "").strip().lower() == "base64":
        bare = part.get_payload()
        if isinstance(bare, str):
            return from_base64(bare.encode("ascii", "surrogateescape"))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def label_of(part: Message) -> str | None:
    """The name of a part's encoding as it stands there, ``None`` where there is none."""
    label = part.get_param("charset")
    return str(label[2] if isinstance(label, tuple) else label) if label else None


def is_broken(part: Message) -> bool:
    """Whether a part's base64 has other signs within, or ends before its last letters' code does."""
    bare = part.get_payload()
    if str(part["content-transfer-encoding"] or "").strip().lower() != "base64" or not isinstance(bare, str):
        return False
    lines, footer = _coded(bare.encode("ascii", "surrogateescape"))
    joined = b"".join(lines)
    if not lines or (footer and len(joined) < _LEAST):
        return False
    return any(not _BASE64.fullmatch(line) for line in lines) or len(joined) % 4 > 0


def from_base64(payload: bytes) -> bytes:
    """Base64, its end missing, damaged or a list's plain footer behind it; what never was base64 is what it is."""
    lines, footer = _coded(payload)
    letters = b"".join(map(_letters, lines)).rstrip(b"=")
    if not letters or (footer and len(letters) < _LEAST):
        return payload
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    return base64.b64decode(whole + b"=" * (-len(whole) % 4)) + (b"\n\n" + footer if footer.strip() else b"")


def _coded(payload: bytes) -> tuple[list[bytes], bytes]:
    """The lines that are base64, whole or damaged, without white space; and what follows them."""
    lines = payload.splitlines(keepends=True)
    bare = [line.strip() for line in lines]
    place = 0
    while place < len(lines) and (not bare[place] or _BASE64.fullmatch(bare[place]) or _is_damaged(bare[place])):
        place += 1
    return list(filter(None, bare[:place])), b"".join(lines[place:])


def _is_damaged(line: bytes) -> bool:
    """Whether a long line without a space was base64 but for a few signs; an address is none."""
    signs = len(_NO_LETTER.findall(line))
    return len(line) >= _LEAST and signs <= _MOST_BROKEN * len(line) and not re.search(rb"\s|://|www\.|@", line)


def _letters(line: bytes) -> bytes:
    """A line's letters. One that another sign stands for is replaced where the line's length says that it was, so that
    the letters behind it keep their places."""
    bare = _NO_LETTER.sub(b"", line)
    return _NO_LETTER.sub(b"A", line) if len(bare) % 4 and len(line) % 4 == 0 else bare
