"""One engine for many requests: what waits is translated together, in the order in which it came.

``Pipeline.run`` is not re-entrant, so each lane owns a pipeline, and nothing else runs one. There is no waiting window:
a lane takes what waits when it is free, up to a budget, and what comes meanwhile is the next batch. Two lanes keep the
model busy while one of them checks; only the first takes files, so that a long one never stands before a short text.

No text depends on its neighbours (``engines/base.py``), so merging requests changes no answer.
"""

from __future__ import annotations

import itertools
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from dipx.engines import Engine
from dipx.engines.cached import Stopped
from dipx.options import Options
from dipx.pipeline import Pipeline
from dipx.reading import Prepared
from dipx.report import Report
from dipx.serve.heap import Trimmer

BUDGET = 16_384  # tokens a batch, some 700 sentences: more fill the model's batches no better
CHARACTERS = 4  # of French a token, about
LANES = 2
LONGEST_RETRY = 60  # seconds


class Overloaded(Exception):  # noqa: N818 - an answer, no fault
    """What waits already takes too long; ``retry_after`` in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"The server is busy: try again in {retry_after} s")
        self.retry_after = retry_after


class Closing(Exception):  # noqa: N818 - an answer, no fault
    """The server is about to end and takes nothing more."""


@dataclass(frozen=True, slots=True)
class Way:
    """How documents are to be made: what has the same way may share a batch. ``beam_size`` 0 is the server's own."""

    bullets: bool = False
    alignments: bool = False
    nth: int = 0
    beam_size: int = 0

    def options(self, options: Options) -> Options:
        """The server's ``options`` with the decoding of this way."""
        beam = self.beam_size or options.decoding.beam_size
        decoding = options.decoding.with_(alignments=self.alignments, nth=self.nth, beam_size=beam)
        return replace(options, decoding=decoding)


