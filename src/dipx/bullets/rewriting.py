"""Bullets by a model that rewrites one sentence: written, checked, asked for again, or the sentence itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dipx.bullets.bullet import fallback, finished, rewritten, shortened
from dipx.bullets.candidates import SAME, overlap
from dipx.bullets.context import contexts, evidence, rewriter_input
from dipx.bullets.cuts import check_cuts
from dipx.bullets.deletions import cut_like
from dipx.bullets.passover import reason_against
from dipx.bullets.receipts import check_rewriting, claims
from dipx.bullets.shorten import tidy
from dipx.bullets.words import content
from dipx.document import Bullet, Finding, Hypothesis, Translation
from dipx.engines.base import Engine
from dipx.options import Decoding, SummaryOptions

# Most of a bullet is copied, so there is little to search for: on cnndm-val500 this shortens 518 sentences, a beam of 4
# (and then 8) 520, with the same ROUGE; greedy 423.
FIRST: Final = Decoding(beam_size=2)
# What the repair ladder's rungs change (repair.py), both at once.
AGAIN: Final = FIRST.with_(
    beam_size=FIRST.beam_size + 2, length_penalty=FIRST.length_penalty + 0.2, no_repeat_ngram_size=3
)
# No more: of what passed, editors found 91 % of the first texts true and whole, and 65 % of the next best of the beam.
TRIES: Final = (FIRST, AGAIN)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence to be rewritten, tidied, with its translation, and the same of what stands around it."""

    sentence: str
    main: Translation
    around: tuple[tuple[str, Translation], ...] = ()

    @property
    def context(self) -> str:
        return " ".join(text for text, _ in self.around)

    @property
    def given(self) -> str:
        """What the model reads."""
        return rewriter_input(self.sentence, self.context)

    @property
    def evidence(self) -> str:
        """What a bullet may say."""
        return evidence(self.sentence, self.context)

    def sources(self, text: str) -> tuple[Translation, ...]:
        """The sentence, and of those around it what the bullet takes something from that no other has."""
        left = claims(text) - claims(self.sentence)
        used = []
        for other, translation in sorted(self.around, key=lambda pair: len(left & claims(pair[0])), reverse=True):
            if found := left & claims(other):
                used.append(translation)
                left -= found
        return tuple(sorted([*used, self.main], key=lambda translation: translation.segment.start))


def rewrite(
    documents: Sequence[Sequence[Passage]], options: SummaryOptions, rewriter: Engine
) -> list[tuple[Bullet, ...]]:
    """For each document a bullet for each of its passages, in order.

    The model is asked for all of them at once, and again for all that failed their checks (``TRIES``).
    """
    written: list[list[list[Hypothesis]]] = [[[] for _ in passages] for passages in documents]
    bullets: list[tuple[Bullet, ...]] = [()] * len(documents)
    asked = [(document, place) for document, passages in enumerate(documents) for place in range(len(passages))]
    for decoding in TRIES:
        if not asked:
            break
        given = [documents[document][place].given for document, place in asked]
        for (document, place), hypothesis in zip(asked, rewriter.generate(given, decoding), strict=True):
            written[document][place].append(hypothesis)
        for document in {document for document, _ in asked}:
            bullets[document] = _bullets(documents[document], written[document], options)
        asked = [(document, place) for document, place in asked if bullets[document][place].origin == "fallback"]
    return bullets


def passages(chosen: Sequence[Translation], article: Sequence[Translation]) -> list[Passage]:
    """The sentences as a rewriter is given them; what is no prose of the article is nobody's context."""
    texts = ["" if reason_against(item) else tidy(item.target) for item in article]
    places = dict(zip([item.segment for item in article], contexts(texts), strict=True))
    return [
        Passage(tidy(item.target), item, tuple((texts[at], article[at]) for at in places[item.segment]))
        for item in chosen
    ]


def _bullets(
    asked: Sequence[Passage], tries: Sequence[Sequence[Hypothesis]], options: SummaryOptions
) -> tuple[Bullet, ...]:
    bullets: list[Bullet] = []
    for passage, hypotheses in zip(asked, tries, strict=True):
        bullets.append(_bullet(passage, hypotheses, options, bullets))
    return tuple(bullets)


def _bullet(
    passage: Passage, hypotheses: Sequence[Hypothesis], options: SummaryOptions, before: Sequence[Bullet]
) -> Bullet:
    """The first hypothesis that passes, with a word on those that did not; else the sentence."""
    problems: list[Finding] = []
    for written in hypotheses:
        problem = _problem(written, passage, before)
        if problem is None:
            text = finished(written.text)
            text = shortened(text, options) if text == passage.sentence else text
            return rewritten(text, passage.sources(text), list(map(_asked_again, problems)))
        problems.append(problem)
    cuts = [cut_like(written.text, passage.sentence) for written in hypotheses if not written.cut]
    return fallback(passage.main, options, problems, [cut for cut in cuts if cut and not _repeats(cut, before)])


def _problem(written: Hypothesis, passage: Passage, before: Sequence[Bullet]) -> Finding | None:
    text = passage.evidence
    if written.cut:
        return Finding("bullet-cut", "note", "the model did not finish", text, written.text)
    if _repeats(written.text, before):
        return Finding("bullet-repeat", "note", "says what an earlier bullet says", text, written.text)
    stems = frozenset(content(written.text))
    is_other = stems and overlap(stems, frozenset(content(passage.sentence))) < SAME
    if is_other and any(overlap(stems, frozenset(content(other))) >= SAME for other, _ in passage.around):
        return Finding("bullet-other", "note", "says what the sentence beside it says", text, written.text)
    return check_rewriting(written.text, text) or check_cuts(written.text, passage.sentence, passage.context)


def _repeats(text: str, before: Sequence[Bullet]) -> bool:
    stems = frozenset(content(text))
    return bool(stems) and any(overlap(stems, frozenset(content(bullet.text))) >= SAME for bullet in before)


def _asked_again(problem: Finding) -> Finding:
    """``source`` and ``target`` stay those of the text that was not used."""
    return Finding("bullet-again", "note", f"asked for again: {problem.message}", problem.source, problem.target)
