"""Text to bytes: UTF-8, behind a byte order mark where the file had one."""

from __future__ import annotations

import codecs

from dipx.formats.decode import BOMS


def marked_as(raw: bytes, text: str) -> bytes:
    """``text`` in UTF-8. Without its byte order mark, Excel and old players show an é as two signs."""
    is_marked = raw.startswith((codecs.BOM_UTF8, *(mark for mark, _ in BOMS)))
    return codecs.BOM_UTF8 * is_marked + text.encode("utf-8", "replace")
