"""A memory in front of an engine, with an engine's interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dipx.engines.base import Engine, Hypothesis
from dipx.memory import Memory, NoMemory
from dipx.options import Decoding

COMMIT_EVERY = 512  # texts: a killed run loses at most what one engine call of this size was worth


class CachedEngine:
    """Asks the memory first; what it does not hold goes to the engine once, however often it occurs.

    ``hits`` and ``misses`` count texts, for the run's record.
    """

    def __init__(self, engine: Engine, memory: Memory | NoMemory) -> None:
        self._engine = engine
        self._memory = memory
        self.hits = 0
        self.misses = 0

    @property
    def signature(self) -> str:
        return self._engine.signature

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        context = f"{self._engine.signature}|{decoding.signature()}"
        unique = list(dict.fromkeys(text for text in texts if text.strip()))
        known = self._memory.get(context, unique)
        missing = [text for text in unique if text not in known]
        self.hits += len(unique) - len(missing)
        self.misses += len(missing)
        for part in _parts(missing):
            made = dict(zip(part, self._engine.generate(part, decoding), strict=True))
            self._memory.put(context, made)
            known |= made
        return [known.get(text) or Hypothesis("") for text in texts]


def _parts(texts: list[str]) -> Iterator[list[str]]:
    """Parts of similar length, so that each fills its batches; short parts end together, and are kept together."""
    ordered = sorted(texts, key=len)
    for start in range(0, len(ordered), COMMIT_EVERY):
        yield ordered[start : start + COMMIT_EVERY]
