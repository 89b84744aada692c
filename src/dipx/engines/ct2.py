"""CTranslate2: int8 on the processor, the default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from dipx.ahead import begin
from dipx.document import Hypothesis
from dipx.engines.alignment import aligned
from dipx.engines.batching import batches, dealt, fewest_of, hands_of, target_bound
from dipx.engines.convert import converted
from dipx.engines.cores import usable_cores
from dipx.engines.devices import pick_device
from dipx.engines.first_steps import with_first_steps
from dipx.engines.library import library
from dipx.engines.padding import SENTENCES, SPANS, TRIED_STEPS, leaves_no_trace, remembered
from dipx.engines.tokenizer import load_pieces
from dipx.errors import ModelError
from dipx.models import ModelFolder
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
        # Whether these lengths may share a batch, with links or without, as far as it was tried.
        self._mixes: dict[tuple[range, bool], bool] = {}
        self._loading = Lock()
        self._calls = 0  # of ``generate`` that are at work, in as many threads
        self._counting = Lock()

    @property
    def signature(self) -> str:
        return f"ct2:{self._compute_type}:{self._folder.weights_digest[:32]}"

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """See ``Engine``. ``</s>`` is added, ``<unk>`` and padding are never generated."""
        if not any(text.strip() for text in texts):
            return [Hypothesis("")] * len(texts)
        self._count(1)
        try:
            return self._generated(texts, decoding)
        finally:
            self._count(-1)

    def _count(self, calls: int) -> None:
        with self._counting:
            self._calls += calls

    def _generated(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        hypotheses = [Hypothesis("")] * len(texts)
        self._pieces = self._pieces or load_pieces(self._folder)  # first: it quiets transformers for a conversion
        self._load()
        sources = self._pieces.encode(texts)
        limit = self._folder.max_source_tokens
        for index, pieces in enumerate(sources):
            if len(pieces) > limit:
                hypotheses[index] = Hypothesis("", cut=True)
                sources[index] = []
        lengths = [len(pieces) for pieces in sources]
        bounds = [target_bound(length, self._folder.max_target_tokens, decoding) for length in lengths]
        work = []
        for indices in self._batches(lengths, sources, decoding):
            bound = bounds[indices[0]]
            work.append((indices, bound, self._submit([sources[index] for index in indices], bound, decoding)))
        for indices, bound, answers in work:
            for index, answer in zip(indices, answers, strict=True):
                result = answer.result()
                if (
                    len(result.hypotheses[decoding.nth]) >= bounds[index] < bound
                ):  # a loop, which the longest's let go on
                    result = self._submit([sources[index]], bounds[index], decoding)[0].result()
                hypotheses[index] = self._hypothesis(texts[index], sources[index], result, bounds[index], decoding.nth)
        return hypotheses

    def _batches(self, lengths: Sequence[int], sources: list[list[str]], decoding: Decoding) -> Iterator[list[int]]:
        """Which texts share a batch: those of one length, and as far as that changes nothing those of like lengths."""
        budget, workers = self._options.batch_size, self._options.threads or usable_cores()
        fewest = fewest_of(lengths, budget, workers, self._calls)
        hands = hands_of(sum(length in SENTENCES for length in lengths), workers, self._calls)
        spans = self._joined(sources, decoding) if (hands or fewest > 1) and self._may_mix(decoding) else []
        if hands and SENTENCES in spans:
            return dealt(lengths, budget, SENTENCES, hands)
        return batches(lengths, budget, spans, fewest if spans else 1)

    def _joined(self, sources: list[list[str]], decoding: Decoding) -> list[range]:
        """The lengths that may share a batch."""
        links = decoding.alignments
        for span in SPANS:
            if (span, links) not in self._mixes and sum(len(pieces) in span for pieces in sources) > 1:
                self._mixes[span, links] = self._tried(span, sources, decoding)
        return [span for span in SPANS if self._mixes.get((span, links))]

    def _tried(self, span: range, sources: list[list[str]], decoding: Decoding) -> bool:
        def trial() -> bool:
            return leaves_no_trace(lambda batch: self._submit(batch, TRIED_STEPS, decoding), sources, SPANS[span])

        tried = f"{self.signature}\n{span.start} to {span[-1]} pieces{', with links' if decoding.alignments else ''}"
        return self._folder.max_source_tokens >= span.stop and remembered(self._cache_dir, tried, trial)

    def _may_mix(self, decoding: Decoding) -> bool:
        """Not on a GPU, which was not tried. Not with a least length, which the bound of the longest text would
        decide."""
        return self._device == "cpu" and not decoding.min_tokens

    def _submit(self, batch: list[list[str]], bound: int, decoding: Decoding) -> list[Any]:
        first = self._pieces.first
        return with_first_steps(
            self._translator.translate_batch,
            batch,
            target_prefix=[[first]] * len(batch) if first else None,
            asynchronous=True,
            beam_size=decoding.beam_size,
            num_hypotheses=decoding.nth + 1,
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            max_input_length=0,  # 0: never cut the source (the default cuts at 1,024 in silence)
            max_decoding_length=bound,
            min_decoding_length=max(1, min(decoding.min_tokens, bound)),
            disable_unk=True,
            return_scores=True,
            return_attention=decoding.alignments and self._folder.info.alignment is not None,
        )

    def _hypothesis(self, source: str, source_pieces: list[str], result: Any, bound: int, nth: int) -> Hypothesis:
        pieces = result.hypotheses[nth]
        text = self._pieces.decode(pieces)
        alignment = None
        if result.attention:
            alignment = aligned((source, text), (source_pieces, pieces), result.attention[nth])
        return Hypothesis(text, score=result.scores[nth], cut=len(pieces) >= bound, alignment=alignment)

    def load_soon(self) -> None:
        """Load beside what the caller does next; what fails there fails again, and is said, at ``generate``.

        Raises ``ModelError`` for pieces that cannot be read.
        """
        if self._folder.model_type == "marian":  # any other needs transformers: seconds of Python, with nothing beside
            library()
            begin(self._warm, awaited=True)
            self._pieces = load_pieces(self._folder)

    def _warm(self) -> None:
        """The first batch of a process takes 35 ms more than any other."""
        self._load().translate_batch([["<unk>", "</s>"]], beam_size=1, max_decoding_length=2)

    def _load(self) -> Any:
        with self._loading:
            self._translator = self._translator or self._made()
        return self._translator

    def _made(self) -> Any:
        threads = self._options.threads or usable_cores()
        path = converted(self._folder, self._compute_type, self._cache_dir)
        try:
            return library().Translator(
                str(path),
                device=self._device,
                compute_type=self._compute_type,
                # One batch a core beats one batch on all cores by 1.8 (2 cores, beam 4, newstest2013).
                inter_threads=threads if self._device == "cpu" else 1,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"CTranslate2 cannot load {self._folder.path}: {error}") from error


def _compute_type(asked: str, device: str) -> str:
    if asked != "auto":
        return asked
    return "int8" if device == "cpu" else "int8_float16"
