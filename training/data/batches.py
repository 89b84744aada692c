"""Token batches of like lengths: shuffle, cut a pool, sort it by length, cut batches, shuffle these.

The order depends on the seed and the position alone, so a resumed run sees what the unbroken one would have
seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor

from dipx.errors import InputError
from training.data.selection import Rows, Selection, narrowed
from training.data.shards import NO_LINK
from training.settings import at_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from training.data.shards import Shard
    from training.settings import BatchSettings, TrainSettings


class Wanted(NamedTuple):
    """What the run wants of the next pool: its longest side, and the shares that ``selection.py`` knows."""

    longest: int
    keep: float = 1.0
    focus: float = 0.0


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the data a run is; ``longest``, ``keep`` and ``focus`` are what was wanted for the pool at hand."""

    epoch: int = 0
    pool: int = 0
    batch: int = 0
    longest: int = 0
    keep: float = 1.0
    focus: float = 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """A shard on a device: ids as int32, starts and lengths as int64; and which of its pairs to prefer."""

    tensors: dict[str, Tensor]
    source_lengths: Rows
    target_lengths: Rows
    pad: int
    selection: Selection | None = None


def place(shard: Shard, pad: int, device: torch.device, selection: Selection | None = None) -> Source:
    """Copy a shard to the device once: 60 million ids are 240 MB, and no batch then waits for the host."""
    names = ("source", "target", "source_starts", "target_starts")
    tensors = {name: torch.from_numpy(np.asarray(getattr(shard, name)).astype(np.int32)) for name in names[:2]}
    tensors |= {name: torch.from_numpy(np.array(getattr(shard, name))) for name in names[2:]}
    if shard.links is not None:
        tensors["links"] = torch.from_numpy(np.array(shard.links))
    lengths = (np.diff(shard.source_starts), np.diff(shard.target_starts))
    return Source({name: tensor.to(device) for name, tensor in tensors.items()}, *lengths, pad, selection)


def wanted_at(settings: TrainSettings, progress: float) -> Wanted:
    """What the config wants at ``progress`` (0 to 1)."""
    shares = at_progress(settings.data.keep, progress, 1.0), at_progress(settings.data.focus, progress, 0.0)
    return Wanted(longest_side(settings.batch, progress), *shares)


def longest_side(settings: BatchSettings, progress: float) -> int:
    """The curriculum's bound at ``progress`` (0 to 1)."""
    return max((bound for start, bound in settings.curriculum if progress >= start), default=1 << 30)


def epoch_order(source: Source, seed: int, at: Position) -> Rows:
    """The epoch's pairs that the curriculum's bound and the selection let in, shuffled; one shuffle an epoch,
    whatever the bound.
    """
    order = np.random.default_rng((seed, at.epoch)).permutation(len(source.source_lengths))
    fits = np.maximum(source.source_lengths, source.target_lengths) <= at.longest
    order = order[fits[order]]
    if source.selection is None:
        return order
    # Not (seed, epoch) again: numpy would give the shuffle above once more.
    return narrowed(source.selection, order, source.target_lengths, (at.keep, at.focus), (seed, at.epoch, 0, 1))


def pool_batches(source: Source, settings: BatchSettings, seed: int, at: Position, order: Rows) -> list[Rows]:
    """All batches of the pool at ``at``, or none when the epoch is over."""
    mean = max(float(source.target_lengths[order].mean()), 1.0) if len(order) else 1.0
    size = max(int(settings.pool * settings.tokens / mean), 1)
    batches = cut(source, order[at.pool * size : (at.pool + 1) * size], settings)
    turn = np.random.default_rng((seed, at.epoch, at.pool)).permutation(len(batches))
    return [batches[i] for i in turn]


def cut(source: Source, rows: Rows, settings: BatchSettings) -> list[Rows]:
    """Batches of like lengths on both sides, cut where the padded tokens would pass the bound.

    Sorted by source length in groups ``settings.group`` wide, within a group by target length, up and down in turn.
    """
    lengths = source.source_lengths[rows], source.target_lengths[rows]
    group = -(-lengths[0] // settings.group)
    rows = rows[np.lexsort((np.where(group % 2, lengths[1], -lengths[1]), group))]
    batches, first, widest = [], 0, 0
    for i, row in enumerate(rows):
        width = max(int(source.target_lengths[row]), int(source.source_lengths[row]) * 3 // 4)
        if i > first and max(widest, width) * (i - first + 1) > settings.tokens:
            batches.append(rows[first:i])
            first, widest = i, 0
        widest = max(widest, width)
    return [*batches, rows[first:]] if len(rows) else batches


def endless(
    source: Source, settings: BatchSettings, seed: int, at: Position, want: Callable[[], Wanted]
) -> Iterator[tuple[Rows, Position]]:
    """Batches from ``at`` on, epoch after epoch, each with the position after it.

    ``want`` is asked at each pool's start; a pool under way keeps its own. A bound that lets nothing in is raised;
    ``InputError`` says that the selection lets nothing in.
    """
    shortest = int(np.maximum(source.source_lengths, source.target_lengths).min())
    order, known = np.zeros(0, dtype=np.int64), Position(epoch=-1)
    while True:
        if at.batch == 0:
            at = _renewed(at, want(), shortest)
        if known != (whole := replace(at, pool=0, batch=0)):
            order, known = epoch_order(source, seed, at), whole
            if not len(order):
                raise InputError(
                    f"No pair is left to learn from ({at}); let more in with [data] or [batch] curriculum."
                )
        batches = pool_batches(source, settings, seed, at, order)
        if not batches:
            at = replace(at, epoch=at.epoch + 1, pool=0, batch=0)
            continue
        for i in range(at.batch, len(batches)):
            last = i + 1 == len(batches)
            yield batches[i], replace(at, pool=at.pool + last, batch=0 if last else i + 1)
        at = replace(at, pool=at.pool + 1, batch=0)


def _renewed(at: Position, wanted: Wanted, shortest: int) -> Position:
    """The position with what is wanted now. Other shares begin an epoch: the pools of the old one are not its own."""
    longest = max(wanted.longest, shortest)
    if (wanted.keep, wanted.focus) == (at.keep, at.focus):
        return replace(at, longest=longest)
    return Position(at.epoch + (at.pool > 0), 0, 0, longest, wanted.keep, wanted.focus)


def gather(source: Source, rows: Rows, round_to: int = 1) -> dict[str, Tensor]:
    """The padded batch: ``source`` [B, S], ``target`` [B, T], ``links`` [B, T] if aligned, ``real`` (flat
    places).
    """
    device = source.tensors["source"].device
    picked = _send(rows, device)
    batch: dict[str, Tensor] = {}
    for side, lengths in (("source", source.source_lengths[rows]), ("target", source.target_lengths[rows])):
        width = -(-int(lengths.max()) // round_to) * round_to
        steps = torch.arange(width, device=device)
        there = steps < _send(lengths, device)[:, None]
        places = source.tensors[f"{side}_starts"][picked][:, None] + steps
        places = places.clamp_(max=len(source.tensors[side]) - 1)
        batch[side] = torch.where(there, source.tensors[side][places].long(), source.pad)
        if side == "target":
            if "links" in source.tensors:
                batch["links"] = torch.where(there, source.tensors["links"][places], NO_LINK)
            # Computed on the host, where the lengths are: a boolean index would make the device wait.
            real = np.flatnonzero(np.arange(width) < lengths[:, None])
            batch["real"] = _send(real, device)
    return batch


def _send(values: Rows, device: torch.device) -> Tensor:
    """To the device without waiting for it, which takes pinned memory."""
    tensor = torch.from_numpy(values)
    return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor
