"""A folder is a job: what the journal says is done is not done again, and every outcome is named.

A file is done again when its bytes, the options, the model or dipx's version changed, or when an output is gone or not
what was written.
Outputs are whole or not there, and the journal's line comes last: a run that is killed goes on where it stopped.
``docs/jobs.md`` says what holds and how it was shown.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from dipx import storage
from dipx.checks.fail_on import FailOn
from dipx.document import Finding, Severity
from dipx.errors import UsageError
from dipx.formats import recordfiles
from dipx.formats.paths import Input, expand, none_else
from dipx.jobs.bundles import bundled, digest_of, size_of
from dipx.jobs.cluster import Cluster
from dipx.jobs.journal import COUNTS, Entry, Journal, signature_of
from dipx.jobs.kept import named
from dipx.jobs.outputs import earlier_outputs
from dipx.jobs.progress import Progress
from dipx.jobs.results import results_at
from dipx.jobs.runners import Runner, runner_for
from dipx.jobs.shard import Shard
from dipx.jobs.tasks import Outcome, OutcomeKind, Task, Worked, targets
from dipx.jobs.watch import Watch, changes
from dipx.pipeline import Pipeline
from dipx.report import run_json
from dipx.text.counting import counted

log = logging.getLogger(__name__)

# Of a shorter run the loading of the model is most, and a memory is faster than any model: they tell a plan nothing.
RATE_SECONDS = 5.0
RATE_SHARE = 0.9
SHOWN = 3  # paths in a line


@dataclass(frozen=True, slots=True)
class JobOptions:
    """How a job is run; nothing here changes an output.

    ``jobs`` is the number of processes, ``cluster`` another place than this machine, ``watch`` goes on for files that
    come later, ``fail_on`` says which findings make an outcome ``flagged``; the outputs are there all the same.
    ``follow_links`` goes where links lead to.
    """

    force: bool = False
    shard: Shard | None = None
    jobs: int = 1
    fail_fast: bool = False
    watch: Watch | None = None
    fail_on: FailOn = field(default_factory=FailOn)
    follow_links: bool = False
    cluster: Cluster | None = None


JOB = JobOptions()


class Job:
    """The files below ``paths`` into the folder ``out`` by ``pipeline``; ``run_folder`` does it."""

    def __init__(self, paths: Sequence[Path], out: Path, pipeline: Pipeline, options: JobOptions) -> None:
        refuse(paths, out, options)
        self.results = results_at(out)
        self.results.refuse(paths)
        if options.watch and pipeline.options.makes_records:
            raise UsageError("--watch writes files for each article: leave out --out-format.")
        self.paths, self.out, self.pipeline, self.options = paths, out, pipeline, options
        self.run = run_json(pipeline.info(bullets=True))
        self.signature = signature_of(self.run)
        self._passed_over: set[Path] = set()

    def inputs(self) -> list[Input]:
        """The job's files, or its shard's. Raises ``UsageError`` where there is none."""
        shard = self.options.shard
        also = recordfiles.suffix_of if self.pipeline.options.makes_records else none_else
        found = expand(self.paths, self.out, follow_links=self.options.follow_links, also=also, remote=True)
        written = {item.path for item in earlier_outputs(found, self.paths, self.out)}
        if more := sorted(map(storage.named, written - self._passed_over)):
            log.warning("passed over %s of earlier runs: %s.", counted(len(more), "output"), _few(more))
        self._passed_over |= written
        found = [item for item in found if item.path not in written]
        found = [item for item in found if shard is None or shard.holds(item.stem)]
        return bundled(found, shard) if self.pipeline.options.makes_records else found

    def unchanged(self, item: Input, journal: Journal) -> Outcome | None:
        """The outcome of a file for which there is nothing to do.

        Always by its bytes: a changed file of the same size and time would be missed otherwise, and 10,000
        articles are hashed in a second.
        """
        if self.options.force or item.stem.as_posix() not in journal.entries:
            return None
        entry = journal.find(item.stem, digest_of(item), self.signature)
        if entry is None:
            return None
        if not self.results.are_whole(entry, targets(self.out, item.stem, entry.outputs)):
            return None
        return outcome_of(entry, storage.named(item.path), "unchanged")

    def tell_left(self, inputs: Sequence[Input], journal: Journal) -> None:
        """Say which results are of files that are not there any more. Of single files nothing is said: others may be
        done into the same folder."""
        if not all(path.is_dir() or storage.is_remote(path) for path in self.paths):
            return
        there = {item.stem.as_posix() for item in inputs}
        shard = self.options.shard
        stems = [stem for stem, entry in journal.entries.items() if stem not in there and entry.made]
        stems = [stem for stem in stems if shard is None or shard.holds(Path(stem))]
        left = [entry for entry in map(journal.entries.__getitem__, stems) if self._has_results(entry)]
        if left:
            told = "No longer there, but with results that stay in %s (%d): %s."
            log.warning(told, storage.named(self.out), len(left), _few([entry.stem for entry in left]))

    def _has_results(self, entry: Entry) -> bool:
        return self.results.any_there(targets(self.out, Path(entry.stem), entry.outputs))

    def task(self, items: Sequence[Input], journal: Journal) -> Task:
        stems = [item.stem.as_posix() for item in items]
        seals = {stem: journal.entries[stem].seals for stem in stems if stem in journal.entries}
        return Task(self.pipeline, self.out, self.options.fail_fast, seals)

    def judged(self, outcome: Outcome) -> Outcome:
        """The outcome, flagged when a record failed or what must not be was found; an unchanged file's too."""
        if outcome.kind == "failed" or not (outcome.failed or any(map(self._flags, outcome.found))):
            return outcome
        return replace(outcome, kind="flagged")

    def _flags(self, found: str) -> bool:
        code, _, severity = found.partition(":")
        return self.options.fail_on([Finding(code, cast("Severity", severity), "", "", "")])


