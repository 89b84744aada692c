"""Snapshots of a run: the averaged weights, float32 in Hugging Face names, with their sizes and how far the run was.

One is enough to export or to generate from.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import torch

from dipx.errors import InputError
from training.network.weights import Weights, load_hf, to_hf
from training.settings import ModelShape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from torch import Tensor


def store(folder: Path, average: Weights, progress: dict[str, Any], keep: int) -> None:
    """Write a snapshot, named by the ``step`` of ``progress`` (plain values), and drop all but the last ``keep``."""
    from safetensors.torch import save_file

    if keep <= 0:
        return
    told = {"shape": json.dumps(asdict(average.shape)), "progress": json.dumps(progress)}
    path = folder / f"snapshot-{progress['step']:08d}.safetensors"
    scratch = folder / f".{path.name}.tmp"
    save_file(to_hf(average, torch.float32), str(scratch), metadata=told)
    scratch.replace(path)
    for old in sorted(folder.glob("snapshot-*.safetensors"))[:-keep]:
        old.unlink()


def last(folder: Path, count: int) -> list[Path]:
    """The last ``count`` snapshots of a run's folder; fewer where there are fewer."""
    return sorted(folder.glob("snapshot-*.safetensors"))[-count:]


def mean(paths: Sequence[Path]) -> tuple[Weights, dict[str, Any]]:
    """The mean of snapshots, and the progress of the last. Raises ``InputError`` when there is none."""
    from safetensors import safe_open

    if not paths:
        raise InputError("No snapshot to average; they are saved while training if [run] snapshots is above 0.")
    total: dict[str, Tensor] = {}
    for path in paths:
        with safe_open(str(path), "pt") as opened:
            told = opened.metadata()
            for name in opened.keys():  # noqa: SIM118  (no mapping, whatever it looks like)
                found = opened.get_tensor(name).double()
                total[name] = total[name] + found if name in total else found
    weights = Weights(ModelShape(**json.loads(told["shape"])))
    load_hf(weights, {name: (tensor / len(paths)).float() for name, tensor in total.items()}, str(paths[0]))
    progress: dict[str, Any] = json.loads(told["progress"])
    return weights, progress
