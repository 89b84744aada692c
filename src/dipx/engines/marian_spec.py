"""A Marian folder as a CTranslate2 specification, straight from its tensors.

What ``ctranslate2.converters.transformers`` does in ``BartLoader`` and ``MarianMTLoader``, without importing
transformers (3 s of the 5.6 s that its conversion takes), and with the alignment heads, which it leaves out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dipx.errors import ModelError
from dipx.models.generation import read_generation

if TYPE_CHECKING:
    from pathlib import Path

    from dipx.models.info import AlignmentHeads

Array = NDArray[np.float32]
Tensors = Mapping[str, Array]

_ACTIVATIONS = {"relu": "RELU", "gelu": "GELU", "swish": "SWISH", "silu": "SWISH"}


def marian_spec(folder: Path, alignment: AlignmentHeads | None) -> Any:
    """The ``TransformerSpec`` of ``folder``, all in float32, its vocabulary registered.

    With ``alignment``, ``return_attention`` gives the mean of those heads.
    Raises ``ModelError`` for what Marian can have and this does not read, ``KeyError`` for a missing tensor.
    """
    from ctranslate2.specs import TransformerSpec, common_spec

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokens = _vocabulary(folder, config)
    tensors = _read_tensors(folder / "model.safetensors")
    activation = config["activation_function"]
    if activation not in _ACTIVATIONS:
        raise ModelError(f"{folder} has the activation '{activation}', which dipx does not convert")
    spec = TransformerSpec.from_config(
        (config["encoder_layers"], config["decoder_layers"]),
        config["encoder_attention_heads"],
        pre_norm=False,
        activation=getattr(common_spec.Activation, _ACTIVATIONS[activation]),
        alignment_layer=alignment.decoder_layer if alignment else -1,
        alignment_heads=len(alignment.heads) if alignment else 1,
    )
    if alignment:
        tensors = _with_heads_first(tensors, alignment, config["decoder_attention_heads"])
    shared = tensors["model.shared.weight"][: len(tokens)]
    for name, side in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        _set_side(side, f"model.{name}", tensors, config)
    spec.encoder.embeddings[0].weight = shared
    made = _generated(folder, tokens)
    spec.decoder.embeddings.weight = shared[made]
    spec.decoder.projection.weight = tensors.get("lm_head.weight", shared)[made]
    bias = tensors.get("final_logits_bias")
    if bias is not None and np.any(bias):
        spec.decoder.projection.bias = bias.reshape(-1)[made]
    # Marian starts from a zero vector: the row of <pad>, which is therefore left out of the vocabulary.
    spec.decoder.start_from_zero_embedding = True
    spec.config.eos_token = spec.config.decoder_start_token = "</s>"
    spec.config.unk_token = "<unk>"
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary([tokens[row] for row in made])
    return spec


def _generated(folder: Path, tokens: Sequence[str]) -> list[int]:
    """The rows of the pieces that the folder does not suppress: the others are not computed at all.

    The product with all rows is most of what a small decoder does.
    """
    never = {tokens[row] for row in read_generation(folder).suppressed if row < len(tokens)} - {"</s>", "<unk>"}
    return [row for row, token in enumerate(tokens) if token not in never]


def _vocabulary(folder: Path, config: Mapping[str, Any]) -> list[str]:
    """The pieces in order of their ids, without ``<pad>``, which must be the last."""
    try:
        ids: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        tokens = sorted(ids, key=ids.__getitem__)
    except (ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder / 'vocab.json'} is not a JSON vocabulary: {error}") from error
    if not config.get("share_encoder_decoder_embeddings", True):
        raise ModelError(f"{folder} has one vocabulary for each language, which dipx does not convert")
    size = config["vocab_size"]
    if [ids[token] for token in tokens] != list(range(len(tokens))) or len(tokens) not in (size, size - 1):
        raise ModelError(f"{folder / 'vocab.json'} does not number its {len(tokens)} pieces for a model of {size}")
    if config["pad_token_id"] != size - 1:
        raise ModelError(f"{folder} does not have <pad> as its last piece, which Marian models do")
    return tokens[: size - 1]


def _read_tensors(path: Path) -> dict[str, Array]:
    # torch is loaded by ctranslate2.specs anyway, and numpy has no bfloat16.
    from safetensors import safe_open

    with safe_open(path, framework="pt") as file:
        return {name: file.get_tensor(name).float().numpy() for name in file.keys()}  # noqa: SIM118 - not a dict


def _set_side(side: Any, prefix: str, tensors: Tensors, config: Mapping[str, Any]) -> None:
    width = config["d_model"]
    side.scale_embeddings = width**0.5 if config.get("scale_embedding") else 1.0
    stored = tensors.get(f"{prefix}.embed_positions.weight")
    positions = config["max_position_embeddings"]
    side.position_encodings.encodings = _sinusoids(positions, width) if stored is None else stored
    for index, layer in enumerate(side.layer):
        _set_layer(layer, f"{prefix}.layers.{index}", tensors)


def _set_layer(layer: Any, prefix: str, tensors: Tensors) -> None:
    def dense(*names: str) -> tuple[Array, Array]:
        weights, biases = ([tensors[f"{prefix}.{name}.{kind}"] for name in names] for kind in ("weight", "bias"))
        return np.concatenate(weights), np.concatenate(biases)

    def norm(spec: Any, name: str) -> None:
        spec.gamma, spec.beta = tensors[f"{prefix}.{name}.weight"], tensors[f"{prefix}.{name}.bias"]

    linears = [
        (layer.self_attention.linear[0], dense("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj")),
        (layer.self_attention.linear[1], dense("self_attn.out_proj")),
        (layer.ffn.linear_0, dense("fc1")),
        (layer.ffn.linear_1, dense("fc2")),
    ]
    if hasattr(layer, "attention"):
        linears += [
            (layer.attention.linear[0], dense("encoder_attn.q_proj")),
            (layer.attention.linear[1], dense("encoder_attn.k_proj", "encoder_attn.v_proj")),
            (layer.attention.linear[2], dense("encoder_attn.out_proj")),
        ]
        norm(layer.attention.layer_norm, "encoder_attn_layer_norm")
    for spec, (weight, bias) in linears:
        spec.weight, spec.bias = weight, bias
    norm(layer.self_attention.layer_norm, "self_attn_layer_norm")
    norm(layer.ffn.layer_norm, "final_layer_norm")


def _with_heads_first(tensors: Tensors, alignment: AlignmentHeads, heads: int) -> dict[str, Array]:
    """Put the guided heads first: CTranslate2 averages the first n, and attention does not mind the order."""
    if not alignment.heads or max(alignment.heads) >= heads or len(set(alignment.heads)) != len(alignment.heads):
        raise ModelError(f"model_info.json names the alignment heads {alignment.heads} of {heads}; mend it")
    order = [*alignment.heads, *(head for head in range(heads) if head not in alignment.heads)]
    prefix = f"model.decoder.layers.{alignment.decoder_layer}.encoder_attn"
    if f"{prefix}.q_proj.weight" not in tensors:
        raise ModelError(f"model_info.json names decoder layer {alignment.decoder_layer}, which is not there; mend it")
    width = tensors[f"{prefix}.q_proj.weight"].shape[0]
    rows = np.arange(width).reshape(heads, -1)[order].reshape(-1)
    changed = dict(tensors)
    for name in ("q_proj", "k_proj", "v_proj"):
        for kind in ("weight", "bias"):
            changed[f"{prefix}.{name}.{kind}"] = tensors[f"{prefix}.{name}.{kind}"][rows]
    changed[f"{prefix}.out_proj.weight"] = tensors[f"{prefix}.out_proj.weight"][:, rows]
    return changed


def _sinusoids(positions: int, width: int) -> Array:
    """As ``MarianSinusoidalPositionalEmbedding`` of transformers: sines in the first half, then cosines."""
    rates = np.power(10000.0, -2 * np.arange(width // 2) / width)
    angles = np.arange(positions)[:, None] * rates[None, :]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
