"""How far a job is: on a terminal, in a log, and how long it will take."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dipx.jobs.job import run_folder
from dipx.jobs.progress import CLEAR, LOG_SECONDS, Progress, Screen, duration
from dipx.pipeline import Pipeline
from tests.jobs.runs import FAKE


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_progress_gives_way_to_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dipx.jobs.progress.TERMINAL_SECONDS", 0.0)
    monkeypatch.setenv("COLUMNS", "20")
    stream = Terminal()
    screen = Screen(stream, quiet=False)
    screen.progress.planned(2, 2000)
    screen.progress.translated(500, 100, made=True)
    assert stream.getvalue() == f"{CLEAR}0 of 2 files, 25%, "
    with screen.aside():
        assert stream.getvalue().endswith(CLEAR)
    assert stream.getvalue().endswith("0 of 2 files, 25%, ")
    screen.progress.finished(1000)
    screen.clear()
    assert stream.getvalue().endswith(CLEAR)
    assert max(map(len, stream.getvalue().split(CLEAR))) < 20, "a longer line would not be taken back"


def test_a_log_has_plain_lines_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    stream = io.StringIO()
    screen = Screen(stream, quiet=False)
    screen.progress.planned(100, 100_000)
    for _ in range(40):
        now[0] += 1
        screen.progress.translated(1000, 200, made=True)
        screen.progress.finished(1000)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 40 / LOG_SECONDS
    assert lines[-1] == "dipx: 39 of 100 files, 40%, 200 words/s, 1 min 00 s left"
    assert Screen(stream, quiet=True).progress is not screen.progress


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
