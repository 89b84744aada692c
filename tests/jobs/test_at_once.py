"""Several at work on one folder: those who write to it, runs, shards and processes."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from dipx.errors import DipxError
from dipx.jobs.job import JobOptions, run_folder
from dipx.jobs.shard import Shard
from dipx.pipeline import Pipeline
from tests.jobs.process import FEW, FRENCH, Run, children_of, journal, undisturbed
from tests.jobs.runs import tree
from tests.jobs.slow_dipx import SETTLE


def test_new_files_are_picked_up_when_nobody_writes_to_them(tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    (inbox / "notes.unknown").write_text("not an article")
    with Run(tmp_path, inbox, "-o", out, "--watch") as run:
        run.wait_for("start")
        (inbox / "first.txt").write_text("La première dépêche est arrivée.", "utf-8")
        assert run.wait_for("file")["path"].endswith("first.txt")
        with (inbox / "slow.txt").open("w", encoding="utf-8") as slow:
            for number in range(5):
                slow.write(f"La phrase {number} est là. ")
                slow.flush()
                time.sleep(SETTLE / 2)
            ended = time.time()
        event = run.wait_for("file")
        assert event["path"].endswith("slow.txt")
        assert event["segments"] == 5, "it was left until it was whole"
        assert time.time() - ended > SETTLE / 3
        (inbox / "first.txt").write_text("Elle a changé. Deux fois.", "utf-8")
        assert (run.wait_for("file")["segments"], run.events[-1]["kind"]) == (2, "done")
        run.process.terminate()
        assert run.end()[0] == 143
    assert journal(out) == {"first": 2, "slow": 1}


def test_two_runs_at_once_on_one_folder(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Run(tmp_path, few, "-o", out, milliseconds=200) as first:  # outlives two starts on a busy machine
        first.wait_for("done")
        for words in ((), ("--shard", "1/2")):
            with Run(tmp_path, few, "-o", out, *words) as second:
                code, err = second.end()
            assert code == 1
            assert len(err.strip().splitlines()) == 1
            assert f"process {first.process.pid} on" in err
            assert second.events == []
    assert {o.kind for o in run_folder([few], out, Pipeline(FRENCH))} == {"done", "unchanged"}


def test_shards_share_a_folder(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with (
        Run(tmp_path, few, "-o", out, "--shard", "1/2", milliseconds=200) as one,
        Run(tmp_path, few, "-o", out, "--shard", "2/2", milliseconds=200) as two,
    ):
        one.wait_for("done")
        two.wait_for("done")
        with pytest.raises(DipxError, match=r"process \d+ on .*, process \d+ on"):
            list(run_folder([few], out, Pipeline(FRENCH)))
        with pytest.raises(DipxError, match="being written to by another run"):
            list(run_folder([few], out, Pipeline(FRENCH), JobOptions(shard=Shard(1, 2))))
        assert one.end()[0] == two.end()[0] == 0
    files = [event["path"] for run in (one, two) for event in run.events if event["event"] == "file"]
    assert len(files) == len(set(files)) == FEW
    assert {o.kind for o in run_folder([few], out, Pipeline(FRENCH))} == {"unchanged"}
    assert tree(out) == undisturbed(few, tmp_path / "undisturbed")


def test_several_processes_give_the_same(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcomes = list(run_folder([few], out, Pipeline(FRENCH), JobOptions(jobs=2)))
    assert Counter(o.kind for o in outcomes) == {"done": FEW}
    assert set(journal(out).values()) == {1}
    assert tree(out) == undisturbed(few, tmp_path / "undisturbed")


def test_a_process_that_dies_costs_its_own_files(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Run(tmp_path, few, "-o", out, "--jobs", "2") as run:
        run.wait_for("start")
        while len(children := children_of(run.process.pid)) < 2:
            time.sleep(0.01)
        os.kill(children[0], signal.SIGKILL)
        code, _ = run.end()
    failed = [event["why"] for event in run.events if event.get("kind") == "failed"]
    assert code == 1
    assert 0 < len(failed) <= FEW / 2
    assert all("signal 9" in why for why in failed)
    assert len([event for event in run.events if event["event"] == "file"]) == FEW
    assert Counter(o.kind for o in run_folder([few], out, Pipeline(FRENCH)))["done"] == len(failed)


def test_processes_end_with_their_parent(few: Path, tmp_path: Path) -> None:
    with Run(tmp_path, few, "-o", tmp_path / "out", "--jobs", "2") as run:
        run.wait_for("start")
        while len(children := children_of(run.process.pid)) < 2:
            time.sleep(0.01)
        run.process.kill()
        run.end()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < until, "still at work"
        time.sleep(0.05)
