"""Tiny random Marian folders with the files, settings and layout of Helsinki-NLP/opus-mt-fr-en.

As there: two SentencePiece models, one joint vocab.json that is aligned with neither, ``<pad>`` last and
the decoder's start, ``swish``, and weights as a pickle that has the embedding once under four names.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

REPOSITORY = "Helsinki-NLP/opus-mt-fr-en"

FRENCH = (
    "Le gouvernement a présenté mardi son projet de loi sur les retraites.",
    "La ville a ouvert une nouvelle ligne de tramway entre la gare et le port.",
    "Les élèves ont planté des arbres dans la cour de leur école.",
    "Le tribunal a condamné l'entreprise à payer une amende de deux millions d'euros.",
    "Une tempête a privé d'électricité plus de trente mille foyers en Bretagne.",
    "Le musée expose jusqu'en juin les carnets de la photographe.",
    "Selon la police, personne n'a été blessé dans l'incendie.",
    "Les prix du blé ont reculé pour le troisième mois consécutif.",
)
ENGLISH = (
    "The government presented its pension reform bill on Tuesday.",
    "The city has opened a new tram line between the station and the harbour.",
    "Pupils planted trees in the yard of their school.",
    "The court ordered the company to pay a fine of two million euros.",
    "A storm left more than thirty thousand homes in Brittany without power.",
    "The museum is showing the photographer's notebooks until June.",
    "According to the police, nobody was hurt in the fire.",
    "Wheat prices have fallen for the third month in a row.",
)

_EMBEDDING_NAMES = (
    "model.encoder.embed_tokens.weight",
    "model.decoder.embed_tokens.weight",
    "lm_head.weight",
)
_WIDTH, _FFN, _LAYERS, _HEADS, _POSITIONS = 32, 64, 2, 4, 64


def make_tiny_model(folder: Path, pickled: bool = False) -> Path:
    """Write a model folder to ``folder``: as safetensors, or ``pickled`` as the hub's repository has it."""
    folder.mkdir(parents=True)
    pieces = _train_pieces(folder)
    vocabulary = {piece: index for index, piece in enumerate([*pieces, "<pad>"])}
    _write_json(folder / "vocab.json", vocabulary)
    _write_json(folder / "config.json", tiny_config(len(vocabulary)))
    _write_json(folder / "generation_config.json", _generation(len(vocabulary)))
    tokenizer = {"target_lang": "en", "source_lang": "fr", "model_max_length": _POSITIONS}
    _write_json(folder / "tokenizer_config.json", tokenizer)
    card = "---\nlanguage:\n- fr\n- en\nlicense: apache-2.0\n---\n# opus-mt-fr-en\n"
    (folder / "README.md").write_text(card, encoding="utf-8")
    _write_weights(folder, len(vocabulary), pickled)
    return folder


def add_other_frameworks(folder: Path) -> None:
    """What else the hub's repository holds and dipx must not fetch."""
    for name in ("tf_model.h5", "rust_model.ot", ".gitattributes", "metadata.json"):
        (folder / name).write_bytes(b"not needed")


def tiny_config(vocab_size: int) -> dict[str, Any]:
    """The keys of opus-mt-fr-en's config.json, with small numbers."""
    pad = vocab_size - 1
    sizes = {
        f"{side}_{name}": value
        for side in ("encoder", "decoder")
        for name, value in {
            "attention_heads": _HEADS,
            "ffn_dim": _FFN,
            "layerdrop": 0.0,
            "layers": _LAYERS,
        }.items()
    }
    return sizes | {
        "_name_or_path": REPOSITORY,
        "activation_dropout": 0.0,
        "activation_function": "swish",
        "add_bias_logits": False,
        "add_final_layer_norm": False,
        "architectures": ["MarianMTModel"],
        "attention_dropout": 0.0,
        "bad_words_ids": [[pad]],
        "bos_token_id": 0,
        "classif_dropout": 0.0,
        "classifier_dropout": 0.0,
        "d_model": _WIDTH,
        "decoder_start_token_id": pad,
        "decoder_vocab_size": vocab_size,
        "dropout": 0.1,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
        "init_std": 0.02,
        "is_encoder_decoder": True,
        "max_length": _POSITIONS,
        "max_position_embeddings": _POSITIONS,
        "model_type": "marian",
        "normalize_before": False,
        "normalize_embedding": False,
        "num_beams": 6,
        "num_hidden_layers": _LAYERS,
        "pad_token_id": pad,
        "scale_embedding": True,
        "share_encoder_decoder_embeddings": True,
        "static_position_embeddings": True,
        "transformers_version": "4.22.0.dev0",
        "use_cache": True,
        "vocab_size": vocab_size,
    }


