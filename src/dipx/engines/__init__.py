"""The models at work. Comes in: texts. Goes out: a ``Hypothesis`` for each; tokens and tensors stay here.

The engines by name; each lives in one file, which alone imports its library.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dipx.engines.base import Engine
from dipx.options import EngineOptions, Options
from dipx.places import cache_dir

if TYPE_CHECKING:
    from dipx.models import ModelFolder

ENGINES = ("ct2", "hf", "fake")

__all__ = ["ENGINES", "Engine", "engine_for", "load_engine", "open_engine"]


def load_engine(options: EngineOptions, cache_dir: Path, *, soon: bool = False) -> Engine:
    """The engine that the options name, on the model that they name; its weights load on first need, or, where that is
    ``soon``, beside what comes before it.

    Raises ``ModelError`` when the model is not on this machine or not of a kind that the engine runs.
    """
    if options.engine == "fake":
        from dipx.engines.fake import FakeEngine

        return FakeEngine()
    from dipx.models import resolve

    return engine_for(resolve(options.model), options, cache_dir, soon=soon)


def open_engine(options: Options, *, soon: bool = False) -> Engine:
    """A run's engine, which loads beside what comes first where no memory could have all the answers, or where
    ``soon`` asks for it: right for a text or two, even if they should be remembered. Raises as ``load_engine``.
    """
    return load_engine(options.engine, options.cache_dir or cache_dir(), soon=soon or not options.memory)


def engine_for(folder: ModelFolder, options: EngineOptions, cache_dir: Path, *, soon: bool = False) -> Engine:
    """As ``load_engine``, on a folder that is open already: its digest reads all of its weights."""
    if options.engine == "hf":
        from dipx.engines.hf import HFEngine

        return HFEngine(folder, options)
    from dipx.engines.ct2 import CT2Engine

    engine = CT2Engine(folder, options, cache_dir)
    if soon:
        engine.load_soon()
    return engine
