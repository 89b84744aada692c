"""How good it is: scores with their signatures, the findings of each check, a gate that refuses to get worse.

Comes in: test sets, reports, or anybody's translations. Goes out: figures, and findings with their places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

if TYPE_CHECKING:

__getattr__ = handed_on(
    __name__,
    {
    },
)
