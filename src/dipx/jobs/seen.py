"""Which ids a record file has had, on the disk: a set of ten million would take a gigabyte."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from types import TracebackType

from dipx.formats.recordfiles import Id


class SeenIds:
    """Opened by ``with``; what it holds is gone then."""

    def __init__(self) -> None:
        import sqlite3  # only where ids are named

        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)  # a file that nobody else sees
        self._base.execute("pragma journal_mode = off")
        self._base.execute("pragma synchronous = off")
        self._base.execute("create table ids (id blob primary key) without rowid")

    def __enter__(self) -> SeenIds:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()

    def is_new(self, found: Id) -> bool:
        """Whether it is asked for the first time; the text ``1`` is not the number 1."""
        key = hashlib.sha256(json.dumps(found).encode()).digest()[:16]
        with closing(self._base.execute("insert or ignore into ids values (?)", (key,))) as made:
            return made.rowcount == 1
