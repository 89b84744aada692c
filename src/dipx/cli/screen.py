"""Standard error while a job runs: a bar on a terminal, a plain line now and then in a log, nothing when quiet."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from dipx.jobs.progress import Progress

if TYPE_CHECKING:
    from dipx.cli.bar import Bar

TERMINAL_SECONDS = 0.25
LOG_SECONDS = 10.0
DRAWING = 0.03  # of the time so far, at most: rich takes some 6 ms to remove its bar and draw it again


class Screen:
    """``progress`` is what the job tells; ``aside`` and ``clear`` are for those who print."""

    def __init__(self, stream: TextIO, quiet: bool) -> None:
        self._stream = stream
        self._terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._bar: Bar | None = None
        self._begun, self._drawing = time.monotonic(), 0.0
        every = TERMINAL_SECONDS if self._terminal else LOG_SECONDS
        self.progress = Progress(None if quiet else self._show, every)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While something is printed on standard output, a terminal that shows that too has no bar.

        It is back at once, or, where files are done faster than bars are drawn, with the next news.
        """
        with self.progress.turn:
            bar = self._bar if sys.stdout.isatty() else None
            if bar:
                with self._timed():
                    bar.stop()
            yield
            if bar and self._drawing < DRAWING * (time.monotonic() - self._begun):
                self._show(self.progress)

    def clear(self) -> None:
        with self.progress.turn:
            if self._bar:
                self._bar.stop()

    def _show(self, progress: Progress) -> None:
        if not self._terminal:
            self._stream.write(f"dipx: {progress.line()}\n")
            self._stream.flush()
            return
        if self._bar is None:
            from dipx.cli.bar import Bar

            self._bar = Bar(self._stream)
        with self._timed():
            self._bar.show(progress)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        started = time.monotonic()
        yield
        self._drawing += time.monotonic() - started


@contextmanager
def screen(quiet: bool) -> Iterator[Screen]:
    """Progress on standard error, gone from the terminal at the end."""
    shown = Screen(sys.stderr, quiet)
    try:
        yield shown
    finally:
        shown.clear()
