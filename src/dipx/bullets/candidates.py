"""What competes for a place among the bullets: who may, what counts against it, and who is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dipx.bullets.passover import TIERS, reason_against
from dipx.bullets.references import NONE, References, references
from dipx.bullets.selector import Vector, cosine, dangles, load_weights, score, vectorize
from dipx.bullets.shorten import count_words, shorten, tidy
from dipx.bullets.words import content
from dipx.document import Finding, Translation
from dipx.options import SummaryOptions

# In standard deviations of the score.
_DANGLING: Final = 0.8
_OPEN: Final = 0.5  # what none of the bullets before it names; at 1 it costs ROUGE on cnndm-val500
_WARNED: Final = 0.5
_LONG: Final = 0.5

# Two bullets that share this much of the shorter one's content say the same thing.
SAME: Final = 0.7
_TWIN: Final = 0.9  # of the longer one's: nothing but the order differs


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidates in the order of their document, each with its vector and its score."""

    vectors: Sequence[Vector]
    scores: Sequence[float]
    references: References = NONE


def rated(sentences: Sequence[Translation], title: str | None) -> Candidates:
    """The sentences of one document by the learned selector."""
    texts = [tidy(item.target) for item in sentences]
    vectors = vectorize(texts)
    scores = score(texts, [item.segment.block for item in sentences], title, vectors)
    return Candidates(vectors, scores, references(texts))


def eligible(sentences: Sequence[Translation]) -> list[int]:
    """The indices of those that may make a bullet: of the best tier that is not empty."""
    reasons = [reason_against(item) if content(item.target) else "empty" for item in sentences]
    for tier in TIERS:
        if found := [index for index, reason in enumerate(reasons) if reason in tier]:
            return found
    return []


def penalty(text: str, findings: Sequence[Finding], options: SummaryOptions) -> float:
    """What a text's score loses: for needing the sentence before it, for warnings, for being too long to shorten."""
    warned = any(finding.severity == "warning" for finding in findings)
    excess = count_words(shorten(text, options.max_words)) / options.max_words - 1
    return _DANGLING * dangles(text) + _WARNED * warned + _LONG * max(0.0, min(1.0, excess))


def pick(candidates: Candidates, allowed: Sequence[int], limit: int, title: str | None) -> list[int]:
    """Maximal marginal relevance: the best by score less its likeness to what is chosen, until ``limit``.

    The indices rise; no two of them say the same thing.
    """
    stems = {index: frozenset(candidates.vectors[index].terms) for index in allowed}
    headline = frozenset(content(title)) if title else frozenset()
    left = [index for index in allowed if not headline or stems[index] != headline] or list(allowed)
    likeness = dict.fromkeys(left, 0.0)
    redundancy = load_weights().redundancy
    chosen: list[int] = []
    while left and len(chosen) < limit:
        is_open = {index: candidates.references.is_open(index, chosen) for index in left}
        best = max(
            left,
            key=lambda at: (candidates.scores[at] - redundancy * likeness[at] - _OPEN * is_open[at], -at),
        )
        # What says it all again scores for being like the lead: the first of such twins is the one to take.
        best = next((index for index in left if index < best and _are_twins(stems[index], stems[best])), best)
        chosen.append(best)
        left = [index for index in left if index != best and overlap(stems[index], stems[best]) < SAME]
        for index in left:
            alike = cosine(candidates.vectors[index], candidates.vectors[best])
            likeness[index] = max(likeness[index], alike)
    return sorted(chosen)


def _are_twins(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= _TWIN * max(len(a), len(b), 1)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that the other has."""
    return len(a & b) / max(1, min(len(a), len(b)))
