"""Checkpoints: one file, written atomically, from which a killed run goes on; snapshots, with the run's progress."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import torch

from dipx.errors import InputError
from training.data.batches import Position
from training.network import snapshots

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.network.weights import Weights

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
        return state, _progress(state.pop("progress"))
    except Exception as error:  # torch raises many kinds for a damaged file
        raise InputError(f"The checkpoint {path} cannot be read ({error}); move it away to start afresh.") from error


def snapshot(folder: Path, average: Weights, progress: Progress, keep: int) -> None:
    """Store the averaged weights with the progress and drop all snapshots but the last ``keep``."""
    snapshots.store(folder, average, asdict(progress), keep)


def mean_of_snapshots(paths: Sequence[Path]) -> tuple[Weights, Progress]:
    """The mean of snapshots, and the progress of the last. Raises ``InputError`` when there is none."""
    weights, told = snapshots.mean(paths)
    return weights, _progress(told)


def _progress(told: dict[str, Any]) -> Progress:
    return Progress(**{**told, "position": Position(**told["position"])})
