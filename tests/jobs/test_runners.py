"""What holds of every runner: in this process, in several, on a Ray of this machine."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dipx.cli import app
from dipx.errors import UsageError
from dipx.jobs.cluster import Cluster
from dipx.jobs.job import JobOptions, run_folder
from dipx.jobs.plan import plan
from dipx.jobs.progress import Progress
from dipx.jobs.runners import Runner, runner_for
from dipx.jobs.shard import Shard
from dipx.jobs.tasks import Outcome, Task
from dipx.options import Options
from dipx.pipeline import Pipeline
from tests.jobs.process import FRENCH, journal, undisturbed, write_articles
from tests.jobs.record_files import article, run_records, write_records
from tests.jobs.runs import tree

RUNNERS: dict[str, tuple[int, Cluster | None]] = {
    "here": (1, None),
    "processes": (2, None),
    "ray": (1, Cluster(actors=2)),
}
BAD = "6/bad.txt"


@pytest.fixture(scope="module")
def ray() -> Iterator[None]:
    """A Ray of this machine for all of these tests: it takes some seconds to start."""
    runner_for(1, Cluster())  # sets what Ray reads when it is imported
    from dipx.jobs.ray_runner import connected

    with connected(Cluster(actors=2)):
        yield


@pytest.fixture(params=RUNNERS)
def job(request: pytest.FixtureRequest) -> JobOptions:
    if request.param == "ray":
        request.getfixturevalue("ray")
    jobs, cluster = RUNNERS[request.param]
    return JobOptions(jobs=jobs, cluster=cluster)


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """With a memory that nobody else has: the processes of a Ray have the environment in which it was started."""
    return replace(FRENCH, cache_dir=tmp_path / "own")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "in", 40)


def _run(folder: Path, out: Path, options: Options, job: JobOptions) -> list[Outcome]:
    return list(run_folder([folder], out, Pipeline(options), job))


def test_the_same_bytes_and_outcomes(articles: Path, tmp_path: Path, options: Options, job: JobOptions) -> None:
    (articles / BAD).write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "out/0/000.en.txt").mkdir(parents=True)  # where its output would be
    lines: list[str] = []
    progress, pipeline = Progress(lambda progress: lines.append(progress.line())), Pipeline(options)
    outcomes = list(run_folder([articles], tmp_path / "out", pipeline, job, progress))
    (tmp_path / "out/0/000.en.txt").rmdir()
    failed = {outcome.path: outcome.why for outcome in outcomes if outcome.kind == "failed"}
    assert set(failed) == {str(articles / BAD), str(articles / "0/000.txt")}
    assert "PNG" in failed[str(articles / BAD)]
    assert (len(outcomes), journal(tmp_path / "out").total()) == (41, 39), "each once"
    assert progress.words == progress.model_words == 120 / 3 * 19
    assert (progress.files_done, pipeline.engine.hits, pipeline.engine.misses) == (41, 0, 120)
    assert any("2 actors on 1 node" in line for line in lines) == bool(job.cluster)
    again = _run(articles, tmp_path / "out", options, job)
    assert Counter(outcome.kind for outcome in again) == {"unchanged": 39, "done": 1, "failed": 1}
    expected = _run(articles, tmp_path / "local", FRENCH, JobOptions())
    assert {replace(outcome, kind="done") for outcome in again} == {replace(o, kind="done") for o in expected}
    assert tree(tmp_path / "out") == tree(tmp_path / "local")


def _events(*words: object) -> list[dict[str, Any]]:
    command = ["run", *map(str, words), "--engine", "fake", "--lang", "fr", "--json", "-q", "--no-memory"]
    result = CliRunner().invoke(app, command)
    assert (result.exit_code, result.stderr) == (1, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def _comparable(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the time it took and the place; the files in their order by name."""
    hidden = ("seconds", "out")
    told = [{name: value for name, value in event.items() if name not in hidden} for event in events]
    assert [event["event"] for event in told] == ["start", *["file"] * (len(told) - 2), "end"]
    return [told[0], *sorted(told[1:-1], key=lambda event: str(event["path"])), told[-1]]


def test_the_same_events(articles: Path, tmp_path: Path, job: JobOptions) -> None:
    (articles / BAD).write_bytes(b"\x89PNG\r\n\x1a\n")
    words = ["--runner", "ray", "--actors", 2] if job.cluster else ["--jobs", job.jobs]
    told = _events(articles, "-o", tmp_path / "out", *words)
    expected = _events(articles, "-o", tmp_path / "local")
    assert _comparable(told) == _comparable(expected)


