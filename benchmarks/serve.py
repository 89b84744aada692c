"""``dipx serve`` under load against ``dipx translate`` on the same texts, on this machine's loopback alone.

    python benchmarks/serve.py ../shared/eval/newstest2013.fr [--lines 1200] [--rounds 3] [--clients 1,8,64]

Lines of the file are joined to articles of fifteen, a paragraph a line; ``--each 1`` makes a text of each line. A
round is ``dipx translate`` over the articles as files (memory off; less a process that translates one word, its
start-up), and for each number of clients so many connections that send a text as soon as the last one is answered,
until each text has been sent once. They take turns within a round, so that a machine whose speed drifts is as slow
for each; ratios are medians of the rounds' own. One client before the first round says what each answer has to be:
all others are held to it.

The number of requests and the time are bounded (``MOST``, ``SECONDS``).
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from live import Client, patient, percentile, server

MOST = 20_000  # texts
SECONDS = 3600.0
DIPX = (sys.executable, "-m", "dipx", "translate", "--no-memory", "--quiet", "--lang", "fr", "--keep-all")


def texts_of(file: Path, lines: int, each: int) -> list[str]:
    """Articles of ``each`` lines, from all of the file."""
    found = [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    chosen = [found[int(number * len(found) / lines)] for number in range(min(lines, len(found)))]
    return ["\n\n".join(chosen[start : start + each]) for start in range(0, len(chosen), each)][:MOST]


def translate(texts: Sequence[str]) -> float:
    """Seconds that ``dipx translate`` takes for files of the texts, its start-up taken off."""
    with tempfile.TemporaryDirectory() as place:
        files, out = Path(place, "fr"), Path(place, "en")
        files.mkdir()
        for number, text in enumerate(texts):
            (files / f"{number:05}.txt").write_text(text, "utf-8")
        word = Path(place, "word.txt")
        word.write_text("oui", "utf-8")
        whole = _seconds([*DIPX, str(files), "-o", str(out)])
        return whole - _seconds([*DIPX, str(word), "-o", str(Path(place, "word.en.txt"))])


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def ask(port: int, texts: Sequence[str], clients: int) -> tuple[float, list[Any], list[float]]:
    """Seconds of all, the answers in the texts' order, and the seconds of each."""
    answers: list[Any] = [None] * len(texts)
    waits: list[float] = [0.0] * len(texts)
    rest = itertools.count()

    def work() -> None:
        client = Client(port)
        while (number := next(rest)) < len(texts):
            answers[number], waits[number] = patient(client, {"q": texts[number]})
        client.close()

    threads = [threading.Thread(target=work) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began, answers, waits


def measured(texts: Sequence[str], rounds: int, clients: Sequence[int]) -> dict[str, Any]:
    seconds: dict[str, list[float]] = {"translate": [], **{str(count): [] for count in clients}}
    waits: dict[int, list[float]] = {count: [] for count in clients}
    different = 0
    ends = time.monotonic() + SECONDS
    with server("--max-wait", "600") as live:
        alone = ask(live.port, texts, 1)[1]  # it warms up too
        for _ in range(rounds):
            if time.monotonic() > ends:
                break
            seconds["translate"].append(translate(texts))
            for count in clients:
                took, answers, each = ask(live.port, texts, count)
                seconds[str(count)].append(took)
                waits[count] += each
                different += sum(map(str.__ne__, alone, answers))
        megabytes = live.megabytes
    words = sum(len(text.split()) for text in texts)
    return {
        "texts": len(texts),
        "words": words,
        "seconds": {name: [round(one, 3) for one in all_] for name, all_ in seconds.items()},
        "words_per_second": {name: round(words / statistics.median(all_)) for name, all_ in seconds.items()},
        "ratios": {
            name: round(statistics.median(t / s for t, s in zip(seconds["translate"], all_, strict=True)), 3)
            for name, all_ in seconds.items()
        },
        "p50": {count: round(percentile(each, 0.5), 3) for count, each in waits.items()},
        "p99": {count: round(percentile(each, 0.99), 3) for count, each in waits.items()},
        "answers_that_differ_from_those_alone": different,
        "megabytes": round(megabytes),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="French, a line a sentence")
    parser.add_argument("--lines", type=int, default=1200)
    parser.add_argument("--each", type=int, default=15, help="lines of a text")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", default="1,8,64")
    given = parser.parse_args()
    texts = texts_of(given.file, given.lines, given.each)
    print(json.dumps(measured(texts, given.rounds, [int(count) for count in given.clients.split(",")]), indent=1))


if __name__ == "__main__":
    main()
