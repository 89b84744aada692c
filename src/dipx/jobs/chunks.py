"""A job's files in the portions that are sent to a cluster, and what is done with those whose worker dies of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dipx.formats.paths import Input

MOST, LEAST = 64, 4  # files: some of the first fill a window of the pipeline
AHEAD = 2  # chunks that a worker has: one in work, one that waits
DEATHS = 3  # of workers, until a file is given up
SPLIT = 2  # deaths, until a chunk is halved


@dataclass(frozen=True, slots=True)
class Chunk:
    """Files, and how many workers have died while they did them."""

    items: tuple[Input, ...]
    deaths: int = 0


class Chunks:
    """The files that nobody has yet, ``least`` to ``most`` of them in a chunk; a file of records is one by itself."""

    def __init__(self, items: Iterable[Input], least: int = LEAST, most: int = MOST) -> None:
        self._new = deque(items)
        self._least, self._most = least, most
        self._again: deque[Chunk] = deque()

    def __bool__(self) -> bool:
        return bool(self._new or self._again)

    def take(self, workers: int) -> Chunk:
        """The next for one of so many workers. The fewer files are left, the fewer it has: workers end together."""
        if self._again:
            return self._again.popleft()
        fair = len(self._new) // (2 * AHEAD * workers)
        size = min(len(self._new), max(self._least, min(self._most, fair)))
        return Chunk(tuple(self._new.popleft() for _ in range(size)))

    def back(self, chunk: Chunk) -> None:
        """Its worker is gone, and had not begun it."""
        self._again.append(chunk)

    def killed(self, chunk: Chunk) -> Iterator[Input]:
        """Its worker is gone, and was at work on it: once more, in halves after the second time. Gives back a file
        that is not tried again.

        A half is halved after one death more, so that a file that kills is alone soon; alone it has all of its tries.
        """
        chunk = replace(chunk, deaths=chunk.deaths + 1)
        if len(chunk.items) == 1:
            if chunk.deaths >= DEATHS:
                yield chunk.items[0]
                return
        elif chunk.deaths >= SPLIT:
            middle = len(chunk.items) // 2
            for half in (chunk.items[:middle], chunk.items[middle:]):
                self._again.append(Chunk(half, 0 if len(half) == 1 else SPLIT - 1))
            return
        self._again.append(chunk)
