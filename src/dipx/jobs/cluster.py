"""Which cluster a job is done on, and what Ray is told before it is imported. Nothing here imports it."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cluster:
    """Ray's: the ``address`` of one that runs (``None``: a Ray of our own on this machine), and how many ``actors`` at
    most (``None``: as many as there is room for)."""

    address: str | None = None
    actors: int | None = None


# Of a Ray of our own. On Linux the first alone makes it listen on the loopback address only, and not to all the world;
# the others keep its token out of the home folder.
PRIVATE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token"}


def prepare(cluster: Cluster) -> None:
    """Set the variables of the environment that Ray reads when it is imported."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # it would tell its makers of each run
    if cluster.address is None:
        for name, value in {**PRIVATE, "RAY_AUTH_TOKEN": secrets.token_hex(32)}.items():
            os.environ.setdefault(name, value)
