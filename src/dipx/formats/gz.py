"""Compressed text files: unpacked within bounds, then read as what lies inside. The English is not compressed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from dipx.errors import InputError
from dipx.formats.base import MAX_BYTES

# The formats that are text; the others are compressed already, or need their length.
INSIDE = frozenset(
    ".txt .text .md .markdown .html .htm .srt .vtt .ass .ssa .jsonl .ndjson .csv .tsv .eml .mbox".split()
)


def compressed(suffixes: Iterable[str]) -> dict[str, str]:
    """The suffix inside by the double suffix: ``.txt`` for ``.txt.gz``."""
    return {f"{suffix}.gz": suffix for suffix in suffixes if suffix in INSIDE}


def unpacked(raw: bytes) -> bytes:
    """What a gzip file holds. Raises ``InputError`` beyond the bound (100 kB can make 100 MB), or when damaged."""
    made = bytearray()
    while raw:
        member = zlib.decompressobj(wbits=31)
        try:
            made += member.decompress(raw, MAX_BYTES + 1 - len(made))
        except zlib.error as error:
            raise InputError("is not a whole gzip file") from error
        if len(made) > MAX_BYTES:
            raise InputError(f"unpacks to more than {MAX_BYTES >> 20} MB")
        if not member.eof:
            raise InputError("is not a whole gzip file")
        raw = member.unused_data.lstrip(b"\0")  # files of several members, padded with zeros, are common
    return bytes(made)
