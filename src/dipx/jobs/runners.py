"""Where a job's files are done: in this process, in several of this machine, or on a cluster by Ray.

All three do ``work`` on the files and give back what became of each; the caller alone writes the journal. A runner is
chosen here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from typing import Protocol

from dipx.errors import UsageError, how_to_add
from dipx.formats.paths import Input
from dipx.jobs.cluster import Cluster, prepare
from dipx.jobs.progress import Progress
from dipx.jobs.tasks import Task, Worked
from dipx.jobs.work import work
from dipx.jobs.workers import work_in_processes


class Runner(Protocol):
    """Does files. In no order that anybody may count on; each file has exactly one ``Worked``, but with the task's
    ``fail_fast``, where nothing need come after one that failed.

    Raises as ``work`` does. Who stops early closes it.
    """

    def __call__(self, items: Sequence[Input], task: Task, progress: Progress) -> Generator[Worked]: ...


def runner_for(jobs: int, cluster: Cluster | None) -> Runner:
    """The runner for so many processes, or for a cluster. Raises ``UsageError`` where Ray is not installed."""
    if cluster:
        return _on_ray(cluster)
    return partial(_here, jobs)


def _here(jobs: int, items: Sequence[Input], task: Task, progress: Progress) -> Generator[Worked]:
    jobs = min(jobs, len(items))
    return work_in_processes(items, task, jobs, progress) if jobs > 1 else work(items, task)


def _on_ray(cluster: Cluster) -> Runner:
    prepare(cluster)
    try:
        from dipx.jobs.ray_runner import work_on_ray
    except ImportError as error:
        raise UsageError(f"--runner ray needs an extra: {how_to_add('ray')} ({error.name} is missing)") from error
    return partial(work_on_ray, cluster)
