"""The bar of a job on a terminal, drawn by rich: the only file that imports it, 0.1 s, when there is a bar to draw."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.constrain import Constrain
from rich.progress import BarColumn, TaskProgressColumn, TextColumn
from rich.progress import Progress as RichProgress

from dipx.jobs.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

REDRAWN = 4.0  # times a second; each costs some 4 ms
ECHO = 3  # columns left free: a terminal writes ^C there, and a bar that moves into the next line is not taken back


class _Drawn(RichProgress):
    def get_renderables(self) -> Iterable[RenderableType]:
        if self.tasks:  # rich asks once before it has a console
            yield Constrain(self.make_tasks_table(self.tasks), self.console.width - ECHO)


class Bar:
    """Share, files, words a second and time left, on the last line of the terminal.

    What is printed on standard error meanwhile appears above it; who prints on standard output calls ``stop`` first.
    """

    def __init__(self, stream: TextIO) -> None:
        self._drawn = _Drawn(
            BarColumn(bar_width=None),
            TaskProgressColumn(),
            TextColumn("{task.fields[files]}", markup=False),
            TextColumn("{task.fields[rate]}", markup=False),
            TextColumn("{task.fields[left]}", markup=False),  # rich's own says nothing before the second of our windows
            console=Console(file=stream),
            transient=True,
            redirect_stdout=False,  # rich would send it to standard error
            refresh_per_second=REDRAWN,
            expand=True,
        )
        self._task = self._drawn.add_task("", total=None, files="", rate="", left="")

    def show(self, progress: Progress) -> None:
        """Of a job that has nothing yet, while its model is loaded, the bar runs to and fro."""
        rate, left = progress.words_per_second(), progress.seconds_left()
        self._drawn.update(
            self._task,
            total=progress.bytes if progress.position else None,
            completed=progress.share * progress.bytes,
            files=f"{progress.files_done}/{progress.files} files"
            + (f", {progress.workers}" if progress.workers else ""),
            rate=f"{rate:,.0f} words/s" if rate else "",
            left="" if left is None else f"{timedelta(seconds=round(left))} left",
        )
        self._drawn.start()

    def stop(self) -> None:
        if self._drawn.live.is_started:
            self._drawn.stop()
