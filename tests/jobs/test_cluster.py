"""What must not break a job on a cluster: actors, nodes and drivers that are killed, files that kill, other nodes.

One cluster for all of it, so the tests stand in order; the last one kills a node. ``pytest -m ray tests/jobs``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dipx.document import Pair
from dipx.errors import DipxError
from dipx.jobs.cluster import Cluster
from dipx.jobs.job import JobOptions, run_folder
from dipx.jobs.tasks import Outcome
from dipx.memory import Corrections
from dipx.options import Options
from dipx.pipeline import Pipeline
from tests.conftest import ROOT
from tests.jobs.cluster import SETTINGS, Nodes, actors, alone
from tests.jobs.killer import KILLER, join
from tests.jobs.process import FRENCH, journal, undisturbed, write_articles
from tests.jobs.runs import tree

pytestmark = pytest.mark.ray

FILES = 200
RAY = JobOptions(cluster=Cluster())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def nodes(data: Path) -> Iterator[Nodes]:
    with pytest.MonkeyPatch.context() as patch, alone():
        for name, value in SETTINGS.items():
            patch.setenv(name, value)
        patch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT), str(ROOT / "src"))))
        made = Nodes(data)
        yield made
        made.end()


@pytest.fixture
def joined(nodes: Nodes) -> Iterator[Nodes]:
    import ray

    join(nodes.address)
    yield nodes
    ray.shutdown()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "in", FILES)


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """With a memory that no other test has."""
    return replace(FRENCH, cache_dir=tmp_path / "own")


def _outcomes(folder: Path, out: Path, options: Options) -> Iterator[Outcome]:
    return run_folder([folder], out, Pipeline(options), RAY)


def _is_whole(folder: Path, out: Path, tmp_path: Path) -> None:
    """All files are done, none twice, and their results are the local run's."""
    done = journal(out)
    assert (len(done), set(done.values())) == (FILES, {1})
    assert tree(out) == undisturbed(folder, tmp_path / "undisturbed")


def _lost(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [message for record in caplog.records if "is lost" in (message := record.getMessage())]


def test_an_actor_is_killed(
    joined: Nodes, many: Path, tmp_path: Path, options: Options, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Outcome] = []
    for outcome in _outcomes(many, tmp_path / "out", options):
        if len(told) in (10, 60):
            os.kill(actors()[0], signal.SIGKILL)
        told.append(outcome)
    assert len(_lost(caplog)) == 2
    assert Counter(outcome.kind for outcome in told) == {"done": FILES}
    assert len({outcome.path for outcome in told}) == FILES
    _is_whole(many, tmp_path / "out", tmp_path)


def test_a_file_that_kills_its_actors_fails_by_name(joined: Nodes, tmp_path: Path, options: Options) -> None:
    folder = write_articles(tmp_path / "in", 12)
    killer = folder / "3/003.txt"
    killer.write_text(f"{KILLER} à Pékin.", "utf-8")
    told = {outcome.path: outcome for outcome in _outcomes(folder, tmp_path / "out", options)}
    failed = told.pop(str(killer))
    assert (failed.kind, "3 times" in failed.why, str(killer) in failed.why) == ("failed", True, True)
    assert (len(told), {outcome.kind for outcome in told.values()}) == (11, {"done"})
    killer.unlink()
    assert tree(tmp_path / "out") == undisturbed(folder, tmp_path / "undisturbed")


def _command(nodes: Nodes, folder: Path, out: Path) -> list[str]:
    command = [sys.executable, "-m", "tests.jobs.killer", nodes.address, "run", str(folder), "-o", str(out)]
    return [*command, "--engine", "fake", "--lang", "fr", "--json", "-q", "--runner", "ray", "--address", nodes.address]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_driver_is_stopped_by_a_signal(nodes: Nodes, many: Path, tmp_path: Path, number: int, code: int) -> None:
    out = tmp_path / "out"
    command = _command(nodes, many, out)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as driver:
        assert driver.stdout
        for _ in zip(driver.stdout, range(11), strict=False):
            pass
        driver.send_signal(number)
        said = driver.communicate(timeout=60)[1].decode()
    assert driver.returncode == code
    assert len(said.splitlines()) == 1, said
    assert "what is done is kept" in said
    assert 10 <= len(journal(out)) < FILES


def test_the_driver_is_killed_and_started_again(nodes: Nodes, many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = _command(nodes, many, out)
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as driver:
        assert driver.stdout
        kinds = [json.loads(line).get("kind") for line, _ in zip(driver.stdout, range(31), strict=False)]
        driver.kill()
    assert kinds.count("done") == 30
    before = journal(out)
    assert 30 <= len(before) < FILES
    again = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=120, check=False)
    assert (again.returncode, again.stderr) == (0, b"")
    events = [json.loads(line) for line in again.stdout.splitlines()]
    assert Counter(event.get("kind") for event in events[1:-1]) == {
        "unchanged": len(before),
        "done": FILES - len(before),
    }
    _is_whole(many, out, tmp_path)


def test_a_node_that_would_make_other_results_is_not_used(
    joined: Nodes, data: Path, many: Path, tmp_path: Path, options: Options, caplog: pytest.LogCaptureFixture
) -> None:
    Corrections(data).add([Pair("Le sommet 1 se tiendra à Pékin.", "Another one.", "correction")])
    try:
        assert {outcome.kind for outcome in _outcomes(many, tmp_path / "out", options)} == {"done"}
    finally:
        Corrections(data).clear()
    (said,) = (record.getMessage() for record in caplog.records if "is not used" in record.getMessage())
    assert "127.0.0.4" in said
    assert "its corrections is" in said
    _is_whole(many, tmp_path / "out", tmp_path)


def test_no_node_can_be_used(joined: Nodes, many: Path, tmp_path: Path, options: Options) -> None:
    here = Corrections(tmp_path / "data")
    here.add([Pair("Le sommet 1 se tiendra à Pékin.", "Another one.", "correction")])
    with pytest.raises(DipxError, match="No node of the cluster can be used"):
        list(_outcomes(many, tmp_path / "out", options))
    assert tree(tmp_path / "out") == {}


def test_a_node_is_killed(
    joined: Nodes, many: Path, tmp_path: Path, options: Options, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Outcome] = []
    for outcome in _outcomes(many, tmp_path / "out", options):
        told.append(outcome)
        if len(told) == 20:
            joined.kill(joined.other)
    assert any("127.0.0.4" in message for message in _lost(caplog))
    assert Counter(outcome.kind for outcome in told) == {"done": FILES}
    assert len({outcome.path for outcome in told}) == FILES
    _is_whole(many, tmp_path / "out", tmp_path)
    until = time.monotonic() + 20
    while actors():
        assert time.monotonic() < until, "still at work"
        time.sleep(0.1)
