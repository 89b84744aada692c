"""The whole flow.

    document ─► language ─► clean ─► segments ─► translations ─► bullets ─► report

Documents come in one by one and reports go out in the same order; in between, the segments of many documents
are translated together, so that a batch is full whatever the size of an article.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from dipx import __version__
from dipx.ahead import ahead
from dipx.document import Bullet, Segment, Translation
from dipx.engines import Engine, open_engine
from dipx.engines.cached import CachedEngine
from dipx.memory import Corrections, NoMemory
from dipx.options import Decoding, Options
from dipx.places import cache_dir, data_dir
from dipx.reading import Prepared
from dipx.report import Failure, Report, RunInfo
from dipx.translation import NO_TERMS, Glossary, Wishes, translate_segments, with_quotes

if TYPE_CHECKING:
    from pathlib import Path

    from dipx.bullets import Article, Rewriter
    from dipx.memory import Memory
    from dipx.reading import FinishedReadings
    from dipx.translation import Finished

WINDOW = 1024  # segments translated together: more fill the batches no better
FIRST_WINDOW = 256  # the next ones are twice as large: while a short job's are checked, the model has others too
WINDOWS = 2  # in work at once: while one is checked and repaired, the model is busy with the other


Window = list[Prepared | Failure]
"""Documents that are translated together."""


class Pipeline:
    """The flow with its engines and its memory: make one a run, and give it all of the run's documents."""

    def __init__(self, options: Options, engine: Engine | None = None) -> None:
        """``engine``: one that was opened for these options already."""
        self.options = options
        place = options.cache_dir or cache_dir()
        memory = _memory(place) if options.memory else NoMemory()
        self._memory = memory
        self._glossary = _glossary(options.glossary) if options.glossary else NO_TERMS
        self._corrections = Corrections(data_dir()) if options.corrections else None
        self.engine = CachedEngine(engine or open_engine(options), memory)

    @cached_property
    def rewriter(self) -> Rewriter | None:
        """The model that writes the bullets; looked for when bullets are asked for."""
        from dipx.bullets import load_rewriter

        return load_rewriter(self.options, self.options.cache_dir or cache_dir(), self._memory)

    def beside(self, options: Options, engine: Engine) -> Pipeline:
        """Another one with the same rewriter, which is loaded once; each may run in a thread of its own. ``options``
        are these with another decoding, ``engine`` is the one that this was made with.
        """
        made = Pipeline(options, engine)
        made.rewriter = self.rewriter
        return made

    @cached_property
    def readings(self) -> FinishedReadings | None:
        """Where documents that were read before are looked up."""
        if isinstance(self._memory, NoMemory):
            return None
        from dipx.reading import FinishedReadings

        return FinishedReadings(self._memory, self.options)

    def info(self, *, bullets: bool) -> RunInfo:
        """How this pipeline makes its results."""
        options = self.options
        return RunInfo(
            __version__,
            self.engine.signature,
            options.decoding.signature(),
            options.reading_signature(),
            options.summary.signature() if bullets else None,
            self.rewriter.signature if bullets and self.rewriter else None,
            self._glossary.digest if options.glossary else None,
            self._corrections.digest() if self._corrections else None,
        )

    def run(self, items: Iterable[Prepared | Failure], *, bullets: bool) -> Iterator[Report | Failure]:
        """A report for each document, in order; a failure passes through."""
        info = self.info(bullets=bullets)  # a model that is missing is said before any work
        self.engine.stop.clear()
        windows = ahead(self._translated, _windows(items), WINDOWS, give_up=self.engine.stop.set)
        with closing(windows):
            for window, by_item in windows:
                summaries = self._bullets(window, by_item) if bullets else ()
                yield from self._reports(window, by_item, summaries, info)

    def _translated(self, window: Window) -> tuple[Window, list[tuple[Translation, ...]]]:
        """The window with the translations of each document."""
        segments = _french(window)
        found = self._corrections.find([segment.text for segment in segments]) if self._corrections else {}
        decoding = self.options.decoding.with_(alignments=any(map(self._needs_links, window)))
        made_all = translate_segments(
            segments, self.engine, decoding, Wishes(self._glossary, found), self._finished(decoding)
        )
        self._memory.keep(made_all)
        translated = iter(made_all)
        return window, [self._translations(item, translated) for item in window]

    def _reports(
        self,
        window: Window,
        by_item: Sequence[tuple[Translation, ...]],
        summaries: Iterable[tuple[Bullet, ...]],
        info: RunInfo,
    ) -> Iterator[Report | Failure]:
        rest = iter(summaries)
        for item, translations in zip(window, by_item, strict=True):
            if isinstance(item, Failure):
                yield item
            else:
                report = Report(item.document, translations, info, next(rest, None), item.notes)
                yield with_quotes(report, self.options.quotes)

    def _finished(self, decoding: Decoding) -> Finished | None:
        """The translations that such a run finished before."""
        if isinstance(self._memory, NoMemory):
            return None
        from dipx.translation import Finished

        context = f"{self.engine.signature}|{decoding.signature()}|{self._glossary.digest}"
        return Finished(self._memory, context, self.engine.served)

    def _translations(self, item: Prepared | Failure, translated: Iterator[Translation]) -> tuple[Translation, ...]:
        """A document's share of the window's translations."""
        if isinstance(item, Failure):
            return ()
        if item.document.lang == "en":
            return tuple(Translation(segment, segment.text) for segment in item.segments)
        own = itertools.islice(translated, len(item.segments))
        # A report does not depend on its neighbours in the window.
        return tuple(own) if self._needs_links(item) else tuple(replace(t, links=None) for t in own)

    def _needs_links(self, item: Prepared | Failure) -> bool:
        """Whether the words of a document are to be aligned: where the user wants to see it, or inline markup does."""
        if isinstance(item, Failure):
            return False
        return self.options.decoding.alignments or any(block.is_marked_within for block in item.document.blocks)

    def _bullets(self, window: Window, by_item: Sequence[tuple[Translation, ...]]) -> list[tuple[Bullet, ...]]:
        """The bullets of each document of the window."""
        articles = [
            (translations, _title(item, translations))
            for item, translations in zip(window, by_item, strict=True)
            if isinstance(item, Prepared)
        ]
        if isinstance(self._memory, NoMemory):
            return self._summaries(articles)
        from dipx.bullets import bullets_of

        model = self.rewriter.signature if self.rewriter else None
        return bullets_of(articles, self._summaries, self._memory, f"{self.options.summary.signature()}|{model}")

    def _summaries(self, articles: Sequence[Article]) -> list[tuple[Bullet, ...]]:
        from dipx.bullets import summarize_all

        return summarize_all(articles, self.options.summary, self.rewriter)


def _memory(place: Path) -> Memory:
    from dipx.memory import Memory

    return Memory(place)


def _glossary(path: Path) -> Glossary:
    from dipx.translation import load_glossary

    return load_glossary(path)


def _title(prepared: Prepared, translations: tuple[Translation, ...]) -> str | None:
    blocks = prepared.document.blocks
    if not blocks or blocks[0].kind != "heading":
        return None
    return " ".join(t.target for t in translations if t.segment.block == 0) or None


def _french(window: Window) -> list[Segment]:
    return [
        segment
        for item in window
        if isinstance(item, Prepared) and item.document.lang != "en"
        for segment in item.segments
    ]


def _windows(items: Iterable[Prepared | Failure]) -> Iterator[Window]:
    window: Window = []
    size, full = 0, FIRST_WINDOW
    for item in items:
        window.append(item)
        size += len(item.segments) if isinstance(item, Prepared) else 1
        if size >= min(full, WINDOW):
            yield window
            window, size, full = [], 0, 2 * full
    if window:
        yield window
