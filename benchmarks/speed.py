"""dipx against other ways to run the same model on the same text, in one run.

    python benchmarks/speed.py ../shared/eval/newstest2013 seeds [--runs 5]

The test set's lines are joined to 200 articles, the seeds stand beside them; everybody translates the same segments
with the bundled weights at beam 3. The systems take turns, so that a machine whose speed drifts is as slow for each:

a  transformers ``generate``, float32, file order, batches of 32
b  the same, sorted by length
c  CTranslate2 int8 as its own converter makes it: one call with all segments, tokenized before the clock starts,
   without duplicates, with the threads and the batch that were fastest in a first trial: the ceiling of its tools
d  ``dipx translate`` as a whole process over the folder, memory off: reading, splitting, checks, repairs, writing;
   beside it a process that translates one word, whose time is d's start-up
e  CTranslate2 int8 as Argos Translate asks: a call a paragraph, 32 tokens a batch
f  c with dipx's conversion, which leaves out the pieces that are never generated: dipx's own ceiling

Ratios are medians of the rounds' own ratios. BLEU is of the test set's lines.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import ctranslate2
import sacrebleu

from dipx import segment
from dipx.engines.cores import usable_cores
from dipx.evaluation.testset import TestSet, read_testset
from dipx.text.normalize import normalize

ARTICLES = 200
SYSTEMS = Path(__file__).with_name("systems.py")
DIPX = (sys.executable, "-m", "dipx", "translate", "--no-memory", "--quiet", "--lang", "fr", "--keep-all")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles as files; the segments of each of their paragraphs, the test set's first; and its references."""

    folder: Path
    paragraphs: list[list[str]]
    references: list[str]

    @property
    def segments(self) -> list[str]:
        return [segment for paragraph in self.paragraphs for segment in paragraph]

    @property
    def words(self) -> int:
        return sum(len(segment.split()) for segment in self.segments)

    def bleu(self, made: Sequence[str]) -> float:
        """Of the English of each segment, joined to the test set's lines."""
        rest = iter(made)
        lines = [" ".join(itertools.islice(rest, len(p))) for p in self.paragraphs[: len(self.references)]]
        return self.bleu_of_lines(lines)

    def bleu_of_lines(self, lines: Iterable[str]) -> float:
        return round(sacrebleu.corpus_bleu([line.strip() for line in lines], [self.references]).score, 2)


@dataclass(slots=True)
class Result:
    """Of one system: seconds of each round, the greatest resident size, BLEU, and how it was asked."""

    system: str
    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0.0
    bleu: float = 0.0
    setting: dict[str, int] = field(default_factory=dict)


