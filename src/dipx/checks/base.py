"""The seam between translation and its checks: a pair goes in, a finding or nothing comes out."""

from __future__ import annotations

from typing import Protocol

from dipx.document import Finding


class Check(Protocol):
    """Looks at one pair, a French segment and its English; never changes a text, never needs a model.

    The same pair always gives the same answer. A check that is not sure says nothing: a false alarm costs trust.
    """

    def __call__(self, source: str, target: str) -> Finding | None: ...
