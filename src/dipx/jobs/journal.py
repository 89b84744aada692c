"""The journal of an output folder: what was done, from which bytes, with which options.

One JSON object a line. A file's line holds its place in the output, the digest of its bytes, the signature of
the options, the outcome and its counts; a signature's line holds what it stands for; a rate's line how fast a run
was. The latest line of a file counts. Lines are only added, each after the outputs that it speaks of are on the
disk, so that a run that is killed at any moment leaves a journal that is true.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import logging
import os
import socket
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dipx.errors import DipxError
from dipx.files import json_text, locked, sweep, sync_folder, utf8, write_atomically
from dipx.jobs.shard import Shard
from dipx.storage import named

log = logging.getLogger(__name__)

JOURNAL = ".dipx-journal.jsonl"
LOCK = ".dipx-lock"
RECORDS = ("records", "failed")  # of record files; other lines, and those of older journals, lack them
COUNTS = ("segments", "words", "bullets", "findings", "left_out", *RECORDS)
SYNC_SECONDS = 1.0  # what a power cut may take from the journal; its files are done again


class BusyError(DipxError):
    """Another run writes to the output folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file's line. ``counts`` are those of ``COUNTS``, in order; ``found`` and ``outputs`` as in ``Outcome``;
    ``seals`` what the outputs are (``seals.py``), which older journals lack; ``time`` in seconds since 1970."""

    stem: str
    digest: str
    signature: str
    outcome: str
    counts: tuple[int, ...] = ()
    why: str = ""
    found: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()
    time: float = field(default_factory=time.time)

    @property
    def made(self) -> bool:
        """Whether the outputs are of these bytes; those of a file that failed are what was made of it before."""
        return self.outcome != "failed"

    @property
    def counts_records(self) -> bool:
        """Whether the outputs are many articles, and perhaps larger than memory."""
        return any(end.startswith("report.jsonl") for end in self.outputs)


def signature_of(run: Mapping[str, object]) -> str:
    """A short name for all that a run's record holds: other options, another model or version have another."""
    return hashlib.sha256(json.dumps(run, sort_keys=True).encode()).hexdigest()[:16]


class Journal:
    """The journals of a folder, read as one; what is added goes to the one of this run, its shard's or the whole's."""

    def __init__(self, out: Path, shard: Shard | None = None) -> None:
        self.path = out / JOURNAL if shard is None else out / f".dipx-journal-{shard}.jsonl"
        self.entries: dict[str, Entry] = {}
        self.runs: dict[str, Mapping[str, object]] = {}
        self.rates: dict[str, float] = {}
        self.lines = 0
        self._file: int | None = None
        self._synced = 0.0
        self.read_all(out, shard)

    def read_all(self, out: Path, shard: Shard | None) -> None:
        """Take in what earlier runs and the other shards' said."""
        for path in (out / JOURNAL, *parts(out)):
            self._read(path)

    def find(self, stem: Path, file_digest: str, signature: str) -> Entry | None:
        """The file's line when it was done with these bytes and options."""
        entry = self.entries.get(stem.as_posix())
        if entry and entry.made and file_digest and (entry.digest, entry.signature) == (file_digest, signature):
            return entry
        return None

    def add(self, entry: Entry) -> None:
        self.entries[entry.stem] = entry
        self._append(_entry_json(entry))

    def add_run(self, signature: str, run: Mapping[str, object]) -> None:
        """What a signature stands for, once."""
        if signature not in self.runs:
            self.runs[signature] = run
            self._append({"signature": signature, "run": run})

    def add_rate(self, signature: str, words_per_second: float) -> None:
        """How fast the model was with these options, for the next plan."""
        self._append({"signature": signature, "words_per_second": round(words_per_second, 1)})

    def rewrite(self) -> None:
        """Write all lines that count into this journal, and nothing else."""
        self.close()
        lines = self.lines_that_count()
        write_atomically(self.path, "".join(json_text(line, indent=None) for line in lines))
        self.lines = len(lines)

    def lines_that_count(self) -> list[object]:
        """The latest line of each file, and what these lines' signatures stand for."""
        signatures = {entry.signature for entry in self.entries.values()}
        lines: list[object] = [{"signature": s, "run": run} for s, run in self.runs.items() if s in signatures]
        lines += [{"signature": s, "words_per_second": rate} for s, rate in self.rates.items()]
        lines += [_entry_json(entry) for entry in self.entries.values()]
        return lines

    def close(self) -> None:
        if self._file is not None:
            os.fsync(self._file)
            os.close(self._file)
            self._file = None

    def _append(self, value: object) -> None:
        if self._file is None:
            self._file = _open_to_append(self.path)
        line = utf8(json_text(value, indent=None))
        size = os.fstat(self._file).st_size
        try:
            if os.write(self._file, line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))
        except OSError:
            os.ftruncate(self._file, size)
            raise
        if time.monotonic() - self._synced > SYNC_SECONDS:
            os.fsync(self._file)
            self._synced = time.monotonic()

    def _read(self, path: Path) -> None:
        if not path.exists():
            return
        with path.open(encoding="utf-8", errors="replace") as file:
            self.take_lines(path, file)

    def take_lines(self, path: Path, lines: Iterable[str]) -> None:
        """Note what the lines of ``path`` say."""
        broken = 0
        for line in lines:
            self.lines += 1
            broken += not self._take(line)
        if broken:
            log.warning("%s: %d broken lines passed over; their files are done again.", named(path), broken)

    def _take(self, line: str) -> bool:
        """Note what a line says; whether it says anything."""
        try:
            value = json.loads(line)
            if "run" in value:
                self.runs[str(value["signature"])] = dict(value["run"])
            elif "words_per_second" in value:
                self.rates[str(value["signature"])] = float(value["words_per_second"])
            else:
                entry = _entry(value)
                before = self.entries.get(entry.stem)
                if before is None or before.time <= entry.time:
                    self.entries[entry.stem] = entry
        except (ValueError, TypeError, KeyError, RecursionError):
            return False
        return True


