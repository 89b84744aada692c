"""Whether a result is still what the run wrote: by its size, and by its digest where it was touched since."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dipx.files import digest

CLOCK = 0.1  # seconds that a file system's clock may be behind
LONG = 16  # hexadecimal digits: against damage, not against an enemy


def seal(raw: bytes) -> str:
    """What a journal keeps of a result: its size and the beginning of its SHA-256."""
    return f"{len(raw)}:{hashlib.sha256(raw).hexdigest()[:LONG]}"


def seal_of(path: Path) -> str:
    """The same for a file of any size."""
    return f"{path.stat().st_size}:{digest(path)[:LONG]}"


def is_whole(path: Path, sealed: str, when: float) -> bool:
    """Whether a file has the bytes of its seal, which was put into the journal at ``when``.

    Most are only asked for their size and the time of their last change, which no program sets.
    """
    size, _, digits = sealed.partition(":")
    try:
        stat = path.stat()
    except OSError:
        return False
    if str(stat.st_size) != size:
        return False
    return stat.st_ctime < when - CLOCK or digest(path)[:LONG] == digits
