"""The results of a record file while they are made: what a run that was killed goes on from.

Two files stand beside the place of the result, named by its digest so that no name is too long: the lines so far, a
part behind the other, and a log with a line for each part, which is written after the part is on the disk. Whatever
the log does not vouch for is cut off when a run goes on. A part ends where the records say so, never where time or
memory do: bytes are those of a run that nobody killed, packed ones too, of which each part is a frame of its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dipx.errors import InputError
from dipx.files import json_text, locked, sync_folder, utf8
from dipx.formats.streams import packed

RECORDS = 256  # a part: what a kill costs of finished work
BYTES = 4 * 2**20  # the same, where records are long: what is held in memory
TOLD = 3  # failures that are named
_BLOCK = 2**20


@dataclass(slots=True)
class Tally:
    """What the outcome of the file will say: its counts so far, each kind of finding, the first failures."""

    records: int = 0
    failed: int = 0
    segments: int = 0
    words: int = 0
    bullets: int = 0
    findings: int = 0
    left_out: int = 0
    found: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)


class TakenError(InputError):
    """Another process writes to the same result."""


class Parts:
    """The result at ``target``, made of the bytes and by the options that ``of`` stands for."""

    def __init__(self, target: Path, of: str, *, is_packed: bool) -> None:
        name = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]
        self.target, self._of, self._is_packed = target, of, is_packed
        self.data = target.parent / f".dipx-{name}.part"
        self.log = target.parent / f".dipx-{name}.parts"
        self.tally = Tally()
        self.is_whole = False
        self._size = self._log_size = 0
        self._lines: list[bytes] = []
        self._waiting = 0

    def resume(self) -> None:
        """Take over what is there of just this result, and cut off the rest. Raises ``OSError``."""
        with locked(self.log):
            made = self.data if self.data.exists() else self.target
            lines = _vouched(self.log, made, self._of)
            if made is self.target and not (lines and lines[-1].get("whole")):
                lines = []  # an older result, or nothing
            _cut_to(self.log, b"".join(_line(line) for line in ({"of": self._of}, *lines)))
            if lines:
                self._size = lines[-1]["bytes"]
                self.tally = _tally(lines[-1]["tally"])
                self.is_whole = bool(lines[-1].get("whole"))
            if made is self.data or not lines:
                with self.data.open("ab") as file:
                    file.truncate(self._size)
            self._log_size = self.log.stat().st_size

    def add(self, line: bytes) -> bool:
        """One more record's line, which the tally has. Whether a part was ended: it is on the disk then.

        Raises ``OSError``, ``TakenError``.
        """
        self._lines.append(line)
        self._waiting += len(line)
        if len(self._lines) < RECORDS and self._waiting < BYTES:
            return False
        self._end_part()
        return True

    def end(self) -> None:
        """There are no more records. Raises as ``add`` does."""
        self._end_part(whole=True)
        self.is_whole = True

    def forget(self) -> None:
        """The result has its name, and the journal knows it."""
        for path in (self.data, self.log):
            path.unlink(missing_ok=True)

    def _end_part(self, *, whole: bool = False) -> None:
        raw = b"".join(self._lines)
        if self._is_packed and (raw or (whole and not self._size)):
            raw = packed(raw)
        line: dict[str, Any] = {
            "bytes": self._size + len(raw),
            "sha256": hashlib.sha256(raw).hexdigest(),
            "tally": asdict(self.tally) | {"found": sorted(self.tally.found)},
        }
        with self._alone():
            _append(self.data, raw)
            _append(self.log, _line(line | {"whole": True} if whole else line))
            self._log_size = self.log.stat().st_size
        self._size += len(raw)
        self._lines, self._waiting = [], 0

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else has written since: a process of a run that was killed may live for a moment."""
        with locked(self.log):
            sizes = [path.stat().st_size if path.exists() else -1 for path in (self.data, self.log)]
            if sizes != [self._size, self._log_size]:
                raise TakenError(f"{self.target} is being written by another process: run again when that has ended.")
            yield


def _append(path: Path, raw: bytes) -> None:
    with path.open("ab") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    if len(raw) == path.stat().st_size:
        sync_folder(path.parent)


def _cut_to(path: Path, raw: bytes) -> None:
    """Leave just these bytes, which most often are the beginning of what is there: a crash loses nothing of them."""
    if path.read_bytes().startswith(raw):
        os.truncate(path, len(raw))
    else:
        path.write_bytes(raw)


def _line(value: object) -> bytes:
    return utf8(json_text(value, indent=None))


def _vouched(log: Path, made: Path, of: str) -> list[dict[str, Any]]:
    """The log's lines, as far as the bytes are what they say, where it is of just this result."""
    found: list[dict[str, Any]] = []
    try:
        lines = log.read_bytes().split(b"\n")[:-1]  # a half line has no end
        if not lines or json.loads(lines[0]) != {"of": of}:
            return []
        with made.open("rb") as file:
            for raw in lines[1:]:
                line = json.loads(raw)
                if _next_digest(file, line["bytes"] - file.tell()) != line["sha256"]:
                    break
                _tally(line["tally"])
                found.append(line)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return found


def _next_digest(file: Any, size: int) -> str:
    made = hashlib.sha256()
    while size > 0 and (block := file.read(min(size, _BLOCK))):
        made.update(block)
        size -= len(block)
    return made.hexdigest() if size == 0 else ""


def _tally(value: dict[str, Any]) -> Tally:
    return Tally(**{**value, "found": set(value["found"])})
