"""Train a model from shards: ``python -m training.learn.train training/configs/fr-en.toml``.

Run again to go on from the last checkpoint. SIGTERM and SIGINT save before they end the run.
"""

from __future__ import annotations

import argparse
import json
import math
import signal
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from dipx.errors import DipxError, InputError
from training.data.batches import Source, endless, gather, place, wanted_at
from training.data.selection import make_selection
from training.data.shards import Shard, read_shard
from training.learn import checkpoint
from training.learn.checkpoint import Progress
from training.learn.journal import Journal
from training.learn.trainer import Trainer
from training.network.weights import initialize, load_folder
from training.settings import ModelShape, TrainSettings, train_settings

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Clock:
    """When this part of the run began, and whether it was told to stop."""

    before: float
    limit: float
    start: float = 0.0
    signal: int = 0

    def seconds(self) -> float:
        return self.before + time.monotonic() - self.start

    def is_up(self) -> bool:
        return self.signal != 0 or (self.limit > 0 and time.monotonic() - self.start >= self.limit)


def progress_of(settings: TrainSettings, step: int, seconds: float) -> float:
    """Share of the run that is done, 0 to 1, by the bound that ends first; without any bound it stays 0."""
    run = settings.run
    by_time = seconds / (run.minutes * 60) if run.minutes else 0.0
    by_steps = step / run.steps if run.steps else 0.0
    return min(max(by_time, by_steps), 1.0)


def shape_of(settings: TrainSettings, shard: Shard) -> ModelShape:
    """The model's sizes: the config's and the vocabulary's."""
    sizes = asdict(settings.model)
    del sizes["init"]
    return ModelShape(vocab_size=int(shard.info["vocab_size"]), **sizes)


def make_trainer(settings: TrainSettings, shard: Shard, device: torch.device) -> Trainer:
    """A trainer at the config's starting point: random weights, or a model folder's."""
    torch.manual_seed(settings.run.seed)
    trainer = Trainer(settings, shape_of(settings, shard), device)
    if settings.model.init:
        load_folder(trainer.weights, Path(settings.model.init))
    else:
        initialize(trainer.weights, settings.run.seed)
    trainer.begin()
    return trainer


def train(settings: TrainSettings, folder: Path, device: torch.device, max_minutes: float = 0.0) -> int:
    """Run to the end, to ``max_minutes`` or to a signal; returns the exit code (128 + signal)."""
    shards = Path(settings.run.shards)
    shard = read_shard(shards / "train")
    trainer = make_trainer(settings, shard, device)
    progress = resume(trainer, folder)
    journal = begin(settings, shard, folder)
    clock = Clock(progress.seconds, max_minutes * 60, time.monotonic())
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, lambda caught, _: setattr(clock, "signal", caught)) for number in numbers]
    dtype = str(trainer.dtype).removeprefix("torch.")
    journal.note(
        "start", device=str(device), dtype=dtype, step=progress.step, pairs=len(shard), torch=torch.__version__
    )
    valid = read_shard(shards / "valid") if (shards / "valid").is_dir() else None
    try:
        progress = _loop(trainer, (shard, valid), progress, (clock, journal, folder))
    finally:
        journal.close()
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
    return 128 + clock.signal if clock.signal else 0


