"""A larger model that computes what a smaller one does, to train on from:

``python -m training.network.grow models/marian-fr-en --out training/runs/grown --ffn 3072 --encoder-layers 8``

- New hidden units of the feed-forward layers read at random and say nothing yet (zero columns in ``fc2``).
- New layers, after the last, add nothing yet (zero ``out_proj`` and ``fc2``). A post-norm layer that adds nothing
  normalizes all the same, twice or three times, and LayerNorm(γ n + β) is not γ n + β. So the affine part of the norm
  before, γ and β, moves to the last norm of the new layer, and all norms between have 1 and 0: the normalized n is
  normalized again, which leaves it as it was but for epsilon. Measured on the bundled model: wider layers change no
  logit, one or three more encoder layers change them by 6e-4 at most, a decoder layer by 5e-5, of logits up to 10.

The width, d_model, cannot grow so. Doubling every unit would leave the norms' statistics alone, but not the fixed
positions: of 512 columns every second one has a frequency between two of the old ones, and embedding and positions
enter the first norm as a sum, whose variance would change from token to token. A width between (384) would change the
statistics of every norm. Train a wider model from random weights, from this one's translations (``backtranslate``).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from dipx.errors import DipxError, ModelError, UsageError
from dipx.models.folder import read_config
from dipx.models.info import read_info, write_info
from training.network.folder import model_config, write_folder
from training.network.weights import Weights, initialize, load_folder
from training.settings import ModelShape

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIDES = ("encoder", "decoder")


def shape_of_folder(folder: Path) -> ModelShape:
    """The sizes in a folder's ``config.json``. Raises ``ModelError`` when it is not of the trainer's kind."""
    config = read_config(folder)
    try:
        shape = ModelShape(
            vocab_size=config["vocab_size"],
            d_model=config["d_model"],
            ffn=config["encoder_ffn_dim"],
            heads=config["encoder_attention_heads"],
            encoder_layers=config["encoder_layers"],
            decoder_layers=config["decoder_layers"],
            max_positions=config["max_position_embeddings"],
        )
    except KeyError as error:
        raise ModelError(f"{folder}/config.json has no {error}; only a Marian model can be grown.") from error
    ours = model_config(shape)
    decisive = ("activation_function", "decoder_attention_heads", "decoder_ffn_dim", "normalize_before", "pad_token_id")
    if other := [name for name in decisive if config.get(name) != ours[name]]:
        raise ModelError(f"{folder}/config.json differs from the trainer's models in {', '.join(other)}.")
    return shape


@torch.no_grad()
def grown(small: Weights, shape: ModelShape, seed: int = 1) -> Weights:
    """``small``'s function in the sizes of ``shape``. Raises ``UsageError`` for a size that would shrink."""
    old = small.shape
    if replace(old, ffn=shape.ffn, encoder_layers=shape.encoder_layers, decoder_layers=shape.decoder_layers) != shape:
        raise UsageError("Only the feed-forward layers and the number of layers can grow.")
    if shape.ffn < old.ffn or shape.encoder_layers < old.encoder_layers or shape.decoder_layers < old.decoder_layers:
        raise UsageError(f"{shape} is smaller than {old}; a model can only grow.")
    large = Weights(shape)
    initialize(large, seed)
    ours, theirs = large.named(), small.named()
    for name, tensor in ours.items():
        if name.endswith((".out.weight", ".fc2.weight")):
            tensor.zero_()
        if name in theirs:
            tensor[tuple(slice(size) for size in theirs[name].shape)] = theirs[name]
    for side, before, after in zip(_SIDES, _layers(old), _layers(shape), strict=True):
        last, new = (f"{side}.{layers - 1}.fc.norm" for layers in (before, after))
        if last != new:
            for kind, neutral in (("weight", 1.0), ("bias", 0.0)):
                ours[f"{new}.{kind}"].copy_(ours[f"{last}.{kind}"])
                ours[f"{last}.{kind}"].fill_(neutral)
    return large


def _layers(shape: ModelShape) -> tuple[int, int]:
    return shape.encoder_layers, shape.decoder_layers


def grow(folder: Path, out: Path, shape: ModelShape, seed: int = 1) -> None:
    """Write ``folder``'s model in the sizes of ``shape`` to ``out``. What was measured of the old one is left out."""
    if out.resolve() == folder.resolve():
        raise UsageError(f"{out} is the model to be grown; choose another --out.")
    small = Weights(shape_of_folder(folder))
    load_folder(small, folder)
    write_folder(grown(small, shape, seed), folder, out)
    origin = f"grown from {folder.name}: {shape.encoder_layers} + {shape.decoder_layers} layers, ff {shape.ffn}"
    write_info(out, replace(read_info(folder), origin=origin, revision=None, scores={}, files={}))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.network.grow", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a model folder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--ffn", type=int, help="hidden units of the feed-forward layers")
    parser.add_argument("--encoder-layers", type=int)
    parser.add_argument("--decoder-layers", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    try:
        asked = {name: getattr(given, name) for name in ("ffn", "encoder_layers", "decoder_layers")}
        shape = replace(shape_of_folder(given.folder), **{name: size for name, size in asked.items() if size})
        grow(given.folder, given.out, shape, given.seed)
        print(f"{sum(p.numel() for p in Weights(shape).parameters()):,} parameters in {given.out}", file=sys.stderr)
    except DipxError as error:
        print(f"grow: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
