"""The seam between the program and its models: text in, text out; tokens and tensors stay behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dipx.document import Hypothesis
from dipx.options import Decoding


class Engine(Protocol):
    """The contract, shown by ``tests/engines/test_contract.py`` for every engine:

    as many hypotheses as texts, in order; ``[]`` gives ``[]``; a blank text gives a blank hypothesis without a
    model call; the same text gives the same hypothesis, whatever else is in the call; what was cut says so.
    The first call that needs the model loads it: making an engine and asking its signature costs little.
    """

    @property
    def signature(self) -> str:
        """What decides the output besides the text and the decoding: weights, engine, compute type."""
        ...

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]: ...
