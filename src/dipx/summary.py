"""Bullets with receipts: select telling sentences, rewrite or tidy each, keep what it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dipx.document import Bullet, Finding, Translation
from dipx.engines.base import Engine, Hypothesis
from dipx.options import Decoding, SummaryOptions
from dipx.passover import TIERS, reason_against
from dipx.receipts import check_rewriting, support
from dipx.selector import Vector, cosine, dangles, load_weights, score, vectorize
from dipx.shorten import count_words, shorten, tidy
from dipx.words import content

SENTENCES_PER_BULLET: Final = 3.5

# In standard deviations of the score.
_DANGLING: Final = 1.0
_WARNED: Final = 0.5
_LONG: Final = 0.5

# Two bullets that share this much of the shorter one's content say the same thing.
_SAME: Final = 0.7

__all__ = ["count_bullets", "select", "summarize", "support"]


def summarize(
    translations: Sequence[Translation],
    options: SummaryOptions,
    rewriter: Engine | None = None,
    title: str | None = None,
) -> tuple[Bullet, ...]:
    """At most ``options.bullets`` bullets for one document, in its order; none for a document without words.

    ``translations`` are the document's, in order; for an English article, each with its source as target.
    Without ``rewriter`` a bullet is a sentence of the English, tidied and shortened where that is safe. With
    one, a rewriting that fails its checks is replaced by that sentence, and a finding says why.
    """
    chosen = select(translations, options, title)
    texts = [tidy(translation.target) for translation in chosen]
    if rewriter is None or not texts:
        return tuple(_extracted(text, source, options) for text, source in zip(texts, chosen, strict=True))
    bullets: list[Bullet] = []
    for written, text, source in zip(rewriter.generate(texts, Decoding()), texts, chosen, strict=True):
        bullets.append(_rewritten(written, text, source, options, bullets))
    return tuple(bullets)


def select(translations: Sequence[Translation], options: SummaryOptions, title: str | None = None) -> list[Translation]:
    """The translations that deserve a bullet, in document order, no two of them alike."""
    known = [item for item in translations if item.target.strip()]
    eligible = _eligible(known)
    texts = [tidy(item.target) for item in known]
    vectors = vectorize(texts)
    scores = score(texts, [item.segment.block for item in known], title, vectors)
    for index in eligible:
        scores[index] -= _penalty(texts[index], known[index].findings, options)
    candidates = _Candidates(vectors, scores)
    limit = count_bullets(len(eligible), options.bullets)
    return [known[index] for index in _pick(candidates, eligible, limit, title)]


def count_bullets(sentences: int, limit: int) -> int:
    """How many bullets a document of so many usable sentences gets: one for three or four, one at least."""
    if sentences < 1:
        return 0
    return max(0, min(limit, max(1, round(sentences / SENTENCES_PER_BULLET))))


def _eligible(known: Sequence[Translation]) -> list[int]:
    reasons = [reason_against(item) if content(item.target) else "empty" for item in known]
    for tier in TIERS:
        if found := [index for index, reason in enumerate(reasons) if reason in tier]:
            return found
    return []


@dataclass(frozen=True, slots=True)
class _Candidates:
    vectors: Sequence[Vector]
    scores: Sequence[float]


def _pick(candidates: _Candidates, eligible: Sequence[int], limit: int, title: str | None) -> list[int]:
    """Maximal marginal relevance: the best by score less its likeness to what is chosen, until ``limit``."""
    stems = {index: frozenset(candidates.vectors[index].terms) for index in eligible}
    headline = frozenset(content(title)) if title else frozenset()
    left = [index for index in eligible if not headline or stems[index] != headline] or list(eligible)
    likeness = dict.fromkeys(left, 0.0)
    redundancy = load_weights().redundancy
    chosen: list[int] = []
    while left and len(chosen) < limit:
        best = max(left, key=lambda index: (candidates.scores[index] - redundancy * likeness[index], -index))
        chosen.append(best)
        left = [index for index in left if index != best and _overlap(stems[index], stems[best]) < _SAME]
        for index in left:
            alike = cosine(candidates.vectors[index], candidates.vectors[best])
            likeness[index] = max(likeness[index], alike)
    return sorted(chosen)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))


def _penalty(text: str, findings: Sequence[Finding], options: SummaryOptions) -> float:
    warned = any(finding.severity == "warning" for finding in findings)
    excess = count_words(shorten(text, options.max_words)) / options.max_words - 1
    return _DANGLING * dangles(text) + _WARNED * warned + _LONG * max(0.0, min(1.0, excess))


def _extracted(text: str, source: Translation, options: SummaryOptions) -> Bullet:
    short = shorten(text, options.max_words)
    return Bullet(short, support(short, [source]), (source,))


def _rewritten(
    written: Hypothesis, text: str, source: Translation, options: SummaryOptions, before: Sequence[Bullet]
) -> Bullet:
    problem = _problem(written, text, before)
    if problem is None:
        final = tidy(written.text)
        final = final if final[-1] in '.!?…"”' else final + "."
        return Bullet(final, support(final, [source]), (source,), "rewritten")
    short = shorten(text, options.max_words)
    return Bullet(short, support(short, [source]), (source,), "fallback", (problem,))


def _problem(written: Hypothesis, text: str, before: Sequence[Bullet]) -> Finding | None:
    if written.cut:
        return Finding("bullet-cut", "note", "the model did not finish", text, written.text)
    stems = frozenset(content(written.text))
    if stems and any(_overlap(stems, frozenset(content(bullet.text))) >= _SAME for bullet in before):
        return Finding("bullet-repeat", "note", "says what an earlier bullet says", text, written.text)
    return check_rewriting(written.text, text)