def make_corpus(testset: TestSet, lines: int, seeds: Path, folder: Path, articles: int = ARTICLES) -> Corpus:
    """``lines`` lines of the test set, from all of it, as articles of a line a paragraph; and the seeds."""
    chosen = [int(number * len(testset.sources) / lines) for number in range(lines)]
    texts = [testset.sources[index] for index in chosen]
    size = -(-lines // articles)
    for start in range(0, lines, size):
        (folder / f"{start:05}.txt").write_text("\n\n".join(texts[start : start + size]) + "\n", "utf-8")
    for seed in sorted(seeds.glob("*.txt")):
        text = seed.read_text("utf-8")
        (folder / f"seed-{seed.name}").write_text(text, "utf-8")
        texts += [paragraph for paragraph in text.split("\n") if paragraph.strip()]
    paragraphs = [[normalize(found.text) for found in segment(text)] for text in texts]
    return Corpus(folder, paragraphs, [testset.references[index] for index in chosen])


class Worker:
    """A system in a process of its own (``systems.py``)."""

    def __init__(self, name: str, corpus: Corpus, setting: dict[str, int]) -> None:
        self.corpus, self.result = corpus, Result(name, setting=setting)
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as job:
            json.dump({"paragraphs": corpus.paragraphs, "setting": setting}, job)
            job.flush()
            command = [sys.executable, str(SYSTEMS), name, job.name]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            self._answer()

    def run(self, *, texts: bool) -> float:
        """Seconds of a round; with ``texts``, BLEU is taken."""
        assert self.process.stdin
        self.process.stdin.write("texts\n" if texts else "\n")
        self.process.stdin.flush()
        answer = json.loads(self._answer())
        self.result.megabytes = round(answer["megabytes"])
        if texts:
            self.result.bleu = self.corpus.bleu(answer["texts"])
        return float(answer["seconds"])

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()

    def _answer(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"system {self.result.system} ended with status {self.process.wait()}")
        return line


class Dipx:
    """System d, and its start-up."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus, self.result = corpus, Result("d")
        self.start_up: list[float] = []

    def run(self, *, texts: bool) -> float:
        with tempfile.TemporaryDirectory() as place:
            word = Path(place) / "word.txt"
            word.write_text("Oui.", "utf-8")
            self.start_up.append(_process([*DIPX, str(word), "-o", f"{place}/word"])[0])
            out = Path(place) / "out"
            seconds, megabytes = _process([*DIPX, str(self.corpus.folder), "-o", str(out)])
            self.result.megabytes = round(max(self.result.megabytes, megabytes))
            if texts:
                self.result.bleu = self.corpus.bleu_of_lines(
                    line for path in sorted(out.glob("0*.txt")) for line in path.read_text("utf-8").split("\n\n")
                )
        return seconds

    def end(self) -> None:
        pass


def _process(command: list[str]) -> tuple[float, float]:
    """Seconds and the greatest resident size in MB of a process."""
    started = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} ended with status {status}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def best_setting(corpus: Corpus) -> dict[str, int]:
    """The threads and the batch with which c is fastest: the better of two runs of each."""
    threads = usable_cores()
    times = {}
    for (inter, intra), batch in itertools.product({(1, threads), (threads, 1)}, (1024, 4096)):
        setting = {"inter": inter, "intra": intra, "batch": batch}
        worker = Worker("c", corpus, setting)
        seconds = min(worker.run(texts=False) for _ in range(2))
        times[seconds] = setting
        worker.end()
        print(f"c with {setting}: {seconds:.2f} s", file=sys.stderr)
    return times[min(times)]


def measure(corpus: Corpus, names: str, runs: int) -> tuple[list[Result], list[float]]:
    """``runs`` rounds in which each system runs once, after one that does not count; and d's start-ups."""
    threads = usable_cores()
    best = best_setting(corpus)
    settings = {"c": best, "e": {"inter": 1, "intra": threads, "batch": 32}, "f": best}
    dipx = Dipx(corpus)
    systems: dict[str, Worker | Dipx] = {
        name: dipx if name == "d" else Worker(name, corpus, settings.get(name, {})) for name in names
    }
    for number in range(runs + 1):
        for name, system in systems.items():
            seconds = system.run(texts=number == 0)
            if number:
                system.result.seconds.append(round(seconds, 3))
            print(f"round {number}, {name}: {seconds:.2f} s", file=sys.stderr)
    for system in systems.values():
        system.end()
    return [system.result for system in systems.values()], dipx.start_up[1:]


def summary(corpus: Corpus, results: Sequence[Result], start_up: Sequence[float]) -> dict[str, Any]:
    """Words a second of each, and d's ratios to the others, its start-up taken off."""
    seconds = {result.system: result.seconds for result in results}
    own = [whole - start for whole, start in zip(seconds.get("d", []), start_up, strict=False)]
    ratios = {
        f"d/{name}": round(statistics.median(t / d for t, d in zip(times, own, strict=True)), 3)
        for name, times in seconds.items()
        if name != "d" and own
    }
    return {
        "machine": f"{_processor()}, {usable_cores()} of {os.cpu_count()} processors, {platform.platform()}",
        "versions": {"ctranslate2": ctranslate2.__version__, "python": platform.python_version()},
        "articles": len(list(corpus.folder.iterdir())),
        "segments": len(corpus.segments),
        "words": corpus.words,
        "start_up": [round(seconds, 3) for seconds in start_up],
        "words_per_second": {n: round(corpus.words / statistics.median(t)) for n, t in seconds.items()},
        "ratios_without_start_up": ratios,
        "results": [asdict(result) for result in results],
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("testset", type=Path)
    parser.add_argument("seeds", type=Path)
    parser.add_argument("--lines", type=int, default=3000, help="of the test set")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="that they are joined to")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--systems", default="abcdef")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = make_corpus(read_testset(given.testset), given.lines, given.seeds, Path(folder), given.articles)
        value = summary(corpus, *measure(corpus, given.systems, given.runs))
    print(json.dumps(value, indent=1))


if __name__ == "__main__":
    main()
