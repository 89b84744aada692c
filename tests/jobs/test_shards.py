"""A job in shards, and their outputs merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx.errors import UsageError
from dipx.jobs.job import JobOptions
from dipx.jobs.merge import merge
from dipx.jobs.shard import Shard, parse_shard
from tests.jobs.runs import kinds_of, run_job, tree


def test_shards_are_disjoint_and_whole() -> None:
    stems = [Path(f"a/{number}") for number in range(1000)]
    parts = [{stem for stem in stems if Shard(index, 4).holds(stem)} for index in range(1, 5)]
    assert sum(map(len, parts)) == len(set.union(*parts)) == 1000
    assert min(map(len, parts)) > 200
    assert Shard(3, 4).holds(Path("a/0")) == (Path("a/0") in parts[2]), "a function of the name alone"


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "a/b", "1/0", "-1/2", "1/2/3", ""])
def test_a_shard_that_makes_no_sense(text: str) -> None:
    with pytest.raises(UsageError, match="--shard is like 2/4"):
        parse_shard(text)


def test_merge_of_folders_is_the_whole_run(folder: Path, tmp_path: Path) -> None:
    shards = [tmp_path / f"out-{index}" for index in (1, 2)]
    for index, out in enumerate(shards, 1):
        run_job(folder, out, job=JobOptions(shard=Shard(index, 2)))
    kinds = [outcome.kind for outcome in merge(shards, tmp_path / "all")]
    assert kinds == ["done"] * 3
    run_job(folder, tmp_path / "whole")
    assert tree(tmp_path / "all") == tree(tmp_path / "whole")
    assert set(kinds_of(run_job(folder, tmp_path / "all")).values()) == {"unchanged"}
    assert [outcome.kind for outcome in merge(shards, tmp_path / "all")] == ["unchanged"] * 3


def test_merge_says_what_does_not_fit(folder: Path, tmp_path: Path) -> None:
    run_job(folder, tmp_path / "one")
    (folder / "b.txt").write_text("Un autre texte est là.", "utf-8")
    run_job(folder, tmp_path / "two")
    (tmp_path / "one/a.report.md").unlink()
    outcomes = {o.path: o for o in merge([tmp_path / "one", tmp_path / "two"], tmp_path / "all")}
    assert "a.report.md is gone" in next(
        o.why for o in merge([tmp_path / "one"], tmp_path / "other") if o.kind == "failed"
    )
    assert outcomes[str(tmp_path / "two/b")].kind == "failed"
    assert "other bytes or with other options" in outcomes[str(tmp_path / "two/b")].why
    assert outcomes["a"].kind == "done", "the second folder had it whole"
    with pytest.raises(UsageError, match="no output of dipx run"):
        list(merge([folder], tmp_path / "all"))
