"""Is a state of dipx slower than another? For changes that are to cost nothing.

    git worktree add ../before main~10
    .venv/bin/python benchmarks/paired.py ../before . --lines ../shared/eval/newstest2013.fr

Whole processes, the states in turns, each with its own cache and compiled files: ``--help``, one sentence from cold
(another sentence in each turn) and 400 lines as one file. What is said of each is the median of its seconds, and the
median of the turns' own ratios, which the machine's ups and downs touch less.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

LINES = 400
TURNS = {"--help": 21, "one sentence": 15, f"{LINES} lines": 5}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("states", nargs="+", type=Path, help="checkouts; the others are compared with the first")
    parser.add_argument("--lines", type=Path, required=True, help="French sentences, one a line")
    given = parser.parse_args()
    lines = given.lines.read_text("utf-8").split("\n")
    with tempfile.TemporaryDirectory() as folder:
        for job, turns in TURNS.items():
            took: list[list[float]] = []
            for turn in range(turns + 1):  # the first is not counted
                words = _words(job, Path(folder), lines, turn)
                took.append([_seconds(root, number, folder, words) for number, root in enumerate(given.states)])
            _say(job, given.states, took[1:])


def _words(job: str, folder: Path, lines: list[str], turn: int) -> list[str]:
    if job == "--help":
        return ["--help"]
    text = [lines[LINES + turn]] if job == "one sentence" else lines[:LINES]
    (folder / "text.txt").write_text("\n".join(text) + "\n", "utf-8")
    return ["translate", str(folder / "text.txt"), "--lines", "--no-memory", "-o", str(folder / "out.txt")]


def _seconds(root: Path, number: int, folder: str, words: list[str]) -> float:
    own = Path(folder) / str(number)
    places = {"DIPX_CACHE_DIR": own / "cache", "PYTHONPYCACHEPREFIX": own / "compiled"}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = (
        kept | {name: str(path) for name, path in places.items()} | {"PYTHONPATH": str(root.resolve() / "src")}
    )
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "dipx", *words], env=environment, capture_output=True, check=True)
    return time.perf_counter() - begun


def _say(job: str, states: list[Path], took: list[list[float]]) -> None:
    for number, root in enumerate(states):
        seconds = median(turn[number] for turn in took)
        ratio = median(turn[number] / turn[0] for turn in took)
        print(f"{job:14} {root!s:24} {seconds:7.3f} s  {ratio:5.3f} of the first", flush=True)


if __name__ == "__main__":
    main()
