"""dipx against other ways to run the same model on the same text, in one run.

    python benchmarks/speed.py ../shared/eval/newstest2013 [--runs 5] [--articles 200] [--out benchmarks/speed.json]

The test set's lines are joined to articles; everybody translates the same segments with the bundled weights at
beam 4. The systems take turns, so that a machine whose speed drifts is as slow for each:

a  transformers generate, float32, file order, batches of 32
b  the same, sorted by length
c  CTranslate2 int8, segments tokenized before the clock starts, sorted, without duplicates: the ceiling
d  ``dipx translate`` as a whole process over the folder, memory off: reading, splitting, checks, repairs, writing
e  CTranslate2 int8 with argos-translate's batches: 32 tokens, one after the other
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dipx import segment
from dipx.engines.convert import converted
from dipx.engines.cores import usable_cores
from dipx.engines.pieces import MarianPieces
from dipx.evaluation.testset import read_testset
from dipx.models.registry import resolve
from dipx.normalize import normalize
from dipx.places import cache_dir

BEAM = 4
BOUND = 256  # target tokens, for the systems without a bound of their own


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles as files, and the segments in them, in order."""

    folder: Path
    segments: list[str]
    words: int


@dataclass(frozen=True, slots=True)
class Result:
    """Medians over the runs; ``seconds`` of each run in order; ``peak`` in MB (dipx: of its process)."""

    system: str
    words_per_second: float
    seconds: list[float]
    start_up: float
    peak: float


def make_corpus(lines: tuple[str, ...], articles: int, folder: Path) -> Corpus:
    """The lines joined to ``articles`` texts of a line a paragraph; those left over are not used."""
    size = max(1, len(lines) // articles)
    segments: list[str] = []
    words = 0
    for number in range(min(articles, len(lines) // size)):
        text = "\n\n".join(lines[number * size : (number + 1) * size]) + "\n"
        (folder / f"{number:04}.txt").write_text(text, "utf-8")
        segments += [normalize(s.text) for s in segment(text)]
        words += len(text.split())
    return Corpus(folder, segments, words)


class CT2:
    """Systems c and e: the converted model, without dipx around it."""

    def __init__(self, corpus: Corpus, *, ceiling: bool) -> None:
        import ctranslate2

        folder = resolve("marian-fr-en")
        path = converted(folder, "int8", cache_dir())
        threads = usable_cores()
        inter, intra = (threads, 1) if ceiling else (1, threads)
        self.translator = ctranslate2.Translator(
            str(path), device="cpu", compute_type="int8", inter_threads=inter, intra_threads=intra
        )
        self.pieces = MarianPieces(folder.path)
        self.ceiling = ceiling
        texts = list(dict.fromkeys(corpus.segments)) if ceiling else corpus.segments
        self.sources = self.pieces.encode(texts)

    def run(self) -> None:
        common = {"beam_size": BEAM, "max_input_length": 0, "max_decoding_length": BOUND, "disable_unk": True}
        if self.ceiling:
            made = self.translator.translate_batch(self.sources, max_batch_size=2048, batch_type="tokens", **common)
        else:
            made = self.translator.translate_batch(self.sources, max_batch_size=32, batch_type="tokens", **common)
        for result in made:
            self.pieces.decode(result.hypotheses[0])


class HF:
    """Systems a and b."""

    def __init__(self, corpus: Corpus, *, by_length: bool) -> None:
        import torch
        import transformers

        torch.set_num_threads(usable_cores())
        path = str(resolve("marian-fr-en").path)
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(path)
        self.model: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(path, dtype=torch.float32).eval()
        self.texts = sorted(corpus.segments, key=len) if by_length else corpus.segments

    def run(self) -> None:
        import torch

        for start in range(0, len(self.texts), 32):
            batch = self.tokenizer(self.texts[start : start + 32], return_tensors="pt", padding=True)
            with torch.inference_mode():
                output = self.model.generate(**batch, num_beams=BEAM, max_new_tokens=BOUND)
            self.tokenizer.batch_decode(output, skip_special_tokens=True)


class Dipx:
    """System d."""

    def __init__(self, corpus: Corpus) -> None:
        self.folder = corpus.folder

    def run(self) -> None:
        with tempfile.TemporaryDirectory() as out:
            command = [sys.executable, "-m", "dipx", "translate", self.folder, "-o", out, "--no-memory", "--quiet"]
            subprocess.run([*map(str, command), "--lang", "fr", "--keep-all"], check=True)


def start_up() -> float:
    """Seconds of a dipx process that translates one word, the model converted before."""
    command = [sys.executable, "-m", "dipx", "translate", "--no-memory", "--lang", "fr"]
    times = []
    for _ in range(4):
        began = time.perf_counter()
        subprocess.run(command, input=b"Oui.", check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def measure(corpus: Corpus, names: str, runs: int) -> list[Result]:
    """``runs`` rounds in which each system runs once, after one round that does not count."""
    makers: dict[str, Callable[[], CT2 | HF | Dipx]] = {
        "a": lambda: HF(corpus, by_length=False),
        "b": lambda: HF(corpus, by_length=True),
        "c": lambda: CT2(corpus, ceiling=True),
        "d": lambda: Dipx(corpus),
        "e": lambda: CT2(corpus, ceiling=False),
    }
    systems = {name: makers[name]() for name in names}
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for round_number in range(runs + 1):
        for name, system in systems.items():
            began = time.perf_counter()
            system.run()
            if round_number:
                seconds[name].append(round(time.perf_counter() - began, 3))
        print(f"round {round_number}: { {name: times[-1:] for name, times in seconds.items()} }", file=sys.stderr)
    loading = start_up()
    return [_result(name, corpus.words, times, loading if name == "d" else 0.0) for name, times in seconds.items()]


def _result(name: str, words: int, seconds: list[float], loading: float) -> Result:
    who = resource.RUSAGE_CHILDREN if name == "d" else resource.RUSAGE_SELF
    peak = resource.getrusage(who).ru_maxrss / 1024
    return Result(name, round(words / statistics.median(seconds), 1), seconds, round(loading, 3), round(peak, 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("testset", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--systems", default="abcde")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = make_corpus(read_testset(given.testset).sources, given.articles, Path(folder))
        results = measure(corpus, given.systems, given.runs)
    value = {
        "machine": f"{platform.machine()}, {usable_cores()} of {os.cpu_count()} processors",
        "segments": len(corpus.segments),
        "words": corpus.words,
        "beam_size": BEAM,
        "results": [asdict(result) for result in results],
    }
    text = json.dumps(value, indent=1) + "\n"
    print(text, end="")
    if given.out:
        given.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