def _entry_json(entry: Entry) -> dict[str, object]:
    counts = dict(zip(COUNTS, entry.counts, strict=False))
    return asdict(entry) | {"counts": {name: count for name, count in counts.items() if count or name not in RECORDS}}


def _entry(value: Mapping[str, object]) -> Entry:
    """The entry that a line holds. Raises ``KeyError``, ``TypeError`` or ``ValueError`` for one that holds none."""
    counts, when = value["counts"], value["time"]
    texts = [value[name] for name in ("stem", "digest", "signature", "outcome", "why")]
    lists = [value["found"], value["outputs"]]
    seals = value.get("seals", [])
    if not isinstance(counts, dict) or not isinstance(when, int | float) or not all(isinstance(t, str) for t in texts):
        raise TypeError
    if not isinstance(seals, list):
        raise TypeError
    stem, file_digest, signature, outcome, why = map(str, texts)
    # Interned: the same few texts in every line.
    found, outputs = (tuple(sys.intern(str(text)) for text in given) for given in lists if isinstance(given, list))
    numbers = tuple(int(counts.get(name, 0) if name in RECORDS else counts[name]) for name in COUNTS)
    return Entry(
        stem,
        file_digest,
        sys.intern(signature),
        sys.intern(outcome),
        numbers,
        why,
        found,
        outputs,
        tuple(map(str, seals)),
        when,
    )


def _open_to_append(path: Path) -> int:
    """The journal, at its end; after a half line, which a killed run or a full disk left, on a line of its own."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        os.write(descriptor, b"\n")
    if not size:
        sync_folder(path.parent)
    return descriptor


def parts(out: Path) -> list[Path]:
    """The journals of the shards that wrote to this folder."""
    return sorted(out.glob(".dipx-journal-*.jsonl"))


@contextmanager
def opened(out: Path, shard: Shard | None = None) -> Iterator[Journal]:
    """The folder's journal for one run, which has the folder (or its shard of it) for itself.

    The whole folder's run takes the shards' journals into its own and removes what killed runs left half
    written. Raises ``BusyError`` when another run is at work there, ``OSError`` when nothing can be written.
    """
    with _alone(out, shard):
        journal = Journal(out, shard)
        if shard is None:
            sweep(out)
            found = parts(out)
            if found or journal.lines > 2 * len(journal.entries) + 100:
                journal.rewrite()
            for part in found:
                part.unlink()
        try:
            yield journal
        finally:
            journal.close()


@contextmanager
def _alone(out: Path, shard: Shard | None) -> Iterator[None]:
    """Shards share the folder's lock and hold their own; the whole folder's run holds the folder's."""
    own = out / (f"{LOCK}-{shard}" if shard else LOCK)
    with ExitStack() as stack:
        try:
            if shard:
                stack.enter_context(locked(out / LOCK, wait=False, shared=True))
            stack.enter_context(locked(own, wait=False))
        except BlockingIOError as error:
            raise BusyError(
                f"{out} is being written to by another run ({_holders(out) or 'just ended'}). "
                "Let it end, or share the work with --shard."
            ) from error
        own.write_text(f"process {os.getpid()} on {socket.gethostname()}", "utf-8")
        yield


def _holders(out: Path) -> str:
    """Who says that he holds a lock that is held."""
    names = []
    for file in sorted(out.glob(f"{LOCK}*")):
        try:
            with locked(file, wait=False, shared=True):
                pass
        except BlockingIOError:
            with contextlib.suppress(OSError):
                names.append(file.read_text("utf-8", errors="replace")[:200])
    return ", ".join(names)
