"""What must not break a job: kill -9, signals, full and read-only disks, two runs at once, files that come and go."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dipx.errors import DipxError
from dipx.jobs.job import JobOptions, run_folder
from dipx.jobs.journal import JOURNAL
from dipx.jobs.shard import Shard
from dipx.options import EngineOptions, Options
from dipx.pipeline import Pipeline
from tests.conftest import ROOT
from tests.slow_dipx import PART, SETTLE

VALIDATOR = jsonschema.Draft202012Validator(json.loads((ROOT / "docs/schema/events.schema.json").read_text("utf-8")))
FAKE = Options(engine=EngineOptions(engine="fake"), lang="fr")
FILES, KILLS, SEED = 200, 20, 7
FEW = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return _folder(tmp_path / "in", FILES)


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return _folder(tmp_path / "in", FEW)


def _folder(root: Path, files: int) -> Path:
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
        command = [sys.executable, "-m", "tests.slow_dipx", str(milliseconds), str(tmp_path / "engine.log")]
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


def _tree(out: Path) -> dict[str, bytes]:
    """All that is not the journal's and the lock's."""
    files = (p for p in sorted(out.rglob("*")) if p.is_file() and not p.name.startswith((JOURNAL[:13], ".dipx-lock")))
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files}


def _undisturbed(folder: Path, place: Path) -> dict[str, bytes]:
    assert {o.kind for o in run_folder([folder], place, Pipeline(FAKE))} == {"done"}
    return _tree(place)


def _journal(out: Path) -> Counter[str]:
    """How often each file is in the journal as done."""
    lines = [json.loads(line) for line in (out / JOURNAL).read_text("utf-8").splitlines()]
    return Counter(line["stem"] for line in lines if line.get("outcome") == "done")


def test_killed_at_twenty_random_moments(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng, out = random.Random(SEED), tmp_path / "out"
    for number in range(KILLS):
        with Run(tmp_path, folder, "-o", out, milliseconds=3) as run:
            if number % 4:  # after some files, at any moment of the next ones
                run.wait_for("done", rng.randrange(1, 10))
                time.sleep(rng.uniform(0, 0.03))
            else:  # while it starts, plans, or does its first window
                time.sleep(rng.uniform(0, 0.6))
            run.process.kill()
            code, _ = run.end()
            assert code == -signal.SIGKILL, "it was at work when it was killed"
    with Run(tmp_path, folder, "-o", out, milliseconds=0) as run:
        code, err = run.end()
    assert (code, err) == (0, "")
    kinds = Counter(event["kind"] for event in run.events if event["event"] == "file")
    assert kinds["unchanged"] > FILES / 8, "the kills were spread over the run"
    assert kinds["done"] > 0
    assert sum(kinds.values()) == FILES
    assert set(_journal(out).values()) == {1}, "nothing twice"
    assert len(_journal(out)) == FILES, "nothing missing"
    asked = Counter((tmp_path / "engine.log").read_text().splitlines())
    assert sum(asked.values()) - len(asked) <= KILLS * PART, "a kill costs the engine one part of a window at most"
    monkeypatch.setenv("DIPX_CACHE_DIR", str(tmp_path / "another"))
    assert _tree(out) == _undisturbed(folder, tmp_path / "undisturbed")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("extra", [(), ("--watch",)])
def test_stopped_by_a_signal(few: Path, tmp_path: Path, number: int, code: int, extra: tuple[str, ...]) -> None:
    with Run(tmp_path, few, "-o", tmp_path / "out", *extra) as run:
        run.wait_for("done", 3)
        run.process.send_signal(number)
        ended, err = run.end()
    assert ended == code
    assert len(err.strip().splitlines()) == 1, err
    assert "what is done is kept" in err
    last = run.events[-1]
    assert (last["event"], last["whole"]) == ("end", False)
    told = sum(event.get("kind") == "done" for event in run.events)
    assert told <= len(_journal(tmp_path / "out")) <= told + 1
    assert not list((tmp_path / "out").rglob("*.tmp"))


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
    assert _journal(out) == {"first": 2, "slow": 1}


def test_two_runs_at_once_on_one_folder(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Run(tmp_path, few, "-o", out, milliseconds=20) as first:
        first.wait_for("done")
        for words in ((), ("--shard", "1/2")):
            with Run(tmp_path, few, "-o", out, *words) as second:
                code, err = second.end()
            assert code == 1
            assert len(err.strip().splitlines()) == 1
            assert f"process {first.process.pid} on" in err
            assert second.events == []
    assert {o.kind for o in run_folder([few], out, Pipeline(FAKE))} == {"done", "unchanged"}


def test_shards_share_a_folder(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with (
        Run(tmp_path, few, "-o", out, "--shard", "1/2") as one,
        Run(tmp_path, few, "-o", out, "--shard", "2/2") as two,
    ):
        one.wait_for("done")
        two.wait_for("done")
        with pytest.raises(DipxError, match=r"process \d+ on .*, process \d+ on"):
            list(run_folder([few], out, Pipeline(FAKE)))
        with pytest.raises(DipxError, match="being written to by another run"):
            list(run_folder([few], out, Pipeline(FAKE), JobOptions(shard=Shard(1, 2))))
        assert one.end()[0] == two.end()[0] == 0
    files = [event["path"] for run in (one, two) for event in run.events if event["event"] == "file"]
    assert len(files) == len(set(files)) == FEW
    assert {o.kind for o in run_folder([few], out, Pipeline(FAKE))} == {"unchanged"}
    assert _tree(out) == _undisturbed(few, tmp_path / "undisturbed")


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def test_several_processes_give_the_same(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcomes = list(run_folder([few], out, Pipeline(FAKE), JobOptions(jobs=2)))
    assert Counter(o.kind for o in outcomes) == {"done": FEW}
    assert set(_journal(out).values()) == {1}
    assert _tree(out) == _undisturbed(few, tmp_path / "undisturbed")


def test_a_process_that_dies_costs_its_own_files(few: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Run(tmp_path, few, "-o", out, "--jobs", "2") as run:
        run.wait_for("start")
        while len(children := _children(run.process.pid)) < 2:
            time.sleep(0.01)
        os.kill(children[0], signal.SIGKILL)
        code, _ = run.end()
    failed = [event["why"] for event in run.events if event.get("kind") == "failed"]
    assert code == 1
    assert 0 < len(failed) <= FEW / 2
    assert all("signal 9" in why for why in failed)
    assert len([event for event in run.events if event["event"] == "file"]) == FEW
    assert Counter(o.kind for o in run_folder([few], out, Pipeline(FAKE)))["done"] == len(failed)


def test_processes_end_with_their_parent(few: Path, tmp_path: Path) -> None:
    with Run(tmp_path, few, "-o", tmp_path / "out", "--jobs", "2") as run:
        run.wait_for("start")
        while len(children := _children(run.process.pid)) < 2:
            time.sleep(0.01)
        run.process.kill()
        run.end()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < until, "still at work"
        time.sleep(0.05)


@contextlib.contextmanager
def _tmpfs(place: Path, options: str) -> Iterator[Path]:
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"a small disk needs the right to mount one: {made.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_ends_the_run_and_spoils_nothing(few: Path, tmp_path: Path) -> None:
    with _tmpfs(tmp_path / "disk", "size=300k") as disk:
        out = disk / "out"
        with Run(tmp_path, few, "-o", out, milliseconds=0) as run:
            code, err = run.end()
        assert code == 1
        assert "No space left on device" in err
        assert len(err.strip().splitlines()) == 1
        assert not list(out.rglob("*.tmp"))
        there = _tree(out)
        subprocess.run(["mount", "-o", "remount,size=16m", disk], check=True)
        with Run(tmp_path, few, "-o", out, milliseconds=0) as run:
            assert run.end() == (0, "")
        whole = _tree(out)
        assert 0 < len(there) < len(whole)
        assert {name: whole[name] for name in there} == there, "what was there was whole"
        assert set(_journal(out).values()) == {1}
        assert whole == _undisturbed(few, tmp_path / "undisturbed")


def test_a_read_only_disk_is_one_line(few: Path, tmp_path: Path) -> None:
    with _tmpfs(tmp_path / "disk", "size=1m,ro") as disk, Run(tmp_path, few, "-o", disk / "out") as run:
        code, err = run.end()
    assert code == 1
    assert "Read-only file system" in err
    assert len(err.strip().splitlines()) == 1
