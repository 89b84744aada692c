"""Results below an address in a bucket: objects that are put whole, and a journal of numbered objects a writer.

A bucket appends to nothing: the journal's lines are put some at a time, each after the results that it speaks of. What
a killed run had not told is done again; the same bytes are there already then, and nothing is put twice.
"""

from __future__ import annotations

import itertools
import logging
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from dipx import storage
from dipx.ahead import ahead
from dipx.errors import InputError, UsageError
from dipx.files import digest, json_text, utf8
from dipx.jobs.journal import Entry, Journal
from dipx.jobs.kept import names
from dipx.jobs.lease import Lease, held
from dipx.jobs.seals import seal, seal_of
from dipx.jobs.shard import Shard

log = logging.getLogger(__name__)

JOURNAL = ".dipx-journal"
LINES = 100  # of the journal in an object, at most
SECONDS = 5.0  # until those that wait are put: what a kill costs of finished work
READS = 16  # objects of the journal that are fetched at once: each of many shards may have left hundreds
MANY = 200  # objects of the journal: a run that has the whole puts them together into one
SIGNS = ".dipx-signs"  # where runs on a cluster put theirs


class ObjectJournal(Journal):
    """The journal below ``out``; without a ``lease``, to be read."""

    def __init__(self, out: Path, shard: Shard | None = None, lease: Lease | None = None) -> None:
        self._lease = lease
        self._waiting: list[bytes] = []
        self._put_at = time.monotonic()
        self._numbers = itertools.count(1)
        # By the time at which it began: sorted by name, a writer's objects come in their order.
        self._writer = f"{time.time_ns():020}-{shard or 'whole'}-{lease.token if lease else ''}"
        self.objects: list[Path] = []
        super().__init__(out, shard)
        self.path = out / JOURNAL

    def read_all(self, out: Path, shard: Shard | None) -> None:
        self.objects = [listed.path for listed in storage.listing(out / JOURNAL)]
        for path, lines in zip(self.objects, ahead(_lines, self.objects, READS), strict=True):
            self.take_lines(path, lines)

    def put_together(self) -> None:
        """All lines that count in one object, and nothing else."""
        before, self.objects = self.objects, []
        for line in self.lines_that_count():
            self._waiting.append(utf8(json_text(line, indent=None)))
        self._put()
        for path in before:
            storage.delete(path)

    def close(self) -> None:
        self._put()

    def _append(self, value: object) -> None:
        if self._lease:
            self._lease.check()
        self._waiting.append(utf8(json_text(value, indent=None)))
        if len(self._waiting) >= LINES or time.monotonic() - self._put_at > SECONDS:
            self._put()

    def _put(self) -> None:
        if not self._waiting:
            return
        path = self.path / f"{self._writer}-{next(self._numbers):06}.jsonl"
        storage.put(path, b"".join(self._waiting))
        self.objects.append(path)
        self._waiting, self._put_at = [], time.monotonic()


class Prefix:
    """Results below an address. Seals have the ETag behind them: what has it still is what a run wrote."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._there: dict[str, str] | None = None

    def refuse(self, paths: Sequence[Path]) -> None:
        if self._out in paths:
            raise UsageError(f"The output {storage.named(self._out)} is the input. Choose another with -o.")
        if storage.head(self._out):
            raise UsageError(f"{storage.named(self._out)} is an object; -o needs an address below which there is room.")

    @contextmanager
    def opened(self, shard: Shard | None) -> Iterator[ObjectJournal]:
        with held(self._out, shard) as lease:
            journal = ObjectJournal(self._out, shard, lease)
            if shard is None:
                self._sweep()
                if len(journal.objects) > MANY:
                    journal.put_together()
            try:
                yield journal
            finally:
                journal.close()

    def journal(self, shard: Shard | None = None) -> Journal:
        return ObjectJournal(self._out, shard)

    def are_whole(self, entry: Entry, files: Sequence[Path]) -> bool:
        there = self._listed()
        tags = [_tag(sealed) for sealed in entry.seals]
        return len(tags) == len(files) and all(there.get(str(f)) == tag for f, tag in zip(files, tags, strict=True))

    def any_there(self, files: Iterable[Path]) -> bool:
        return any(str(file) in self._listed() for file in files)

    def write(self, made: Mapping[Path, bytes], seals: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        changed: list[str] = []
        sealed = []
        for path, raw in made.items():
            sealed.append(f"{seal(raw)}:{_write(path, raw, seals, changed)}")
        return tuple(sealed), tuple(changed)

    def put(self, made: Path, target: Path, seals: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        changed: list[str] = []
        there = storage.head(target)
        if there is not None and there.tag not in map(_tag, seals):
            with storage.copied(target) as (local, tag):
                if seal_of(local) == seal_of(made):
                    return (f"{seal_of(made)}:{tag}",), ()
                changed.append(_keep(target, local))
        return (f"{seal_of(made)}:{storage.put(target, made)}",), tuple(changed)

    def _listed(self) -> dict[str, str]:
        """What is there, and its ETags, as it was when it was first asked."""
        if self._there is None:
            self._there = {str(one.path): one.tag for one in storage.listing(self._out)}
        return self._there

    def _sweep(self) -> None:
        for one in storage.listing(self._out / SIGNS):
            storage.delete(one.path)


def _lines(path: Path) -> list[str]:
    try:
        return [line.decode("utf-8", "replace") for line in storage.get(path).splitlines()]
    except InputError:  # put together with others by a run that has just begun
        return []


def has_journal(folder: Path) -> bool:
    """Whether a run wrote directly below this address."""
    return next(storage.listing(folder / JOURNAL), None) is not None


def _write(path: Path, raw: bytes, seals: Collection[str], changed: list[str]) -> str:
    """Put one result, its ETag. Most often there is none yet, which costs no question."""
    try:
        return storage.put_new(path, raw)
    except storage.ConflictError:
        there = storage.head(path)
    if there is not None and there.tag not in map(_tag, seals):
        if there.size == len(raw) and storage.get(path) == raw:
            return there.tag
        with storage.copied(path) as (local, _):
            changed.append(_keep(path, local))
    return storage.put(path, raw)


def _keep(path: Path, local: Path) -> str:
    """Put what somebody else wrote there beside it, unless a run that was killed did so; what is said of it."""
    kept = next(name for name in names(path) if _is_kept_as(name, local))
    return f"{storage.named(path)} (kept as {kept.name})"


def _is_kept_as(kept: Path, local: Path) -> bool:
    """Put a file under this name; whether it stands there now."""
    try:
        storage.put_new(kept, local)
    except storage.ConflictError:
        with storage.copied(kept) as (there, _):
            return digest(there) == digest(local)
    return True


def _tag(sealed: str) -> str:
    return sealed.split(":", 2)[2] if sealed.count(":") >= 2 else ""
