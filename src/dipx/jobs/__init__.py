"""A folder is a job that can be stopped and resumed: what is to do, the doing, what was done.

Comes in: paths, a folder for the results, a pipeline. Goes out: an outcome for each file, its outputs on the disk, and
the journal's lines. One process or several, or a cluster, all of the files or a shard of them, once or for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

if TYPE_CHECKING:
    from dipx.jobs.cluster import Cluster as Cluster
    from dipx.jobs.job import JobOptions as JobOptions
    from dipx.jobs.job import run_folder as run_folder
    from dipx.jobs.lines import translate_lines as translate_lines
    from dipx.jobs.plan import Plan as Plan
    from dipx.jobs.progress import Progress as Progress
    from dipx.jobs.shard import Shard as Shard
    from dipx.jobs.tasks import Outcome as Outcome
    from dipx.jobs.watch import Watch as Watch

__getattr__ = handed_on(
    __name__,
    {
        "Cluster": "cluster",
        "JobOptions": "job",
        "Outcome": "tasks",
        "Plan": "plan",
        "Progress": "progress",
        "Shard": "shard",
        "Watch": "watch",
        "run_folder": "job",
        "translate_lines": "lines",
    },
)
