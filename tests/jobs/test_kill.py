"""What must not break a job: kill -9 and signals."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.jobs.process import Run, journal, undisturbed, write_articles
from tests.jobs.runs import tree
from tests.jobs.slow_dipx import PART

FILES, KILLS, SEED = 200, 20, 7


@pytest.fixture
def many(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "in", FILES)


def test_killed_at_twenty_random_moments(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng, out = random.Random(SEED), tmp_path / "out"
    for number in range(KILLS):
        with Run(tmp_path, many, "-o", out, milliseconds=3) as run:
            if number % 4:  # after some files, at any moment of the next ones
                run.wait_for("done", rng.randrange(1, 10))
                time.sleep(rng.uniform(0, 0.03))
            else:  # while it starts, plans, or does its first window
                time.sleep(rng.uniform(0, 0.6))
            run.process.kill()
            code, _ = run.end()
            assert code == -signal.SIGKILL, "it was at work when it was killed"
    with Run(tmp_path, many, "-o", out, milliseconds=0) as run:
        code, err = run.end()
    assert (code, err) == (0, "")
    kinds = Counter(event["kind"] for event in run.events if event["event"] == "file")
    assert kinds["unchanged"] > FILES / 8, "the kills were spread over the run"
    assert kinds["done"] > 0
    assert sum(kinds.values()) == FILES
    assert set(journal(out).values()) == {1}, "nothing twice"
    assert len(journal(out)) == FILES, "nothing missing"
    asked = Counter((tmp_path / "engine.log").read_text().splitlines())
    assert sum(asked.values()) - len(asked) <= KILLS * PART, "a kill costs the engine one part of a window at most"
    monkeypatch.setenv("DIPX_CACHE_DIR", str(tmp_path / "another"))
    assert tree(out) == undisturbed(many, tmp_path / "undisturbed")


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
    assert told <= len(journal(tmp_path / "out")) <= told + 1
    assert not list((tmp_path / "out").rglob("*.tmp"))
