"""How good the bullets are: ROUGE against editors' bullets, what they owe their sources, their cost."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dipx.bullets import Rewriter, summarize_all
from dipx.bullets.shorten import count_words
from dipx.bullets.words import tokens
from dipx.document import Bullet, Segment, Translation
from dipx.errors import DipxError, InputError, how_to_add
from dipx.options import SummaryOptions
from dipx.text.segmentation import sentences

METRICS: Final = ("rouge1", "rouge2", "rougeLsum")
SIGNATURE: Final = "rouge-score,F1,stemmer"


@dataclass(frozen=True, slots=True)
class Story:
    """An English article and the bullets that its editors wrote."""

    id: str
    document: str
    bullets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SummaryScores:
    """Averages over the stories; ROUGE is F1 in percent, shares run from 0 to 1.

    ``novel_bigrams`` is the share of the bullets' word pairs that are not in the article; ``supported`` the
    share of bullets all of whose content is in their sources; ``fallback`` of those whose rewriting failed.
    """

    stories: int
    rouge: dict[str, float]
    lead: dict[str, float]
    bullets: float
    words_per_bullet: float
    supported: float
    fallback: float
    novel_bigrams: float
    articles_per_second: float
    signature: str = SIGNATURE


def read_stories(path: Path) -> list[Story]:
    """Stories from JSON lines of ``id``, ``document`` and ``bullets``. Raises ``InputError`` for others."""
    stories = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                story = json.loads(line)
                stories.append(Story(str(story["id"]), story["document"], tuple(story["bullets"])))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    f"{path}:{number} is no story ({error}). A line is JSON with id, document and bullets."
                ) from error
    return stories


def evaluate_summaries(
    stories: Sequence[Story], options: SummaryOptions, rewriter: Rewriter | None = None, lead: int = 3
) -> SummaryScores:
    """``summarize_stories`` and then ``score_summaries``; raises as they do."""
    made, seconds = summarize_stories(stories, options, rewriter)
    return score_summaries(stories, made, seconds, lead)


def summarize_stories(
    stories: Sequence[Story], options: SummaryOptions, rewriter: Rewriter | None = None
) -> tuple[list[tuple[Bullet, ...]], float]:
    """The bullets of each story, and the seconds that splitting and summarising took together.

    Raises ``DipxError`` if there is no story.
    """
    if not stories:
        raise DipxError("There is no story to evaluate on. Give a file with at least one line.")
    began = time.perf_counter()
    made = summarize_all([(as_translations(story.document), None) for story in stories], options, rewriter)
    return made, time.perf_counter() - began


def score_summaries(
    stories: Sequence[Story], made: Sequence[tuple[Bullet, ...]], seconds: float, lead: int = 3
) -> SummaryScores:
    """The figures of bullets made for ``stories``; the first ``lead`` sentences are scored in the same run.

    Raises ``DipxError`` if the package that counts ROUGE is not installed.
    """
    scorer = _scorer()
    leads = [[item.target for item in as_translations(story.document)[:lead]] for story in stories]
    flat = [bullet for bullets in made for bullet in bullets]
    return SummaryScores(
        stories=len(stories),
        rouge=_rouge(scorer, stories, ([bullet.text for bullet in bullets] for bullets in made)),
        lead=_rouge(scorer, stories, leads),
        bullets=len(flat) / len(stories),
        words_per_bullet=_mean(count_words(bullet.text) for bullet in flat),
        supported=_mean(bullet.support == 1.0 for bullet in flat),
        fallback=_mean(bullet.origin == "fallback" for bullet in flat),
        novel_bigrams=_mean(
            share for story, bullets in zip(stories, made, strict=True) for share in _novel(story, bullets)
        ),
        articles_per_second=len(stories) / max(seconds, 1e-9),
    )


def predictions_jsonl(stories: Sequence[Story], made: Sequence[tuple[Bullet, ...]]) -> str:
    """What was produced, a line a story: ``id``, and ``bullets`` with their sources' text and offsets."""
    lines = []
    for story, bullets in zip(stories, made, strict=True):
        entries = [
            {
                "text": bullet.text,
                "support": round(bullet.support, 3),
                "origin": bullet.origin,
                "sources": [
                    {"source": s.segment.text, "start": s.segment.start, "end": s.segment.end} for s in bullet.sources
                ],
            }
            for bullet in bullets
        ]
        lines.append(json.dumps({"id": story.id, "bullets": entries}, ensure_ascii=False) + "\n")
    return "".join(lines)


def as_translations(document: str) -> list[Translation]:
    """An English article as the translations of itself: a line is a block, a sentence a segment."""
    found = []
    begin = 0
    for block, line in enumerate(document.split("\n")):
        for start, end in sentences(line):
            segment = Segment(line[start:end], begin + start, begin + end, block)
            found.append(Translation(segment, segment.text))
        begin += len(line) + 1
    return found


def _scorer() -> Any:
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError as error:
        raise DipxError(
            f"ROUGE needs the package rouge-score, which is not here. Add it with: {how_to_add('eval')}"
        ) from error
    return RougeScorer(list(METRICS), use_stemmer=True)


def _rouge(scorer: Any, stories: Sequence[Story], summaries: Iterable[Sequence[str]]) -> dict[str, float]:
    totals = dict.fromkeys(METRICS, 0.0)
    for story, summary in zip(stories, summaries, strict=True):
        scores = scorer.score("\n".join(story.bullets), "\n".join(summary))
        for name in METRICS:
            totals[name] += scores[name].fmeasure
    return {name: round(100 * total / len(stories), 2) for name, total in totals.items()}


def _novel(story: Story, bullets: Sequence[Bullet]) -> list[float]:
    """For each bullet the share of its word pairs that the article does not have."""
    known = _bigrams(story.document)
    pairs = [_bigrams(bullet.text) for bullet in bullets]
    return [len(found - known) / len(found) for found in pairs if found]


def _bigrams(text: str) -> set[tuple[str, str]]:
    words = [word.lower() for word in tokens(text)]
    return set(itertools.pairwise(words))


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
