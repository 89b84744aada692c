"""Where a job's files are done: in this process, in several of this machine, or on a cluster by Ray.

All three do ``work`` on the files and give back what became of each; the caller alone writes the journal. A runner is
chosen here and nowhere else.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from dipx.errors import UsageError, how_to_add
from dipx.formats.paths import Input
from dipx.jobs.progress import Progress
from dipx.jobs.work import Task, Worked, work
from dipx.jobs.workers import work_in_processes


class Runner(Protocol):
    """Does files. In no order that anybody may count on; each file has exactly one ``Worked``, but with the task's
    ``fail_fast``, where nothing need come after one that failed.

    Raises as ``work`` does. Who stops early closes it.
    """

    def __call__(self, items: Sequence[Input], task: Task, progress: Progress) -> Generator[Worked]: ...


@dataclass(frozen=True, slots=True)
class Cluster:
    """Ray's: the ``address`` of one that runs (``None``: a Ray of our own on this machine), and how many ``actors`` at
    most (``None``: as many as there is room for)."""

    address: str | None = None
    actors: int | None = None


def runner_for(jobs: int, cluster: Cluster | None) -> Runner:
    """The runner for so many processes, or for a cluster. Raises ``UsageError`` where Ray is not installed."""
    if cluster:
        return _on_ray(cluster)
    return partial(_here, jobs)


def _here(jobs: int, items: Sequence[Input], task: Task, progress: Progress) -> Generator[Worked]:
    jobs = min(jobs, len(items))
    return work_in_processes(items, task, jobs, progress) if jobs > 1 else work(items, task)


def _on_ray(cluster: Cluster) -> Runner:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # it would tell its makers of each run
    if cluster.address is None:
        for name, value in _private().items():
            os.environ.setdefault(name, value)
    try:
        from dipx.jobs.ray_runner import work_on_ray
    except ImportError as error:
        raise UsageError(f"--runner ray needs an extra: {how_to_add('ray')} ({error.name} is missing)") from error
    return partial(work_on_ray, cluster)


def _private() -> dict[str, str]:
    """What makes a Ray of our own nobody else's, which it reads when it is imported: on Linux the first alone makes it
    listen on the loopback address only, and not to all the world. The others keep its token out of the home folder."""
    return {
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(32),
    }
