"""How far a job is, counted in bytes of its files; ``cli/screen.py`` shows it."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Collection
from threading import RLock

RECENT_SECONDS = 60.0  # what the rate is taken from: a memory that answers at once does not flatter the rest


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
        self.workers = ""
        self.position = 0  # bytes, an estimate that never goes back
        self._bytes_done = self._in_flight = 0
        self._recent: deque[tuple[float, int, int]] = deque()
        self.turn = RLock()  # texts are counted by the threads that translate, files by the one that writes

    def found(self, files: int) -> None:
        """So many files are the job's, those that are unchanged too."""
        if self.on_found:
            self.on_found(files)

    def staffed(self, workers: str) -> None:
        """Who does it, like ``3 actors on 2 nodes``: said at once."""
        with self.turn:
            self.workers = workers
            self._shown = -math.inf
            self._tell()

    def planned(self, files: int, size: int) -> None:
        """So many more files, so many more bytes."""
        with self.turn:
            self.files += files
            self.bytes += size
            self._recent.append((time.monotonic(), self.position, self.words))
            self._tell()

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
        return min(0.99, self.position / max(1, self.bytes))

    def words_per_second(self) -> float:
        seconds, _, words = self._lately()
        return words / seconds if seconds else 0.0

    def seconds_left(self) -> float | None:
        """By the rate of the last minute; ``None`` before there is one."""
        seconds, moved, _ = self._lately()
        return (self.bytes - self.position) * seconds / moved if moved and seconds >= 1 else None

    def line(self) -> str:
        parts = [f"{self.files_done} of {self.files} files", f"{self.share:.0%}"]
        if self.workers:
            parts.append(self.workers)
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
        return time.monotonic() - then, self.position - position, self.words - words

    def _moved(self) -> None:
        now = time.monotonic()
        # A file has more bytes than characters of text.
        self.position = max(self.position, min(self.bytes, self._bytes_done + self._in_flight))
        if not self._recent or now - self._recent[-1][0] >= 0.5:
            self._recent.append((now, self.position, self.words))
        while len(self._recent) > 2 and now - self._recent[0][0] > RECENT_SECONDS:
            self._recent.popleft()
        self._tell()

    def _tell(self) -> None:
        now = time.monotonic()
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
