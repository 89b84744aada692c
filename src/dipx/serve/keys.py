"""Who may ask. The file holds SHA-256 sums, one a line, never a key: who reads it can ask nothing."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from dipx.errors import UsageError
from dipx.serve.refusals import Refused

_SUM = re.compile(r"([0-9a-f]{64})(?:[ \t].*)?")  # behind it the name that sha256sum prints, "-" where it has none


class Keys:
    """The keys that are good; without a file anybody may ask."""

    def __init__(self, path: Path | None) -> None:
        """Raises ``UsageError`` for a file that cannot be read, holds anything but sums, or none."""
        self._sums = _sums(path) if path else None

    @property
    def required(self) -> bool:
        return self._sums is not None

    def check(self, key: str) -> None:
        """Raises ``Refused``."""
        if self._sums is None:
            return
        if not key:
            raise Refused(403, "Please contact the server operator to get an API key")
        if hashlib.sha256(key.encode("utf-8", "replace")).hexdigest() not in self._sums:
            raise Refused(403, "Invalid API key")


def _sums(path: Path) -> frozenset[str]:
    """What stands before a ``#`` in each line; behind it may be whose key it is."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    found = set()
    for number, line in enumerate(lines, 1):
        written = line.split("#")[0].strip().lower()
        if not written:
            continue
        if not (match := _SUM.fullmatch(written)):
            raise UsageError(f"{path}, line {number}: no SHA-256 sum; printf %s KEY | sha256sum makes one")
        found.add(match[1])
    if not found:  # nobody could ask, and every client would be told that its key is wrong
        raise UsageError(f"{path} holds no SHA-256 sum of a key; printf %s KEY | sha256sum makes one")
    return frozenset(found)
