"""The ordered map in threads."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from dipx.ahead import ahead


def test_several_are_worked_on_at_once_and_come_in_order() -> None:
    meeting = threading.Barrier(3, timeout=30)  # broken unless three are there at once

    def work(number: int) -> int:
        if number < 3:
            meeting.wait()
        return -number

    assert list(ahead(work, range(20), at_once=3)) == [-number for number in range(20)]


def test_an_error_comes_at_its_turn() -> None:
    def work(number: int) -> int:
        if number == 2:
            raise OSError("full")
        return number

    results = ahead(work, range(9), at_once=4)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(OSError, match="full"):
        next(results)


def test_no_more_is_taken_than_is_worked_on() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = ahead(lambda number: number, items(), at_once=4)
    next(results)
    results.close()
    assert len(taken) <= 4
    assert list(ahead(lambda number: number, items(), at_once=4)) == list(range(100))


def test_a_thread_that_comes_late_does_nothing_behind_the_callers_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal comes when the system has made the thread, and the thread has not come to its call."""
    let_in, called = threading.Event(), list[int]()
    late: list[threading.Thread] = []

    def come(work: threading.Thread) -> None:
        let_in.wait()
        work.run()

    def start(work: threading.Thread) -> None:
        late.append(threading.Thread(target=come, args=(work,)))
        late[0].start()
        raise KeyboardInterrupt

    monkeypatch.setattr("dipx.ahead._Work.start", start)
    with pytest.raises(KeyboardInterrupt):
        list(ahead(called.append, [1], 2))
    let_in.set()
    late[0].join()
    assert called == []


@pytest.mark.parametrize(("awaited", "expected"), [(True, b"done"), (False, b"")])
def test_a_process_waits_for_what_is_awaited(awaited: bool, expected: bytes) -> None:
    lines = "import os, time; from dipx.ahead import begin"
    work = f"begin(lambda: (time.sleep(0.3), os.write(1, b'done')), awaited={awaited})"
    made = subprocess.run([sys.executable, "-c", f"{lines}; {work}"], capture_output=True, check=True)
    assert made.stdout == expected


def test_a_thread_whose_result_is_there_ends_before_the_process() -> None:
    lines = (
        "import time; from dipx.ahead import begin",
        "future = begin(lambda: time.sleep(0.1))",
        "future.add_done_callback(lambda _: time.sleep(0.5) or print('ended', flush=True))",
        "future.result()",
    )
    made = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, check=True)
    assert made.stdout == b"ended\n"