def begin(settings: TrainSettings, shard: Shard, folder: Path) -> Journal:
    """The run's folder, which says what the run was told and what it learns from, and its journal."""
    journal = Journal(folder)
    (folder / "settings.json").write_text(json.dumps(asdict(settings), indent=1) + "\n", "utf-8")
    (folder / "shard.json").write_text(json.dumps(shard.info, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return journal


def resume(trainer: Trainer, folder: Path) -> Progress:
    """How far the run is; the trainer takes up its checkpoint, where there is one."""
    found = checkpoint.load(folder, trainer.device)
    if found is None:
        return Progress()
    trainer.restore(found[0])
    return found[1]


def _loop(
    trainer: Trainer, data: tuple[Shard, Shard | None], progress: Progress, kit: tuple[Clock, Journal, Path]
) -> Progress:
    settings, (clock, journal, folder) = trainer.settings, kit
    chosen = make_selection(settings.data, data[0], Path(settings.run.shards) / "train")
    source = place(data[0], trainer.shape.pad, trainer.device, chosen)
    judge = _Judge(trainer, data[1], journal)
    done = progress_of(settings, progress.step, progress.seconds)
    batches = endless(
        source,
        settings.batch,
        settings.run.seed,
        progress.position,
        lambda: wanted_at(settings, done),
    )
    judge.validate(progress.step)
    pace, saved, judged = (
        _Pace(journal, replace(progress, seconds=clock.seconds())),
        clock.seconds(),
        clock.seconds(),
    )
    while done < 1.0 and not clock.is_up():
        rows, position = next(batches)
        parts = trainer.step(gather(source, rows, settings.batch.round_to), progress.step, done)
        tokens = int(source.target_lengths[rows].sum())
        progress = Progress(progress.step + 1, progress.tokens + tokens, clock.seconds(), position)
        done = progress_of(settings, progress.step, progress.seconds)
        pace.add(parts)
        if progress.step % settings.run.log_every == 0:
            pace.report(progress, done, trainer.optimizer.param_groups[0]["lr"])
        now = clock.seconds()
        if now - saved > settings.run.save_minutes * 60:
            _save(trainer, folder, progress, clock)
            saved = clock.seconds()
        if now - judged > settings.run.validate_minutes * 60:
            judge.validate(progress.step)
            checkpoint.snapshot(folder, trainer.average, progress, settings.run.snapshots)
            judged = clock.seconds()
        pace.paused += clock.seconds() - now
    _save(trainer, folder, progress, clock)
    checkpoint.snapshot(folder, trainer.average, progress, max(settings.run.snapshots, 1))
    judge.validate(progress.step)
    journal.note("end" if done >= 1.0 else "pause", step=progress.step, tokens=progress.tokens, signal=clock.signal)
    return progress


def _save(trainer: Trainer, folder: Path, progress: Progress, clock: Clock) -> None:
    if not all(bool(torch.isfinite(parameter).all()) for parameter in trainer.weights.parameters()):
        raise InputError(f"The weights are no longer finite at step {progress.step}; lower [optimizer] learning_rate.")
    checkpoint.save(folder, trainer.state(), replace(progress, seconds=clock.seconds()))


class _Judge:
    """Validation, when there is a set to validate on."""

    def __init__(self, trainer: Trainer, shard: Shard | None, journal: Journal) -> None:
        self.trainer, self.shard, self.journal = trainer, shard, journal
        self.source: Source | None = place(shard, trainer.shape.pad, trainer.device) if shard else None

    def validate(self, step: int) -> None:
        if self.shard is None or self.source is None:
            return
        losses = self.trainer.validate(self.source, self.shard.info["corpora"], np.asarray(self.shard.corpus))
        self.journal.note("valid", step=step, loss=losses)


class _Pace:
    """Means since the last report and the speed, read from the device once a report."""

    def __init__(self, journal: Journal, progress: Progress) -> None:
        self.journal, self.last = journal, progress
        self.sums: dict[str, Any] = {}
        self.paused = 0.0  # seconds since the last report that went into validating and saving

    def add(self, parts: dict[str, torch.Tensor]) -> None:
        for name, value in parts.items():
            self.sums[name] = self.sums.get(name, 0.0) + value

    def report(self, progress: Progress, done: float, rate: float) -> None:
        """One log line. Raises ``InputError`` when the loss is no number any more."""
        steps = progress.step - self.last.step
        means = {name: float(value) / steps for name, value in self.sums.items()}
        speed = (progress.tokens - self.last.tokens) / max(progress.seconds - self.last.seconds - self.paused, 1e-9)
        facts: dict[str, Any] = {
            "step": progress.step,
            "progress": done,
            **means,
            "rate": rate,
            "tokens_s": speed,
        }
        self.journal.note("train", **facts, epoch=progress.position.epoch, longest=progress.position.longest)
        if not math.isfinite(means["loss"]):
            raise InputError(f"The loss is not finite at step {progress.step}; resume with a lower learning_rate.")
        self.last, self.sums, self.paused = progress, {}, 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.learn.train", description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--set", dest="changes", action="append", default=[], metavar="TABLE.NAME=VALUE")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads; 0: torch's own choice")
    parser.add_argument("--max-minutes", type=float, default=0.0, help="save and stop after this long; 0: no bound")
    parser.add_argument("--runs", type=Path, default=Path("training/runs"), help="the run's folder is made in it")
    given = parser.parse_args(arguments)
    try:
        settings = train_settings(given.config, given.changes)
        name = given.device if given.device != "auto" else "cuda" if torch.cuda.is_available() else "cpu"
        if given.threads:
            torch.set_num_threads(given.threads)
        torch.set_flush_denormal(True)  # denormals in the optimizer's state slow a CPU step several times
        torch.set_float32_matmul_precision("high")
        torch.backends.cuda.enable_cudnn_sdp(False)  # it plans anew for every shape, which takes longer than a step
        return train(settings, given.runs / settings.run.name, torch.device(name), given.max_minutes)
    except DipxError as error:
        print(f"train: {error}", file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
