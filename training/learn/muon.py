"""Muon: orthogonalized momentum for the matrices inside the model, AdamW for the embedding and the vectors.

Keller Jordan's optimizer (https://kellerjordan.github.io/posts/muon/) with the scale of Moonlight (arXiv:2502.16982),
which gives an update the size that AdamW's has, so that rates and decay carry over. ``torch.optim.Muon`` gives the
same numbers (a test), but takes one matrix at a time, while ours are views of one flat tensor, most of them fused.

Operations a step for 6+2 layers, d_model 256, ffn 1024: 40 blocks of 256 × 256 at 0.50 GFLOP and 16 of 256 × 1024
at 1.51, 44 GFLOP in all, whatever the batch: 0.28 s on one core (AMD EPYC, bf16), where AdamW takes 0.01.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from training.network.weights import layout

if TYPE_CHECKING:
    from training.network.weights import Weights
    from training.settings import OptimizerSettings

COEFFICIENTS = (3.4445, -4.7750, 2.0315)
STEPS = 5
_EPSILON = 1e-7
_SCALE = 0.2  # the root mean square of AdamW's updates, measured in Moonlight


class Muon:
    """The part of a ``torch.optim`` optimizer's interface that the trainer uses."""

    def __init__(self, weights: Weights, settings: OptimizerSettings) -> None:
        self.weights, self.settings = weights, settings
        self.first = math.prod(weights.places["embedding"])  # the embedding comes first, then the hidden matrices
        self.embedding = torch.nn.Parameter(weights.matrices.data[: self.first])  # shares the memory
        groups = [
            {"params": [self.embedding], "weight_decay": settings.weight_decay},
            {"params": [weights.vectors], "weight_decay": 0.0},
        ]
        self.adamw = torch.optim.AdamW(groups, lr=settings.learning_rate, betas=settings.betas, fused=True)
        self.momentum = torch.zeros_like(weights.matrices.data[self.first :])
        self.blocks = hidden_blocks(weights)

    @property
    def param_groups(self) -> list[dict[str, Any]]:
        return self.adamw.param_groups

    def zero_grad(self, set_to_none: bool = True) -> None:
        self.weights.zero_grad(set_to_none)

    @torch.no_grad()
    def step(self) -> None:
        """One update from the gradients that are there, at the groups' rate."""
        gradient = self.weights.matrices.grad
        assert gradient is not None
        self.embedding.grad = gradient[: self.first]
        self.adamw.step()
        self.embedding.grad = None
        rate, inertia = float(self.param_groups[0]["lr"]), self.settings.momentum
        hidden, gradient = self.weights.matrices.data[self.first :], gradient[self.first :]
        hidden.mul_(1.0 - rate * self.settings.weight_decay)
        self.momentum.lerp_(gradient, 1.0 - inertia)
        ahead = gradient.lerp(self.momentum, inertia)  # Nesterov's
        for size, starts in self.blocks.items():
            updates = orthogonal(torch.stack([_block(ahead, start, size) for start in starts]))
            for start, update in zip(starts, updates, strict=True):
                _block(hidden, start, size).add_(update, alpha=-rate * _SCALE * math.sqrt(max(size)))

    def state_dict(self) -> dict[str, Any]:
        return {"adamw": self.adamw.state_dict(), "momentum": self.momentum}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.adamw.load_state_dict(state["adamw"])
        self.momentum.copy_(state["momentum"])


def hidden_blocks(weights: Weights) -> dict[tuple[int, int], list[int]]:
    """Size (rows, columns) → where in the flat matrices, after the embedding, the blocks of this size begin.

    Query, key and value, fused in one tensor, are blocks of their own: they are different functions.
    """
    table, blocks, start = layout(weights.shape), dict[tuple[int, int], list[int]](), 0
    for name in weights.matrix_names:
        (rows, columns), parts = weights.places[name], len(table[name][1])
        if name == "embedding":
            continue
        for _ in range(parts):
            blocks.setdefault((rows // parts, columns), []).append(start)
            start += rows // parts * columns
    return blocks


def orthogonal(stack: Tensor) -> Tensor:
    """Near U Vᵀ of each matrix U S Vᵀ in ``stack`` [n, rows, columns], in bfloat16: its singular values come out
    between 0.5 and 1.5 by five Newton–Schulz steps, which costs less than exact ones and does as well.
    """
    a, b, c = COEFFICIENTS
    is_tall = stack.shape[1] > stack.shape[2]
    x = (stack.mT if is_tall else stack).bfloat16().contiguous()
    x = x / x.norm(dim=(1, 2), keepdim=True).clamp(min=_EPSILON)
    for _ in range(STEPS):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x.mT if is_tall else x


def _block(flat: Tensor, start: int, size: tuple[int, int]) -> Tensor:
    return flat[start : start + size[0] * size[1]].view(size)