def test_fail_fast_ends_with_the_file_that_failed(
    articles: Path, tmp_path: Path, options: Options, job: JobOptions
) -> None:
    (articles / BAD).write_bytes(b"\x89PNG\r\n\x1a\n")
    out = tmp_path / "out"
    outcomes = _run(articles, out, options, replace(job, fail_fast=True))
    assert [outcome.path for outcome in outcomes if outcome.kind == "failed"] == [str(articles / BAD)]
    assert outcomes[-1].kind == "failed"
    (articles / BAD).unlink()
    kinds = Counter(outcome.kind for outcome in _run(articles, out, options, job))
    assert kinds == Counter({"unchanged": len(outcomes) - 1, "done": 41 - len(outcomes)})
    assert tree(out) == undisturbed(articles, tmp_path / "undisturbed")


def _runner(job: JobOptions) -> Runner:
    return runner_for(job.jobs, job.cluster)


def test_no_file_is_no_work(tmp_path: Path, options: Options, job: JobOptions) -> None:
    task = Task(Pipeline(options), tmp_path)
    assert list(_runner(job)([], task, Progress())) == []
    assert not list(tmp_path.iterdir())


def test_shards_by_relative_paths(
    articles: Path, tmp_path: Path, options: Options, job: JobOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcomes = [
        outcome
        for index in (1, 2)
        for outcome in _run(Path("in"), Path("out"), options, replace(job, shard=Shard(index, 2)))
    ]
    assert {outcome.path for outcome in outcomes} == {str(p.relative_to(tmp_path)) for p in articles.rglob("*.txt")}
    assert {outcome.kind for outcome in _run(Path("in"), Path("out"), options, JobOptions())} == {"unchanged"}
    assert tree(Path("out")) == undisturbed(Path("in"), Path("undisturbed")), "the reports have the paths as given"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--runner", "ray", "--watch"), "leave out --watch"),
        (("--runner", "ray", "--jobs", "2"), "leave out --jobs"),
        (("--address", "head:6379"), "are for --runner ray"),
        (("--actors", "2"), "are for --runner ray"),
    ],
)
def test_what_makes_no_sense_together(folder: Path, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    command = ["run", str(folder), "-o", str(tmp_path / "out"), "--engine", "fake", *words]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (tmp_path / "out").exists()


def test_without_ray_one_line_says_what_to_install(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "dipx.jobs.ray_runner", raising=False)
    job = JobOptions(cluster=Cluster())
    with pytest.raises(UsageError, match=r"dipx-news\[ray\]"):
        _run(folder, tmp_path / "out", FRENCH, job)
    assert not (tmp_path / "out").exists()
    assert plan([folder], tmp_path / "out", Pipeline(FRENCH), job).todo == 3, "a plan needs none"


def test_what_somebody_else_wrote_is_kept(articles: Path, tmp_path: Path, options: Options, job: JobOptions) -> None:
    out = tmp_path / "out"
    _run(articles, out, options, JobOptions())
    (out / "0/000.en.txt").write_text("By hand.\n", "utf-8")
    assert Counter(outcome.kind for outcome in _run(articles, out, options, job)) == {"unchanged": 39, "done": 1}
    kept = [file.read_text("utf-8") for file in out.rglob("*.kept*")]
    assert kept == ["By hand.\n"], "and none of what a run wrote"


def test_records_have_the_same_bytes(job: JobOptions, options: Options, tmp_path: Path) -> None:
    """Record files and a bundle: each is one input to a runner."""
    for number in range(5):
        write_records(tmp_path / f"in/{number}.jsonl", ["{half", *(article(10 * number + one) for one in range(8))])
    (tmp_path / "in/a.txt").write_text("Le rapport est bref.\n", "utf-8")
    options = replace(options, out_format="jsonl.zst", id_field="id", title_field="title")
    outcomes = list(run_folder([tmp_path / "in"], tmp_path / "out", Pipeline(options), job))
    assert Counter((o.kind, o.records, o.failed) for o in outcomes) == {("flagged", 9, 1): 5, ("done", 1, 0): 1}
    run_records([tmp_path / "in"], tmp_path / "here", options)
    assert tree(tmp_path / "out") == tree(tmp_path / "here")
