"""SHA-256 of files, remembered while the file system says that they are the same: the hashing of a model took a short
run's tenth, and of a large model a second.

As in git's index, a file with the device, inode, size and times of last time has the bytes of last time. One that was
written within the clock's grain is not remembered, since it could be written once more with the same times
(https://git-scm.com/docs/racy-git). What decays on the disk alone is not seen: ``dipx models verify`` reads all bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from dipx.files import write_atomically
from dipx.places import cache_dir

FILE = "digests.json"
MOST = 2_000  # files remembered
_GRAIN = 2_000_000_000  # nanoseconds: of the coarsest clocks in use, FAT's
_PIECE = 4 * 2**20  # bytes: after each, a thread waits for Python's lock (``hashlib.file_digest`` reads 256 KB)

Remembered = dict[str, str]
"""What the file system says of a file, and its digest."""


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(min(_PIECE, path.stat().st_size) or 1))
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(buffer):
            digest.update(buffer[:size])
    return digest.hexdigest()


def known_digests(paths: Iterable[Path | str]) -> list[str] | None:
    """The digests of the files, if all are remembered. Raises ``OSError`` for a file that is not there."""
    remembered = _load()
    found = [remembered.get(_identity(os.stat(path))) for path in paths]  # noqa: PTH116 - thrice as fast as Path's
    return [digest for digest in found if digest] if all(found) else None


def digests(paths: Sequence[Path | str]) -> list[str]:
    """As ``known_digests``; what is not remembered is read, and remembered from then on."""
    if known := known_digests(paths):
        return known
    files = [Path(path) for path in paths]
    before = [file.stat() for file in files]
    made = [file_digest(file) for file in files]
    latest = time.time_ns() - _GRAIN
    new = {
        _identity(stat): digest
        for file, stat, digest in zip(files, before, made, strict=True)
        if max(stat.st_mtime_ns, stat.st_ctime_ns) < latest and _identity(file.stat()) == _identity(stat)
    }
    if new:
        _save(_load() | new)
    return made


def _identity(stat: os.stat_result) -> str:
    return f"{stat.st_dev} {stat.st_ino} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"


def _load() -> Remembered:
    try:
        value = json.loads((cache_dir() / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) and all(isinstance(digest, str) for digest in value.values()) else {}


def _save(remembered: Remembered) -> None:
    """Two processes may save at once: what one of them forgets is read again."""
    kept = dict(list(remembered.items())[-MOST:])
    with contextlib.suppress(OSError):
        write_atomically(cache_dir() / FILE, json.dumps(kept, indent=0))
