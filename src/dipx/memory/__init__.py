"""What is kept between runs: an engine's answers, finished results, and a person's corrections.

Comes in: texts with all that decides their translation. Goes out: what was made of them, or nothing. All but the
corrections can be made again. Pairs leave and enter as TMX and JSONL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

if TYPE_CHECKING:
    from dipx.memory.code import code_digest as code_digest
    from dipx.memory.corrections import Corrections as Corrections
    from dipx.memory.none import NoMemory as NoMemory
    from dipx.memory.pairs import read_pairs as read_pairs
    from dipx.memory.pairs import write_pairs as write_pairs
    from dipx.memory.store import Memory as Memory

__getattr__ = handed_on(
    __name__,
    {
        "Corrections": "corrections",
        "Memory": "store",
        "NoMemory": "none",
        "code_digest": "code",
        "read_pairs": "pairs",
        "write_pairs": "pairs",
    },
)
