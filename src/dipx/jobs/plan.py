"""What a run would do, and about how long it would take: nothing is written, no model is loaded."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dipx.engines.cores import usable_cores
from dipx.jobs.job import JOB, Job, JobOptions
from dipx.jobs.journal import Journal
from dipx.jobs.work import load_still
from dipx.pipeline import Pipeline
from dipx.reading import Prepared
from dipx.translation import for_model

# Words a second and a core: int8, beam 3, the bundled model on news (docs/jobs.md has the measurement).
WORDS_PER_CORE = 700.0
TEXTS = 2000  # asked of the memory at once


@dataclass(frozen=True, slots=True)
class Plan:
    """``words`` are those of ``todo`` files; ``remembered`` of them are in the memory already.

    ``seconds`` is by ``words_per_second``, which ``measured`` says an earlier run into the same folder had.
    ``failures`` names what cannot be read.
    """

    files: int
    unchanged: int
    todo: int
    words: int
    remembered: int
    words_per_second: float
    measured: bool
    failures: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        return (self.words - self.remembered) / self.words_per_second


def plan(paths: Sequence[Path], out: Path, pipeline: Pipeline, options: JobOptions = JOB) -> Plan:
    """Read the files below ``paths`` and ask the journal and the memory. Raises as ``run_folder`` does."""
    job = Job(paths, out, pipeline, options)
    journal = Journal(out, options.shard)
    inputs = job.inputs()
    todo = [item.path for item in inputs if not job.unchanged(item, journal)]
    failures: list[str] = []
    words, remembered = _words(_texts(todo, pipeline, failures), pipeline)
    rate = journal.rates.get(job.signature)
    guess = WORDS_PER_CORE * (pipeline.options.engine.threads or usable_cores())
    return Plan(
        len(inputs), len(inputs) - len(todo), len(todo), words, remembered, rate or guess, bool(rate), tuple(failures)
    )


def _texts(paths: Sequence[Path], pipeline: Pipeline, failures: list[str]) -> Iterator[str]:
    """What the engine would be asked, of each file."""
    for path in paths:
        _, loaded = load_still(path, pipeline.options)
        if not isinstance(loaded, Prepared):
            failures.append(loaded.message)
        elif loaded.document.lang != "en":
            yield from (for_model(segment.text) for segment in loaded.segments)


def _words(texts: Iterator[str], pipeline: Pipeline) -> tuple[int, int]:
    """Words of all texts, and of those that the memory holds."""
    words = remembered = 0
    while part := list(itertools.islice(texts, TEXTS)):
        known = pipeline.engine.known(part, pipeline.options.decoding)
        words += sum(len(text.split()) for text in part)
        remembered += sum(len(text.split()) for text in part if text in known)
    return words, remembered
