"""Checkpoints: one file, written atomically, from which a killed run goes on; snapshots of the averaged
weights.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from dipx.errors import InputError
from training.batches import Position
from training.settings import ModelShape
from training.weights import Weights, load_hf, to_hf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAME = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; ``seconds`` counts training time over all its parts."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    position: Position = field(default_factory=Position)


def save(folder: Path, state: dict[str, Any], progress: Progress) -> Path:
    """Write ``state`` (plain values and tensors) and the progress; a kill leaves the checkpoint before
    intact.
    """
    path = folder / NAME
    scratch = folder / f".{NAME}.tmp"
    torch.save({**state, "progress": asdict(progress)}, scratch)
    os.replace(scratch, path)  # noqa: PTH105  (Path.replace does not promise to be atomic in its documentation)
    return path


def load(folder: Path, device: torch.device) -> tuple[dict[str, Any], Progress] | None:
    """The state and progress in ``folder``, or None. Raises ``InputError`` when the file is damaged."""
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        state = torch.load(path, map_location=device, weights_only=True)
        told = state.pop("progress")
        return state, Progress(**{**told, "position": Position(**told["position"])})
    except Exception as error:  # torch raises many kinds for a damaged file
        raise InputError(f"The checkpoint {path} cannot be read ({error}); move it away to start afresh.") from error


def snapshot(folder: Path, average: Weights, progress: Progress, keep: int) -> None:
    """Store the averaged weights (float32, Hugging Face names, with their sizes and the progress) and drop all but
    the last ``keep``. A snapshot is enough to export from.
    """
    from safetensors.torch import save_file

    if keep <= 0:
        return
    told = {"shape": json.dumps(asdict(average.shape)), "progress": json.dumps(asdict(progress))}
    path = folder / f"snapshot-{progress.step:08d}.safetensors"
    scratch = folder / f".{path.name}.tmp"
    save_file(to_hf(average, torch.float32), str(scratch), metadata=told)
    scratch.replace(path)
    for old in sorted(folder.glob("snapshot-*.safetensors"))[:-keep]:
        old.unlink()


def mean_of_snapshots(paths: Sequence[Path]) -> tuple[Weights, Progress]:
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
    progress = json.loads(told["progress"])
    return weights, Progress(**{**progress, "position": Position(**progress["position"])})
