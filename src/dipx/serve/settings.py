"""What a server is told at its start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dipx.serve.refusals import too_long


@dataclass(frozen=True, slots=True)
class Limits:
    """What requests may ask for. 0 is no limit for ``characters`` and ``batch``."""

    characters: int = 0  # of one text
    batch: int = 1000  # texts of one request
    file_bytes: int = 20 * 2**20
    body_bytes: int = 10 * 2**20  # of a request that is no upload
    alternatives: int = 3
    files: int = 100  # of one job
    waiting_files: int = 1000  # of all who wait
    jobs: int = 10_000  # that are at work or can be asked for still
    shelf_bytes: int = 2**31  # of what was made and can be fetched
    wait: float = 8.0  # seconds; Mastodon gives up after ten
    kept: float = 1800.0  # seconds for which finished files can be fetched

    def check(self, texts: Sequence[str]) -> None:
        """Raises ``Refused`` for too many texts, or one that is too long."""
        sizes = [(len(texts), self.batch), *((len(text), self.characters) for text in texts)]
        for size, most in sizes:
            if most and size > most:
                raise too_long(size, most)

    @property
    def upload_bytes(self) -> int:
        """Of a job's files together."""
        return max(200 * 2**20, self.file_bytes)

    @property
    def held_bytes(self) -> int:
        """Of all that was sent and is not read yet: two of the largest jobs, the one of them on its way in."""
        return 3 * self.upload_bytes


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """Where a server listens, who may ask, and how much."""

    host: str = "127.0.0.1"
    port: int = 5000
    api_keys: Path | None = None
    limits: Limits = field(default_factory=Limits)
    metrics: bool = False
    page: bool = True
    files: bool = True
    drain: float = 30.0  # seconds that requests have to end in, once the server is told to stop
