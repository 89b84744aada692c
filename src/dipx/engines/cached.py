"""A memory in front of an engine, with an engine's interface."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager, nullcontext
from threading import Event, Lock
from typing import TYPE_CHECKING

from dipx.ahead import ahead
from dipx.document import Hypothesis
from dipx.engines.base import Engine
from dipx.options import Decoding

if TYPE_CHECKING:
    from dipx.memory import Memory, NoMemory

# A killed run loses at most what the engine calls at work were worth, each so many texts, and no more than the engine
# makes in about so long. Parts of sixteen long texts do not fill its batches: the model worked 1.4 times as long.
COMMIT_EVERY = 256
COMMIT_SECONDS = 2.0
FIRST, FEWEST = 64, 32  # texts: as long as nobody knows how fast the engine is, and of the slowest one
PARTS = 2  # of a call at once: as one's last batches are at work, the next one's first fill what is idle


class Stopped(Exception):  # noqa: N818 - not an error: whoever asked is gone
    """The work was given up (``CachedEngine.stop``)."""


class CachedEngine:
    """Asks the memory first; what it does not hold goes to the engine once, however often and in whatever thread.

    ``hits`` and ``misses`` count texts, for the run's record. ``on_texts`` is told of texts as they are
    there, and whether the engine made them. After ``stop`` is set no more parts are made.
    """

    def __init__(self, engine: Engine, memory: Memory | NoMemory) -> None:
        self._engine = engine
        self._memory = memory
        self._turn = Lock()
        self._first_come = Lock()
        self._pace: float | None = None  # characters a second, of all parts at work together
        self._working = 0
        self._making: dict[tuple[str, bool, str], Future[Hypothesis]] = {}
        self.hits = 0
        self.misses = 0
        self.stop = Event()
        self.on_texts: Callable[[Collection[str], bool], None] | None = None

    @property
    def signature(self) -> str:
        return self._engine.signature

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """See ``Engine``. Raises ``Stopped``."""
        context, aligned = self._context(decoding), decoding.alignments
        unique = list(dict.fromkeys(text for text in texts if text.strip()))
        known = self._memory.get(context, unique, aligned=aligned)
        ours, theirs = self._claimed([text for text in unique if text not in known], context, aligned)
        self._count(known, made=False)
        try:
            with closing(self._parts(ours)) as parts:
                for _ in ahead(lambda part: self._make(part, known, decoding), parts, PARTS):
                    pass
        except BaseException as error:
            self._release(ours, known, context, aligned, error)
            raise
        self._release(ours, known, context, aligned)
        # After our own: those who wait for each other have made what the other waits for.
        known |= {text: future.result() for text, future in theirs.items()}
        self._count(theirs, made=False)
        return [known.get(text) or Hypothesis("") for text in texts]

    def _make(self, part: list[str], known: dict[str, Hypothesis], decoding: Decoding) -> None:
        """Ask the engine; what it made is kept in the memory, and put into ``known``."""
        with self._at_work():
            started = time.monotonic()
            made = dict(zip(part, self._engine.generate(part, decoding), strict=True))
            took = max(time.monotonic() - started, 1e-6)
            if len(part) >= FEWEST:  # of a lone text's time most is waiting for other calls' batches
                self._pace = sum(map(len, part)) * self._working / took
        self._memory.put(self._context(decoding), made, aligned=decoding.alignments)
        known.update(made)
        self._count(part, made=True)

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        with self._turn:
            self._working += 1
        try:
            yield
        finally:
            with self._turn:
                self._working -= 1

    def _parts(self, texts: list[str]) -> Generator[list[str]]:
        """Parts of similar length, so that each fills its batches; short parts end together, and are kept together.

        One call after the other has its parts made, so that its caller goes on while the engine is busy with the next
        one's; what is a part only, such as what a check found wrong, does not wait.
        """
        ordered = sorted(texts, key=len)
        start = 0
        with nullcontext() if len(ordered) <= FEWEST else self._first_come:
            while start < len(ordered):
                if self.stop.is_set():
                    raise Stopped
                if self._pace is None:
                    count = FIRST
                else:
                    count = max(FEWEST, int(self._pace * COMMIT_SECONDS / (len(ordered[start]) or 1)))
                end = start + min(count, COMMIT_EVERY)
                yield ordered[start:end]
                start = end

    def _claimed(
        self, texts: Collection[str], context: str, aligned: bool
    ) -> tuple[list[str], dict[str, Future[Hypothesis]]]:
        """The texts that nobody is making, which are ours now, and the others with what will come of them."""
        with self._turn:
            theirs = {text: found for text in texts if (found := self._making.get((context, aligned, text)))}
            ours = [text for text in texts if text not in theirs]
            self._making |= {(context, aligned, text): Future() for text in ours}
        return ours, theirs

    def _release(
        self,
        texts: Collection[str],
        made: Mapping[str, Hypothesis],
        context: str,
        aligned: bool,
        error: BaseException | None = None,
    ) -> None:
        """Give those who wait for our texts what came of them."""
        with self._turn:
            for text in texts:
                future = self._making.pop((context, aligned, text))
                if text in made:
                    future.set_result(made[text])
                else:
                    future.set_exception(error or Stopped())

    def served(self, texts: Collection[str]) -> None:
        """Count texts that were finished before and so are not asked."""
        self._count(texts, made=False)

    def known(self, texts: Sequence[str], decoding: Decoding) -> Collection[str]:
        """Those texts that the memory holds; nothing is written."""
        return self._memory.peek(self._context(decoding), texts, aligned=decoding.alignments)

    def _context(self, decoding: Decoding) -> str:
        # Asking for an alignment does not change the text: a run without one takes what a run with one left.
        return f"{self._engine.signature}|{decoding.with_(alignments=False).signature()}"

    def _count(self, texts: Collection[str], *, made: bool) -> None:
        with self._turn:
            if made:
                self.misses += len(texts)
            else:
                self.hits += len(texts)
            if self.on_texts and texts:
                self.on_texts(texts, made)
