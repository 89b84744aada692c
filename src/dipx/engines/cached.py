"""A memory in front of an engine, with an engine's interface."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from dipx.engines.base import Engine, Hypothesis
from dipx.memory import Memory, NoMemory
from dipx.options import Decoding

COMMIT_EVERY = 512  # texts: a killed run loses at most what one engine call of this size was worth


class CachedEngine:
    """Asks the memory first; what it does not hold goes to the engine once, however often it occurs.

    ``hits`` and ``misses`` count texts, for the run's record. ``on_texts`` is told of texts as they are
    there, and whether the engine made them.
    """

    def __init__(self, engine: Engine, memory: Memory | NoMemory) -> None:
        self._engine = engine
        self._memory = memory
        self.hits = 0
        self.misses = 0
        self.on_texts: Callable[[Collection[str], bool], None] | None = None

    @property
    def signature(self) -> str:
        return self._engine.signature

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        context = self._context(decoding)
        unique = list(dict.fromkeys(text for text in texts if text.strip()))
        aligned = decoding.alignments
        known = self._memory.get(context, unique, aligned=aligned)
        missing = [text for text in unique if text not in known]
        self.hits += len(unique) - len(missing)
        self.misses += len(missing)
        self._tell(known, made=False)
        for part in _parts(missing):
            made = dict(zip(part, self._engine.generate(part, decoding), strict=True))
            self._memory.put(context, made, aligned=aligned)
            known |= made
            self._tell(part, made=True)
        return [known.get(text) or Hypothesis("") for text in texts]

    def known(self, texts: Sequence[str], decoding: Decoding) -> Collection[str]:
        """Those texts that the memory holds; nothing is written."""
        return self._memory.peek(self._context(decoding), texts, aligned=decoding.alignments)

    def _context(self, decoding: Decoding) -> str:
        # Asking for an alignment does not change the text: a run without one takes what a run with one left.
        return f"{self._engine.signature}|{decoding.with_(alignments=False).signature()}"

    def _tell(self, texts: Collection[str], *, made: bool) -> None:
        if self.on_texts and texts:
            self.on_texts(texts, made)


def _parts(texts: list[str]) -> Iterator[list[str]]:
    """Parts of similar length, so that each fills its batches; short parts end together, and are kept together."""
    ordered = sorted(texts, key=len)
    for start in range(0, len(ordered), COMMIT_EVERY):
        yield ordered[start : start + COMMIT_EVERY]
