"""What all endpoints share: the queue, the limits, the keys, the shelf; and how one waits for an answer."""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from starlette.requests import Request

from dipx.engines import open_engine
from dipx.options import Options
from dipx.report import Report
from dipx.serve.batcher import Batcher, Closing, Overloaded, Ticket
from dipx.serve.intake import RETRY, Held
from dipx.serve.keys import Keys
from dipx.serve.metrics import Metrics
from dipx.serve.refusals import Refused
from dipx.serve.settings import ServeOptions
from dipx.serve.shelf import Shelf

LAST = 1.0  # seconds
GONE = 499  # nobody reads it: the one who asked has gone


class Desk:
    """One a server. ``ready`` until the server is told to stop."""

    def __init__(self, options: Options, settings: ServeOptions) -> None:
        """Loads the model. Raises ``ModelError``, ``UsageError`` for the file of keys."""
        self.options = replace(options, clean=False)
        self.settings = settings
        self.limits = settings.limits
        self.keys = Keys(settings.api_keys)
        self.engine = open_engine(self.options, soon=True)
        self.batcher = Batcher(self.options, self.engine, settings.limits.wait)
        self.shelf = Shelf(settings.limits.kept)
        self.held = Held(settings.limits.held_bytes)
        self.metrics = Metrics(self.batcher.load, self.engine.signature)
        self.ready = True
        self._ends = math.inf

    async def answers(self, request: Request, tickets: Sequence[Ticket]) -> list[list[Report]]:
        """The reports of each ticket; those of a client who goes are given up. Raises ``Refused``."""
        gone: asyncio.Future[Any] = asyncio.ensure_future(_gone(request))
        made: asyncio.Future[Any] | None = None
        try:
            made = asyncio.gather(*(asyncio.wrap_future(self.put(ticket)) for ticket in tickets))
            await asyncio.wait({made, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not made.done():
                raise Refused(GONE, "The client has gone")
            found: list[list[Report]] = made.result()
            return found
        finally:
            gone.cancel()
            for ticket in tickets:
                ticket.give_up()
            if made and not made.done():
                made.add_done_callback(_heard)

    def room_for_files(self) -> None:
        """Raises ``Refused`` where too many files wait, or those that were made are all that may be kept."""
        if self.batcher.files() >= self.limits.waiting_files:
            raise Refused(429, "Slowdown: Too many files wait", RETRY)
        if self.shelf.bytes > self.limits.shelf_bytes:
            raise Refused(429, "Slowdown: The server keeps too many files that were not fetched yet", RETRY)

    def put(self, ticket: Ticket) -> Future[list[Report]]:
        """Queue a ticket. Raises ``Refused`` where too much waits, and where the server is about to stop."""
        try:
            future = self.batcher.put(ticket)
        except Overloaded as busy:
            raise Refused(429, f"Slowdown: {busy}", {"Retry-After": str(busy.retry_after)}) from busy
        except Closing as closing:
            raise Refused(429, f"Slowdown: {closing}", {"Retry-After": "30"}) from closing
        future.add_done_callback(self._counted)
        return future

    def _counted(self, future: Future[list[Report]]) -> None:
        if not future.cancelled() and not future.exception():
            self.metrics.translated(future.result())

    def stop(self) -> None:
        """The server is told to stop: from now on there is so much time for what was begun."""
        if self.ready:
            self.ready = False
            self._ends = time.monotonic() + self.settings.drain

    @property
    def is_late(self) -> bool:
        """Whether who looks on has to go: the time to end in is all but over."""
        return time.monotonic() > self._ends - LAST

    async def close(self) -> None:
        """End what was begun, within the time that is left for it, and leave nothing behind."""
        self.stop()
        await asyncio.to_thread(self.batcher.close, max(0.0, self._ends - time.monotonic()))
        self.shelf.close()


def _heard(made: asyncio.Future[Any]) -> None:
    """That nobody asks what came of a request whose client has gone is no fault, and none to be logged."""
    if not made.cancelled():
        made.exception()


async def _gone(request: Request) -> None:
    """Ends when the client goes."""
    with contextlib.suppress(Refused):  # what comes behind a request is too much, or never ends
        while (await request.receive())["type"] != "http.disconnect":
            pass
