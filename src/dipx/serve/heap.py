"""The C library's heap in a process that lives long and has many threads: what they give back goes back.

glibc gives each thread a heap of its own, up to eight a core, each of which keeps what its largest request took; and a
large block that was freed once makes it keep blocks as large. Two minutes of mixed traffic (``benchmarks/soak.py``)
left a server with 715 MB, and with two heaps with 350. Where there is no glibc nothing is done.
"""

from __future__ import annotations

import ctypes
import time
from functools import cache
from typing import Any

HEAPS = 2
LARGE = 4 << 20  # bytes: a block of its own, which goes back at once
EVERY = 10.0  # seconds between two times of giving back what is free
_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # malloc.h


@cache
def _library() -> Any:
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None


def few_heaps() -> None:
    """To be said before there are threads."""
    if library := _library():
        library.mallopt(_ARENA_MAX, HEAPS)
        library.mallopt(_MMAP_THRESHOLD, LARGE)


class Trimmer:
    """Gives back what is free, every now and then."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def trim(self) -> None:
        now = time.monotonic()
        if now - self._last >= EVERY and (library := _library()):
            self._last = now
            library.malloc_trim(0)
