"""A model that writes by a function of the text, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dipx.bullets.whole_document import WholeDocument
from dipx.document import Hypothesis
from dipx.options import Decoding


def count_words(texts: Sequence[str]) -> list[int]:
    """A token a word, and one that ends the text; as the engines, none for a blank text."""
    return [len(text.split()) + 1 if text.strip() else 0 for text in texts]


class Spy:
    """An engine that writes by a function of the text, and remembers what it was asked."""

    signature = "in-test"

    def __init__(self, write: Callable[[str], str | Hypothesis]) -> None:
        self.write = write
        self.asked: list[tuple[list[str], Decoding]] = []

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self.asked.append((list(texts), decoding))
        made = [self.write(text) for text in texts]
        return [Hypothesis(text) if isinstance(text, str) else text for text in made]

    @property
    def texts(self) -> list[str]:
        return [text for texts, _ in self.asked for text in texts]


def whole(write: Callable[[str], str | Hypothesis], limit: int = 64, **settings: Any) -> tuple[WholeDocument, Spy]:
    spy = Spy(write)
    return WholeDocument(spy, count_words, limit, Decoding(**settings)), spy


def first_sentence(text: str) -> str:
    return text.split(".")[0] + "."
