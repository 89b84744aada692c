"""Files that somebody may fetch for a while: a private folder, emptied as their time is over and at the end."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

_PREFIX = "dipx-serve-"
_BEGAN = time.time()
_OLD = re.compile(rf"{_PREFIX}(\d+)-")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file on the shelf, the name that it is fetched by, and when it goes (``time.monotonic``)."""

    path: Path
    name: str
    until: float
    size: int = 0


class Shelf:
    """Keeps files for ``seconds``. What a killed server left is removed by the next one of the same user."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()
        self._kept: dict[str, Kept] = {}
        _remove_orphans()
        self.folder = _made()

    def room(self, suffix: str) -> Path:
        """A path for a file of one's own, which ``drop`` removes."""
        return self._folder() / f"{uuid.uuid4()}{suffix}"

    def _folder(self) -> Path:
        """The folder, made anew where it is gone: systems clear their temporary place of what is ten days old."""
        with self._turn:
            if not _is_own(self.folder):
                self.folder = _made()
            return self.folder

    def put(self, raw: bytes, name: str) -> str:
        """Keep a file; the key that it is fetched by, which nobody can guess."""
        key = str(uuid.uuid4())
        path = self._folder() / f"{key}.kept"
        try:
            path.write_bytes(raw)
        except OSError:
            path.unlink(missing_ok=True)  # half a file would keep a full disk full
            raise
        with self._turn:
            self._kept[key] = Kept(path, name, time.monotonic() + self._seconds, len(raw))
        return key

    @property
    def bytes(self) -> int:
        """Of all that is kept."""
        with self._turn:
            return sum(kept.size for kept in self._kept.values())

    def get(self, key: str) -> Kept | None:
        """The file, while its time is not over."""
        self.sweep()
        with self._turn:
            return self._kept.get(key)

    def drop(self, key: str) -> None:
        with self._turn:
            kept = self._kept.pop(key, None)
        if kept:
            kept.path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what was kept long enough."""
        now = time.monotonic()
        with self._turn:
            over = [key for key, kept in self._kept.items() if kept.until <= now]
        for key in over:
            self.drop(key)

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _made() -> Path:
    """A folder that nobody else may look into."""
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


def _is_own(folder: Path) -> bool:
    """Whether the folder is there, and nobody else has made one in its place."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def _remove_orphans() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        found = _OLD.match(folder.name)
        with contextlib.suppress(OSError):
            if found and folder.stat().st_uid == os.getuid() and not _lives(int(found[1]), folder):
                shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int, folder: Path) -> bool:
    """Whether the process that made the folder lives; in a container the next server has the same number."""
    return Path(f"/proc/{process}").exists() and (process != os.getpid() or folder.stat().st_mtime >= _BEGAN)
