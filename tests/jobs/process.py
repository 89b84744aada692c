"""``dipx run`` in a process that tests read, stop and kill."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema

from dipx.jobs.job import run_folder
from dipx.jobs.journal import JOURNAL
from dipx.options import EngineOptions, Options
from dipx.pipeline import Pipeline
from tests.conftest import ROOT
from tests.jobs.runs import tree

VALIDATOR = jsonschema.Draft202012Validator(json.loads((ROOT / "docs/schema/events.schema.json").read_text("utf-8")))
FEW = 60
FRENCH = Options(engine=EngineOptions(engine="fake"), lang="fr")


def write_articles(root: Path, files: int) -> Path:
    """So many short articles in seven folders below ``root``; that again."""
    for number in range(files):
        path = root / f"{number % 7}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Le sommet {number} se tiendra à Pékin.\n\nLes experts du dossier {number} restent prudents. "
                        f"La ville attend {number + 1000} visiteurs.\n", "utf-8")  # fmt: skip
    return root


def _with_sigint() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Run:
    """``dipx run`` in a process of its own, its events read one by one; ended at the end of the ``with``."""

    def __init__(self, tmp_path: Path, *words: object, milliseconds: float = 2) -> None:
        command = [sys.executable, "-m", "tests.jobs.slow_dipx", str(milliseconds), str(tmp_path / "engine.log")]
        command += ["run", *map(str, words), "--engine", "fake", "--lang", "fr", "--json", "-q"]
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 # __exit__ closes it
        # Tests that are run in the background, or by nohup, have SIGINT ignored, and so would what they start.
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self._said, cwd=ROOT, preexec_fn=_with_sigint
        )
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.end()
        self._said.close()

    def wait_for(self, kind: str, count: int = 1) -> dict[str, Any]:
        """Read on to the ``count``-th event of the kind (an event's name, or an outcome's kind) from here."""
        while count:
            event = self._next()
            assert event, f"the run ended before its {kind}: {self.end()}"
            count -= kind in (event["event"], event.get("kind"))
        return self.events[-1]

    def end(self) -> tuple[int, str]:
        """Read to the end; the exit code and what was said on standard error."""
        while self._next():
            pass
        code = self.process.wait(timeout=60)
        self._said.seek(0)
        return code, self._said.read().decode()

    def _next(self) -> dict[str, Any] | None:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line.endswith(b"\n"):  # the end, or the half line of a killed run
            return None
        self.events.append(json.loads(line))
        VALIDATOR.validate(self.events[-1])
        return self.events[-1]


def undisturbed(folder: Path, place: Path) -> dict[str, bytes]:
    assert {o.kind for o in run_folder([folder], place, Pipeline(FRENCH))} == {"done"}
    return tree(place)


def journal(out: Path) -> Counter[str]:
    """How often each file is in the journal as done."""
    lines = [json.loads(line) for line in (out / JOURNAL).read_text("utf-8").splitlines()]
    return Counter(line["stem"] for line in lines if line.get("outcome") == "done")


def children_of(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
