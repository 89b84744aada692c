"""A result that is not what the run wrote is made again; one whose source is gone stays, and both are said."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dipx.jobs import seals
from dipx.jobs.job import JobOptions
from dipx.jobs.journal import JOURNAL
from dipx.jobs.merge import merge
from dipx.jobs.shard import Shard
from tests.jobs.runs import kinds_of, run_job, tree

AGAIN = {"a.txt": "done", "b.txt": "unchanged", "c.txt": "unchanged"}


def _same_size_and_times(path: Path) -> None:
    stat, size = path.stat(), path.stat().st_size
    path.write_bytes(b"x" * size)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "overwritten": lambda path: path.write_text("FAUX", "utf-8"),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "of the same size and times": _same_size_and_times,
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("end", ["en.txt", "report.md", "report.json"])
@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_result_is_made_again(
    folder: Path, tmp_path: Path, how: str, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    before = tree(out)
    DAMAGE[how](out / f"a.{end}")
    assert kinds_of(run_job(folder, out)) == AGAIN
    assert tree(out) == before
    assert ("1 results are not what the run wrote" in caplog.text) == (how != "gone")
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}


def test_a_copied_folder_is_unchanged_and_its_damage_is_seen(folder: Path, tmp_path: Path) -> None:
    run_job(folder, tmp_path / "one")
    list(merge([tmp_path / "one"], tmp_path / "out"))
    assert set(kinds_of(run_job(folder, tmp_path / "out")).values()) == {"unchanged"}
    _same_size_and_times(tmp_path / "out/a.en.txt")
    assert kinds_of(run_job(folder, tmp_path / "out")) == AGAIN


def test_what_nobody_touched_is_not_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    lines = [json.loads(line) for line in (out / JOURNAL).read_text("utf-8").splitlines()]
    later = [line | ({"time": line["time"] + 60} if "time" in line else {}) for line in lines]
    (out / JOURNAL).write_text("".join(json.dumps(line) + "\n" for line in later), "utf-8")
    monkeypatch.setattr(seals, "digest", lambda path: pytest.fail(f"{path} was read"))
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}


def test_a_journal_of_an_earlier_version_has_no_seals(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    lines = [json.loads(line) for line in (out / JOURNAL).read_text("utf-8").splitlines()]
    assert sum(len(line.pop("seals", [])) for line in lines) == 9
    (out / JOURNAL).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}
    (out / "a.en.txt").unlink()
    assert kinds_of(run_job(folder, out)) == AGAIN


def test_results_of_files_that_are_gone_are_named(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    before = tree(out)
    assert "no longer there" not in caplog.text
    (folder / "a.txt").unlink()
    (folder / "sub/c.txt").unlink()
    run_job(folder, out)
    assert f"2 files are no longer there, and their results stay in {out}: a, sub/c." in caplog.text
    assert tree(out) == before
    caplog.clear()
    run_job(folder / "b.txt", out)
    assert not caplog.text, "a file that was named says nothing of the others"
    for file in (*out.glob("a.*"), *out.glob("sub/c.*")):
        file.unlink()
    run_job(folder, out)
    assert "no longer there" not in caplog.text


def test_a_shard_says_nothing_of_the_others(folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for number in (1, 2):
        run_job(folder, tmp_path / "out", job=JobOptions(shard=Shard(number, 2)))
    assert "no longer there" not in caplog.text
