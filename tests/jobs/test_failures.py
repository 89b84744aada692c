"""One bad file does not stop the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx.jobs.job import JobOptions
from dipx.options import Options
from dipx.reading import files as reading
from dipx.reading.finished import FinishedReadings
from dipx.reading.prepared import Prepared
from dipx.report import Failure
from tests.jobs.runs import kinds_of, run_job


def test_a_bad_file_fails_and_the_others_are_done(folder: Path, tmp_path: Path) -> None:
    (folder / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    outcomes = run_job(folder, tmp_path / "out")
    assert kinds_of(outcomes) == {"a.txt": "done", "b.txt": "failed", "c.txt": "done"}
    assert "PNG" in outcomes["b.txt"].why
    assert kinds_of(run_job(folder, tmp_path / "out"))["b.txt"] == "failed", "it is tried again, and said again"


def _changing(monkeypatch: pytest.MonkeyPatch, changes: int) -> None:
    """The file changes behind the back of the one who reads it, so many times."""
    real, done = reading.load, iter(range(changes))

    def load(path: Path, options: Options, readings: FinishedReadings | None) -> Prepared | Failure:
        loaded = real(path, options, readings)
        if (number := next(done, None)) is not None:
            path.write_text(f"Un autre texte, le numéro {number}, est arrivé.", "utf-8")
        return loaded

    monkeypatch.setattr("dipx.jobs.still.load", load)


def test_a_file_that_changes_while_it_is_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    _changing(monkeypatch, 1)
    assert set(kinds_of(run_job(folder, out)).values()) == {"done"}
    assert "0" in (out / "a.en.txt").read_text("utf-8"), "what was there at last"
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}
    (folder / "a.txt").write_text("Un troisième texte.", "utf-8")
    _changing(monkeypatch, 2)
    outcome = run_job(folder, out)["a.txt"]
    assert outcome.kind == "failed"
    assert "changes while it is read" in outcome.why
    monkeypatch.undo()


def test_a_file_that_vanishes(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.load

    def load(path: Path, options: Options, readings: FinishedReadings | None) -> Prepared | Failure:
        path.unlink(missing_ok=path.name == "b.txt")
        return real(path, options, readings) if path.name == "b.txt" else Failure(str(path), "not asked")

    monkeypatch.setattr("dipx.jobs.still.load", load)
    outcome = run_job(folder, tmp_path / "out")["b.txt"]
    assert outcome.kind == "failed"
    assert "No such file" in outcome.why


def test_a_fault_of_ours_costs_one_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.load

    def load(path: Path, options: Options, readings: FinishedReadings | None) -> Prepared | Failure:
        if path.name == "b.txt":
            raise RecursionError("too deep")
        return real(path, options, readings)

    monkeypatch.setattr("dipx.jobs.still.load", load)
    outcomes = run_job(folder, tmp_path / "out")
    assert kinds_of(outcomes) == {"a.txt": "done", "b.txt": "failed", "c.txt": "done"}
    assert "RecursionError: too deep" in outcomes["b.txt"].why


def test_a_target_that_cannot_be_written_costs_one_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out/a.en.txt").mkdir(parents=True)
    outcomes = run_job(folder, tmp_path / "out")
    assert kinds_of(outcomes) == {"a.txt": "failed", "b.txt": "done", "c.txt": "done"}
    assert "cannot be written" in outcomes["a.txt"].why
    assert not list(tmp_path.rglob("*.tmp"))


def test_fail_fast(folder: Path, tmp_path: Path) -> None:
    (folder / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert kinds_of(run_job(folder, tmp_path / "out", job=JobOptions(fail_fast=True))) == {
        "a.txt": "done",
        "b.txt": "failed",
    }
