"""The model that writes the bullets, as its folder says that it wants to be asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dipx.bullets.whole_document import WholeDocument
from dipx.engines import Engine, engine_for, load_engine
from dipx.engines.cached import CachedEngine
from dipx.memory import Memory, NoMemory
from dipx.options import BULLETS_MODEL, Decoding, Options

Rewriter = Engine | WholeDocument
NO_REPEAT = 3  # of n-grams, where a folder does not say: what the hub's summarisers were published with


def load_rewriter(options: Options, place: Path, memory: Memory | NoMemory) -> Rewriter | None:
    """What ``options.summary.model`` names, run by the engine of the translation; None where there is to be none.

    Raises ``ModelError`` when the model is not on this machine, is for another task, or the engine cannot run it.
    """
    name = options.summary.model
    # What the fake engine writes would pass no check: it rewrites where a test says so.
    if name is None or (options.engine.engine == "fake" and name == BULLETS_MODEL):
        return None
    chosen = replace(options.engine, model=name)
    if chosen.engine == "fake":
        return CachedEngine(load_engine(chosen, place), memory)
    from dipx.engines.tokenizer import TokenCounter
    from dipx.models import resolve
    from dipx.models.generation import read_generation
    from dipx.models.task import summary_task

    folder = resolve(name)
    task = summary_task(folder)
    engine = CachedEngine(engine_for(folder, chosen, place), memory)
    if task == "rewriting":
        return engine
    asked = read_generation(folder.path)
    decoding = Decoding(
        length_penalty=asked.length_penalty,
        no_repeat_ngram_size=asked.no_repeat_ngram_size or NO_REPEAT,
        min_tokens=asked.min_tokens,
        max_tokens=asked.max_tokens,
    )
    return WholeDocument(engine, TokenCounter(folder), folder.max_source_tokens, decoding, asked.prefix)
