"""An engine without a model, for tests and for trying a job: deterministic, and plainly no translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dipx.document import Alignment, Hypothesis
from dipx.options import Decoding
from dipx.text.links import words

WORDS = {"le": "the", "la": "the", "les": "the", "un": "a", "une": "a", "et": "and", "de": "of", "est": "is"}
LIMIT = 2000  # characters: past it a source is "too long", as for a real model


class FakeEngine:
    """Word for word: a few French words become English, the others are spelled backwards; numbers stay.

    ``calls`` counts the texts that reached "the model", so that a test can say that none did.
    """

    signature = "fake:1"

    def __init__(self) -> None:
        self.calls = 0

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        made = [self._one(text) for text in texts]
        return list(map(_aligned, texts, made)) if decoding.alignments else made

    def _one(self, text: str) -> Hypothesis:
        if not text.strip():
            return Hypothesis("")
        self.calls += 1
        if len(text) > LIMIT:
            return Hypothesis("", cut=True)
        return Hypothesis(" ".join(_word(word) for word in text.split()), score=-0.1)


def _aligned(source: str, made: Hypothesis) -> Hypothesis:
    links = tuple(zip(words(source), words(made.text), strict=False))
    return replace(made, alignment=Alignment(source, made.text, links))


def _word(word: str) -> str:
    """Backwards, but with its numbers, capitalised names and punctuation as they are."""
    core = word.strip(".,;:!?«»\"'()")
    if not core.isalpha() or core[0].isupper():
        return word
    english = WORDS.get(core.lower(), core[::-1])
    return word.replace(core, english)
