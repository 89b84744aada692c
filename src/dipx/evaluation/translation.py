"""How good translations are: metrics against references, findings of each check, words a second."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, replace

from dipx import formats
from dipx.evaluation.metrics import Comparison, Score, compare, score
from dipx.evaluation.testset import TestSet
from dipx.options import EngineOptions, Options
from dipx.pipeline import Pipeline
from dipx.reading import prepare
from dipx.report import Report


@dataclass(frozen=True, slots=True)
class Translated:
    """One system's lines, as ``dipx translate --lines`` writes them, and what they cost."""

    lines: tuple[str, ...]
    findings: dict[str, int]
    steps: dict[str, int]
    segments: int
    seconds: float
    engine: str
    decoding: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One system on one test set.

    ``findings`` are counts by check and severity, per 1,000 segments; ``steps`` those of the repair ladder, likewise.
    ``words_per_second`` counts source words, loading of the model included. ``length_ratio`` is words of the
    hypotheses by words of the references.
    """

    testset: str
    digest: str
    lines: int
    engine: str
    decoding: str
    scores: list[Score]
    length_ratio: float
    findings: dict[str, float]
    steps: dict[str, float]
    words_per_second: float
    comparisons: list[Comparison]


def translate_testset(testset: TestSet, options: Options) -> Translated:
    """The test set's lines, translated afresh: the memory is neither read nor filled."""
    options = replace(options, memory=False, corrections=False, clean=False, lang="fr")
    pipeline = Pipeline(options)
    started = time.monotonic()
    prepared = (prepare(formats.parse(line), options) for line in testset.sources)
    reports = [r for r in pipeline.run(prepared, bullets=False) if isinstance(r, Report)]
    seconds = time.monotonic() - started
    translations = [t for report in reports for t in report.translations]
    return Translated(
        tuple(" ".join(report.english.split()) for report in reports),
        dict(Counter(f"{f.code} ({f.severity})" for t in translations for f in t.findings)),
        dict(Counter(t.step for t in translations if t.step)),
        len(translations),
        seconds,
        pipeline.engine.signature,
        options.decoding.signature(),
    )


def evaluate(testset: TestSet, made: Translated, other: Translated | None = None) -> Evaluation:
    """The figures of ``made``; compared with ``other`` by paired bootstrap where there is one."""

    def per_thousand(counts: dict[str, int]) -> dict[str, float]:
        return {name: round(1000 * count / max(1, made.segments), 2) for name, count in sorted(counts.items())}

    hypothesis_words = sum(len(line.split()) for line in made.lines)
    reference_words = sum(len(line.split()) for line in testset.references)
    return Evaluation(
        testset.name,
        testset.digest,
        len(testset.sources),
        made.engine,
        made.decoding,
        score(made.lines, testset.references),
        round(hypothesis_words / max(1, reference_words), 3),
        per_thousand(made.findings),
        per_thousand(made.steps),
        round(sum(len(line.split()) for line in testset.sources) / max(made.seconds, 1e-9), 1),
        compare(made.lines, other.lines, testset.references) if other else [],
    )


def with_model(options: Options, model: str) -> Options:
    """The same options on another model."""
    engine: EngineOptions = replace(options.engine, model=model)
    return replace(options, engine=engine)
