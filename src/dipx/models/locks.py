"""One process at a time, by a file that the kernel unlocks when its holder dies."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(file: Path, wait: bool = True, *, shared: bool = False) -> Iterator[None]:
    """Hold ``file``, which is created with its folder and stays there: removing a lock invites a race.

    Alone, or ``shared`` with others who share it.

    Raises ``BlockingIOError`` when another process holds it and ``wait`` is false, ``OSError`` when it cannot
    be created.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)
