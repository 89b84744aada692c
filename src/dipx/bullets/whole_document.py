"""Bullets by a model that reads a whole document (BART, T5, …), in windows; each is traced to sentences of its own.

What the model writes of a window is split into sentences. Each is attributed to sentences of that window and
checked against them, as a rewritten sentence is. Those of all windows compete for the places that there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dipx.bullets.attribution import attribute
from dipx.bullets.bullet import fallback, finished, rewritten
from dipx.bullets.candidates import Candidates, eligible, penalty, pick, rated
from dipx.bullets.passover import TIERS, reason_against
from dipx.bullets.receipts import check_rewriting
from dipx.bullets.selector import vectorize
from dipx.bullets.shorten import shorten
from dipx.bullets.windows import Count, Window, windows
from dipx.bullets.words import content
from dipx.document import Bullet, Finding, Hypothesis, Segment, Translation
from dipx.engines.base import Engine
from dipx.options import Decoding, SummaryOptions
from dipx.text.segmentation import sentences

# In standard deviations of the score: what the model got wrong gives way to what it got right.
_FELL_BACK: Final = 1.0
_ARTICLE: Final[frozenset[str | None]] = frozenset().union(*TIERS)
# Where models trained on tokenised summaries part their sentences: "the vote was lost . he left", "<n>".
_BREAK: Final = re.compile(r"\s*(?:<n>|\n)\s*(?:[-–•*]\s+)?|(?<=\s[.!?])\s+")


Worth = Mapping[Segment, float]
"""The selector's score of each sentence of the article."""


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A summariser and how it wants to be asked: ``limit`` tokens at once, ``prefix`` before each text."""

    engine: Engine
    count: Count
    limit: int
    decoding: Decoding
    prefix: str = ""

    @property
    def signature(self) -> str:
        return f"{self.engine.signature},window={self.limit},{self.decoding.signature()}"

    def windows(self, article: Sequence[Translation]) -> list[Window]:
        """The article as the model is shown it."""
        return windows(article, self.count, max(1, self.limit - sum(self.count([self.prefix]))))

    def ask(self, shown: Sequence[Window]) -> Iterator[tuple[Window, Hypothesis]]:
        """What the model writes of each window. One that is too long for it after all is shown as two."""
        # A minimum is for articles: of a few lines it would make the model say more than they do.
        least = min((window.tokens // 2 for window in shown), default=0)
        decoding = self.decoding.with_(min_tokens=min(self.decoding.min_tokens, least))
        made = self.engine.generate([self.prefix + window.text for window in shown], decoding)
        for window, written in zip(shown, made, strict=True):
            if written.cut and not written.text and len(window.parts) > 1:
                yield from self.ask(window.halves())
            else:
                yield window, written


def summarize_windows(
    article: Sequence[Translation], options: SummaryOptions, model: WholeDocument, title: str | None, limit: int
) -> tuple[Bullet, ...]:
    """At most ``limit`` bullets for the sentences of one document, in its order, no two of which say the same.

    The model is asked of every window, whatever ``limit`` is; of none where that is 0.
    """
    if not limit:
        return ()
    worth = dict(zip([item.segment for item in article], rated(article, title).scores, strict=True))
    made = model.ask(model.windows(article))
    bullets = [bullet for window, written in made for bullet in _bullets(window, written, options, worth)]
    bullets.sort(key=lambda bullet: bullet.sources[0].segment.start)
    judged = [_as_sentence(bullet) for bullet in bullets]
    scores = [
        max(worth[source.segment] for source in bullet.sources)
        - penalty(bullet.text, sentence.findings, options)
        - _FELL_BACK * (bullet.origin == "fallback")
        for bullet, sentence in zip(bullets, judged, strict=True)
    ]
    candidates = Candidates(vectorize([bullet.text for bullet in bullets]), scores)
    return tuple(bullets[index] for index in pick(candidates, eligible(judged), limit, title))


def split_summary(text: str) -> list[str]:
    """The sentences of what a summariser wrote: parted by lines, by ``<n>``, by spaced full stops, or as any text."""
    return [line[start:end] for line in _BREAK.split(f"\n{text}") for start, end in sentences(line)]


def _bullets(window: Window, written: Hypothesis, options: SummaryOptions, worth: Worth) -> list[Bullet]:
    """A bullet for each sentence that the model wrote of the window; at least one where the window has an article."""
    sources = [source for source in window.sources if reason_against(source) in _ARTICLE and content(source.target)]
    if not sources:
        return []
    said = [sentence for sentence in split_summary(written.text) if content(sentence)]
    bullets = []
    for index, sentence in enumerate(said, 1):
        unfinished = written.cut and index == len(said) and not sentence.endswith((".", "!", "?", "…", '"', "”"))
        if held := attribute(sentence, sources):
            bullets.append(_bullet(sentence, held, options, unfinished))
    if not bullets:
        best = max((sources[index] for index in eligible(sources)), key=lambda source: worth[source.segment])
        problem = "the model wrote nothing that is in this part of the text"
        bullets.append(fallback(best, options, [Finding("bullet-blank", "note", problem, best.target, written.text)]))
    return [_with_note(bullet, window) for bullet in bullets]


def _bullet(sentence: str, held: Sequence[Translation], options: SummaryOptions, unfinished: bool) -> Bullet:
    """The sentence with its sources ``held``, the best first, or that best one where the sentence fails."""
    text = shorten(finished(sentence), options.max_words)
    sources = sorted(held, key=lambda source: source.segment.start)
    english = " ".join(source.target for source in sources)
    problem = check_rewriting(text, english)
    if unfinished:
        problem = Finding("bullet-cut", "note", "the model did not finish", english, sentence)
    return fallback(held[0], options, [problem]) if problem else rewritten(text, sources)


def _with_note(bullet: Bullet, window: Window) -> Bullet:
    """The bullet, saying so where the model did not see its source in one piece."""
    parted = {part.source.segment for part in window.parts if not part.is_whole}
    source = next((source for source in bullet.sources if source.segment in parted), None)
    if source is None:
        return bullet
    message = "its source is longer than the model reads at once, and was read in parts"
    return replace(
        bullet, findings=(*bullet.findings, Finding("bullet-window", "note", message, source.target, bullet.text))
    )


def _as_sentence(bullet: Bullet) -> Translation:
    """The bullet as what the rules on sentences judge: its text, with what was found in its sources."""
    findings = tuple(finding for source in bullet.sources for finding in source.findings)
    return replace(bullet.sources[0], target=bullet.text, findings=findings)
