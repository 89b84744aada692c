"""How a job's time and memory grow with the number of files: ``python benchmarks/jobs.py [100 1000 10000]``.

Made folders of short articles (about 80 words, no two alike), the fake engine, a memory and an output folder of
their own; each run is a process, whose largest resident size the kernel tells. ``--real`` takes the bundled
model, and ``--jobs 1,2`` compares numbers of processes. The figures are in ``docs/jobs.md``.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

SUBJECTS = "Le ministre|La présidente|Le maire de Lyon|Une délégation chinoise|Le syndicat|La Commission".split("|")
VERBS = "a annoncé|a contesté|prépare|défendra|a présenté|a refusé".split("|")
OBJECTS = "une réforme des retraites|le budget de la ville|un accord sur le climat|la fermeture de l'usine".split("|")
TIMES = "jeudi|en septembre|avant la fin de l'année|lors d'un sommet à Pékin|après trois ans de débats".split("|")
SENTENCES = 8


def make(folder: Path, files: int) -> None:
    """Articles below ``folder``, a hundred in each subfolder; the same for the same number."""
    rng = random.Random(files)
    for number in range(files):
        path = folder / f"{number // 100:03}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = (f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)} {rng.choice(TIMES)}, selon le "
                 f"dossier {rng.randrange(10**6)}." for _ in range(SENTENCES))  # fmt: skip
        path.write_text("\n\n".join(parts) + "\n", "utf-8")


def measure(words: Sequence[object], cache: Path) -> tuple[float, float]:
    """Seconds and the largest resident size in MB of ``dipx WORDS``."""
    environment = os.environ | {"DIPX_CACHE_DIR": str(cache)}
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "dipx", *map(str, words)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"dipx {' '.join(map(str, words))} ended with status {status}")
    return time.monotonic() - started, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=int, default=[100, 1000, 10_000])
    parser.add_argument("--real", action="store_true", help="the bundled model, not the fake engine")
    parser.add_argument("--jobs", default="1", help="numbers of processes, with commas")
    arguments = parser.parse_args()
    engine = () if arguments.real else ("--engine", "fake")
    print("| files | jobs | first run | MB | again, unchanged | MB | plan | MB |\n|--:|--:|--:|--:|--:|--:|--:|--:|")
    for files in arguments.files:
        for jobs in arguments.jobs.split(","):
            with tempfile.TemporaryDirectory() as place:
                root = Path(place)
                make(root / "in", files)
                if arguments.real:  # the conversion of the model, once, is not the job's
                    measure(("translate", root / "in/000/00000.txt"), root / "cache")
                    (root / "cache/memory.sqlite").unlink()
                words = ("run", root / "in", "-o", root / "out", "--jobs", jobs, *engine)
                runs = [measure(given, root / "cache") for given in (words, words, (*words, "--plan"))]
                cells = " | ".join(f"{seconds:.1f} s | {size:.0f}" for seconds, size in runs)
                print(f"| {files:,} | {jobs} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
