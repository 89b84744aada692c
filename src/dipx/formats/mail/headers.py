"""What stands in a mail's headers: encoded words as they are meant, broken ones too, and names of attached files."""

from __future__ import annotations

import binascii
import quopri
import re
from email.message import Message
from email.utils import collapse_rfc2231_value

from dipx.errors import InputError
from dipx.formats.charsets import encoding_of
from dipx.formats.decode import decode_labeled
from dipx.text.damage import mended

# Spaces within an encoded word, and none between two, are against the standard, and common.
_ENCODED = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_NAMED = re.compile(r"name=\"?([^\";\r\n]+)")
_BETWEEN = re.compile(r"(?<=\?=)[ \t\r\n]+(?==\?[^?\s]+\?[bBqQ]\?)")


def header(message: Message, name: str) -> str:
    """The first header of that name, decoded, in one line; empty where there is none."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return decoded_header(str(value))
    return ""


def decoded_header(value: str) -> str:
    """A header's text. Encoded words of one encoding are decoded together: some programs cut letters in two."""
    value = _BETWEEN.sub("", value)
    parts: list[str] = []
    run, label, end = b"", "", 0
    for match in _ENCODED.finditer(value):
        between = value[end : match.start()]
        if between or match[1].lower() != label.lower():
            parts += [_text(run, label), _bare(between)]
            run = b""
        run, label, end = run + _unpacked(match[2], match[3]), match[1], match.end()
    parts += [_text(run, label), _bare(value[end:])]
    return mended(" ".join("".join(parts).split()))[0]


def filename(part: Message) -> str:
    """What an attached file is called, else its type."""
    value: object = part.get_param("filename", None, "content-disposition") or part.get_param("name", None)
    if "\ufffd" in str(value):  # letters that nobody encoded
        named = (_NAMED.search(str(header)) for key, header in part.raw_items() if key.lower().startswith("content-"))
        value = next((match[1] for match in named if match), value)
    try:
        text = collapse_rfc2231_value(value) if isinstance(value, (str, tuple)) else ""
    except (ValueError, LookupError, TypeError):
        text = str(value)
    return decoded_header(text) or part.get_content_type()


def _unpacked(kind: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if kind in "qQ":
        return quopri.decodestring(raw, header=True)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"=" * (-len(letters) % 4))


def _text(raw: bytes, label: str) -> str:
    if not raw:
        return ""
    try:
        return decode_labeled(raw, label if encoding_of(label) else None).text
    except InputError:
        return raw.decode("utf-8", "replace")


def _bare(text: str) -> str:
    """What stands between encoded words: bytes that nobody encoded, perhaps."""
    return _text(text.encode("utf-8", "surrogateescape"), "")
