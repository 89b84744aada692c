"""How many processors this process may really use: a container's quota counts, not the host's cores."""

from __future__ import annotations

import math
import os
from pathlib import Path

CGROUP_QUOTA = Path("/sys/fs/cgroup/cpu.max")  # cgroup v2: "<microseconds or max> <period>"


def usable_cores(quota_file: Path = CGROUP_QUOTA) -> int:
    """The processors of the affinity mask, or fewer where a cgroup (v2) grants less; at least 1."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    try:
        quota, period = quota_file.read_text().split()
        if quota != "max":
            cores = min(cores, math.ceil(int(quota) / int(period)))
    except (OSError, ValueError):
        pass  # no such file outside Linux or under cgroup v1: the mask is what we know
    return max(1, cores)
