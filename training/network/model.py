"""The forward pass of a post-norm Marian transformer over named weights; its numbers equal
``MarianMTModel``'s.

Attention is by explicit products where that is faster (bf16 on a CPU: three times the fused kernel, measured
in the first run) and where the guided loss needs its probabilities; the fused kernel serves the rest on CUDA.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F  # noqa: N812  (torch's own name for it)
from torch import Tensor

if TYPE_CHECKING:
    from training.settings import ModelShape

Named = dict[str, Tensor]
DTYPES = {"bfloat16": torch.bfloat16, "float32": torch.float32}
_MASKED = -1e9


@dataclass(frozen=True, slots=True)
class Forward:
    """How the pass is made: sizes, (layer, heads) whose attention is wanted, dropout, the fused kernel."""

    shape: ModelShape
    guided: tuple[tuple[int, int], ...] = ()
    dropout: float = 0.0
    word_dropout: float = 0.0
    fused: bool = False


def positions(shape: ModelShape) -> Tensor:
    """Marian's sinusoids, float32 [max_positions, d_model]: sines in the first half, then cosines."""
    half = (shape.d_model + 1) // 2
    exponents = 2 * (torch.arange(shape.d_model, dtype=torch.float64) // 2) / shape.d_model
    angles = torch.arange(shape.max_positions, dtype=torch.float64)[:, None] / 10000**exponents
    table = torch.empty(shape.max_positions, shape.d_model, dtype=torch.float64)
    table[:, :half] = angles[:, 0::2].sin()
    table[:, half:] = angles[:, 1::2].cos()
    return table.float()


def hidden_states(how: Forward, named: Named, tables: Named, batch: Named) -> tuple[Tensor, Tensor | None]:
    """Decoder states [B, T, d] and the mean guided attention [B, T, S] (None without guided heads).

    ``named``: weights in the compute type, and ``lookup``, the float32 embedding (its gradient sums many
    rows, which bfloat16 would round away). ``tables``: positions. ``batch``: source [B, S] and target [B, T]
    ids.
    """
    source, target = batch["source"], batch["target"]
    mask = pad_mask(how, named, source)
    if how.word_dropout > 0.0:
        noise = torch.rand(source.shape, device=source.device) < how.word_dropout
        source = source.masked_fill(noise & (source != 0), how.shape.pad)  # the pad row is zero: a word unseen
    memory = crossed(how, named, encode(how, named, embed(how, named, tables, source), mask))
    shifted = F.pad(target[:, :-1], (1, 0), value=how.shape.pad)
    return decode(how, named, embed(how, named, tables, shifted), (memory, mask))


def pad_mask(how: Forward, named: Named, source: Tensor) -> Tensor:
    """What is added to the scores of source positions [B, 1, 1, S]: nothing, or so much that padding has no share."""
    mask = torch.zeros(source.shape, dtype=named["embedding"].dtype, device=source.device)
    return mask.masked_fill(source == how.shape.pad, _MASKED)[:, None, None, :]


def embed(how: Forward, named: Named, tables: Named, ids: Tensor) -> Tensor:
    rows = F.embedding(ids, named["lookup"]) * math.sqrt(how.shape.d_model)
    rows = rows + tables["positions"][: ids.shape[1]]
    return _drop(how, rows.to(named["embedding"].dtype))


def encode(how: Forward, named: Named, x: Tensor, mask: Tensor) -> Tensor:
    for i in range(how.shape.encoder_layers):
        name = f"encoder.{i}"
        query, key, value = split(how, linear(named, f"{name}.self.in", x), 3)
        mixed, _ = _attend(how, (query, key, value), mask, want=0)
        x = add_norm(how, named, f"{name}.self.norm", (x, linear(named, f"{name}.self.out", mixed)))
        x = feed_forward(how, named, name, x)
    return x


def crossed(how: Forward, named: Named, x: Tensor) -> tuple[Tensor, ...]:
    """The encoder's states [B, S, d] as each decoder layer's keys and values in turn, [B, H, S, h] each."""
    return split(how, linear(named, "cross.memory", x), 2 * how.shape.decoder_layers)


def decode(
    how: Forward, named: Named, x: Tensor, source: tuple[tuple[Tensor, ...], Tensor]
) -> tuple[Tensor, Tensor | None]:
    stacked, mask = source
    layers, length = how.shape.decoder_layers, x.shape[1]
    causal = torch.full((length, length), _MASKED, dtype=x.dtype, device=x.device).triu(1)
    wanted, seen = dict(how.guided), []
    for i in range(layers):
        name = f"decoder.{i}"
        query, key, value = split(how, linear(named, f"{name}.self.in", x), 3)
        mixed, _ = _attend(how, (query, key, value), causal, want=0)
        x = add_norm(how, named, f"{name}.self.norm", (x, linear(named, f"{name}.self.out", mixed)))
        (query,) = split(how, linear(named, f"{name}.cross.query", x), 1)
        mixed, share = _attend(how, (query, stacked[2 * i], stacked[2 * i + 1]), mask, want=wanted.get(i, 0))
        if share is not None:
            seen.append(share)
        x = add_norm(how, named, f"{name}.cross.norm", (x, linear(named, f"{name}.cross.out", mixed)))
        x = feed_forward(how, named, name, x)
    return x, torch.cat(seen, dim=1).float().mean(dim=1) if seen else None


def _attend(how: Forward, qkv: tuple[Tensor, Tensor, Tensor], mask: Tensor, want: int) -> tuple[Tensor, Tensor | None]:
    """[B, H, T, h] each → mixed values [B, T, d] and the probabilities of the first ``want`` heads."""
    query, key, value = qkv
    if how.fused and want == 0:
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return merge(mixed), None
    scores = torch.add(mask, query @ key.transpose(-1, -2), alpha=query.shape[-1] ** -0.5)
    share = scores.softmax(dim=-1)
    return merge(share @ value), share[:, :want] if want else None


def split(how: Forward, stacked: Tensor, parts: int) -> tuple[Tensor, ...]:
    rows, length, _ = stacked.shape
    heads = how.shape.heads
    parted = stacked.view(rows, length, parts, heads, how.shape.d_model // heads).permute(2, 0, 3, 1, 4)
    return parted.contiguous().unbind(0)  # one copy here saves one in each product


def merge(mixed: Tensor) -> Tensor:
    rows, _, length, _ = mixed.shape
    return mixed.transpose(1, 2).reshape(rows, length, -1)


def linear(named: Named, name: str, x: Tensor) -> Tensor:
    return F.linear(x, named[f"{name}.weight"], named[f"{name}.bias"])


def feed_forward(how: Forward, named: Named, name: str, x: Tensor) -> Tensor:
    inner = F.relu(linear(named, f"{name}.fc1", x))
    return add_norm(how, named, f"{name}.fc.norm", (x, linear(named, f"{name}.fc2", inner)))


def add_norm(how: Forward, named: Named, name: str, pair: tuple[Tensor, Tensor]) -> Tensor:
    x = pair[0] + _drop(how, pair[1])
    return F.layer_norm(x, x.shape[-1:], named[f"{name}.weight"], named[f"{name}.bias"])


def _drop(how: Forward, x: Tensor) -> Tensor:
    return F.dropout(x, how.dropout) if how.dropout > 0.0 else x
