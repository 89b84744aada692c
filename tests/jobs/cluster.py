"""A Ray cluster of three nodes on this machine's loopback addresses, for tests that kill what is on it."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NEW_NETWORK = 0x40000000  # CLONE_NEWNET
# Ray reads these when it is imported, or its servers when they start.
SETTINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "1",
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": secrets.token_hex(32),
    "RAY_health_check_initial_delay_ms": "1000",
    "RAY_health_check_period_ms": "1000",
    "RAY_health_check_timeout_ms": "2000",
    "RAY_health_check_failure_threshold": "3",
}


class Nodes:
    """The head, which has no processors, and two nodes with one each; ``other`` has its corrections in ``data``."""

    def __init__(self, data: Path) -> None:
        from ray.cluster_utils import Cluster

        head = {"num_cpus": 0, "include_dashboard": False, "node_ip_address": "127.0.0.2"}
        self._cluster = Cluster(initialize_head=True, head_node_args=head)
        self.address: str = self._cluster.address
        self.one = self._cluster.add_node(num_cpus=1, node_ip_address="127.0.0.3")
        places = {"DIPX_DATA_DIR": str(data)}
        self.other = self._cluster.add_node(num_cpus=1, node_ip_address="127.0.0.4", env_vars=places)

    def kill(self, node: Any) -> None:
        self._cluster.remove_node(node, allow_graceful=False)

    def end(self) -> None:
        self._cluster.shutdown()  # type: ignore[no-untyped-call]


def actors() -> list[int]:
    """The processes of a run's actors, by the name that Ray gives them."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if b"ray::DipxActor" in (folder / "cmdline").read_bytes() and _is_ours(folder):
                found.append(int(folder.name))
        except OSError:
            continue
    return sorted(found)


def _is_ours(process: Path) -> bool:
    environment = (process / "environ").read_bytes().split(b"\0")
    return f"RAY_AUTH_TOKEN={SETTINGS['RAY_AUTH_TOKEN']}".encode() in environment


@contextmanager
def alone() -> Iterator[None]:
    """In a network that has nothing but the loopback, where the system lets us: Ray's servers listen to all the world,
    but for a Ray that has one node."""
    ip, libc = shutil.which("ip"), ctypes.CDLL(None)
    if not ip or not hasattr(libc, "unshare"):
        yield
        return
    before = os.open("/proc/self/ns/net", os.O_RDONLY)
    left = libc.unshare(NEW_NETWORK) == 0
    try:
        if left:
            subprocess.run([ip, "link", "set", "lo", "up"], check=True)
        yield
    finally:
        if left:
            libc.setns(before, NEW_NETWORK)
        os.close(before)
