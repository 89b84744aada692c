"""The losses: smoothed cross-entropy in chunks, over all columns or a sample, and guided alignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from training.data.shards import NO_LINK


@dataclass(frozen=True, slots=True)
class Columns:
    """The words that the softmax runs over and how often each stands for itself (weights sum to the
    vocabulary).

    ``ids`` None means all of them, in order.
    """

    ids: Tensor | None
    weights: Tensor


class _ChunkedCrossEntropy(torch.autograd.Function):
    """Loss and gradient in one pass, a chunk of positions at a time: the [N, vocabulary] matrix never exists
    whole.
    """

    @staticmethod
    def forward(ctx: Any, states: Tensor, table: Tensor, plan: tuple[Tensor, Tensor, float, int, Tensor]) -> Tensor:
        targets, weights, smoothing, chunk, shares = plan
        count, total = len(targets), weights.sum()
        log_weights = weights.log()
        grad_states = torch.empty_like(states)
        grad_table = torch.zeros_like(table, dtype=torch.float32)
        loss = torch.zeros((), dtype=torch.float32, device=states.device)
        for start in range(0, count, chunk):
            part, wanted = states[start : start + chunk], targets[start : start + chunk, None]
            logits = (part @ table.t()).float()
            weighted = logits + log_weights
            normalizer = weighted.logsumexp(dim=1, keepdim=True)
            even = logits @ (weights / total)
            gold = logits.gather(1, wanted).squeeze(1)
            share = shares[start : start + chunk]
            loss += (share * (normalizer.squeeze(1) - (1.0 - smoothing) * gold - smoothing * even)).sum()
            slope = weighted.sub_(normalizer).exp_()
            if smoothing:
                slope -= smoothing * weights / total
            slope.scatter_add_(1, wanted, torch.full_like(wanted, smoothing - 1.0, dtype=torch.float32))
            slope = (slope * share[:, None]).to(states.dtype)
            grad_states[start : start + chunk] = slope @ table
            grad_table += slope.t() @ part
        ctx.save_for_backward(grad_states, grad_table.to(table.dtype))
        return loss

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None]:
        grad_states, grad_table = ctx.saved_tensors
        return (
            grad_states * gradients[0].to(grad_states.dtype),
            grad_table * gradients[0].to(grad_table.dtype),
            None,
        )


def cross_entropy(
    states: Tensor, table: Tensor, plan: tuple[Tensor, Tensor, float, int], shares: Tensor | None = None
) -> Tensor:
    """Smoothed cross-entropy of ``states`` [N, d] against ``table`` [columns, d], the mean or with ``shares`` [N].

    ``plan``: target columns [N], the columns' weights, label smoothing, positions in a chunk.
    """
    even = shares if shares is not None else torch.full(states.shape[:1], 1.0 / len(states), device=states.device)
    loss: Tensor = _ChunkedCrossEntropy.apply(states, table, (*plan, even))  # type: ignore[no-untyped-call]
    return loss


@torch.no_grad()
def token_losses(states: Tensor, table: Tensor, targets: Tensor, chunk: int) -> Tensor:
    """Plain −log p of each target [N], float32, for validation."""
    parts = []
    for start in range(0, len(targets), chunk):
        logits = (states[start : start + chunk] @ table.t()).float()
        wanted = targets[start : start + chunk, None]
        parts.append(logits.logsumexp(dim=1) - logits.gather(1, wanted).squeeze(1))
    return torch.cat(parts)


def sample_columns(targets: Tensor, words: int, size: int) -> tuple[Columns, Tensor]:
    """``size`` columns: the batch's own words and others drawn evenly, each of which stands for many.

    The others' weight makes the normalizer's expectation exact. Returns the columns and the targets' places.
    """
    own = torch.zeros(words, dtype=torch.bool, device=targets.device)
    own[targets] = True
    count = int(own.sum())
    order = torch.rand(words, device=targets.device) + own  # own words first, then by chance
    ids = order.topk(min(max(size, count + 1), words)).indices
    others = (words - count) / max(len(ids) - count, 1)
    weights = torch.where(own[ids], 1.0, others)
    place = torch.zeros(words, dtype=torch.long, device=targets.device)
    place[ids] = torch.arange(len(ids), device=targets.device)
    return Columns(ids, weights), place[targets]


def guided_alignment(attention: Tensor, links: Tensor) -> Tensor:
    """−log of the mean guided attention [B, T, S] at the linked source position, over links [B, T] that are
    there.
    """
    linked = links != NO_LINK
    places = links.masked_fill(~linked, 0).long()[..., None]
    share = attention.gather(2, places).squeeze(2) + 1e-6  # a clamp would stop the gradient where it is needed most
    return -(share.log() * linked).sum() / linked.sum().clamp(min=1)
