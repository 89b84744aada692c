"""The model's weights as two flat float32 tensors, in and out of the Hugging Face Marian layout.

Flat, because the optimizer, the moving average, the clipping and the cast to bfloat16 are then one kernel
each instead of 150. Fused, because one product for query, key and value (and for the keys and values of all
decoder layers) keeps the cores busier than three small ones.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from dipx.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from training.settings import ModelShape

Layout = dict[str, tuple[tuple[int, ...], tuple[str, ...]]]
"""Our name → (shape, the Hugging Face tensors that are stacked in it along the first axis)."""


def _linear(layout: Layout, name: str, parts: tuple[str, ...], size: tuple[int, int]) -> None:
    rows, columns = size
    layout[f"{name}.weight"] = ((rows, columns), tuple(f"{part}.weight" for part in parts))
    layout[f"{name}.bias"] = ((rows,), tuple(f"{part}.bias" for part in parts))


def _norm(layout: Layout, name: str, part: str, width: int) -> None:
    for kind in ("weight", "bias"):
        layout[f"{name}.{kind}"] = ((width,), (f"{part}.{kind}",))


def layout(shape: ModelShape) -> Layout:
    """Every tensor of the model, in the order in which the flat tensors hold them."""
    table: Layout = {"embedding": ((shape.vocab_size, shape.d_model), ("model.shared.weight",))}
    d, cross = shape.d_model, []
    for side, layers in (("encoder", shape.encoder_layers), ("decoder", shape.decoder_layers)):
        for i in range(layers):
            ours, theirs = f"{side}.{i}", f"model.{side}.layers.{i}"
            _linear(table, f"{ours}.self.in", tuple(f"{theirs}.self_attn.{x}_proj" for x in "qkv"), (3 * d, d))
            _linear(table, f"{ours}.self.out", (f"{theirs}.self_attn.out_proj",), (d, d))
            _norm(table, f"{ours}.self.norm", f"{theirs}.self_attn_layer_norm", d)
            if side == "decoder":
                _linear(table, f"{ours}.cross.query", (f"{theirs}.encoder_attn.q_proj",), (d, d))
                _linear(table, f"{ours}.cross.out", (f"{theirs}.encoder_attn.out_proj",), (d, d))
                _norm(table, f"{ours}.cross.norm", f"{theirs}.encoder_attn_layer_norm", d)
                cross += [f"{theirs}.encoder_attn.{x}_proj" for x in "kv"]
            _linear(table, f"{ours}.fc1", (f"{theirs}.fc1",), (shape.ffn, d))
            _linear(table, f"{ours}.fc2", (f"{theirs}.fc2",), (d, shape.ffn))
            _norm(table, f"{ours}.fc.norm", f"{theirs}.final_layer_norm", d)
    _linear(table, "cross.memory", tuple(cross), (2 * d * shape.decoder_layers, d))
    return table


class Weights(nn.Module):
    """The two flat parameters, ``matrices`` (decayed) and ``vectors`` (not), and their named views."""

    def __init__(self, shape: ModelShape) -> None:
        super().__init__()
        self.shape = shape
        table = layout(shape)
        self.places = {name: size for name, (size, _) in table.items()}
        self.matrix_names = [name for name, size in self.places.items() if len(size) == 2]
        self.vector_names = [name for name, size in self.places.items() if len(size) == 1]
        self.matrices = nn.Parameter(torch.zeros(self._count(self.matrix_names)))
        self.vectors = nn.Parameter(torch.zeros(self._count(self.vector_names)))

    def _count(self, names: list[str]) -> int:
        return sum(math.prod(self.places[name]) for name in names)

    def views(self, matrices: Tensor, vectors: Tensor) -> dict[str, Tensor]:
        """Named tensors that share memory (and the gradient's path) with the flat ones given."""
        named: dict[str, Tensor] = {}
        for names, flat in ((self.matrix_names, matrices), (self.vector_names, vectors)):
            pieces = torch.split(flat, [math.prod(self.places[name]) for name in names])
            named |= {name: piece.view(self.places[name]) for name, piece in zip(names, pieces, strict=True)}
        return named

    def named(self) -> dict[str, Tensor]:
        """The float32 master tensors, without gradient."""
        return self.views(self.matrices.detach(), self.vectors.detach())

    @torch.no_grad()
    def hold_pad(self) -> None:
        """Zero the pad row, the decoder's start. CTranslate2 starts from zero: any other row loses the first
        word.
        """
        self.named()["embedding"][self.shape.pad].zero_()


@torch.no_grad()
def initialize(weights: Weights, seed: int) -> None:
    """Xavier, with ``out_proj`` and ``fc2`` at 0.4 of it (post-norm layers start near identity)."""
    generator = torch.Generator().manual_seed(seed)
    for name, tensor in weights.named().items():
        if name == "embedding":
            tensor.copy_(torch.empty(tensor.shape).normal_(0.0, weights.shape.d_model**-0.5, generator=generator))
        elif len(tensor.shape) == 1:
            tensor.fill_(1.0 if name.endswith("norm.weight") else 0.0)
        else:
            rows = weights.shape.d_model if tensor.shape[0] % weights.shape.d_model == 0 else tensor.shape[0]
            rows = tensor.shape[0] if ".fc" in name else rows  # fused projections count as separate ones
            bound = math.sqrt(6.0 / (rows + tensor.shape[1])) * (0.4 if ".out." in name or ".fc2." in name else 1.0)
            tensor.copy_(torch.empty(tensor.shape).uniform_(-bound, bound, generator=generator))
    weights.hold_pad()


@torch.no_grad()
def load_hf(weights: Weights, tensors: dict[str, Tensor], where: str) -> None:
    """Fill from Hugging Face tensors. Raises ``ModelError`` when one is missing or of another size."""
    named = weights.named()
    for name, (size, parts) in layout(weights.shape).items():
        if missing := [part for part in parts if part not in tensors]:
            raise ModelError(f"{where} has no {missing[0]}; check [model] against its config.json.")
        stacked = torch.cat([tensors[part].float() for part in parts])
        if tuple(stacked.shape) != size:
            raise ModelError(f"{where}: {parts[0]} has another size than [model] says; check its config.json.")
        named[name].copy_(stacked)
    weights.hold_pad()


def to_hf(weights: Weights, dtype: torch.dtype = torch.bfloat16) -> dict[str, Tensor]:
    """The Hugging Face tensors of ``MarianMTModel``, tied copies left out, on the CPU."""
    tensors: dict[str, Tensor] = {}
    named = weights.named()
    for name, (_, parts) in layout(weights.shape).items():
        for part, tensor in zip(parts, named[name].chunk(len(parts)), strict=True):
            tensors[part] = tensor.to("cpu", dtype).contiguous().clone()
    tensors["final_logits_bias"] = torch.zeros(1, weights.shape.vocab_size, dtype=dtype)
    return tensors


def load_folder(weights: Weights, folder: Path) -> None:
    """Continue from a model folder's ``model.safetensors``. Raises ``ModelError``."""
    from safetensors.torch import load_file

    path = folder / "model.safetensors"
    if not path.is_file():
        raise ModelError(f"{path} is not here; [model] init names a folder in Hugging Face Marian layout.")
    load_hf(weights, load_file(str(path)), str(path))
