"""CTranslate2: int8 on the processor, the default."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from threading import Lock
from typing import Any

from dipx.ahead import begin
from dipx.engines.alignment import aligned
from dipx.engines.base import Hypothesis
from dipx.engines.batching import batches, target_bound
from dipx.engines.convert import converted
from dipx.engines.cores import usable_cores
from dipx.engines.devices import pick_device
from dipx.engines.tokenizer import load_pieces
from dipx.errors import ModelError
from dipx.models.folder import ModelFolder
from dipx.options import Decoding, EngineOptions


class CT2Engine:
    """A model folder run by CTranslate2, converted once into the user's cache."""

    def __init__(self, folder: ModelFolder, options: EngineOptions, cache_dir: Path) -> None:
        if folder.model_type == "led":
            raise ModelError(f"CTranslate2 does not run {folder.path}, which is an LED; say --engine hf")
        self._folder = folder
        self._options = options
        self._cache_dir = cache_dir
        self._device = pick_device(options.device)
        self._compute_type = _compute_type(options.compute_type, self._device)
        self._translator: Any = None
        self._pieces: Any = None
        self._loading = Lock()

    @property
    def signature(self) -> str:
        return f"ct2:{self._compute_type}:{self._folder.weights_digest[:32]}"

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """See ``Engine``. ``</s>`` is added, ``<unk>`` and padding are never generated."""
        hypotheses = [Hypothesis("")] * len(texts)
        if not any(text.strip() for text in texts):
            return hypotheses
        self._pieces = self._pieces or load_pieces(self._folder)  # first: it quiets transformers for a conversion
        self._load()
        sources = self._pieces.encode(texts)
        limit = self._folder.max_source_tokens
        for index, pieces in enumerate(sources):
            if len(pieces) > limit:
                hypotheses[index] = Hypothesis("", cut=True)
                sources[index] = []
        work = []
        for indices in batches([len(pieces) for pieces in sources], self._options.batch_size):
            bound = target_bound(len(sources[indices[0]]), self._folder.max_target_tokens, decoding)
            batch = [sources[index] for index in indices]
            work.append((indices, bound, self._submit(batch, bound, decoding)))
        for indices, bound, results in work:
            for index, result in zip(indices, results, strict=True):
                hypotheses[index] = self._hypothesis(texts[index], sources[index], result.result(), bound)
        return hypotheses

    def _submit(self, batch: list[list[str]], bound: int, decoding: Decoding) -> list[Any]:
        first = self._pieces.first
        results: list[Any] = self._translator.translate_batch(
            batch,
            target_prefix=[[first]] * len(batch) if first else None,
            asynchronous=True,
            beam_size=decoding.beam_size,
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            max_input_length=0,  # 0: never cut the source (the default cuts at 1,024 in silence)
            max_decoding_length=bound,
            min_decoding_length=max(1, min(decoding.min_tokens, bound)),
            disable_unk=True,
            return_scores=True,
            return_attention=decoding.alignments and self._folder.info.alignment is not None,
        )
        return results

    def _hypothesis(self, source: str, source_pieces: list[str], result: Any, bound: int) -> Hypothesis:
        pieces = result.hypotheses[0]
        text = self._pieces.decode(pieces)
        alignment = None
        if result.attention:
            alignment = aligned((source, text), (source_pieces, pieces), result.attention[0])
        return Hypothesis(text, score=result.scores[0], cut=len(pieces) >= bound, alignment=alignment)

    def begin(self) -> None:
        """Load beside what the caller does next. What fails here fails again, and is said, at ``generate``."""
        if self._folder.model_type == "marian":  # any other needs transformers: seconds of Python, with nothing beside
            _library()
            begin(self._warm)
            self._pieces = load_pieces(self._folder)

    def _warm(self) -> None:
        """The first batch of a process takes 35 ms more than any other."""
        self._load().translate_batch([["</s>"]], beam_size=1, max_decoding_length=1)

    def _load(self) -> Any:
        with self._loading:
            self._translator = self._translator or self._made()
        return self._translator

    def _made(self) -> Any:
        threads = self._options.threads or usable_cores()
        path = converted(self._folder, self._compute_type, self._cache_dir)
        try:
            return _library().Translator(
                str(path),
                device=self._device,
                compute_type=self._compute_type,
                # One batch a core beats one batch on all cores by 1.8 (2 cores, beam 4, newstest2013).
                inter_threads=threads if self._device == "cpu" else 1,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"CTranslate2 cannot load {self._folder.path}: {error}") from error


def _library() -> Any:
    """CTranslate2's compiled module without its package, whose other half is asyncio: 10 ms for 50.

    A later ``import ctranslate2`` finds and uses it. On Windows the package says where its libraries are.
    """
    if "ctranslate2" not in sys.modules and sys.platform != "win32":
        with contextlib.suppress(ImportError, AttributeError):
            return sys.modules.get("ctranslate2._ext") or _compiled()
    import ctranslate2

    return ctranslate2


def _compiled() -> Any:
    package = find_spec("ctranslate2")
    spec = PathFinder.find_spec("ctranslate2._ext", package.submodule_search_locations if package else None)
    if spec is None or spec.loader is None:
        raise ImportError("ctranslate2 has no compiled module")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[spec.name] = module
    return module


def _compute_type(asked: str, device: str) -> str:
    if asked != "auto":
        return asked
    return "int8" if device == "cpu" else "int8_float16"
