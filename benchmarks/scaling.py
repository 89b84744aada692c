"""Does a job cost the same a word whatever its size and its actors? ``python benchmarks/scaling.py LINES.fr``.

``dipx run`` as whole processes, without a model for bullets and without the memory, one line a record, no line twice.
By records: a file of 100, 1,000 and 10,000. By actors: eight files with 1,000 records together, ``--runner ray`` (the
extra ``ray``) with 1, 2 and 4 actors of a thread each. Milliseconds of all processors a word are by the machine's own
count, so nothing else may be at work on it; what a job of one record takes in the same way is taken off. Megabytes are
the greatest resident size of the process that was started: the run itself, or the driver.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RECORDS = (100, 1000, 10000)
ACTORS = (1, 2, 4)
FILES, OF_ACTORS = 8, 1000
RUN = (
    sys.executable,
    "-m",
    "dipx",
    "run",
    "--no-memory",
    "--quiet",
    "--lang",
    "fr",
    "--keep-all",
    "--summary-model",
    "none",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--records", type=int, nargs="*", default=RECORDS)
    parser.add_argument("--actors", type=int, nargs="*", default=ACTORS)
    parser.add_argument("--engine", default="ct2")
    given = parser.parse_args()
    lines = list(dict.fromkeys(filter(None, given.lines.read_text("utf-8").splitlines())))
    options = ("--engine", given.engine)
    measured = [{"records": count} | _cost(lines[:count], 1, options) for count in given.records if count <= len(lines)]
    for actors in given.actors:
        ray = ("--runner", "ray", "--actors", str(actors), "--threads", "1")
        measured.append({"actors": actors} | _cost(lines[:OF_ACTORS], FILES, (*options, *ray)))
    print(json.dumps(measured, indent=1))


def _cost(lines: list[str], files: int, options: tuple[str, ...]) -> dict[str, Any]:
    """What a job of these lines costs beyond one of a line."""
    started, used, _ = _job(["Oui."], 1, options)
    seconds, worked, megabytes = _job(lines, files, options)
    words = sum(len(line.split()) for line in lines)
    value = {
        "words": words,
        "words_per_second": round(words / (seconds - started)),
        "processor_ms_per_word": round((worked - used) / words * 1000, 3),
        "megabytes": round(megabytes),
        "start": {"seconds": round(started, 2), "processor_seconds": round(used, 2)},
    }
    print(options, value, file=sys.stderr)
    return value


def _job(lines: list[str], files: int, options: tuple[str, ...]) -> tuple[float, float, float]:
    """Seconds by the clock and of all processors, and MB of the process that was started."""
    with tempfile.TemporaryDirectory() as place:
        inputs = Path(place) / "in"
        inputs.mkdir()
        for number in range(files):
            records = [json.dumps({"text": line}, ensure_ascii=False) for line in lines[number::files]]
            (inputs / f"{number}.jsonl").write_text("".join(f"{record}\n" for record in records), "utf-8")
        command = [*RUN, str(inputs), "-o", f"{place}/out", "--out-format", "jsonl", *options]
        begun, before = time.perf_counter(), _busy()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{command} ended with status {status}")
        return time.perf_counter() - begun, _busy() - before, usage.ru_maxrss / 1024


def _busy() -> float:
    """Seconds that all processors have worked: an actor is no child of the driver."""
    user, nice, system = map(int, Path("/proc/stat").read_text("utf-8").split()[1:4])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
