"""The journal: an interrupted job goes on where it was, and a broken journal costs time only."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx.jobs.job import run_folder
from dipx.jobs.journal import COUNTS, JOURNAL
from dipx.jobs.tasks import Outcome
from dipx.pipeline import Pipeline
from tests.jobs.runs import FAKE, kinds_of, run_job, tree


def test_an_interrupted_run_goes_on_where_it_was(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    monkeypatch.setattr("dipx.pipeline.WINDOW", 1)  # an article at a time, so that there is a middle
    steps = run_folder([folder], out, Pipeline(FAKE))
    assert next(steps).kind == "done"
    steps.close()
    assert sorted(kinds_of(run_job(folder, out)).values()) == ["done", "done", "unchanged"]
    run_job(folder, tmp_path / "undisturbed")
    assert tree(out) == tree(tmp_path / "undisturbed")


def test_a_broken_journal_costs_time_only(folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    journal = out / JOURNAL
    lines = journal.read_text("utf-8").splitlines()
    assert len(lines) == 4, "what the signature stands for, and three files"
    broken = ["{half a li", "[]", '{"stem": 1}', "[" * 100_000, *lines[2:]]
    journal.write_bytes("\n".join(broken).encode() + b"\n\xff\x00 half a line without an end")
    kinds = kinds_of(run_job(folder, out))
    assert sorted(kinds.values()) == ["done", "unchanged", "unchanged"]
    assert "5 broken lines" in caplog.text
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}, "what was added is on a line of its own"


def test_nothing_half_written_is_left(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        run_job(folder, tmp_path / "out")
    assert not tree(tmp_path / "out")
    assert not list(tmp_path.rglob("*.tmp"))


def test_counts_are_those_of_the_outcome() -> None:
    assert set(COUNTS) <= set(Outcome.__dataclass_fields__)


def test_a_long_journal_is_written_anew(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    journal = out / JOURNAL
    before = journal.read_bytes()
    journal.write_bytes(before * 50)
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}
    assert journal.read_bytes() == before
