"""``deploy/slurm.sh``, run as Slurm runs it: a task of an array, told before its time is up, started again."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dipx.cli import app
from tests.conftest import ROOT
from tests.jobs.process import FEW, journal, undisturbed, write_articles
from tests.jobs.runs import tree

SCRIPT = ROOT / "deploy/slurm.sh"


class Cluster:
    """Two folders, a ``dipx`` whose engine is slow, and a ``scontrol`` that writes down what it was asked."""

    def __init__(self, place: Path) -> None:
        self.place, self.out, self.asked = place, place / "out", place / "scontrol.log"
        self.articles = write_articles(place / "in", FEW)
        self._program("scontrol", f'echo "$*" >> {self.asked}')
        self.dipx(f'exec {sys.executable} -m tests.jobs.slow_dipx 20 {place}/engine.log "$@"')

    def dipx(self, line: str) -> None:
        self._program("dipx", line)

    def _program(self, name: str, line: str) -> None:
        path = self.place / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/bash\n{line}\n", "utf-8")
        path.chmod(0o755)

    def start(self, task: int) -> subprocess.Popen[str]:
        variables = {"ID": task, "COUNT": 2, "MIN": 0, "MAX": 1, "STEP": 1}
        environment = os.environ | {f"SLURM_ARRAY_TASK_{name}": str(value) for name, value in variables.items()}
        environment |= {"PATH": f"{self.place}/bin:{os.environ['PATH']}", "TMPDIR": str(self.place)}
        environment |= {"SLURM_JOB_ID": str(81 + task), "SLURM_CPUS_PER_TASK": "1"}
        words = ["bash", str(SCRIPT), str(self.articles), str(self.out), "--engine", "fake", "--lang", "fr"]
        return subprocess.Popen(words, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True)

    def end(self, task: int) -> int:
        process = self.start(task)
        process.communicate(timeout=300)
        return process.returncode

    def stopped(self, task: int, number: int) -> tuple[int, str]:
        """The task's exit code and words, when it gets the signal after its third article."""
        process, end = self.start(task), time.monotonic() + 60
        while self.done(task) < 3:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < end
            time.sleep(0.02)
        process.send_signal(number)
        _, said = process.communicate(timeout=300)
        return process.returncode, said

    def done(self, task: int) -> int:
        path = self.out / f".dipx-journal-{task + 1}-of-2.jsonl"
        return path.read_text("utf-8").count('"done"') if path.exists() else 0


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path)
    yield cluster
    assert not list(tmp_path.glob("dipx-*")), "the task's own memory is gone"


def test_before_its_time_is_up_a_task_ends_and_asks_to_go_on(cluster: Cluster) -> None:
    code, said = cluster.stopped(0, signal.SIGUSR1)
    assert (code, said.splitlines()) == (143, ["dipx: terminated; what is done is kept."])
    assert cluster.asked.read_text() == "requeue 81\n"
    assert 3 <= cluster.done(0) < FEW // 3, "it was at work"
    assert [cluster.end(0), cluster.end(1)] == [0, 0]
    assert cluster.asked.read_text() == "requeue 81\n", "and then not again"
    assert CliRunner().invoke(app, ["merge", str(cluster.out)]).exit_code == 0
    assert journal(cluster.out) == Counter({f"{n % 7}/{n:03}": 1 for n in range(FEW)}), "nothing missing, nothing twice"
    assert tree(cluster.out) == undisturbed(cluster.articles, cluster.place / "undisturbed")


def test_who_is_canceled_does_not_come_back(cluster: Cluster) -> None:
    code, said = cluster.stopped(1, signal.SIGTERM)
    assert code == 143
    assert "what is done is kept" in said
    assert not cluster.asked.exists()


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_exit_codes_are_handed_on(cluster: Cluster, code: int) -> None:
    cluster.dipx(f"exit {code}")
    assert cluster.end(0) == code
    assert not cluster.asked.exists()


def test_a_task_that_is_done_when_told_is_done(cluster: Cluster) -> None:
    """The signal comes while dipx writes its last file: it ends with 0, and nothing is asked."""
    cluster.dipx(f"trap 'touch {cluster.place}/told' TERM; touch {cluster.place}/here\n"
                 f"until [[ -e {cluster.place}/told ]]; do sleep 0.05; done")  # fmt: skip
    process = cluster.start(0)
    while not (cluster.place / "here").exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGUSR1)
    process.communicate(timeout=300)
    assert process.returncode == 0
    assert not cluster.asked.exists()


def test_what_sbatch_reads() -> None:
    text = SCRIPT.read_text("utf-8")
    asked = dict(re.findall(r"^#SBATCH --([a-z-]+)(?:=(\S+))?$", text, re.M))
    assert len(asked) == text.count("#SBATCH")
    assert re.fullmatch(r"0-\d+", asked["array"])
    assert "requeue" in asked
    assert asked["open-mode"] == "append", "a task that goes on keeps its log"
    signal_name, _, seconds = asked["signal"].removeprefix("B:").partition("@")
    assert hasattr(signal, f"SIG{signal_name}")
    assert f"' {signal_name}" in text, "the trap"
    assert int(seconds) >= 60
    last = text.rindex("#SBATCH")
    assert all(line.startswith("#") for line in text[:last].splitlines()), "sbatch reads to the first command"


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="no shellcheck here")
def test_shellcheck_has_nothing_to_say() -> None:
    done = subprocess.run(["shellcheck", "-f", "json", SCRIPT], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout) == []
