"""Greedy or sampled translations of ids on a GPU.

    python -m training.network.generate ids.npz --run RUN --out made.npz

Much faster than an engine on a CPU (LOG.md), and no more than back-translation needs: no beam, no text. It wants what
training wants and nothing else of ``dipx``; ``training.data.backtranslate --ids`` and ``--made`` are its two ends.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  (torch's own name for it)
from numpy.typing import NDArray

from dipx.errors import DipxError, InputError
from training.network import snapshots
from training.network.model import (
    DTYPES,
    Forward,
    add_norm,
    embed,
    encode,
    feed_forward,
    linear,
    merge,
    pad_mask,
    positions,
    split,
)
from training.network.vocabulary import END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from training.network.weights import Weights

UNKNOWN = 1


class Sides(NamedTuple):
    """Texts as ids, end to end: text ``i`` is ``ids[starts[i]:starts[i + 1]]``, ``</s>`` included."""

    ids: NDArray[np.uint16]
    starts: NDArray[np.int64]

    def rows(self, chosen: NDArray[np.int64], pad: int) -> NDArray[np.int64]:
        """The chosen texts, padded to a multiple of 8, as the fused kernel likes it: [B, S]."""
        lengths = np.diff(self.starts)[chosen]
        steps = np.arange(-(-int(lengths.max()) // 8) * 8)
        there = steps < lengths[:, None]
        places = np.minimum(self.starts[chosen][:, None] + steps, len(self.ids) - 1)
        return np.where(there, self.ids[places].astype(np.int64), pad)


def join(rows: Sequence[NDArray[np.uint16]]) -> Sides:
    """The texts end to end."""
    lengths = np.fromiter((len(row) for row in rows), dtype=np.int64, count=len(rows))
    return Sides(np.concatenate([np.zeros(0, dtype=np.uint16), *rows]), np.concatenate([[0], np.cumsum(lengths)]))


def save(path: Path, sides: Sides) -> None:
    np.savez_compressed(path, ids=sides.ids, starts=sides.starts)


def load(path: Path) -> Sides:
    """Raises ``InputError`` when the file is no such pair of arrays."""
    try:
        with np.load(path) as found:
            return Sides(found["ids"], found["starts"])
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            f"No ids in {path} ({error}); make them with: python -m training.data.backtranslate --ids"
        ) from error


class Generator:
    """A model on a device. ``best`` above 1: an id is one of so many likeliest by chance."""

    def __init__(self, weights: Weights, device: torch.device, best: int = 1, dtype: str = "bfloat16") -> None:
        self.how = Forward(shape=weights.shape, fused=device.type == "cuda")
        flat = weights.to(device)
        self.named = flat.views(flat.matrices.detach().to(DTYPES[dtype]), flat.vectors.detach().to(DTYPES[dtype]))
        self.named["lookup"] = self.named["embedding"].float()
        self.tables = {"positions": positions(weights.shape).to(device)}
        self.device, self.best = device, best

    @torch.no_grad()
    def __call__(self, source: NDArray[np.int64]) -> NDArray[np.int64]:
        """Ids [B, T] of the translations of ``source`` [B, S]; what follows a row's ``</s>`` means nothing, and a row
        without one was cut at half as long again as the batch's longest source and 12.
        """
        shape, ids = self.how.shape, torch.from_numpy(source).to(self.device)
        mask = pad_mask(self.how, self.named, ids)
        memory = encode(self.how, self.named, embed(self.how, self.named, self.tables, ids), mask)
        crossing = split(self.how, linear(self.named, "cross.memory", memory), 2 * shape.decoder_layers)
        length = min(ids.shape[1] * 3 // 2 + 12, shape.max_positions)
        size = (len(ids), shape.heads, length, shape.d_model // shape.heads)
        own = [[memory.new_zeros(size) for _ in range(2)] for _ in range(shape.decoder_layers)]
        made = torch.full((len(ids), length), END, device=self.device)
        token, ended = torch.full_like(made[:, 0], shape.pad), torch.zeros_like(made[:, 0], dtype=torch.bool)
        for at in range(length):
            token = self._next(token, at, own, (crossing, mask))
            made[:, at] = token
            ended |= token == END
            if at % 8 == 7 and bool(ended.all()):
                return made[:, : at + 1].cpu().numpy()
        return made.cpu().numpy()

    def _next(
        self, token: Tensor, at: int, own: list[list[Tensor]], source: tuple[tuple[Tensor, ...], Tensor]
    ) -> Tensor:
        named, how, (crossing, mask) = self.named, self.how, source
        x = F.embedding(token, named["lookup"])[:, None] * how.shape.d_model**0.5 + self.tables["positions"][at]
        x = x.to(named["embedding"].dtype)
        for i in range(how.shape.decoder_layers):
            name = f"decoder.{i}"
            query, key, value = split(how, linear(named, f"{name}.self.in", x), 3)
            own[i][0][:, :, at], own[i][1][:, :, at] = key[:, :, 0], value[:, :, 0]
            mixed = F.scaled_dot_product_attention(query, own[i][0][:, :, : at + 1], own[i][1][:, :, : at + 1])
            x = add_norm(how, named, f"{name}.self.norm", (x, linear(named, f"{name}.self.out", merge(mixed))))
            (query,) = split(how, linear(named, f"{name}.cross.query", x), 1)
            mixed = F.scaled_dot_product_attention(query, crossing[2 * i], crossing[2 * i + 1], attn_mask=mask)
            x = add_norm(how, named, f"{name}.cross.norm", (x, linear(named, f"{name}.cross.out", merge(mixed))))
            x = feed_forward(how, named, name, x)
        logits = x[:, 0] @ named["embedding"][: how.shape.pad].t()
        logits[:, UNKNOWN] = -1e9
        values, ids = logits.float().topk(self.best)
        chosen: Tensor = ids.gather(1, torch.multinomial(values.softmax(dim=1), 1))[:, 0]
        return chosen


def generate(sides: Sides, generator: Generator, tokens: int) -> Sides:
    """A translation of each text, in order; empty where it was cut. ``tokens``: padded source ids of a batch."""
    lengths = np.diff(sides.starts)
    order = np.argsort(-lengths, kind="stable")
    made: list[NDArray[np.uint16]] = [np.zeros(0, dtype=np.uint16)] * len(lengths)
    first = 0
    while first < len(order):
        chosen = order[first : first + max(tokens // int(lengths[order[first]]), 1)]
        rows = generator(sides.rows(chosen, generator.how.shape.pad)).astype(np.uint16)
        ends = np.where((rows == END).any(axis=1), (rows == END).argmax(axis=1) + 1, 0)
        for i, row, end in zip(chosen, rows, ends, strict=True):
            made[i] = row[:end]
        first += len(chosen)
    return join(made)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.network.generate", description=__doc__.partition("\n")[0])
    parser.add_argument("ids", type=Path)
    parser.add_argument(
        "--run", type=Path, required=True, help="the run's folder; the mean of its last snapshots translates"
    )
    parser.add_argument("--average", type=int, default=1, help="so many snapshots")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--best", type=int, default=1, help="draw from so many of the likeliest; 1: always the likeliest"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tokens", type=int, default=100_000, help="padded source ids of a batch")
    parser.add_argument("--dtype", choices=tuple(DTYPES), default="bfloat16")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cuda")
    given = parser.parse_args(arguments)
    try:
        torch.manual_seed(given.seed)
        torch.backends.cuda.enable_cudnn_sdp(False)  # as in train.py
        weights, _ = snapshots.mean(snapshots.last(given.run, given.average))
        sides, began = load(given.ids), time.monotonic()
        made = generate(sides, Generator(weights, torch.device(given.device), given.best, given.dtype), given.tokens)
        save(given.out, made)
        seconds = time.monotonic() - began
        cut = int((np.diff(made.starts) == 0).sum())
        print(f"{len(made.starts) - 1} texts, {len(made.ids)} ids, {cut} cut, {seconds:.0f} s", file=sys.stderr)
    except DipxError as error:
        print(f"generate: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
