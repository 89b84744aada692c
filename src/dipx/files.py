"""Files that others may read, write or hold at the same time: digests, locks, writes that are whole or not there."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

# Of a write that was killed: not the target's name, which with an ending may be too long for the file system.
TEMPORARY = (".dipx-", ".tmp")

WRITES = 8  # articles whose files are written at once: a disk that syncs one in 14 ms syncs eight in little more


_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|thread-self))/fd/(\d{1,9})|/dev/std(in|out|err)")
_MOST_LINKS = 40  # as the kernel follows
_HALVES = re.compile("[\ud800-\udfff]")


def json_text(value: object, indent: int | None = 1) -> str:
    """``value`` as JSON and a line end. A file name that is no UTF-8 has lone surrogates, which no encoding takes:
    escaped, they lead back to the file."""
    made = json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
    return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", made)


def utf8(text: str) -> bytes:
    """The text's bytes; ``?`` for what is no character."""
    return text.encode("utf-8", "replace")


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes; empty for what cannot be read or has no end, a pipe or a device: reading says so."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def write_atomically(path: Path, made: str | bytes) -> None:
    """Write ``made``, a text as UTF-8, so that ``path`` is at any moment the old file or the whole new one."""
    write_together({path: utf8(made) if isinstance(made, str) else made})


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files that belong together, each whole or not there: a disk that is full spoils none of them.

    All are on the disk before the first takes its name, and the names are on the disk before this returns. A link is
    followed, and what is no regular file (a pipe, a device) is written into: it has no name to take. So is what the
    process has open (``/dev/stdout``), from where it stands: what is behind it is a file of others.
    """
    opened = {path: number for path in contents if (number := descriptor(path)) is not None}
    for path, number in opened.items():
        with _named(path), os.fdopen(os.dup(number), "wb") as file:
            file.write(contents[path])
    contents = {path: raw for path, raw in contents.items() if path not in opened}
    files = {Path(os.path.realpath(path)) if path.is_symlink() else path: raw for path, raw in contents.items()}
    for path in [path for path in files if path.exists() and not (path.is_file() or path.is_dir())]:
        with _named(path):
            path.write_bytes(files.pop(path))
    # Named before they are made: a signal that comes while the system makes one must not leave it behind.
    name = os.urandom(8).hex()
    temporaries = {path: path.parent / f"{name}-{number}".join(TEMPORARY) for number, path in enumerate(files)}
    folders = {path.parent for path in files}
    try:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        for path, raw in files.items():
            with _named(path):
                _write_aside(temporaries[path], raw)
        for path, temporary in temporaries.items():
            temporary.replace(path)
    except BaseException:
        for temporary in temporaries.values():
            with contextlib.suppress(OSError):
                temporary.unlink()
        raise
    for folder in folders:
        sync_folder(folder)


def private_folder(path: Path) -> Path:
    """The folder, made where it is not there, for this user alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def descriptor(path: Path) -> int | None:
    """The number of the open file that ``path`` is a name of (``/dev/stdout``, ``/dev/fd/3``, a link to one), if any.

    To open such a path again would begin at the beginning of the file behind it.
    """
    name = path
    for _ in range(_MOST_LINKS):
        name = Path(os.path.normpath(name.absolute()))
        if match := _DESCRIPTOR.fullmatch(str(name)):
            return int(match[1]) if match[1] else ("in", "out", "err").index(match[2])
        if not name.is_symlink():
            return None
        name = name.parent / name.readlink()
    return None


@contextlib.contextmanager
def copied_aside(source: Path, target: Path) -> Iterator[Path]:
    """A copy of ``source``, whatever its size, on the disk beside ``target``; removed where nobody renamed it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.parent / os.urandom(8).hex().join(TEMPORARY)
    try:
        with source.open("rb") as file, made.open("xb") as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())
        yield made
    finally:
        made.unlink(missing_ok=True)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """An error in writing says of which file: the system does not where the disk is full."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def _write_aside(temporary: Path, raw: bytes) -> None:
    with temporary.open("xb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put the folder's names on the disk: without it a file that was renamed may be gone after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems cannot; they write names through
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove what killed writes left below ``folder``. Only for one who knows that nobody writes there."""
    for base, _, names in os.walk(folder):
        for name in names:
            if name.startswith(TEMPORARY[0]) and name.endswith(TEMPORARY[1]):
                (Path(base) / name).unlink(missing_ok=True)


@contextlib.contextmanager
def locked(file: Path, wait: bool = True, *, shared: bool = False) -> Iterator[None]:
    """Hold ``file``, which is created with its folder and stays there: removing a lock invites a race.

    Alone, or ``shared`` with others who share it.

    Raises ``BlockingIOError`` when another process holds it and ``wait`` is false, ``OSError`` when it cannot
    be created.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)
