"""Start-up, and the speed of what is remembered: ``python benchmarks/startup.py ../shared/eval/newstest2013.fr``.

help      ``dipx --help``
cold      one sentence, another in each turn: ``dipx translate``, the same without memory and language detection, and
          ``dipx.translate``, against a bare script that imports ctranslate2, loads the same converted model and
          translates with the same pieces; they take turns. The memory has been used before and lacks the sentence
again     the same sentence once more, which the memory now holds
remembered  ``dipx run`` on a folder that was run before, into another folder: segments a second, with and without
          the time of a run on one of its articles
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dipx.engines.convert import converted
from dipx.engines.cores import usable_cores
from dipx.models import resolve

DIPX = (str(Path(sys.executable).with_name("dipx")),)
LIBRARY = """
import sys, dipx
print(dipx.translate(sys.argv[1], dipx.Options(lang="fr", memory=False)))
"""
BARE = """
import sys, ctranslate2, sentencepiece
model, source, threads, text = sys.argv[1:]
pieces = sentencepiece.SentencePieceProcessor(model_file=source)
translator = ctranslate2.Translator(model, compute_type="int8", inter_threads=int(threads), intra_threads=1)
made = translator.translate_batch([pieces.encode(text, out_type=str) + ["</s>"]], beam_size=3)[0].hypotheses[0]
print(pieces.decode(made))
"""
LINES = 16  # an article
WARM_UP = 2  # turns that do not count: they fill the page cache, and what is remembered of files


def seconds(command: list[str], **more: Any) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **({"env": environment} | more)
    )
    return time.perf_counter() - started


def cold(lines: list[str], runs: int) -> dict[str, Any]:
    folder = resolve("marian-fr-en")
    fitting = [line for line in lines if 80 <= len(line) <= 160]
    sentences = fitting[:: len(fitting) // (runs + WARM_UP)][: runs + WARM_UP]
    with tempfile.TemporaryDirectory() as place:
        model = converted(folder, "int8", Path(place))
        threads = str(usable_cores())
        bare = [sys.executable, "-c", BARE, str(model), str(folder.path / "source.spm"), threads]
        environment = os.environ | {"DIPX_CACHE_DIR": place}

        def turn(sentence: str) -> dict[str, float]:
            typed = {"input": sentence.encode(), "env": environment}
            return {
                "bare": seconds([*bare, sentence]),
                "library": seconds([sys.executable, "-c", LIBRARY, sentence], env=environment),
                "command": seconds([*DIPX, "translate"], **typed),
                "again": seconds([*DIPX, "translate"], **typed),
                "no_memory": seconds([*DIPX, "translate", "--no-memory", "--lang", "fr"], **typed),
            }

        turns = []
        for sentence in sentences:
            turns.append(turn(sentence))
            if len(turns) == 1:
                time.sleep(3)  # the digests of files are remembered once these have rested for the clock's grain
        turns = turns[WARM_UP:]
    return {
        "nothing": round(statistics.median(seconds([sys.executable, "-c", ""]) for _ in range(runs)), 3),
        "help": round(statistics.median(seconds([*DIPX, "--help"]) for _ in range(runs)), 3),
        **{name: round(statistics.median(taken[name] for taken in turns), 3) for name in turns[0]},
        **{
            f"{name} / bare": round(statistics.median(taken[name] / taken["bare"] for taken in turns), 3)
            for name in turns[0]
            if name != "bare"
        },
    }


def remembered(lines: list[str], runs: int) -> dict[str, Any]:
    """The lines as articles, run once with the bundled model, then into other folders."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "in").mkdir()
        for start in range(0, len(lines), LINES):
            (root / "in" / f"{start:05}.txt").write_text("\n\n".join(lines[start : start + LINES]) + "\n", "utf-8")
        environment = os.environ | {"DIPX_CACHE_DIR": str(root / "cache")}

        def run(name: str, *paths: Path) -> float:
            command = [*DIPX, "run", *map(str, paths), "-o", str(root / name), "--quiet", "--lang", "fr"]
            return seconds(command, env=environment)

        first = run("first", root / "in")
        again = [run(f"again{number}", root / "in") for number in range(runs)]
        start_ups = [run(f"one{number}", root / "in" / "00000.txt") for number in range(runs)]
        reports = (json.loads(path.read_text("utf-8")) for path in (root / "first").glob("*.report.json"))
        segments = sum(len(report["documents"][0]["segments"]) for report in reports)
    whole, start_up = statistics.median(again), statistics.median(start_ups)
    return {
        "segments": segments,
        "first": round(first, 2),
        "again": round(whole, 2),
        "start_up": round(start_up, 2),
        "per_second": round(segments / whole),
        "per_second_without_start_up": round(segments / (whole - start_up)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path, help="French, a sentence a line")
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    lines = given.lines.read_text("utf-8").splitlines()
    value = {"cold": cold(lines, given.runs), "remembered": remembered(lines, min(3, given.runs))}
    print(json.dumps(value, indent=1))


if __name__ == "__main__":
    main()
