"""Full and read-only disks."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.process import Run, journal, undisturbed
from tests.jobs.runs import tree


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
        there = tree(out)
        subprocess.run(["mount", "-o", "remount,size=16m", disk], check=True)
        with Run(tmp_path, few, "-o", out, milliseconds=0) as run:
            assert run.end() == (0, "")
        whole = tree(out)
        assert 0 < len(there) < len(whole)
        assert {name: whole[name] for name in there} == there, "what was there was whole"
        assert set(journal(out).values()) == {1}
        assert whole == undisturbed(few, tmp_path / "undisturbed")


def test_a_read_only_disk_is_one_line(few: Path, tmp_path: Path) -> None:
    with _tmpfs(tmp_path / "disk", "size=1m,ro") as disk, Run(tmp_path, few, "-o", disk / "out") as run:
        code, err = run.end()
    assert code == 1
    assert "Read-only file system" in err
    assert len(err.strip().splitlines()) == 1
