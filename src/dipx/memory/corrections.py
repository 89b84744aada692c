"""What a person says the English of a text is: kept apart from the cache, and always right.

A correction is found by its source as the normaliser leaves it, so spaces, apostrophes, quotation marks, and accents in
signs of their own do not matter. It wins over every model and every setting, before the memory is asked. Unlike the
memory it cannot be made again: so another schema is an error here, never a fresh start, and a file that cannot be read
stops the work.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dipx.document import Pair
from dipx.errors import InputError
from dipx.text.composed import composed
from dipx.text.normalize import normalize

if TYPE_CHECKING:
    import sqlite3

SCHEMA = 1
FILE = "corrections.sqlite"
VARIABLES = 500  # keys a query; SQLite's own limit was 999 before 3.32
_SURROGATES = re.compile("[\ud800-\udfff]")  # which JSON can smuggle in, and no encoding out

CREATE = "create table corrections (key text primary key, source text not null, target text not null) without rowid"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file's pairs: ``blank`` ones lack a text, ``unchanged`` ones are no correction."""

    kept: int
    unchanged: int
    blank: int


class Corrections:
    """The corrections of a user, in ``corrections.sqlite`` of a folder. Asking makes no file, adding does."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / FILE

    def find(self, sources: Iterable[str]) -> dict[str, str]:
        """The English of those sources that a person corrected."""
        if not self.path.exists():
            return {}
        by_key: dict[str, list[str]] = {}
        for source in sources:
            by_key.setdefault(normalize(source), []).append(source)
        keys = list(by_key)
        found: dict[str, str] = {}
        with self._connected() as connection:
            for start in range(0, len(keys), VARIABLES):
                part = keys[start : start + VARIABLES]
                query = f"select key, target from corrections where key in ({','.join('?' * len(part))})"
                for key, target in connection.execute(query, part):
                    found |= dict.fromkeys(by_key[key], target)
        return found

    def add(self, pairs: Iterable[Pair], is_unchanged: Callable[[Pair], bool] = lambda pair: False) -> Added:
        """Keep them, all or, when reading them fails half-way, none; of one source the last wins.

        A pair that ``is_unchanged`` is what the machine says anyway: it is not kept as a person's word.
        """
        kept = unchanged = blank = 0
        with self._connected() as connection, connection:
            for pair in pairs:
                key, target = normalize(pair.source), _SURROGATES.sub("", pair.target).strip()
                if not key or not target:
                    blank += 1
                elif is_unchanged(pair):
                    unchanged += 1
                else:
                    row = (key, _SURROGATES.sub("", pair.source), target)
                    connection.execute("insert or replace into corrections values (?, ?, ?)", row)
                    kept += 1
        return Added(kept, unchanged, blank)

    def pairs(self) -> list[Pair]:
        """All of them, in the order of their sources."""
        if not self.path.exists():
            return []
        with self._connected() as connection:
            rows = connection.execute("select source, target from corrections order by key").fetchall()
        return [Pair(source, target, "correction") for source, target in rows]

    def digest(self) -> str | None:
        """What changes whenever a correction does; none where there are none. It dates a run's results."""
        pairs = self.pairs()
        text = "".join(f"{pair.source}\0{pair.target}\0" for pair in pairs)
        return hashlib.sha256(text.encode()).hexdigest()[:16] if pairs else None

    def clear(self) -> None:
        """Forget them all."""
        self.path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection, closed afterwards. Raises ``InputError`` for a file that cannot be used."""
        import sqlite3

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self.path, timeout=10.0)) as connection:
                if not _set_up(connection):
                    raise sqlite3.DatabaseError(f"of another version than {SCHEMA}, which this dipx knows")
                yield connection
        except sqlite3.Error as error:
            raise InputError(
                f"the corrections in {self.path} cannot be used ({error}). Move the file away to go on without them."
            ) from error


def _set_up(connection: sqlite3.Connection) -> bool:
    """Make the table where there is none; whether it is one that this program knows."""
    if _version(connection) == 0:
        with connection:
            connection.execute("begin immediate")
            if _version(connection) == 0:  # else another process was faster
                connection.execute(CREATE)
                connection.execute(f"pragma user_version = {SCHEMA}")
    return _version(connection) == SCHEMA


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])


def same_as(pair: Pair) -> tuple[str, str]:
    """What two pairs have alike that say the same: tools write accents in signs of their own, or no longer do, and that
    corrects nothing."""
    return normalize(pair.source), composed(pair.target).strip()


def merged(corrections: Sequence[Pair], remembered: Iterable[Pair]) -> Iterator[Pair]:
    """The corrections, and what the machine made of all other sources."""
    yield from corrections
    taken = {normalize(pair.source) for pair in corrections}
    for pair in remembered:
        if normalize(pair.source) not in taken:
            yield pair
