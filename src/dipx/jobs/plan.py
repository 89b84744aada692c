"""What a run would do, and about how long it would take: nothing is written, no model is loaded."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dipx.engines.cores import usable_cores
from dipx.errors import InputError
from dipx.formats.paths import Input
from dipx.jobs.job import JOB, Job, JobOptions
from dipx.jobs.recordwork import articles_of
from dipx.jobs.still import load_still
from dipx.pipeline import Pipeline
from dipx.reading import Prepared
from dipx.storage import named
from dipx.text.counting import counted
from dipx.translation import for_model

# Words a second and a core: int8, beam 3, the bundled model on news (docs/jobs.md has the measurement).
WORDS_PER_CORE = 700.0
TEXTS = 2000  # asked of the memory at once


@dataclass(frozen=True, slots=True)
class Plan:
    """``words`` are those of ``todo`` files; ``remembered`` of them are in the memory already.

    ``seconds`` is by ``words_per_second``, which ``measured`` says an earlier run into the same folder had.
    ``failures`` names what cannot be read. ``records`` are those of ``todo`` files, where they are records.
    """

    files: int
    unchanged: int
    todo: int
    words: int
    remembered: int
    words_per_second: float
    measured: bool
    failures: tuple[str, ...] = ()
    records: int = 0

    @property
    def seconds(self) -> float:
        return (self.words - self.remembered) / self.words_per_second


def plan(paths: Sequence[Path], out: Path, pipeline: Pipeline, options: JobOptions = JOB) -> Plan:
    """Read the files below ``paths`` and ask the journal and the memory. Raises as ``run_folder`` does."""
    job = Job(paths, out, pipeline, options)
    journal = job.results.journal(options.shard)
    inputs = job.inputs()
    todo = [item for item in inputs if not job.unchanged(item, journal)]
    met = _Met([])
    documents = _records if pipeline.options.makes_records else _documents
    words, remembered = _words(_texts(documents(todo, pipeline, met)), pipeline)
    rate = journal.rates.get(job.signature)
    guess = WORDS_PER_CORE * (pipeline.options.engine.threads or usable_cores())
    return Plan(
        files=len(inputs),
        unchanged=len(inputs) - len(todo),
        todo=len(todo),
        words=words,
        remembered=remembered,
        words_per_second=rate or guess,
        measured=bool(rate),
        failures=tuple(met.failures),
        records=met.records,
    )


@dataclass(slots=True)
class _Met:
    """What is found on the way: what cannot be read, and how many records there are."""

    failures: list[str]
    records: int = 0


def _documents(items: Sequence[Input], pipeline: Pipeline, met: _Met) -> Iterator[Prepared]:
    for item in items:
        _, loaded = load_still(item.path, pipeline.options)
        if isinstance(loaded, Prepared):
            yield loaded
        else:
            met.failures.append(loaded.message)


def _records(items: Sequence[Input], pipeline: Pipeline, met: _Met) -> Iterator[Prepared]:
    """Of each file that has broken records one line says how many, and names the first."""
    for item in items:
        broken = 0
        first = ""
        try:
            for article in articles_of(item, pipeline):
                met.records += 1
                if isinstance(article.made, Prepared):
                    yield article.made
                else:
                    broken += 1
                    first = first or article.made.message
        except InputError as error:
            met.failures.append(str(error))
        if broken:
            met.failures.append(
                f"{counted(broken, 'record')} of {named(item.path)}: {first}{'; …' if broken > 1 else ''}"
            )


def _texts(documents: Iterator[Prepared]) -> Iterator[str]:
    """What the engine would be asked, of each document."""
    for made in documents:
        if made.document.lang != "en":
            yield from (for_model(segment.text) for segment in made.segments)


def _words(texts: Iterator[str], pipeline: Pipeline) -> tuple[int, int]:
    """Words of all texts, and of those that the memory holds."""
    words = remembered = 0
    while part := list(itertools.islice(texts, TEXTS)):
        known = pipeline.engine.known(part, pipeline.options.decoding)
        words += sum(len(text.split()) for text in part)
        remembered += sum(len(text.split()) for text in part if text in known)
    return words, remembered
