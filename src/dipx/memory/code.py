"""What of the program decides its results: whoever remembers a finished one puts this into its key."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from dipx.digests import digests


@functools.cache
def code_digest() -> str:
    """SHA-256 of this package's modules and word lists."""
    package = str(Path(__file__).parent.parent)
    names = sorted(_names(package))
    named = zip(names, digests([f"{package}/{name}" for name in names]), strict=True)  # a Path each would take as long
    return hashlib.sha256("".join(f"{name} {its}\n" for name, its in named).encode()).hexdigest()[:32]


def _names(package: str) -> Iterator[str]:
    """But for the bundled models, which the engine's signature tells apart."""
    for folder, below, names in os.walk(package):
        below[:] = [name for name in below if name not in ("bundled", "__pycache__")]
        place = f"{folder}/"[len(package) + 1 :]
        yield from (place + name for name in names if name.endswith((".py", ".txt", ".tsv", ".gz", ".json")))
