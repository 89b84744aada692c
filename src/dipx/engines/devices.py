"""Which device ``auto`` means, without loading a library on machines that have no accelerator."""

from __future__ import annotations

from pathlib import Path

NVIDIA = Path("/dev/nvidiactl")


def pick_device(asked: str) -> str:
    """``asked``, or for ``auto``: ``cuda`` where the NVIDIA driver's device file is there, else ``cpu``."""
    if asked != "auto":
        return asked
    return "cuda" if NVIDIA.exists() else "cpu"
