"""How far a job is: counted in bytes of its files, shown as one line that renews itself, or as lines in a log."""

from __future__ import annotations

import shutil
import sys
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import TextIO

RECENT_SECONDS = 60.0  # what the rate is taken from: a memory that answers at once does not flatter the rest
TERMINAL_SECONDS = 0.1
LOG_SECONDS = 10.0
CLEAR = "\r\x1b[K"


class TextCounter:
    """What an engine is told to call with texts (``CachedEngine.on_texts``): tells ``tell`` characters, words, and
    whether the model made them; each text once until ``clear``, for the repair ladder asks for some again."""

    def __init__(self, tell: Callable[[int, int, bool], None]) -> None:
        self._tell = tell
        self._seen: set[str] = set()

    def __call__(self, texts: Collection[str], made: bool) -> None:
        fresh = [text for text in texts if text not in self._seen]
        self._seen.update(fresh)
        self._tell(sum(map(len, fresh)), sum(len(text.split()) for text in fresh), made)

    def clear(self) -> None:
        self._seen.clear()


class Progress:
    """The counters. ``show`` is called, not too often, when there is something new to say; ``on_found`` when the
    job's files are known.

    A file's bytes count when it is finished; before that the characters of its texts that are translated do.
    """

    def __init__(self, show: Callable[[Progress], None] | None = None, every: float = 0.0) -> None:
        self.files = self.bytes = self.files_done = self.words = 0
        self.model_words = 0
        self.on_found: Callable[[int], None] | None = None
        self.texts = TextCounter(self.translated)
        self._show, self._every, self._shown = show, every, time.monotonic()
        self._bytes_done = self._in_flight = self._position = 0
        self._recent: deque[tuple[float, int, int]] = deque()
        self.turn = RLock()  # texts are counted by the threads that translate, files by the one that writes

    def found(self, files: int) -> None:
        """So many files are the job's, those that are unchanged too."""
        if self.on_found:
            self.on_found(files)

    def planned(self, files: int, size: int) -> None:
        """So many more files, so many more bytes."""
        self.files += files
        self.bytes += size
        self._recent.append((time.monotonic(), self._position, self.words))

    def translated(self, characters: int, words: int, made: bool) -> None:
        """More is translated; ``made`` by the model, not remembered."""
        with self.turn:
            self.words += words
            self.model_words += words if made else 0
            self._in_flight += characters
            self._moved()

    def finished(self, size: int) -> None:
        """A file that was planned has its outcome."""
        with self.turn:
            self.texts.clear()
            self.files_done += 1
            self._bytes_done += size
            self._in_flight = max(0, self._in_flight - size)
            self._moved()

    @property
    def share(self) -> float:
        if self.files_done == self.files:
            return 1.0
        return min(0.99, self._position / max(1, self.bytes))

    def words_per_second(self) -> float:
        seconds, _, words = self._lately()
        return words / seconds if seconds else 0.0

    def seconds_left(self) -> float | None:
        """By the rate of the last minute; ``None`` before there is one."""
        seconds, moved, _ = self._lately()
        return (self.bytes - self._position) * seconds / moved if moved and seconds >= 1 else None

    def line(self) -> str:
        parts = [f"{self.files_done} of {self.files} files", f"{self.share:.0%}"]
        if rate := self.words_per_second():
            parts.append(f"{rate:,.0f} words/s")
        left = self.seconds_left()
        if left is not None and self.files_done < self.files:
            parts.append(f"{duration(left)} left")
        return ", ".join(parts)

    def _lately(self) -> tuple[float, int, int]:
        """Seconds, bytes and words since the oldest moment that still counts."""
        if not self._recent:
            return 0.0, 0, 0
        then, position, words = self._recent[0]
        return time.monotonic() - then, self._position - position, self.words - words

    def _moved(self) -> None:
        now = time.monotonic()
        # A file has more bytes than characters of text: an estimate, which never goes back.
        self._position = max(self._position, min(self.bytes, self._bytes_done + self._in_flight))
        if not self._recent or now - self._recent[-1][0] >= 0.5:
            self._recent.append((now, self._position, self.words))
        while len(self._recent) > 2 and now - self._recent[0][0] > RECENT_SECONDS:
            self._recent.popleft()
        if self._show and now - self._shown >= self._every:
            self._shown = now
            self._show(self)


def duration(seconds: float) -> str:
    """``42 s``, ``3 min 10 s``, ``2 h 05 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"


class Screen:
    """Standard error: on a terminal the progress is its last line, which gives way to what is printed."""

    def __init__(self, stream: TextIO, quiet: bool) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._drawn = False
        every = TERMINAL_SECONDS if self._terminal else LOG_SECONDS
        self.progress = Progress(None if quiet else self._show, every)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While something else is printed, the progress is not there."""
        with self.progress.turn:
            drawn = self._drawn
            self.clear()
            yield
            if drawn:
                self._show(self.progress)

    def clear(self) -> None:
        with self.progress.turn:
            if self._drawn:
                self._stream.write(CLEAR)
                self._stream.flush()
                self._drawn = False

    def _show(self, progress: Progress) -> None:
        if self._terminal:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write(CLEAR + progress.line()[:width])
            self._drawn = True
        else:
            self._stream.write(f"dipx: {progress.line()}\n")
        self._stream.flush()


@contextmanager
def screen(quiet: bool) -> Iterator[Screen]:
    """Progress on standard error, gone from the terminal at the end."""
    shown = Screen(sys.stderr, quiet)
    try:
        yield shown
    finally:
        shown.clear()
