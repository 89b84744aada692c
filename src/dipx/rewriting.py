"""Bullets by a model that rewrites one sentence: written, checked, asked for again, or the sentence itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dipx.bullets import fallback, finished, rewritten
from dipx.candidates import SAME, overlap
from dipx.document import Bullet, Finding, Translation
from dipx.engines.base import Engine, Hypothesis
from dipx.options import Decoding, SummaryOptions
from dipx.receipts import check_rewriting
from dipx.shorten import tidy
from dipx.words import content

FIRST: Final = Decoding()
# What the repair ladder's rungs change (repair.py), both at once.
AGAIN: Final = FIRST.with_(
    beam_size=FIRST.beam_size + 4, length_penalty=FIRST.length_penalty + 0.2, no_repeat_ngram_size=3
)


def rewrite(chosen: Sequence[Translation], options: SummaryOptions, rewriter: Engine) -> tuple[Bullet, ...]:
    """A bullet for each sentence, in order. What fails its checks is asked for once more, all of it in one call."""
    texts = [tidy(item.target) for item in chosen]
    tries = [[hypothesis] for hypothesis in rewriter.generate(texts, FIRST)]
    bullets = _bullets(chosen, tries, options)
    failing = [index for index, bullet in enumerate(bullets) if bullet.origin == "fallback"]
    if not failing:
        return bullets
    again = rewriter.generate([texts[index] for index in failing], AGAIN)
    for index, hypothesis in zip(failing, again, strict=True):
        tries[index].append(hypothesis)
    return _bullets(chosen, tries, options)


def _bullets(
    chosen: Sequence[Translation], tries: Sequence[Sequence[Hypothesis]], options: SummaryOptions
) -> tuple[Bullet, ...]:
    bullets: list[Bullet] = []
    for source, hypotheses in zip(chosen, tries, strict=True):
        bullets.append(_bullet(source, hypotheses, options, bullets))
    return tuple(bullets)


def _bullet(
    source: Translation, hypotheses: Sequence[Hypothesis], options: SummaryOptions, before: Sequence[Bullet]
) -> Bullet:
    """The first hypothesis that passes, with a word on those that did not; else the sentence."""
    text = tidy(source.target)
    problems: list[Finding] = []
    for written in hypotheses:
        problem = _problem(written, text, before)
        if problem is None:
            return rewritten(finished(written.text), [source], list(map(_asked_again, problems)))
        problems.append(problem)
    return fallback(source, options, problems)


def _problem(written: Hypothesis, text: str, before: Sequence[Bullet]) -> Finding | None:
    if written.cut:
        return Finding("bullet-cut", "note", "the model did not finish", text, written.text)
    stems = frozenset(content(written.text))
    if stems and any(overlap(stems, frozenset(content(bullet.text))) >= SAME for bullet in before):
        return Finding("bullet-repeat", "note", "says what an earlier bullet says", text, written.text)
    return check_rewriting(written.text, text)


def _asked_again(problem: Finding) -> Finding:
    """``source`` and ``target`` stay those of the text that was not used."""
    return Finding("bullet-again", "note", f"asked for again: {problem.message}", problem.source, problem.target)
