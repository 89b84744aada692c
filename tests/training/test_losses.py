"""The losses and the schedules against torch's own and by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (torch's own name for it)
from training.data.shards import NO_LINK
from training.learn.losses import cross_entropy, guided_alignment, sample_columns, token_losses
from training.learn.optimize import guided_weight, learning_rate
from training.settings import GuidedSettings, OptimizerSettings


@pytest.mark.parametrize("chunk", [4, 7, 100])
def test_chunked_cross_entropy_equals_torch(chunk: int) -> None:
    generator = torch.Generator().manual_seed(2)
    ours = [torch.randn(size, 8, generator=generator).requires_grad_() for size in (20, 30)]
    theirs = [tensor.detach().clone().requires_grad_() for tensor in ours]
    targets = torch.randint(0, 30, (20,), generator=generator)
    loss = cross_entropy(ours[0], ours[1], (targets, torch.ones(30), 0.1, chunk))
    expected = F.cross_entropy(theirs[0] @ theirs[1].t(), targets, label_smoothing=0.1)
    assert torch.allclose(loss, expected, atol=1e-5)
    shares = torch.linspace(-1.0, 1.0, 20)
    loss = loss + cross_entropy(ours[0], ours[1], (targets, torch.ones(30), 0.1, chunk), shares)
    each = F.cross_entropy(theirs[0] @ theirs[1].t(), targets, label_smoothing=0.1, reduction="none")
    expected = expected + each @ shares
    assert torch.allclose(loss, expected, atol=1e-5)
    (3 * loss).backward()  # type: ignore[no-untyped-call]
    (3 * expected).backward()  # type: ignore[no-untyped-call]
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.grad is not None
        assert other.grad is not None
        assert torch.allclose(mine.grad, other.grad, atol=1e-5)
    plain = token_losses(ours[0], ours[1], targets, chunk)
    assert torch.allclose(plain, F.cross_entropy(theirs[0] @ theirs[1].t(), targets, reduction="none"), atol=1e-5)


def test_sampled_softmax_keeps_the_batch_words_and_is_near_the_full_one() -> None:
    torch.manual_seed(3)
    states, table = torch.randn(40, 16), torch.randn(1000, 16) * 0.3
    targets = torch.randint(0, 60, (40,))
    full = cross_entropy(states, table, (targets, torch.ones(1000), 0.1, 64))
    estimates = []
    for _ in range(20):
        columns, places = sample_columns(targets, 1000, 300)
        assert columns.ids is not None
        assert torch.equal(columns.ids[places], targets)
        assert float(columns.weights.sum()) == pytest.approx(1000, rel=1e-4)
        estimates.append(float(cross_entropy(states, table[columns.ids], (places, columns.weights, 0.1, 64))))
    assert np.mean(estimates) == pytest.approx(float(full), rel=0.02)


def test_guided_loss_by_hand() -> None:
    attention = torch.tensor([[[0.5, 0.5], [0.9, 0.1], [0.2, 0.8]]])
    links = torch.tensor([[0, NO_LINK, 1]], dtype=torch.uint8)
    expected = -(np.log(0.5) + np.log(0.8)) / 2
    assert float(guided_alignment(attention, links)) == pytest.approx(expected, abs=1e-4)
    assert float(guided_alignment(attention, torch.full_like(links, NO_LINK))) == 0.0


def test_schedules() -> None:
    chosen = OptimizerSettings(learning_rate=1.0, warmup_steps=10)
    assert learning_rate(chosen, 4, 0.0) == pytest.approx(0.5)
    assert learning_rate(chosen, 100, 0.25) == pytest.approx(0.75)
    assert learning_rate(chosen, 100, 1.0) == 0.0
    guided = GuidedSettings(weight=(1.5, 0.045), until=0.6)
    weights = [guided_weight(guided, at) for at in (0.0, 0.3, 0.6, 1.0)]
    assert weights == pytest.approx([1.5, 0.7725, 0.045, 0.045])
