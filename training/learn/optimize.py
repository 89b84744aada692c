"""The optimizer's step: clipping, AdamW or Muon, the schedule, the moving average, the pad row held at zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor

from dipx.errors import UsageError
from training.learn.muon import Muon

if TYPE_CHECKING:
    from collections.abc import Callable

    from training.network.weights import Weights
    from training.settings import GuidedSettings, OptimizerSettings


def make_optimizer(weights: Weights, settings: OptimizerSettings) -> torch.optim.AdamW | Muon:
    """The optimizer by its name. Raises ``UsageError`` for another."""
    if settings.kind not in OPTIMIZERS:
        raise UsageError(f"[optimizer] kind is {settings.kind}; known: {', '.join(OPTIMIZERS)}.")
    return OPTIMIZERS[settings.kind](weights, settings)


def adamw(weights: Weights, settings: OptimizerSettings) -> torch.optim.AdamW:
    """AdamW over the two flat tensors, decay on the matrices only, one fused kernel each."""
    groups = [
        {"params": [weights.matrices], "weight_decay": settings.weight_decay},
        {"params": [weights.vectors], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=settings.learning_rate, betas=settings.betas, fused=True)


OPTIMIZERS: dict[str, Callable[[Weights, OptimizerSettings], torch.optim.AdamW | Muon]] = {"adamw": adamw, "muon": Muon}


def learning_rate(settings: OptimizerSettings, step: int, progress: float) -> float:
    """Linear warm-up over steps, linear fall over progress (0 to 1)."""
    warm = min(1.0, (step + 1) / max(settings.warmup_steps, 1))
    fall = 1.0 - min(max(progress, 0.0), 1.0) * (1.0 - settings.final_share)
    return settings.learning_rate * warm * fall


def guided_weight(settings: GuidedSettings, progress: float) -> float:
    """Linear from the first weight to the last at ``until``, then constant."""
    first, last = settings.weight
    return first + (last - first) * min(progress / settings.until, 1.0) if settings.until > 0 else last


def gradient_norm(weights: Weights) -> Tensor:
    """The norm over all gradients; the pad row, which is held at zero, has no say."""
    assert weights.matrices.grad is not None and weights.vectors.grad is not None
    weights.views(weights.matrices.grad, weights.vectors.grad)["embedding"][weights.shape.pad].zero_()
    return torch.hypot(weights.matrices.grad.norm(), weights.vectors.grad.norm())


def clip(weights: Weights, limit: float) -> Tensor:
    """Scale the gradients down to ``limit`` (0: leave them); returns the norm before, not waiting for it."""
    norm = gradient_norm(weights)
    if limit > 0.0:
        scale = (limit / (norm + 1e-6)).clamp(max=1.0)
        for parameter in weights.parameters():
            if parameter.grad is not None:
                parameter.grad.mul_(scale)
    return norm


@torch.no_grad()
def follow(average: Weights, weights: Weights, decay: float, step: int) -> None:
    """Move the average; early on it follows faster, so that it forgets where the weights began."""
    rate = 1.0 - min(decay, (1.0 + step) / (10.0 + step))
    average.matrices.lerp_(weights.matrices, rate)
    average.vectors.lerp_(weights.vectors, rate)
