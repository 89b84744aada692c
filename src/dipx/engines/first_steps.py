"""The attention of a batch's first step, which CTranslate2 hands to the wrong texts.

With a beam, version 4.8 gives text ``i`` of a batch the first row of text ``i // beam_size``: what the first word was
linked to came from another sentence, and changed with a text's neighbors. The first step reads no word of the
translation, so a greedy one of that length has the same row; greedy rows are each text's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Result:
    """What ``ctranslate2.TranslationResult`` has, as far as it is read here."""

    hypotheses: Sequence[Sequence[str]]
    scores: Sequence[float]
    attention: Sequence[Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that waits for two: the translation, and its first step by itself."""

    whole: Any
    first: Any

    def result(self) -> Result:
        whole, first = self.whole.result(), self.first.result()
        row = first.attention[0][:1]
        return Result(whole.hypotheses, whole.scores, [[*row, *rows[1:]] for rows in whole.attention])


def with_first_steps(translate: Callable[..., list[Any]], batch: list[list[str]], **how: Any) -> list[Any]:
    """``translate(batch, **how)``, and each text's first row of attention, where it is asked for, that text's own."""
    answers = translate(batch, **how)
    if not how["return_attention"] or how["beam_size"] == 1 or len(batch) == 1:
        return answers
    step = {**how, "beam_size": 1, "num_hypotheses": 1, "max_decoding_length": 1, "min_decoding_length": 1}
    return [_Answer(*pair) for pair in zip(answers, translate(batch, **step), strict=True)]
