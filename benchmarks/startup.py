"""Start-up, and the speed of what is remembered: ``python benchmarks/startup.py ../shared/eval/newstest2013.fr``.

help      ``dipx --help``
cold      one sentence, memory off: ``dipx translate`` and ``dipx.translate``, against a bare script that imports
          ctranslate2, loads the same converted model and translates with the same pieces; they take turns
plain     the same with no options: the language is looked at, the memory asked and filled
remembered  ``dipx run`` on a folder that was run before, into another folder: segments a second, with and without
          the time of a run on one of its articles
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dipx.engines.convert import converted
from dipx.engines.cores import usable_cores
from dipx.models.registry import resolve
from dipx.places import cache_dir

SENTENCE = (
    "Le gouvernement a présenté mardi son projet de loi sur les retraites, qui sera examiné dans les semaines à venir."
)
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
made = translator.translate_batch([pieces.encode(text, out_type=str) + ["</s>"]], beam_size=4)[0].hypotheses[0]
print(pieces.decode(made))
"""
LINES = 16  # an article


def seconds(command: list[str], **more: Any) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **({"env": environment} | more)
    )
    return time.perf_counter() - started


def cold(runs: int) -> dict[str, Any]:
    folder = resolve("marian-fr-en")
    model = converted(folder, "int8", cache_dir())
    bare = [sys.executable, "-c", BARE, str(model), str(folder.path / "source.spm"), str(usable_cores()), SENTENCE]
    ours = [*DIPX, "translate", "--no-memory", "--lang", "fr"]
    library = [sys.executable, "-c", LIBRARY, SENTENCE]

    def turn() -> tuple[float, float, float, float]:
        return seconds(bare), seconds(ours, input=SENTENCE.encode()), seconds(library), plain()

    def plain() -> float:
        with tempfile.TemporaryDirectory() as place:
            shutil.copytree(model, Path(place) / "ct2" / model.name)
            more = {"env": os.environ | {"DIPX_CACHE_DIR": place}}
            return seconds([*DIPX, "translate"], input=SENTENCE.encode(), **more)

    turns = [turn() for _ in range(runs + 1)][1:]  # the first fills the page cache
    named = dict(zip(("bare", "command", "library", "plain"), zip(*turns, strict=True), strict=True))
    return {
        "nothing": round(statistics.median(seconds([sys.executable, "-c", ""]) for _ in range(runs)), 3),
        "help": round(statistics.median(seconds([*DIPX, "--help"]) for _ in range(runs)), 3),
        **{name: round(statistics.median(taken), 3) for name, taken in named.items()},
        **{
            f"{name} / bare": round(
                statistics.median(a / b for a, b in zip(named[name], named["bare"], strict=True)), 3
            )
            for name in ("command", "library", "plain")
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
    value = {"cold": cold(given.runs), "remembered": remembered(lines, min(3, given.runs))}
    print(json.dumps(value, indent=1))


if __name__ == "__main__":
    main()
