"""Whether padding leaves a trace on the machine at hand: tried, not believed.

CTranslate2 masks what is padded, so all that it could change is the order of a sum. Where oneDNN is its arithmetic
(4.8.5, AMD, AVX-512), the order changes as the longest text of a batch reaches 16 pieces and again at 101: in between,
each of 1,008 lines of newstest2013 had the same score to the last bit beside others as alone, across an edge many had
not. Another machine may have other edges, so there texts are tried before any are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, cycle, groupby, islice
from typing import Any

SPAN = range(16, 101)
# An edge anywhere in the span lies between the first and the last. Where it lies, not every text shows it: hence eight.
_TRIED = (SPAN[-1], 50, 25, *[SPAN[0]] * 8)
TRIED_STEPS = 4  # pieces of English

Ask = Callable[[list[list[str]]], Sequence[Any]]


def leaves_no_trace(ask: Ask, sources: Sequence[Sequence[str]]) -> bool:
    """Whether texts of the lengths of ``SPAN``, made of any pieces, get the same scores in one batch as apart."""
    pieces = cycle(chain(*sources))
    texts = [list(islice(pieces, length)) for length in _TRIED]
    together = ask(texts)
    apart = [answer for _, same in groupby(texts, key=len) for answer in ask(list(same))]
    return list(map(_made, together)) == list(map(_made, apart))


def _made(answer: Any) -> tuple[list[str], float]:
    result = answer.result()
    return result.hypotheses[0], result.scores[0]
