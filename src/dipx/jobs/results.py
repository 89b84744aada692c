"""Where results go: a folder, or what is below an address in a bucket (``objects.py``); chosen here alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from dipx import storage
from dipx.errors import UsageError
from dipx.formats.paths import real_path
from dipx.jobs.journal import JOURNAL, Entry, Journal, opened, parts
from dipx.jobs.kept import put_result, write_results
from dipx.jobs.seals import is_whole, seal, seal_of
from dipx.jobs.shard import Shard

Written = tuple[tuple[str, ...], tuple[str, ...]]  # seals, and the names of those that were not what a run wrote


class Results(Protocol):
    """The place of a job's results. ``seals`` are those of what runs wrote there before."""

    def refuse(self, paths: Sequence[Path]) -> None:
        """Raises ``UsageError`` where results of these inputs cannot go there."""

    def opened(self, shard: Shard | None) -> AbstractContextManager[Journal]:
        """The journal for one run, which has the place for itself; as ``journal.opened``."""

    def journal(self, shard: Shard | None = None) -> Journal:
        """The journal as it is, to read."""

    def are_whole(self, entry: Entry, files: Sequence[Path]) -> bool:
        """Whether the entry's results are there, and what a run wrote."""

    def any_there(self, files: Iterable[Path]) -> bool:
        """Whether there is any of these."""

    def write(self, made: Mapping[Path, bytes], seals: Collection[str]) -> Written:
        """Write an article's results, as ``kept.write_results``."""

    def put(self, made: Path, target: Path, seals: Collection[str]) -> Written:
        """The same for a local file of any size."""


class Folder:
    """Results in a folder."""

    def __init__(self, out: Path) -> None:
        self._out = out

    def refuse(self, paths: Sequence[Path]) -> None:
        if self._out.exists() and not self._out.is_dir():
            raise UsageError(f"{self._out} is a file; -o needs a folder.")
        for path in paths:
            if not storage.is_remote(path) and real_path(path) == real_path(self._out):
                raise UsageError(f"The output folder {self._out} is the input folder. Choose another with -o.")

    def opened(self, shard: Shard | None) -> AbstractContextManager[Journal]:
        return opened(self._out, shard)

    def journal(self, shard: Shard | None = None) -> Journal:
        return Journal(self._out, shard)

    def are_whole(self, entry: Entry, files: Sequence[Path]) -> bool:
        if not all(file.exists() for file in files):
            return False
        return all(is_whole(file, sealed, entry.time) for file, sealed in zip(files, entry.seals, strict=False))

    def any_there(self, files: Iterable[Path]) -> bool:
        return any(file.exists() for file in files)

    def write(self, made: Mapping[Path, bytes], seals: Collection[str]) -> Written:
        changed = write_results(made, seals)
        return tuple(map(seal, made.values())), changed

    def put(self, made: Path, target: Path, seals: Collection[str]) -> Written:
        changed = () if made == target else put_result(made, target, seals)
        return (seal_of(target),), changed


def results_at(out: Path) -> Results:
    """The place. Nothing is asked of a bucket yet."""
    if storage.is_remote(out):
        from dipx.jobs.objects import Prefix

        return Prefix(out)
    return Folder(out)


def journals_around(items: Iterable[Path], named: Iterable[Path]) -> Iterator[Path]:
    """The places above these files where a run has left a journal; of buckets also those above what was named."""
    paths = list(items)
    local = [path.absolute() for path in paths if not storage.is_remote(path)]
    for folder in {folder for path in local for folder in path.parents}:
        if (folder / JOURNAL).exists() or parts(folder):
            yield folder
    remote = [path for path in (*paths, *named) if storage.is_remote(path)]
    if remote:
        from dipx.jobs.objects import has_journal

        for folder in sorted({folder for path in remote for folder in path.parents if len(folder.parts) > 1}):
            if has_journal(folder):
                yield folder
