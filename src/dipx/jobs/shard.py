"""A part of a folder: which files it holds is a function of their names, so that no coordinator is needed."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from dipx.errors import UsageError


@dataclass(frozen=True, slots=True)
class Shard:
    """Part ``index`` (from 1) of ``count``."""

    index: int
    count: int

    def __str__(self) -> str:
        return f"{self.index}-of-{self.count}"

    def holds(self, stem: Path) -> bool:
        """Whether a file is in this part; each file is in exactly one, whatever other files there are."""
        first = hashlib.sha256(stem.as_posix().encode("utf-8", "surrogateescape")).digest()[:8]
        return int.from_bytes(first) % self.count == self.index - 1


def parse_shard(text: str) -> Shard:
    """``2/4`` → part 2 of 4. Raises ``UsageError``."""
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise UsageError(f"--shard is like 2/4, the second part of four, or auto, not {text!r}.")
    return Shard(int(match[1]), int(match[2]))
