"""``--shard auto``: which part a task of an array job does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dipx.cli import app
from dipx.errors import UsageError
from dipx.jobs.arrays import given_shard
from dipx.jobs.shard import Shard
from tests.jobs.runs import kinds_of, run_job, tree


def slurm(task: int, count: int, first: int = 0, step: int = 1) -> dict[str, str]:
    """What Slurm 22.05 sets in a task of ``--array=FIRST-…:STEP``; ``MAX`` is the last index that is used."""
    values = {"ID": task, "COUNT": count, "MIN": first, "MAX": first + (count - 1) * step, "STEP": step}
    return {"SLURM_ARRAY_JOB_ID": "80"} | {f"SLURM_ARRAY_TASK_{name}": str(value) for name, value in values.items()}


def kubernetes(index: int, count: int) -> dict[str, str]:
    return {"JOB_COMPLETION_INDEX": str(index), "DIPX_SHARDS": str(count)}


def batch(index: int, count: int) -> dict[str, str]:
    return {"AWS_BATCH_JOB_ARRAY_INDEX": str(index), "AWS_BATCH_JOB_ARRAY_SIZE": str(count)}


@pytest.mark.parametrize(
    ("environment", "shard"),
    [
        (slurm(0, 64), Shard(1, 64)),
        (slurm(63, 64), Shard(64, 64)),
        (slurm(1, 8, first=1), Shard(1, 8)),
        (slurm(8, 8, first=1), Shard(8, 8)),
        (slurm(12, 4, step=4), Shard(4, 4)),
        (slurm(107, 3, first=101, step=3), Shard(3, 3)),
        (slurm(5, 1, first=5), Shard(1, 1)),
        (slurm(2, 4) | {"DIPX_SHARDS": "4"}, Shard(3, 4)),
        (kubernetes(0, 16), Shard(1, 16)),
        (kubernetes(15, 16), Shard(16, 16)),
        (kubernetes(0, 1), Shard(1, 1)),
        (batch(0, 10_000), Shard(1, 10_000)),
        (batch(9_999, 10_000), Shard(10_000, 10_000)),
    ],
)
def test_the_part_of_a_task(environment: Mapping[str, str], shard: Shard) -> None:
    assert given_shard("auto", environment) == shard
    assert given_shard("2/4", environment) == Shard(2, 4), "what is said by hand counts"


@pytest.mark.parametrize(
    "tasks",
    [
        [slurm(task, 7, first=3, step=2) for task in range(3, 17, 2)],
        [kubernetes(index, 7) for index in range(7)],
        [batch(index, 7) for index in range(7)],
    ],
    ids=["slurm", "kubernetes", "batch"],
)
def test_the_tasks_of_an_array_do_each_file_once(tasks: list[dict[str, str]]) -> None:
    shards = [given_shard("auto", task) for task in tasks]
    for number in range(300):
        assert sum(shard.holds(Path(f"a/{number}")) for shard in shards) == 1


def without(environment: Mapping[str, str], *names: str) -> dict[str, str]:
    return {key: value for key, value in environment.items() if not key.endswith(names)}


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "finds no array job.*SLURM_ARRAY_TASK_ID.*JOB_COMPLETION_INDEX.*AWS_BATCH_JOB_ARRAY_INDEX"),
        ({"DIPX_SHARDS": "4"}, "finds no array job"),
        ({"SLURM_JOB_ID": "80", "AWS_BATCH_JOB_ID": "80"}, "finds no array job"),
        ({"SLURM_ARRAY_TASK_ID": "3"}, "SLURM_ARRAY_TASK_COUNT is missing"),
        *((without(slurm(1, 4), name), f"SLURM_ARRAY_TASK_{name} is missing") for name in ("MIN", "MAX", "STEP", "ID")),
        ({"JOB_COMPLETION_INDEX": "3"}, "DIPX_SHARDS is missing: set it to the Job's completions"),
        (without(batch(1, 4), "SIZE"), "AWS_BATCH_JOB_ARRAY_SIZE is missing"),
        (without(batch(1, 4), "INDEX"), "AWS_BATCH_JOB_ARRAY_INDEX is missing"),
        (kubernetes(3, 4) | batch(1, 4), "two array jobs, Kubernetes and AWS Batch"),
        (slurm(3, 4) | {"JOB_COMPLETION_INDEX": "3"}, "two array jobs, Slurm and Kubernetes"),
        (kubernetes(4, 4), "part 5 of 4, which there is not"),
        (kubernetes(0, 0), "part 1 of 0, which there is not"),
        (batch(7, 2), "part 8 of 2"),
        (slurm(64, 64), "part 65 of 64"),
        (kubernetes(0, 4) | {"JOB_COMPLETION_INDEX": ""}, "JOB_COMPLETION_INDEX is '', not a number"),
        (kubernetes(0, 4) | {"DIPX_SHARDS": "-4"}, "DIPX_SHARDS is '-4', not a number"),
        (batch(0, 4) | {"AWS_BATCH_JOB_ARRAY_SIZE": "four"}, "'four', not a number"),
        (slurm(0, 4) | {"SLURM_ARRAY_TASK_ID": "٣"}, "not a number"),
        # What Slurm 22.05 sets for --array=3,7 and --array=5,6,9: a step of 1, whatever the holes.
        (slurm(3, 2, first=3) | {"SLURM_ARRAY_TASK_MAX": "7"}, "has holes .2 tasks from 3 to 7, this one is 3"),
        (slurm(5, 3, first=5) | {"SLURM_ARRAY_TASK_MAX": "9"}, "has holes"),
        (slurm(6, 4, step=4), "has holes"),
        (slurm(0, 4, step=0), "has holes"),
        (slurm(3, 2, first=3, step=4) | {"DIPX_SHARDS": "16"}, "DIPX_SHARDS says 16 parts and Slurm's array has 2"),
    ],
)
def test_what_is_no_part_is_said(environment: Mapping[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        given_shard("auto", environment)
    assert "\n" not in str(caught.value)


def test_an_array_on_a_shared_folder_is_the_whole_run(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["run", str(folder), "-o", str(tmp_path / "out"), "--engine", "fake", "--shard", "auto", "--json"]
    done = 0
    for index in range(3):
        for name, value in batch(index, 3).items():
            monkeypatch.setenv(name, value)
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, result.output
        done += sum(json.loads(line).get("kind") == "done" for line in result.stdout.splitlines())
    assert done == 3
    assert CliRunner().invoke(app, ["merge", str(tmp_path / "out")]).exit_code == 0
    run_job(folder, tmp_path / "whole")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")
    assert set(kinds_of(run_job(folder, tmp_path / "out")).values()) == {"unchanged"}


def test_the_command_says_it_in_a_line(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOB_COMPLETION_INDEX", "3")
    monkeypatch.delenv("DIPX_SHARDS", raising=False)
    cases = {"auto": "DIPX_SHARDS is missing", "Auto": "or auto, not 'Auto'"}
    for shard, said in cases.items():
        result = CliRunner().invoke(app, ["run", str(folder), "-o", str(tmp_path / "out"), "--shard", shard])
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
        assert said in result.stderr
        assert not (tmp_path / "out").exists()
