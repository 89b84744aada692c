"""transformers: the reference, and the road to GPUs and to architectures that CTranslate2 lacks."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

from dipx.document import Alignment, Hypothesis
from dipx.engines.alignment import aligned
from dipx.engines.batching import batches, target_bound
from dipx.engines.cores import usable_cores
from dipx.engines.devices import pick_device
from dipx.engines.tokenizer import load_tokenizer
from dipx.errors import ModelError, UsageError
from dipx.models import ModelFolder
from dipx.models.generation import read_generation
from dipx.options import Decoding, EngineOptions

DTYPES = {"auto": "float32", "float32": "float32", "bfloat16": "bfloat16", "float16": "float16"}


class HFEngine:
    """A model folder run by ``transformers``' ``generate``."""

    def __init__(self, folder: ModelFolder, options: EngineOptions) -> None:
        if options.compute_type not in DTYPES:
            raise UsageError(
                f"The hf engine has no compute type {options.compute_type!r}. It has: {', '.join(DTYPES)}."
            )
        self._folder = folder
        self._options = options
        self._device = pick_device(options.device)
        self._dtype = DTYPES[options.compute_type]
        self._model: Any = None
        self._tokenizer: Any = None
        self._suppressed: list[int] | None = None
        self._turn = Lock()  # two threads in torch at once are slower than one after the other

    @property
    def signature(self) -> str:
        return f"hf:{self._dtype}:{self._folder.weights_digest[:32]}"

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """See ``Engine``. One ``generate`` a batch of equal source length: no padding, so no neighbour's trace."""
        if not any(text.strip() for text in texts):
            return [Hypothesis("")] * len(texts)
        with self._turn:
            return self._generate(texts, decoding)

    def _generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        self._load()
        hypotheses = [Hypothesis("")] * len(texts)
        limit = self._folder.max_source_tokens
        ids: list[list[int]] = []
        for index, text in enumerate(texts):
            made = self._tokenizer(text, truncation=False, verbose=False)["input_ids"] if text.strip() else []
            if len(made) > limit:
                hypotheses[index] = Hypothesis("", cut=True)
                made = []
            ids.append(made)
        for indices in batches([len(made) for made in ids], self._options.batch_size):
            results = self._decode([ids[index] for index in indices], [texts[index] for index in indices], decoding)
            for index, result in zip(indices, results, strict=True):
                hypotheses[index] = result
        return hypotheses

    def _decode(self, batch: list[list[int]], sources: list[str], decoding: Decoding) -> list[Hypothesis]:
        import torch

        bound = target_bound(len(batch[0]), self._folder.max_target_tokens, decoding)
        with torch.inference_mode():
            output = self._model.generate(
                torch.tensor(batch, device=self._device),
                **self._masks(len(batch), len(batch[0])),
                num_beams=decoding.beam_size,
                num_return_sequences=decoding.nth + 1,
                length_penalty=decoding.length_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram_size,
                # CTranslate2 stops like this too; "False" (the default) stops a beam early.
                early_stopping=True,
                max_new_tokens=bound,
                min_length=min(decoding.min_tokens, bound),
                forced_eos_token_id=None,  # else what was cut would look ended
                do_sample=False,
                suppress_tokens=self._suppressed,
                return_dict_in_generate=True,
                output_scores=True,
            )
        which = slice(decoding.nth, None, decoding.nth + 1)  # of each text's answers, which stand together
        sequences = output.sequences[which]
        texts = self._tokenizer.batch_decode(sequences, skip_special_tokens=True)
        scores = output.sequences_scores[which].tolist() if decoding.beam_size > 1 else [0.0] * len(batch)
        eos = self._tokenizer.eos_token_id
        # The first position is the decoder's start, which for some models is the end token itself.
        ended = (sequences[:, 1:] == eos).any(dim=1).tolist()
        links = self._links(batch, sources, sequences, texts) if decoding.alignments else [None] * len(batch)
        return [
            Hypothesis(text.strip(), score=score, cut=not end, alignment=link)
            for text, score, end, link in zip(texts, scores, ended, links, strict=True)
        ]

    def _masks(self, texts: int, tokens: int) -> dict[str, Any]:
        """Every position is a token's. LED looks from everywhere at the first only, as in its training."""
        import torch

        masks = {"attention_mask": torch.ones((texts, tokens), dtype=torch.long, device=self._device)}
        if self._folder.model_type == "led":
            masks["global_attention_mask"] = torch.zeros_like(masks["attention_mask"])
            masks["global_attention_mask"][:, 0] = 1
        return masks

    def _links(
        self, batch: list[list[int]], sources: list[str], sequences: Any, targets: list[str]
    ) -> Sequence[Alignment | None]:
        """Alignments by one forced pass over what was generated: beams make the attention of ``generate`` unusable."""
        heads = self._folder.info.alignment
        if heads is None:
            return [None] * len(batch)
        import torch

        self._model.set_attn_implementation("eager")  # the other kernels keep no attention
        with torch.inference_mode():
            output = self._model(
                input_ids=torch.tensor(batch, device=self._device),
                decoder_input_ids=sequences[:, :-1],
                output_attentions=True,
            )
        attention = output.cross_attentions[heads.decoder_layer][:, list(heads.heads)].mean(dim=1).tolist()
        to_pieces = self._tokenizer.convert_ids_to_tokens
        return [
            aligned((source, target.strip()), (to_pieces(ids), to_pieces(made)), rows)
            for source, target, ids, made, rows in zip(
                sources, targets, batch, sequences[:, 1:].tolist(), attention, strict=True
            )
        ]

    def _load(self) -> None:
        if self._model is not None:
            return
        import torch
        import transformers

        if self._device == "cpu":
            torch.set_num_threads(self._options.threads or usable_cores())
        path = str(self._folder.path)
        self._tokenizer = load_tokenizer(self._folder.path)
        unk = self._tokenizer.unk_token_id
        never = {*read_generation(self._folder.path).suppressed, *(() if unk is None else (unk,))}
        self._suppressed = sorted(never) or None
        try:
            self._model = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                path, local_files_only=True, use_safetensors=True, dtype=getattr(torch, self._dtype)
            )
            self._model.to(self._device).eval()
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise ModelError(f"transformers cannot load {path}: {error}") from error
