"""The seam between the program and its models: text in, text out; tokens and tensors stay behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dipx.document import Alignment
from dipx.options import Decoding


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a model made of one text.

    ``score`` is the mean log-probability of a token (natural logarithm). ``cut`` says that the source was too
    long for the model (then ``text`` is empty: nothing was decoded) or that the target hit its length bound.
    ``alignment`` links the words of both texts, where the decoding asked for it and the model has guided heads;
    it keeps the texts that it was made of, so it outlives changes of ``text``.
    ``step`` is set where it took more than asking the model once (``engines/shielded.py``).
    """

    text: str
    score: float = 0.0
    cut: bool = False
    step: str | None = None
    alignment: Alignment | None = None


class Engine(Protocol):
    """The contract, shown by ``tests/test_engines.py`` for every engine:

    as many hypotheses as texts, in order; ``[]`` gives ``[]``; a blank text gives a blank hypothesis without a
    model call; the same text gives the same hypothesis, whatever else is in the call; what was cut says so.
    The first call that needs the model loads it: making an engine and asking its signature costs little.
    """

    @property
    def signature(self) -> str:
        """What decides the output besides the text and the decoding: weights, engine, compute type."""
        ...

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]: ...
