"""Files that come while a job runs: found by looking again and again, taken when nobody writes to them any more."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dipx.errors import UsageError
from dipx.formats.paths import Input, expand

Seen = tuple[int, int, int]  # a file's size, modification time and inode


@dataclass(frozen=True, slots=True)
class Watch:
    """How often to look, and how long a file's size and time must have been the same; seconds."""

    poll: float = 1.0
    settle: float = 2.0


def changes(inputs: Callable[[], list[Input]], watch: Watch) -> Iterator[list[Input]]:
    """The files that are new or changed, again and again, for ever. A file that is being written waits."""
    taken: dict[Path, Seen] = {}
    waiting: dict[Path, tuple[Seen, float]] = {}
    logging.getLogger(expand.__module__).addFilter(_once())
    while True:
        started = time.monotonic()
        ready = []
        for item, seen in _look(inputs):
            if taken.get(item.path) == seen:
                continue
            before, since = waiting.get(item.path, (None, started))
            if before != seen:
                waiting[item.path], since = (seen, started), started
            if started - since >= watch.settle or _old(seen, watch.settle):
                waiting.pop(item.path, None)
                taken[item.path] = seen
                ready.append(item)
        yield ready
        # Looking costs at most a tenth of a processor, however many files there are.
        time.sleep(max(watch.poll, 9 * (time.monotonic() - started) if not ready else 0.0))


def _look(inputs: Callable[[], list[Input]]) -> Iterator[tuple[Input, Seen]]:
    try:
        found = inputs()
    except UsageError:  # no file yet
        return
    for item in found:
        try:
            stat = item.path.stat()
        except OSError:
            continue  # gone again, or not there yet
        yield item, (stat.st_size, stat.st_mtime_ns, stat.st_ino)


def _once() -> Callable[[logging.LogRecord], bool]:
    """Lets each message through once: what is passed over in a folder is said at the first look, not at each."""
    said: set[str] = set()

    def is_new(record: logging.LogRecord) -> bool:
        message = record.getMessage()
        before = len(said)
        said.add(message)
        return len(said) > before

    return is_new


def _old(seen: Seen, settle: float) -> bool:
    """Whether a file was at rest when it was first seen. A time in the future tells nothing."""
    return 0 <= seen[1] / 1e9 <= time.time() - settle
