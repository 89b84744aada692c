"""How good it is: scores with their signatures, the findings of each check, a gate that refuses to get worse.

Comes in: test sets, stories, or anybody's translations. Goes out: figures with signatures, and findings with places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

if TYPE_CHECKING:
    from dipx.evaluation.check import check_pairs as check_pairs
    from dipx.evaluation.gate import raise_floors as raise_floors
    from dipx.evaluation.gate import shortfalls as shortfalls
    from dipx.evaluation.summary import evaluate_summaries as evaluate_summaries
    from dipx.evaluation.testset import read_testset as read_testset
    from dipx.evaluation.translation import evaluate as evaluate
    from dipx.evaluation.translation import translate_testset as translate_testset

__getattr__ = handed_on(
    __name__,
    {
        "check_pairs": "check",
        "evaluate": "translation",
        "evaluate_summaries": "summary",
        "raise_floors": "gate",
        "read_testset": "testset",
        "shortfalls": "gate",
        "translate_testset": "translation",
    },
)
