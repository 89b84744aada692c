"""Files of an article each whose results go into one file of records together: a thousand in the order of their names.

A bundle is to a job what a record file is: one input, one output, one line in the journal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dipx.files import digest
from dipx.formats import recordfiles
from dipx.formats.paths import Input
from dipx.jobs.shard import Shard

ARTICLES = 1000  # a bundle: some 10 MB of results


@dataclass(frozen=True, slots=True)
class Bundle(Input):
    """``path`` is a name for people, of nothing on the disk."""

    members: tuple[Input, ...] = ()


def bundled(inputs: Sequence[Input], shard: Shard | None = None) -> list[Input]:
    """The record files as they are, the others in numbered bundles, which bear the name of their shard."""
    records = [item for item in inputs if recordfiles.suffix_of(item.path)]
    others = [item for item in inputs if not recordfiles.suffix_of(item.path)]
    name = f"articles-{shard}" if shard else "articles"
    while any(item.stem.as_posix().startswith(f"{name}-") for item in records):
        name = f"_{name}"
    bundles = [
        Bundle(members[0].path.parent / f"{name}-{number:05}", Path(f"{name}-{number:05}"), members=tuple(members))
        for number, members in enumerate(_parts(others), 1)
    ]
    return [*records, *bundles]


def _parts(items: Sequence[Input]) -> list[Sequence[Input]]:
    return [items[start : start + ARTICLES] for start in range(0, len(items), ARTICLES)]


def digest_of(item: Input) -> str:
    """The digest of a file's bytes, or of the names and digests of a bundle's. Of an object its ETag stands for it."""
    if not isinstance(item, Bundle):
        return f"etag:{item.tag}" if item.tag else digest(item.path)
    made = hashlib.sha256()
    for member in item.members:
        made.update(f"{member.path}\0{digest_of(member)}\n".encode("utf-8", "surrogateescape"))
    return made.hexdigest()


def size_of(item: Input) -> int:
    """Bytes; 0 for what is gone."""
    return sum(map(size_of, item.members)) if isinstance(item, Bundle) else item.size or _size(item.path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