@dataclass(eq=False, slots=True)
class Ticket:
    """Documents that somebody waits for: their reports come in ``future``. ``told`` hears how many texts are done.

    ``give_up`` at any time: what has not begun never begins, and a file that has is stopped.
    """

    items: Sequence[Prepared]
    way: Way = field(default_factory=Way)
    is_file: bool = False
    told: Callable[[int], None] | None = None
    future: Future[list[Report]] = field(default_factory=Future)
    gone: threading.Event = field(default_factory=threading.Event)
    tokens: int = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = sum(len(segment.text) // CHARACTERS + 1 for item in self.items for segment in item.segments)

    @property
    def is_made(self) -> bool:
        """Whether its reports are there: not so where it failed or was given up."""
        return self.future.done() and not self.future.cancelled() and not self.future.exception()

    def give_up(self) -> None:
        self.gone.set()
        self.future.cancel()


class Batcher:
    """The queue and the lanes that empty it."""

    def __init__(self, options: Options, engine: Engine, wait: float) -> None:
        """``wait``: seconds; where what comes would wait longer it is refused.

        Raises ``UsageError`` for a glossary and ``ModelError`` for a summary model that cannot be had: at the start,
        not at the first request.
        """
        self._options = options
        self._engine = engine
        self._wait = wait
        self._changed = threading.Condition()
        self._queue: deque[Ticket] = deque()
        self._running: set[Ticket] = set()
        self._speed = _Speed()
        self._trimmer = Trimmer()
        self._open = True
        self._first = Pipeline(Way().options(options), engine)
        self._first.info(bullets=True)
        for number in range(LANES):
            own = {Way(): self._first if number == 0 else self._first.beside(self._first.options, engine)}
            threading.Thread(target=self._lane, args=(own, number == 0), daemon=True, name=f"lane {number}").start()

    def put(self, ticket: Ticket) -> Future[list[Report]]:
        """Queue a ticket; a file waits as long as it takes. Raises ``Overloaded``, ``Closing``."""
        with self._changed:
            if not self._open:
                raise Closing("The server is about to stop")
            if not ticket.is_file and (waiting := self.waiting()) > self._wait:
                raise Overloaded(min(LONGEST_RETRY, math.ceil(waiting)))
            self._queue.append(ticket)
            self._changed.notify_all()
        return ticket.future

    def waiting(self) -> float:
        """Seconds until a text that comes now would have its turn, by the speed that was measured."""
        with self._changed:
            queued = sum(ticket.tokens for ticket in self._queue if not (ticket.is_file or ticket.gone.is_set()))
            running = sum(ticket.tokens for ticket in self._running if not ticket.is_file)
            return (queued + running / 2) / self._speed.rate  # of what runs, half is done on average

    def load(self) -> tuple[int, int, int]:
        """Tickets that run, tickets that wait, and the tokens of these."""
        with self._changed:
            return len(self._running), len(self._queue), sum(ticket.tokens for ticket in self._queue)

    def files(self) -> int:
        """Files that wait."""
        with self._changed:
            return sum(ticket.is_file for ticket in self._queue)

    def close(self, seconds: float) -> bool:
        """Take nothing more, and end what was taken; whether all of it ended in time. The rest is given up."""
        with self._changed:
            self._open = False
            self._changed.notify_all()
            ended = self._changed.wait_for(lambda: not (self._queue or self._running), timeout=seconds)
            for ticket in [*self._queue, *self._running]:
                ticket.give_up()
            return ended

    def _lane(self, pipelines: dict[Way, Pipeline], takes_files: bool) -> None:
        file_first = takes_files  # in turns with texts: these have another lane, and no end where many ask
        while batch := self._next(takes_files, file_first):
            file_first = takes_files and not batch[0].is_file
            try:
                self._work([ticket for ticket in batch if ticket.future.set_running_or_notify_cancel()], pipelines)
            finally:
                with self._changed:
                    self._running.difference_update(batch)
                    self._speed.ended(sum(ticket.tokens for ticket in batch if ticket.is_made))
                    self._changed.notify_all()
                del batch  # what was sent is not to stay until the next request
                self._trimmer.trim()

    def _next(self, takes_files: bool, file_first: bool) -> list[Ticket]:
        """The tickets that are next, which wait no more; none once the server closes and nothing waits."""
        with self._changed:
            while True:
                for ticket in [ticket for ticket in self._queue if ticket.gone.is_set()]:
                    self._queue.remove(ticket)
                batch = _batch(self._queue, takes_files, file_first)
                if batch or not self._open:
                    break
                self._changed.wait()
            for ticket in batch:
                self._queue.remove(ticket)
            if batch:
                self._speed.began(idle=not self._running)
                self._running.update(batch)
            return batch

    def _work(self, batch: Sequence[Ticket], pipelines: dict[Way, Pipeline]) -> None:
        """Say what came of each ticket. Where they fail together each is tried alone: one of them may be at fault."""
        try:
            made = iter(_made(batch, self._pipeline(batch[0].way, pipelines)) if batch else ())
        except BaseException as error:
            if len(batch) == 1:
                batch[0].future.set_exception(error)
            else:
                for ticket in batch:
                    self._work([ticket], pipelines)
            return
        for ticket in batch:
            ticket.future.set_result(list(itertools.islice(made, len(ticket.items))))

    def _pipeline(self, way: Way, pipelines: dict[Way, Pipeline]) -> Pipeline:
        key = replace(way, bullets=False)  # it makes them or not
        if key not in pipelines:
            pipelines[key] = self._first.beside(way.options(self._options), self._engine)
        return pipelines[key]


def _batch(queue: Collection[Ticket], takes_files: bool, file_first: bool) -> list[Ticket]:
    """The first short tickets that go the same way, up to the budget, at least one; or the first file, alone."""
    short = [ticket for ticket in queue if not ticket.is_file]
    file = [ticket for ticket in queue if ticket.is_file][:1] if takes_files else []
    if not short or (file and file_first):
        return file
    batch, tokens = short[:1], short[0].tokens
    for ticket in short[1:]:
        tokens += ticket.tokens
        if tokens > BUDGET or ticket.way != batch[0].way:
            break
        batch.append(ticket)
    return batch


def _made(batch: Sequence[Ticket], pipeline: Pipeline) -> list[Report]:
    """The reports of all items. Raises what the pipeline raises; ``Stopped`` where the one ticket was given up."""
    only = batch[0] if len(batch) == 1 else None

    def told(texts: Collection[str], made: bool) -> None:
        if only and only.gone.is_set():
            pipeline.engine.stop.set()
        if only and only.told:
            only.told(len(texts))

    items = [item for ticket in batch for item in ticket.items]
    pipeline.engine.on_texts = told
    try:
        reports = [report for report in pipeline.run(items, bullets=batch[0].way.bullets) if isinstance(report, Report)]
    finally:
        pipeline.engine.on_texts = None
    if only and only.gone.is_set():
        raise Stopped
    return reports


class _Speed:
    """Tokens a second of the time in which anything runs; what is long past counts little."""

    FADING = 0.9  # at each batch
    FIRST = 500.0  # tokens a second, until one is measured

    def __init__(self) -> None:
        self._tokens = self.FIRST
        self._seconds = 1.0
        self._since = 0.0

    @property
    def rate(self) -> float:
        return self._tokens / self._seconds

    def began(self, *, idle: bool) -> None:
        """A batch begins; ``idle``: nothing ran before."""
        if idle:
            self._since = time.monotonic()

    def ended(self, tokens: int) -> None:
        """A batch has ended; one of which nothing was made (0) says nothing of the speed."""
        now = time.monotonic()
        if tokens:
            self._tokens = self.FADING * self._tokens + tokens
            self._seconds = self.FADING * self._seconds + max(now - self._since, 1e-3)
        self._since = now
