"""Muon against torch's own, which takes one matrix at a time."""

from __future__ import annotations

import pytest
import torch
from training.learn.muon import orthogonal
from training.learn.optimize import make_optimizer
from training.network.weights import Weights, initialize, layout
from training.settings import ModelShape, OptimizerSettings

from dipx.errors import UsageError

SHAPE = ModelShape(vocab_size=50, d_model=32, ffn=64, heads=4, encoder_layers=2, decoder_layers=2)


def random_gradient(weights: Weights, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    for parameter in weights.parameters():
        parameter.grad = torch.randn(parameter.shape, generator=generator)


def test_orthogonal_evens_the_singular_values() -> None:
    generator = torch.Generator().manual_seed(1)
    for size in ((3, 16, 48), (3, 48, 16)):
        values = torch.linalg.svdvals(orthogonal(torch.randn(size, generator=generator)).float())
        assert 0.5 < values.min() <= values.max() < 1.5


def test_muon_equals_torch_block_by_block() -> None:
    """``torch.optim.Muon`` on every matrix of the Hugging Face layout, ``torch.optim.AdamW`` on the rest."""
    chosen = OptimizerSettings(kind="muon", learning_rate=0.02, weight_decay=0.1)
    weights = Weights(SHAPE)
    initialize(weights, seed=2)
    parts = {name: len(stacked) for name, (_, stacked) in layout(SHAPE).items()}
    theirs = {
        name: [torch.nn.Parameter(p.clone()) for p in t.chunk(parts[name])] for name, t in weights.named().items()
    }
    hidden = [p for name in weights.matrix_names if name != "embedding" for p in theirs[name]]
    groups = [
        {"params": theirs["embedding"], "weight_decay": 0.1},
        {"params": [p for name in weights.vector_names for p in theirs[name]], "weight_decay": 0.0},
    ]
    others = [
        torch.optim.Muon(hidden, lr=0.02, weight_decay=0.1, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(groups, lr=0.02, betas=chosen.betas),
    ]
    ours, begin = make_optimizer(weights, chosen), {name: t.clone() for name, t in weights.named().items()}
    for seed in range(3):
        random_gradient(weights, seed)
        assert weights.matrices.grad is not None and weights.vectors.grad is not None
        for name, slope in weights.views(weights.matrices.grad, weights.vectors.grad).items():
            for p, part in zip(theirs[name], slope.chunk(parts[name]), strict=True):
                p.grad = part.clone()
        for optimizer in (ours, *others):
            optimizer.step()
    for name, tensor in weights.named().items():
        moved, expected = tensor - begin[name], torch.cat(list(theirs[name])).detach() - begin[name]
        assert (moved - expected).norm() < 0.02 * expected.norm(), name


def test_unknown_optimizer_is_named() -> None:
    with pytest.raises(UsageError, match=r"kind is sgd; known: adamw, muon"):
        make_optimizer(Weights(SHAPE), OptimizerSettings(kind="sgd"))
