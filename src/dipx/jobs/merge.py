"""Shards' results in one folder: copied from theirs, or their journals made one where they shared a folder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dipx.errors import UsageError
from dipx.files import copied_aside
from dipx.jobs.job import outcome_of
from dipx.jobs.journal import LOCK, Entry, Journal, opened
from dipx.jobs.kept import named, put_result, write_results
from dipx.jobs.tasks import Outcome, OutcomeKind, targets

log = logging.getLogger(__name__)


def merge(folders: Sequence[Path], out: Path, on_found: Callable[[int], None] | None = None) -> Generator[Outcome]:
    """Bring the results in ``folders`` together in ``out``; an outcome for each file that they dealt with.
    ``on_found`` is told how many there are.

    The folders are only read. Raises ``UsageError`` for one that no run wrote to, ``BusyError`` when a run is at
    work in ``out``.
    """
    files = 0
    for folder in folders:
        if not any(folder.glob(f"{LOCK}*")):  # of a shard that had no file, all that there is
            raise UsageError(f"{folder} is no output of dipx run: nothing in it says that a run was there.")
        files += len(Journal(folder).entries)
    if on_found:
        on_found(files)
    with opened(out) as journal:  # which makes one of the journals that out itself has
        if any(folder.resolve() == out.resolve() for folder in folders):
            yield from (_outcome(entry) for entry in list(journal.entries.values()))
        for folder in folders:
            if folder.resolve() == out.resolve():
                continue
            source = Journal(folder)
            journal.runs = {**source.runs, **journal.runs}
            for entry in source.entries.values():
                yield _bring(entry, folder, out, journal)
        journal.rewrite()


def _bring(entry: Entry, folder: Path, out: Path, journal: Journal) -> Outcome:
    there = journal.entries.get(entry.stem)
    if there and there.made:
        if not entry.made or (there.digest, there.signature) == (entry.digest, entry.signature):
            return _outcome(there)
        why = f"{folder / entry.stem} was made of other bytes or with other options than {out / entry.stem}."
        return Outcome(str(folder / entry.stem), "failed", why)
    if entry.made:
        stem = Path(entry.stem)
        pairs = zip(targets(folder, stem, entry.outputs), targets(out, stem, entry.outputs), strict=True)
        seals = there.seals if there else ()
        try:
            changed = _copied(dict(pairs), entry, seals)
        except FileNotFoundError as error:
            return Outcome(str(folder / entry.stem), "failed", f"{error.filename} is gone: run {folder} again.")
        if changed:
            log.warning("Not what a run wrote, and replaced (%d): %s.", len(changed), named(changed))
        journal.add(entry)
        return _outcome(entry, "done")
    journal.add(entry)
    return _outcome(entry)


def _copied(pairs: Mapping[Path, Path], entry: Entry, seals: Collection[str]) -> tuple[str, ...]:
    """Copy an entry's results, source to target; the names of those that no run had written."""
    if not entry.counts_records:
        return write_results({target: source.read_bytes() for source, target in pairs.items()}, seals)
    changed: tuple[str, ...] = ()
    for source, target in pairs.items():  # of any size
        with copied_aside(source, target) as made:
            changed += put_result(made, target, seals)
    return changed


def _outcome(entry: Entry, kind: OutcomeKind = "unchanged") -> Outcome:
    outcome = outcome_of(entry, entry.stem, kind if entry.made else "failed")
    return replace(outcome, kind="flagged") if outcome.failed and entry.made else outcome
