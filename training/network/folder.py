"""A model folder in the Hugging Face Marian layout: weights in bfloat16, configuration, vocabulary, card, checksums."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from training.network.card import card
from training.network.vocabulary import FILES
from training.network.weights import to_hf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.network.weights import Weights
    from training.settings import ModelShape


def write_folder(weights: Weights, vocabulary: Path, out: Path, suppressed: Sequence[int] = ()) -> None:
    """The model itself: weights, configuration and vocabulary, without a word about how it was made.

    ``suppressed`` are ids that are never to be generated (``training/network/unseen.py``).
    """
    from safetensors.torch import save_file

    out.mkdir(parents=True, exist_ok=True)
    save_file(to_hf(weights), str(out / "model.safetensors"), metadata={"format": "pt"})
    for name, table in (
        ("config", model_config(weights.shape)),
        ("generation_config", generation_config(weights.shape, suppressed)),
    ):
        _write_json(out / f"{name}.json", table)
    for name in FILES:
        (out / name).write_bytes((vocabulary / name).read_bytes())


def model_config(shape: ModelShape) -> dict[str, Any]:
    """``config.json`` of ``MarianMTModel``: post-norm, tied embeddings, static sinusoids."""
    return {
        "activation_dropout": 0.0,
        "activation_function": "relu",
        "add_final_layer_norm": False,
        "architectures": ["MarianMTModel"],
        "attention_dropout": 0.0,
        "bos_token_id": 0,
        "d_model": shape.d_model,
        "decoder_attention_heads": shape.heads,
        "decoder_ffn_dim": shape.ffn,
        "decoder_layerdrop": 0.0,
        "decoder_layers": shape.decoder_layers,
        "decoder_start_token_id": shape.pad,
        "decoder_vocab_size": shape.vocab_size,
        "dropout": 0.0,
        "dtype": "bfloat16",
        "encoder_attention_heads": shape.heads,
        "encoder_ffn_dim": shape.ffn,
        "encoder_layerdrop": 0.0,
        "encoder_layers": shape.encoder_layers,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
        "init_std": 0.02,
        "is_decoder": False,
        "is_encoder_decoder": True,
        "max_position_embeddings": shape.max_positions,
        "model_type": "marian",
        "normalize_before": False,
        "normalize_embedding": False,
        "pad_token_id": shape.pad,
        "scale_embedding": True,
        "share_encoder_decoder_embeddings": True,
        "static_position_embeddings": True,
        "tie_word_embeddings": True,
        "use_cache": True,
        "vocab_size": shape.vocab_size,
    }


def generation_config(shape: ModelShape, suppressed: Sequence[int] = ()) -> dict[str, Any]:
    """``generation_config.json``: beam 4, the pad never generated."""
    config = {
        "_from_model_config": True,
        "bad_words_ids": [[shape.pad]],
        "bos_token_id": 0,
        "decoder_start_token_id": shape.pad,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
        "max_length": shape.max_positions,
        "num_beams": 4,
        "output_attentions": False,
        "output_hidden_states": False,
        "pad_token_id": shape.pad,
        "use_cache": True,
    }
    return config | ({"suppress_tokens": list(suppressed)} if suppressed else {})


def finish(out: Path, info: dict[str, Any]) -> None:
    """Write the card and, last, ``model_info.json`` with the size and digest of every other file but the
    card.
    """
    (out / "README.md").write_text(card(info), "utf-8")
    names = ("config.json", "generation_config.json", "model.safetensors", *FILES)
    contents = {name: (out / name).read_bytes() for name in sorted(names)}
    info["files"] = {
        name: {"bytes": len(found), "sha256": hashlib.sha256(found).hexdigest()} for name, found in contents.items()
    }
    _write_json(out / "model_info.json", info)


def _write_json(path: Path, table: dict[str, Any]) -> None:
    path.write_text(
        json.dumps(table, indent=1, ensure_ascii=False, sort_keys=path.name != "model_info.json") + "\n",
        "utf-8",
    )
