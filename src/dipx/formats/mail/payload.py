"""The bytes of a mail's part and the label of their encoding, as they were meant."""

from __future__ import annotations

import base64
import re
from email.message import Message

_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_LEAST = 40  # letters: a line of one short word is base64 as well


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


def from_base64(payload: bytes) -> bytes:
    """Base64, its end missing or a list's plain footer behind it; what never was base64 is what it is."""
    lines = payload.splitlines(keepends=True)
    place = 0
    while place < len(lines) and (not lines[place].strip() or _BASE64.fullmatch(lines[place].strip())):
        place += 1
    letters = b"".join(b"".join(lines[:place]).split()).rstrip(b"=")
    if not letters or (place < len(lines) and len(letters) < _LEAST):
        return payload
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    footer = b"".join(lines[place:])
    return base64.b64decode(whole + b"=" * (-len(whole) % 4)) + (b"\n\n" + footer if footer.strip() else b"")
