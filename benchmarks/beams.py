"""What a wider beam costs and gives: ``python benchmarks/beams.py ../shared/eval/newstest2013 [--runs 3]``.

The engine alone, int8, all lines at once; the beams take turns. BLEU and chrF2++ of what the model says, without
checks and repairs; words are the source's.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

import sacrebleu

from dipx.engines import load_engine
from dipx.evaluation import read_testset
from dipx.options import Decoding, EngineOptions
from dipx.places import cache_dir
from dipx.text.normalize import normalize

BEAMS = (1, 2, 3, 4, 5, 6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("testset", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    testset = read_testset(given.testset)
    texts = [normalize(line) for line in testset.sources]
    words = sum(len(line.split()) for line in testset.sources)
    engine = load_engine(EngineOptions(), cache_dir())
    engine.generate(texts[:64], Decoding())
    seconds: dict[int, list[float]] = {beam: [] for beam in BEAMS}
    made: dict[int, list[str]] = {}
    for _ in range(given.runs):
        for beam in BEAMS:
            started = time.perf_counter()
            made[beam] = [hypothesis.text for hypothesis in engine.generate(texts, Decoding(beam_size=beam))]
            seconds[beam].append(time.perf_counter() - started)
    rows = [
        {
            "beam": beam,
            "words_per_second": round(words / statistics.median(seconds[beam])),
            "bleu": round(sacrebleu.corpus_bleu(made[beam], [list(testset.references)]).score, 2),
            "chrf2++": round(sacrebleu.corpus_chrf(made[beam], [list(testset.references)], word_order=2).score, 2),
        }
        for beam in BEAMS
    ]
    print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
