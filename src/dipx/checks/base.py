"""The seam between translation and its checks: a pair goes in, a finding or nothing comes out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dipx.document import Finding


class Check(Protocol):
    """Looks at one pair, a French segment and its English; never changes a text, never needs a model.

    The same pair always gives the same answer. A check that is not sure says nothing: a false alarm costs trust.
    """

    def __call__(self, source: str, target: str) -> Finding | None: ...


def sentence(said: Iterable[str]) -> str:
    """What a check has to say as one sentence; empty where that is nothing."""
    message = "; ".join(said)
    return f"{message[:1].upper()}{message[1:].removesuffix('.')}." if message else ""


WHOLE = "The translation is the French text itself."
"""What a check says of a copy, of which the others have nothing to say."""
