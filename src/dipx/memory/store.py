"""The translation memory: what an engine once made of a text, in SQLite, shared by all runs of a user.

Beside these answers, by key, it holds the finished pairs in plain text, as ``dipx cache export`` writes them.

It is a cache: losing it costs time, never a result. So a memory that is locked, read-only or corrupt is a
warning, once, and the work goes on without it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dipx.document import Alignment, Hypothesis, Pair, Translation

log = logging.getLogger(__name__)

SCHEMA = 5  # another number: start afresh, no migrations
FILE = "memory.sqlite"
VARIABLES = 500  # keys a query; SQLite's own limit was 999 before 3.32
BUSY_SECONDS = 10.0  # how long another process's transaction is waited for

CREATE = (
    "drop table if exists hypotheses",
    "drop table if exists pairs",
    "drop table if exists finished",
    "create table hypotheses (key blob primary key, text text not null, score real not null, cut integer not null, "
    "links text) without rowid",
    "create table pairs (source text primary key, target text not null, errors integer not null) without rowid",
    "create table finished (key blob primary key, value text not null) without rowid",
)


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """What the memory holds: ``size`` in bytes, its write-ahead log included."""

    path: Path
    entries: int
    size: int


class Memory:
    """Hypotheses by context (engine signature and decoding) and text, which is the text the engine saw:
    already normalised, so another version of the normaliser asks for another key by itself."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / FILE
        self._connection: sqlite3.Connection | None = None
        self._off = False
        self._turn = threading.RLock()  # one connection for all threads, in turns

    def get(self, context: str, texts: Sequence[str], *, aligned: bool = False) -> dict[str, Hypothesis]:
        """The hypotheses of those texts that are remembered; ``aligned``: of those that were to be aligned too."""
        with self._guard("read"):
            return _select(self._open(), context, texts, aligned=aligned)
        return {}

    def peek(self, context: str, texts: Sequence[str], *, aligned: bool = False) -> dict[str, Hypothesis]:
        """As ``get``, but nothing is written, not even an empty memory or SQLite's own files beside it."""
        if not self.path.exists():
            return {}
        # SQLite makes a log and an index beside a database in this mode unless it is told that the file is at rest,
        # which it is when there is no log.
        rest = "" if self.path.with_name(FILE + "-wal").exists() else "&immutable=1"
        address = f"{self.path.absolute().as_uri()}?mode=ro{rest}"
        with self._guard("read"), contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            return _select(connection, context, texts, aligned=aligned)
        return {}

    def put(self, context: str, hypotheses: Mapping[str, Hypothesis], *, aligned: bool = False) -> None:
        """Remember them, in one transaction; ``aligned``: alignments were asked for, whether there are any or not."""
        rows = [
            (_key(context, text), h.text, h.score, int(h.cut), _stored(text, h) if aligned else None)
            for text, h in hypotheses.items()
        ]
        with self._guard("written"), self._open() as connection:
            connection.executemany("insert or replace into hypotheses values (?, ?, ?, ?, ?)", rows)

    def finished(self, context: str, texts: Sequence[str]) -> dict[str, str]:
        """What ``finish`` was given of those texts."""
        with self._guard("read"):
            query = "select key, value from finished where key in ({})"
            return dict(_rows(self._open(), query, {_key(context, text): text for text in texts}))
        return {}

    def finish(self, context: str, values: Mapping[str, str]) -> None:
        """Remember a value of each text."""
        rows = [(_key(context, text), value) for text, value in values.items()]
        if not rows:
            return
        with self._guard("written"), self._open() as connection:
            connection.executemany("insert or replace into finished values (?, ?)", rows)

    def keep(self, translations: Iterable[Translation]) -> None:
        """Note the finished pairs that a machine made; of one source the last counts, whatever model made it."""
        rows = [
            (_storable(t.segment.text), _storable(t.target), sum(f.severity == "error" for f in t.findings))
            for t in translations
            if t.step != "correction" and any(map(str.isalpha, t.segment.text))
        ]
        if rows:
            with self._guard("written"), self._open() as connection:
                connection.executemany("insert or replace into pairs values (?, ?, ?)", rows)

    def pairs(self, *, errors: bool = False) -> list[Pair]:
        """The finished pairs in the order of their sources: those without findings of severity error, or all."""
        rows: list[tuple[str, str]] = []
        if self.path.exists():
            with self._guard("read"):
                most = "" if errors else "where errors = 0"
                query = f"select source, target from pairs {most} order by source"
                rows = self._open().execute(query).fetchall()
        return [Pair(source, target, "engine") for source, target in rows]

    def stats(self) -> MemoryStats:
        """Counts and size. Zero where there is no memory yet; asking does not make one."""
        if not self.path.exists():
            return MemoryStats(self.path, 0, 0)
        entries = 0
        with self._guard("read"):
            entries = self._open().execute("select count(*) from hypotheses").fetchone()[0]
        size = sum(file.stat().st_size for file in self._files() if file.exists())
        return MemoryStats(self.path, entries, size)

    def clear(self) -> int:
        """Forget everything, a corrupt file too; the bytes freed. Raises ``OSError`` where files cannot go."""
        self.close()
        freed = 0
        for file in self._files():
            if file.exists():
                freed += file.stat().st_size
                file.unlink()
        self._off = False
        return freed

    def close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _files(self) -> Iterable[Path]:
        return (self.path, self.path.with_name(FILE + "-wal"), self.path.with_name(FILE + "-shm"))

    def _open(self) -> sqlite3.Connection:
        if self._off:
            raise _OffError
        if self._connection is not None:
            return self._connection
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, check_same_thread=False)
        try:
            _set_up(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    @contextlib.contextmanager
    def _guard(self, verb: str) -> Iterator[None]:
        """Turns any failure of the memory into one warning, and leaves the memory alone from then on."""
        with self._turn:
            try:
                yield
            except _OffError:
                pass
            except (sqlite3.Error, OSError) as error:
                self._off = True
                self.close()
                message = "the memory %s cannot be %s (%s); going on without it. %s"
                log.warning(message, self.path, verb, error, _advice(error))


def _select(
    connection: sqlite3.Connection, context: str, texts: Sequence[str], *, aligned: bool
) -> dict[str, Hypothesis]:
    asked = "and links is not null" if aligned else ""
    query = f"select key, text, score, cut, links from hypotheses where key in ({{}}) {asked}"
    found: dict[str, Hypothesis] = {}
    for source, text, score, cut, links in _rows(connection, query, {_key(context, text): text for text in texts}):
        alignment = _alignment(source, text, links) if aligned else None
        found[source] = Hypothesis(text, score, bool(cut), alignment=alignment)
    return found


def _rows(connection: sqlite3.Connection, query: str, by_key: Mapping[bytes, str]) -> Iterator[tuple[Any, ...]]:
    """The rows of ``query`` for all keys, each with its text where the key was."""
    keys = list(by_key)
    for start in range(0, len(keys), VARIABLES):
        part = keys[start : start + VARIABLES]
        for key, *values in connection.execute(query.format(",".join("?" * len(part))), part):
            yield by_key[key], *values


def _set_up(connection: sqlite3.Connection) -> None:
    """Write-ahead log and schema. Several processes may open a new file at once: one makes it, the others wait."""
    # Changing the journal mode does not wait for a lock as other statements do: so we take turns.
    for _ in range(int(BUSY_SECONDS / 0.05)):
        try:
            connection.execute("pragma journal_mode = wal")
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.05)
    # A power cut may lose the last transactions, never corrupt the file: right for a cache.
    connection.execute("pragma synchronous = normal")
    if connection.execute("pragma user_version").fetchone()[0] == SCHEMA:
        return
    with connection:
        connection.execute("begin immediate")
        if connection.execute("pragma user_version").fetchone()[0] != SCHEMA:
            for statement in CREATE:
                connection.execute(statement)
            connection.execute(f"pragma user_version = {SCHEMA}")


class _OffError(Exception):
    """The memory failed before in this run."""


def _advice(error: Exception) -> str:
    """What to do about a memory that failed: clear a broken one, and put another where nothing can be written."""
    if isinstance(error, sqlite3.Error) and not isinstance(error, sqlite3.OperationalError):
        return "'dipx cache clear' starts afresh."
    if "locked" in str(error):
        return "Another run has it in use."
    return "Set DIPX_CACHE_DIR to a folder that can be written."


def _stored(text: str, hypothesis: Hypothesis) -> str:
    """``null`` for a model that tells no alignment: asked again, it would not either."""
    alignment = hypothesis.alignment
    if alignment is None:
        return "null"
    return json.dumps([None if alignment.source == text else alignment.source, alignment.links], separators=(",", ":"))


def _alignment(source: str, target: str, stored: str) -> Alignment | None:
    if stored == "null":
        return None
    seen, links = json.loads(stored)
    return Alignment(seen or source, target, tuple(((a, b), (c, d)) for (a, b), (c, d) in links))


def _key(context: str, text: str) -> bytes:
    return hashlib.sha256(f"{context}\0{text}".encode("utf-8", "surrogatepass")).digest()


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
