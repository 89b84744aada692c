"""Segments to translations: normalise, ask the engine once a text, check each pair, repair what fails."""

from __future__ import annotations

from collections.abc import Sequence

from dipx.checks import run_checks
from dipx.document import Finding, Segment, Translation
from dipx.engines.base import Engine, Hypothesis
from dipx.normalize import normalize
from dipx.options import Decoding
from dipx.repair import Candidate, repair
from dipx.typography import english


def translate_segments(segments: Sequence[Segment], engine: Engine, decoding: Decoding) -> list[Translation]:
    """A translation for each segment, in order. Equal segments are translated once.

    What has no letters (a rule of dashes, a lone number) is passed through as it is.
    """
    candidates = _candidates([segment.text for segment in segments], engine, decoding)
    return [
        Translation(segment, c.target, c.findings, c.step, c.score)
        for segment in segments
        for c in [candidates[segment.text]]
    ]


def _candidates(sources: Sequence[str], engine: Engine, decoding: Decoding) -> dict[str, Candidate]:
    texts = {source: normalize(source) for source in dict.fromkeys(sources)}
    wordless = {source for source, text in texts.items() if not any(map(str.isalpha, text))}
    asked = [source for source in texts if source not in wordless]
    hypotheses = engine.generate([texts[source] for source in asked], decoding)
    made = {source: Candidate(texts[source]) for source in wordless}
    for source, hypothesis in zip(asked, hypotheses, strict=True):
        made[source] = judge(source, hypothesis)
    return made | repair({source: made[source] for source in asked}, engine, decoding, judge)


def judge(source: str, hypothesis: Hypothesis, step: str | None = None) -> Candidate:
    """A hypothesis in English typography, with what the checks found in it."""
    target = english(hypothesis.text, source)
    findings = run_checks(source, target)
    if hypothesis.cut:
        message = "the model stopped at its length limit: the end may be missing"
        findings = (Finding("cut", "error", message, source, target), *findings)
    if step == "split":
        message = "translated in parts, which were joined"
        findings = (*findings, Finding("split", "note", message, source, target))
    return Candidate(target, findings, step, hypothesis.score)
