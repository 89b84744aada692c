"""What a file is by its first bytes, whatever its name says: for the line that refuses it."""

from __future__ import annotations

import re

BINARY = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (docx, odt, epub?)",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x7fELF": "a program",
}
# Of texts, in the first signs behind a mark and white space. What programs save as "Word" or "Excel" is often one.
_HEAD = 512  # bytes
_TEXTS = {
    "RTF": re.compile(rb"\{\\rtf"),
    "a web page": re.compile(
        rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!doctype html|<html)\b", re.IGNORECASE | re.DOTALL
    ),
    "XML": re.compile(rb"<\?xml\b"),
    "a web archive": re.compile(rb"(?:mime-version|content-type):.*multipart/related", re.IGNORECASE | re.DOTALL),
}


def text_kind(raw: bytes) -> str:
    """What text with marks these bytes are; empty for any other."""
    head = raw[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((name for name, beginning in _TEXTS.items() if beginning.match(head)), "")


def kind(raw: bytes) -> str:
    """What these bytes are, as far as their beginning tells; empty where it does not."""
    if not raw.strip(b"\0 \t\r\n"):
        return "empty"
    return next((name for magic, name in BINARY.items() if raw.startswith(magic)), "") or text_kind(raw)
