"""The systems that ``speed.py`` compares, each in a process of its own: ``python benchmarks/systems.py NAME JOB.json``.

The process loads the model and says ``ready``; each line on its standard input is a round, which it answers with a
line of JSON: its seconds, its greatest resident size in MB, and with ``texts`` what it made.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any, Protocol

from dipx.engines.convert import converted
from dipx.engines.cores import usable_cores
from dipx.models import ModelFolder, resolve
from dipx.options import Decoding
from dipx.places import cache_dir

BEAM = Decoding().beam_size
BOUND = 256  # target tokens: none of these systems has a bound of its own
MODEL = "marian-fr-en"


class System(Protocol):
    def run(self) -> list[str]:
        """The English of the job's segments, in their order."""
        ...


class Transformers:
    """a, b: ``generate`` in float32, 32 texts a batch; ``b`` sorts them by their tokens first."""

    def __init__(self, paragraphs: list[list[str]], *, by_length: bool) -> None:
        import torch
        import transformers

        torch.set_num_threads(usable_cores())
        path = str(resolve(MODEL).path)
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(path)
        self.model: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(path, dtype=torch.float32).eval()
        self.texts = [text for paragraph in paragraphs for text in paragraph]
        self.order = list(range(len(self.texts)))
        if by_length:
            lengths = [len(ids) for ids in self.tokenizer(self.texts)["input_ids"]]
            self.order.sort(key=lambda index: -lengths[index])

    def run(self) -> list[str]:
        import torch

        made = [""] * len(self.texts)
        for start in range(0, len(self.order), 32):
            indices = self.order[start : start + 32]
            batch = self.tokenizer([self.texts[index] for index in indices], return_tensors="pt", padding=True)
            with torch.inference_mode():
                output = self.model.generate(**batch, num_beams=BEAM, max_new_tokens=BOUND)
            for index, text in zip(indices, self.tokenizer.batch_decode(output, skip_special_tokens=True), strict=True):
                made[index] = text
        return made


def stock(folder: ModelFolder) -> Path:
    """The folder as CTranslate2's own converter makes it, with all pieces of the vocabulary; made once."""
    from ctranslate2.converters import TransformersConverter

    place = cache_dir() / "benchmarks" / folder.weights_digest[:32]
    if not (place / "model.bin").is_file():
        TransformersConverter(str(folder.path)).convert(str(place), quantization="int8", force=True)
    return place


class CTranslate2:
    """c, f: ``translate_batch`` in int8 on texts that were tokenized before, all in one call, each once.

    CTranslate2 sorts the texts of a call by length; ``batch`` is the tokens in a batch, padding included.
    """

    def __init__(self, paragraphs: list[list[str]], *, inter: int, intra: int, batch: int, ours: bool) -> None:
        import ctranslate2

        from dipx.engines.pieces import MarianPieces

        folder = resolve(MODEL)
        path = converted(folder, "int8", cache_dir()) if ours else stock(folder)
        self.translator = ctranslate2.Translator(
            str(path), device="cpu", compute_type="int8", inter_threads=inter, intra_threads=intra
        )
        self.pieces = MarianPieces(folder.path)
        self.calls = self._calls(paragraphs)
        self.batch = batch
        self.texts = [text for paragraph in paragraphs for text in paragraph]
        self.sources = [self.pieces.encode(call) for call in self.calls]

    def run(self) -> list[str]:
        made: dict[str, str] = {}
        for texts, sources in zip(self.calls, self.sources, strict=True):
            results = self.translator.translate_batch(
                sources, max_batch_size=self.batch, batch_type="tokens", beam_size=BEAM, max_decoding_length=BOUND
            )
            made |= {t: self.pieces.decode(result.hypotheses[0]) for t, result in zip(texts, results, strict=True)}
        return [made[text] for text in self.texts]

    def _calls(self, paragraphs: list[list[str]]) -> list[list[str]]:
        return [list(dict.fromkeys(text for paragraph in paragraphs for text in paragraph))]


class Argos(CTranslate2):
    """e: as Argos Translate asks (1.9, ``apply_packaged_translation``): a call a paragraph, 32 tokens a batch."""

    def _calls(self, paragraphs: list[list[str]]) -> list[list[str]]:
        return paragraphs


def make(name: str, paragraphs: list[list[str]], setting: dict[str, int]) -> System:
    if name in "ab":
        return Transformers(paragraphs, by_length=name == "b")
    return (Argos if name == "e" else CTranslate2)(paragraphs, **setting, ours=name == "f")


def main() -> None:
    name, job = sys.argv[1:]
    given = json.loads(Path(job).read_text("utf-8"))
    system = make(name, given["paragraphs"], given["setting"])
    print("ready", flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        texts = system.run()
        answer: dict[str, Any] = {"seconds": time.perf_counter() - started}
        answer["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if line.strip() == "texts":
            answer["texts"] = texts
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
