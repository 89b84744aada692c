"""How the cost of a segment and the memory grow with the text: ``python benchmarks/growth.py LINES.fr``.

Articles of 16 lines of real French (news, one line a paragraph), no two lines alike, translated by ``dipx run`` into a
folder, memory off. Each size is a process of its own, which starts its model with one article that does not
count and then runs jobs of so many articles until it has done at least 60. Milliseconds are of a thousand pieces, since
articles differ in length, by the clock and of all processors together; the median of the jobs. ``engine`` is the
translating engine alone on the same lines, asked for a whole job at once: nothing is read, checked or written.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dipx.engines.pieces import MarianPieces
from dipx.jobs import run_folder
from dipx.models import resolve
from dipx.options import Options
from dipx.pipeline import Pipeline
from dipx.text.normalize import normalize

LINES = 16
SIZES = (1, 10, 100, 1000)
LEAST = 60


def measure(lines: list[str], size: int) -> dict[str, Any]:
    """In a process of its own: jobs of ``size`` articles."""
    articles = ["\n\n".join(lines[start : start + LINES]) + "\n" for start in range(0, len(lines) - LINES, LINES)]
    pieces = MarianPieces(resolve("marian-fr-en").path)
    pipeline = Pipeline(Options(memory=False, lang="fr", clean=False))
    clocks, processors, alone, segments, seconds = [], [], [], 0, 0.0
    with tempfile.TemporaryDirectory() as place:
        _job([articles[-1]], pipeline, Path(place) / "first")
        for start in range(0, max(size, LEAST), size):
            chosen = articles[start : start + size]
            count, took, worked = _job(chosen, pipeline, Path(place) / str(start))
            # One at a time: the pieces of a thousand articles are 50 MB, which were taken for the job's.
            length = sum(len(pieces.encode([article])[0]) for article in chosen)
            clocks.append(took / length * 1e6)
            processors.append(worked / length * 1e6)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            alone.append([value / length * 1e6 for value in _engine_alone(chosen, pipeline)])
            segments, seconds = segments + count, seconds + took
    return {
        "articles": size,
        "jobs": len(clocks),
        "segments_per_second": round(segments / seconds, 1),
        "ms_per_1000_pieces": round(statistics.median(clocks), 1),
        "processor_ms_per_1000_pieces": round(statistics.median(processors), 1),
        "engine_ms_per_1000_pieces": round(statistics.median(took for took, _ in alone), 1),
        "engine_processor_ms_per_1000_pieces": round(statistics.median(worked for _, worked in alone), 1),
        "megabytes": round(peak / 1024),
    }


def _job(texts: list[str], pipeline: Pipeline, place: Path) -> tuple[int, float, float]:
    """Segments of a job, and its seconds by the clock and of all processors."""
    (place / "in").mkdir(parents=True)
    for number, text in enumerate(texts):
        (place / "in" / f"{number:04}.txt").write_text(text, "utf-8")
    started, before = time.perf_counter(), time.process_time()
    outcomes = list(run_folder([place / "in"], place / "out", pipeline))
    took, worked = time.perf_counter() - started, time.process_time() - before
    assert {outcome.kind for outcome in outcomes} <= {"done", "flagged"}, outcomes
    return sum(outcome.segments for outcome in outcomes), took, worked


def _engine_alone(texts: list[str], pipeline: Pipeline) -> tuple[float, float]:
    """Seconds by the clock and of all processors of the engine on a job's lines."""
    lines = [normalize(line) for text in texts for line in text.split("\n\n")]
    started, before = time.perf_counter(), time.process_time()
    pipeline.engine.generate(lines, pipeline.options.decoding)
    return time.perf_counter() - started, time.process_time() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        lines = list(dict.fromkeys(given.lines.read_text("utf-8").splitlines()))
        print(json.dumps(measure(lines, given.one)))
        return
    results = []
    for size in given.sizes.split(","):
        made = subprocess.run(
            [sys.executable, __file__, given.lines, "--one", size], check=True, capture_output=True, text=True
        )
        results.append(json.loads(made.stdout))
        print(made.stdout, end="", file=sys.stderr)
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