def run_folder(
    paths: Sequence[Path], out: Path, pipeline: Pipeline, options: JobOptions = JOB, progress: Progress | None = None
) -> Generator[Outcome]:
    """Do each file below ``paths``, writing to ``out``; an outcome for each as it is known, in order but for jobs.

    Raises ``UsageError`` when ``out`` is an input or no folder, ``BusyError`` when another run is at work there,
    ``OSError`` when ``out`` cannot be written.
    """
    job = Job(paths, out, pipeline, options)
    runner = runner_for(options.jobs, options.cluster)
    progress = progress or Progress()
    pipeline.engine.on_texts = progress.texts
    # Before the folder is made: a path that holds nothing leaves nothing behind.
    rounds = changes(job.inputs, options.watch) if options.watch else [job.inputs()]
    try:
        with job.results.opened(options.shard) as journal:
            for inputs in rounds:
                progress.found(len(inputs))
                if not options.watch:
                    job.tell_left(inputs, journal)
                for outcome in _round(job, inputs, journal, progress, runner):
                    yield job.judged(outcome)
                    if outcome.kind == "failed" and options.fail_fast:
                        return
    finally:
        pipeline.engine.on_texts = None


def _round(
    job: Job, inputs: Sequence[Input], journal: Journal, progress: Progress, runner: Runner
) -> Iterator[Outcome]:
    """What is unchanged first, then the others."""
    todo: list[Input] = []
    for item in inputs:
        if outcome := job.unchanged(item, journal):
            yield outcome
        else:
            todo.append(item)
    if not todo:
        return
    started, words_before, made_before = time.monotonic(), progress.words, progress.model_words
    progress.planned(len(todo), sum(size_of(item) for item in todo))
    journal.add_run(job.signature, job.run)
    changed: list[str] = []
    try:
        with closing(runner(todo, job.task(todo, journal), progress)) as results:
            for worked in results:
                changed += worked.changed
                journal.add(_entry(worked, job.signature, journal))
                progress.finished(size_of(worked.item))
                yield worked.outcome
    finally:
        if changed:  # somebody may have corrected them by hand
            log.warning("Not what the run wrote, and made again (%d): %s.", len(changed), named(changed))
    seconds, made = time.monotonic() - started, progress.model_words - made_before
    if seconds > RATE_SECONDS and made > RATE_SHARE * (progress.words - words_before):
        journal.add_rate(job.signature, made / seconds)


def _entry(worked: Worked, signature: str, journal: Journal) -> Entry:
    """A file's line. Of one that failed it has the results that were there before, which stay."""
    outcome = worked.outcome
    counts = tuple(getattr(outcome, name) for name in COUNTS)
    stem = worked.item.stem.as_posix()
    outputs, seals = outcome.outputs, worked.seals
    if outcome.kind == "failed" and (before := journal.entries.get(stem)):
        outputs, seals = before.outputs, before.seals
    return Entry(stem, worked.digest, signature, outcome.kind, counts, outcome.why, outcome.found, outputs, seals)


def outcome_of(entry: Entry, path: str, kind: OutcomeKind) -> Outcome:
    """The outcome of a file that was dealt with before."""
    counts = dict(zip(COUNTS, entry.counts, strict=True))
    outputs = entry.outputs if entry.made else ()
    return Outcome(path, kind, entry.why, **counts, found=entry.found, outputs=outputs)


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")


def refuse(paths: Sequence[Path], out: Path, options: JobOptions = JOB) -> None:
    """Raises ``UsageError`` for paths or options that make no sense together."""
    if options.watch and any(map(storage.is_remote, (*paths, out))):
        raise UsageError("--watch looks at folders, not at buckets: run again now and then, only what is new is done.")
    if options.watch and options.jobs > 1:
        raise UsageError("--watch works in one process: leave out --jobs.")
    if options.cluster and (options.watch or options.jobs > 1):
        raise UsageError(f"A cluster has its own processes: leave out {'--watch' if options.watch else '--jobs'}.")