def _generation(vocab_size: int) -> dict[str, Any]:
    names = ("bad_words_ids", "bos_token_id", "decoder_start_token_id", "eos_token_id", "forced_eos_token_id")
    config = tiny_config(vocab_size)
    chosen = {name: config[name] for name in (*names, "max_length", "num_beams", "pad_token_id")}
    return {"_from_model_config": True, "transformers_version": "4.27.0.dev0"} | chosen


def _train_pieces(folder: Path) -> list[str]:
    """Train both SentencePiece models; return the joint pieces in an order that is neither's."""
    import sentencepiece

    joint: set[str] = set()
    for name, sentences in (("source", FRENCH), ("target", ENGLISH)):
        written = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(sentences * 4),
            model_writer=written,
            vocab_size=100,
            minloglevel=2,
            num_threads=1,
        )
        (folder / f"{name}.spm").write_bytes(written.getvalue())
        pieces = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
        joint |= {pieces.id_to_piece(index) for index in range(len(pieces))}
    return ["</s>", "<unk>", *sorted(joint - {"<s>", "</s>", "<unk>"})]


def _write_weights(folder: Path, vocab_size: int, pickled: bool) -> None:
    """Random weights, large enough for the output to vary with the input; with a logits bias, as opus."""
    import torch
    from safetensors.torch import save_file

    generator = torch.Generator().manual_seed(13)
    state = {name: torch.empty(shape) for name, shape in _shapes(vocab_size).items()}
    for name, tensor in state.items():
        if "layer_norm.weight" in name:
            tensor.fill_(1.0)
        else:
            is_matrix = tensor.dim() == 2 and tensor.shape[0] > 1
            tensor.normal_(0.0, 1.2 if is_matrix else 0.1, generator=generator)
    state["model.shared.weight"][-1] = 0.0  # <pad>: the decoder starts from a zero vector
    if pickled:
        # One storage under four names, as pickles keep it.
        state |= dict.fromkeys(_EMBEDDING_NAMES, state["model.shared.weight"])
        torch.save(state, folder / "pytorch_model.bin")
    else:
        save_file(state, folder / "model.safetensors", metadata={"format": "pt"})


def _shapes(vocab_size: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "model.shared.weight": (vocab_size, _WIDTH),
        "final_logits_bias": (1, vocab_size),
    }
    for side, attentions in (("encoder", ("self_attn",)), ("decoder", ("self_attn", "encoder_attn"))):
        for prefix in (f"model.{side}.layers.{index}" for index in range(_LAYERS)):
            for name in attentions:
                for projection in ("q_proj", "k_proj", "v_proj", "out_proj"):
                    shapes[f"{prefix}.{name}.{projection}.weight"] = (_WIDTH, _WIDTH)
                    shapes[f"{prefix}.{name}.{projection}.bias"] = (_WIDTH,)
            for name in (*(f"{attention}_layer_norm" for attention in attentions), "final_layer_norm"):
                shapes[f"{prefix}.{name}.weight"] = shapes[f"{prefix}.{name}.bias"] = (_WIDTH,)
            shapes |= {f"{prefix}.fc1.weight": (_FFN, _WIDTH), f"{prefix}.fc1.bias": (_FFN,)}
            shapes |= {f"{prefix}.fc2.weight": (_WIDTH, _FFN), f"{prefix}.fc2.bias": (_WIDTH,)}
    return shapes


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2), encoding="utf-8")
