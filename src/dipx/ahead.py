"""``map`` in threads, for what waits on the disk or on an engine: several at once, the results in order."""

from __future__ import annotations

import atexit
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from functools import partial
from threading import Thread
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def ahead(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    at_once: int,
    give_up: Callable[[], object] | None = None,
) -> Generator[Result]:
    """The result for each item, in order; up to ``at_once`` of them are worked on while the caller waits for one.

    Items are taken in the caller's thread. What ``function`` raises is raised at its item's turn. A caller that stops
    waits for what has begun, which ``give_up`` may shorten.
    """
    begun: deque[_Work[Result]] = deque()
    try:
        for item in items:
            begun.append(_Work(partial(function, item)))  # first of all: a signal may come at any line
            begun[-1].start()
            while begun and (begun[0].future.done() or len(begun) >= at_once):
                yield _first(begun)
        while begun:
            yield _first(begun)
    finally:
        if begun and give_up:
            give_up()
        for work in begun:
            # A thread that was made and has not come to its call yet, as under a heavy load, will not make it any more.
            if not work.future.cancel():
                work.join()


def begin(function: Callable[[], Result], *, awaited: bool = False) -> Future[Result]:
    """What comes of ``function``, called in a thread of its own: for work that leaves Python's lock to others.

    ``awaited``: the process does not end before it. A library that is at work in a thread aborts a process that does.
    """
    work = _Work(function, daemon=not awaited)
    work.start()
    return work.future


class _Work(Thread, Generic[Result]):
    """One call; a daemon where nothing else is said, so that whoever interrupts twice does not wait."""

    def __init__(self, call: Callable[[], Result], *, daemon: bool = True) -> None:
        super().__init__(daemon=daemon)
        self._call = call
        self.future: Future[Result] = Future()

    def run(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            self.future.set_result(self._call())
        except BaseException as error:
            self.future.set_exception(error)


@atexit.register
def _end() -> None:
    """Threads whose result is there have only to end, and do so before the interpreter does: it may crash if a daemon
    is between the two (python/cpython#87135). What is still at work is not waited for.
    """
    for thread in threading.enumerate():
        if isinstance(thread, _Work) and thread.is_alive() and thread.future.done():
            thread.join()


def _first(begun: deque[_Work[Result]]) -> Result:
    result = begun[0].future.result()
    begun.popleft()
    return result
