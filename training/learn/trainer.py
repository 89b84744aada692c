"""One training step and one validation pass, on the CPU or a CUDA GPU."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from dipx.errors import InputError, UsageError
from training.data.batches import Source, cut, gather
from training.learn.losses import cross_entropy, guided_alignment, sample_columns, token_losses
from training.learn.muon import Muon
from training.learn.optimize import clip, follow, guided_weight, learning_rate, make_optimizer
from training.network.model import DTYPES, Forward, Named, hidden_states, positions
from training.network.weights import Weights

if TYPE_CHECKING:
    from training.settings import ModelShape, TrainSettings


def faster_dtype(device: torch.device) -> torch.dtype:
    """bfloat16, unless this processor only imitates it: one with AVX2 alone (AMD EPYC 7003) multiplies a hundred times
    slower in it than in float32 (0.4 and 42 GFLOP/s).
    """
    if device.type != "cpu":
        return torch.bfloat16
    took = {}
    for dtype in (torch.float32, torch.bfloat16):
        one, two = (torch.ones(shape, dtype=dtype) for shape in ((1024, 512), (512, 512)))
        times = [_seconds(one, two) for _ in range(5)]
        took[dtype] = min(times)  # what is set up once does not count, nor what another process took
    return min(took, key=lambda dtype: took[dtype])


def _seconds(one: Tensor, two: Tensor) -> float:
    begun = time.perf_counter()
    one @ two
    return time.perf_counter() - begun


class Trainer:
    """Weights, their moving average and the optimizer; knows nothing of files, clocks or data order."""

    def __init__(self, settings: TrainSettings, shape: ModelShape, device: torch.device) -> None:
        if settings.run.dtype not in (*DTYPES, "auto"):
            raise UsageError(f"[run] dtype is {settings.run.dtype}; known: auto, {', '.join(DTYPES)}.")
        self.settings, self.shape, self.device = settings, shape, device
        self.dtype = DTYPES.get(settings.run.dtype) or faster_dtype(device)
        self.weights = Weights(shape).to(device)
        self.average = Weights(shape).to(device).requires_grad_(False)
        self.optimizer = make_optimizer(self.weights, settings.optimizer)
        self.tables = {"positions": positions(shape).to(device)}
        self._even = torch.ones(shape.pad, device=device)
        self._hidden = torch.compile(hidden_states, dynamic=True) if settings.run.compile else hidden_states

    def begin(self) -> None:
        """The average starts where the weights are."""
        self.average.load_state_dict(self.weights.state_dict())

    def forward(self, weights: Weights, batch: Named, train: bool) -> tuple[Tensor, Tensor | None, Tensor]:
        """Decoder states at real positions [N, d], guided attention, output table [vocabulary without pad,
        d].
        """
        run = self.settings.run
        how = Forward(
            shape=self.shape,
            guided=self.settings.guided.heads if train and "links" in batch else (),
            dropout=run.dropout if train else 0.0,
            word_dropout=run.word_dropout if train else 0.0,
            fused=self.device.type == "cuda",
        )
        named = self.named(weights)
        states, attention = self._hidden(how, named, self.tables, batch)
        flat = states.reshape(-1, self.shape.d_model).index_select(0, batch["real"])
        return flat, attention, named["embedding"][: self.shape.pad]

    def named(self, weights: Weights) -> Named:
        """The weights in the compute type, as ``model.py`` wants them."""
        named = weights.views(weights.matrices.to(self.dtype), weights.vectors.to(self.dtype))
        rows = self.shape.vocab_size * self.shape.d_model  # the embedding comes first
        named["lookup"] = weights.matrices[:rows].view(self.shape.vocab_size, self.shape.d_model)
        return named

    def loss(self, batch: Named, progress: float) -> tuple[Tensor, dict[str, Tensor]]:
        """The training loss and its parts, at ``progress`` (0 to 1) of the run."""
        chosen = self.settings.loss
        states, attention, table = self.forward(self.weights, batch, train=True)
        targets, weights = batch["target"].flatten()[batch["real"]], self._even
        if chosen.sampled and progress < chosen.sampled_until:
            columns, targets = sample_columns(targets, self.shape.pad, chosen.sampled)
            table, weights = table[columns.ids], columns.weights
        loss = cross_entropy(states, table, (targets, weights, chosen.label_smoothing, chosen.chunk))
        parts = {"loss": loss.detach()}
        if attention is not None:
            guided = guided_alignment(attention, batch["links"])
            parts["guided"] = guided.detach()
            loss = loss + guided_weight(self.settings.guided, progress) * guided
        return loss, parts

    def step(self, batch: Named, number: int, progress: float) -> dict[str, Tensor]:
        """One update; returns the losses and the gradient's norm as tensors, so that a GPU need not be waited
        for.
        """
        loss, parts = self.loss(batch, progress)
        parts["norm"] = self.update(loss, number, progress)
        return parts

    def update(self, loss: Tensor, number: int, progress: float) -> Tensor:
        """Learn from a loss; returns the gradient's norm."""
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(self.settings.optimizer, number, progress)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        norm = clip(self.weights, self.settings.optimizer.clip)
        self.optimizer.step()
        self.weights.hold_pad()
        follow(self.average, self.weights, self.settings.optimizer.ema, number)
        return norm

    @torch.no_grad()
    def validate(self, source: Source, names: list[str], corpus: np.ndarray[Any, Any]) -> dict[str, float]:
        """Nats a target token of the averaged weights, for each of the corpora ``names``."""
        sums, counts = np.zeros(len(names)), np.zeros(len(names))
        for rows in cut(source, np.arange(len(corpus)), self.settings.batch):
            batch = gather(source, rows)
            states, _, table = self.forward(self.average, batch, train=False)
            targets = batch["target"].flatten()[batch["real"]]
            losses = token_losses(states, table, targets, self.settings.loss.chunk).double().cpu().numpy()
            owners = np.repeat(corpus[rows], source.target_lengths[rows])
            sums += np.bincount(owners, losses, len(names))
            counts += np.bincount(owners, minlength=len(names))
        return {name: float(sums[i] / counts[i]) for i, name in enumerate(names) if counts[i]}

    def state(self) -> dict[str, Any]:
        """What a checkpoint holds besides the progress: plain values and tensors."""
        random = {"cpu": torch.get_rng_state()}
        if self.device.type == "cuda":
            random["cuda"] = torch.cuda.get_rng_state(self.device)
        return {
            "weights": self.weights.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "shape": asdict(self.shape),
            "random": random,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take up a checkpoint's state. Raises ``InputError`` when it is of another shape or optimizer."""
        if state["shape"] != asdict(self.shape):
            raise InputError(f"The checkpoint is of another model ({state['shape']}); choose another [run] name.")
        if ("momentum" in state["optimizer"]) != isinstance(self.optimizer, Muon):
            raise InputError("The checkpoint is of another [optimizer] kind; choose another [run] name.")
        self.weights.load_state_dict(state["weights"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"]["cpu"].cpu())
        if self.device.type == "cuda" and "cuda" in state["random"]:
            torch.cuda.set_rng_state(state["random"]["cuda"].cpu(), self.device)
