"""Bullets with receipts: select telling sentences, rewrite or tidy each, keep what it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dipx.bullets.bullet import extracted, measured
from dipx.bullets.candidates import eligible, penalty, pick, rated
from dipx.bullets.receipts import support
from dipx.bullets.rewriting import passages, rewrite
from dipx.bullets.shorten import tidy
from dipx.bullets.whole_document import WholeDocument, summarize_windows
from dipx.document import Bullet, Translation
from dipx.engines.base import Engine
from dipx.options import SummaryOptions

SENTENCES_PER_BULLET: Final = 3.5

__all__ = ["Article", "count_bullets", "select", "summarize", "summarize_all", "support"]


Article = tuple[Sequence[Translation], str | None]
"""A document's translations, in order, and its title."""


def summarize(
    translations: Sequence[Translation],
    options: SummaryOptions,
    rewriter: Engine | WholeDocument | None = None,
    title: str | None = None,
) -> tuple[Bullet, ...]:
    """At most ``options.bullets`` bullets for one document, in its order; none for a document without words.

    ``translations`` are the document's, in order; for an English article, each with its source as target.
    Without ``rewriter`` a bullet is a sentence of the English, tidied and shortened where that is safe. With
    one, a text of the model's that fails its checks is replaced by such a sentence, and a finding says why.
    """
    return summarize_all([(translations, title)], options, rewriter)[0]


def summarize_all(
    articles: Sequence[Article], options: SummaryOptions, rewriter: Engine | WholeDocument | None = None
) -> list[tuple[Bullet, ...]]:
    """``summarize`` for each of many documents, for which a rewriter is asked at once."""
    if isinstance(rewriter, WholeDocument):
        made = [_by_windows(article, title, options, rewriter) for article, title in articles]
    else:
        made = _of_sentences(articles, options, rewriter)
    return [tuple(measured(bullet, options) for bullet in bullets) for bullets in made]


def _of_sentences(
    articles: Sequence[Article], options: SummaryOptions, rewriter: Engine | None
) -> list[tuple[Bullet, ...]]:
    chosen = [select(article, options, title) for article, title in articles]
    if rewriter is None:
        return [tuple(extracted(source, options) for source in sources) for sources in chosen]
    asked = [passages(sources, article) for sources, (article, _) in zip(chosen, articles, strict=True)]
    return rewrite(asked, options, rewriter)


def _by_windows(
    article: Sequence[Translation], title: str | None, options: SummaryOptions, model: WholeDocument
) -> tuple[Bullet, ...]:
    known = _with_words(article)
    limit = count_bullets(len(eligible(known)), options.bullets)
    return summarize_windows(known, options, model, title, limit)


def select(translations: Sequence[Translation], options: SummaryOptions, title: str | None = None) -> list[Translation]:
    """The translations that deserve a bullet, in document order, no two of them alike."""
    known = _with_words(translations)
    allowed = eligible(known)
    made = rated(known, title)
    scores = list(made.scores)
    for index in allowed:
        scores[index] -= penalty(tidy(known[index].target), known[index].findings, options)
    limit = count_bullets(len(allowed), options.bullets)
    return [known[index] for index in pick(replace(made, scores=scores), allowed, limit, title)]


def count_bullets(sentences: int, limit: int) -> int:
    """How many bullets a document of so many usable sentences gets: one for three or four, one at least."""
    if sentences < 1:
        return 0
    return max(0, min(limit, max(1, round(sentences / SENTENCES_PER_BULLET))))


def _with_words(translations: Sequence[Translation]) -> list[Translation]:
    return [item for item in translations if item.target.strip()]
