"""An engine that says what a test wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dipx.document import Hypothesis
from dipx.options import Decoding


class Scripted:
    """An engine that answers as its rule says, and keeps what it was asked."""

    signature = "scripted"

    def __init__(self, rule: Callable[[str, Decoding], Hypothesis]) -> None:
        self.rule = rule
        self.asked: list[tuple[str, Decoding]] = []

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self.asked += [(text, decoding) for text in texts]
        return [self.rule(text, decoding) for text in texts]
