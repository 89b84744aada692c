"""How far a job is, and how long it will take."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx.jobs.job import run_folder
from dipx.jobs.progress import Progress, duration
from dipx.pipeline import Pipeline
from tests.jobs.runs import FAKE


def test_time_left_is_by_the_last_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory that answers at once for the first half says nothing of the second."""
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    progress = Progress()
    progress.planned(2, 20_000)
    progress.translated(10_000, 2000, made=False)
    for _ in range(120):
        now[0] += 1
        progress.translated(10, 2, made=True)
    left = progress.seconds_left()
    assert left is not None
    assert left == pytest.approx((20_000 - 11_200) / 10, rel=0.05)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "0 s"), (59.6, "1 min 00 s"), (190, "3 min 10 s"), (7500, "2 h 05 min")]
)
def test_duration(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_progress_counts_bytes_and_ends_whole(folder: Path, tmp_path: Path) -> None:
    lines: list[str] = []
    progress = Progress(lambda progress: lines.append(progress.line()))
    list(run_folder([folder], tmp_path / "out", Pipeline(FAKE), progress=progress))
    assert lines[-1].startswith("3 of 3 files, 100%")
    assert progress.words == progress.model_words > 20
    shares = [int(line.split("%")[0].split()[-1]) for line in lines]
    assert shares == sorted(shares), "it never goes back"
    assert any(0 < share < 100 for share in shares)
