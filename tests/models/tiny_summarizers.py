"""Tiny random summarisers in the hub's layouts: BART, T5 and LED folders as ``save_pretrained`` leaves them."""

from __future__ import annotations

import json
import string
from pathlib import Path
from typing import Any

from dipx.options import EngineName, EngineOptions, Options, SummaryOptions

BART_PIECES = ("<s>", "<pad>", "</s>", "<unk>")
SIZES: dict[str, Any] = {
    f"{side}_{name}": size
    for side in ("encoder", "decoder")
    for name, size in {"layers": 1, "ffn_dim": 32, "attention_heads": 2}.items()
}
LENGTHS = {"min_length": 4, "max_length": 12}  # so that a test costs little


def make_tiny_bart(folder: Path, positions: int = 1024, ends: bool = False) -> Path:
    """A BART that counts a token a byte. One that ``ends`` wants to end with every token, others hardly ever do."""
    import torch
    import transformers

    size = _save_byte_tokenizer(folder)
    config = transformers.BartConfig(
        vocab_size=size,
        d_model=16,
        max_position_embeddings=positions,
        **SIZES | {"normalize_before": False},  # CTranslate2 reads it; the hub's BART models have it
    )
    torch.manual_seed(5)
    model: Any = transformers.BartForConditionalGeneration(config)
    if ends:
        model.final_logits_bias[0, config.eos_token_id] = 100.0
    return _save(model, folder, LENGTHS | {"forced_bos_token_id": 0, "length_penalty": 2.0})


def make_tiny_led(folder: Path) -> Path:
    """An LED of 64 source and 32 target tokens, that looks 4 tokens to each side."""
    import torch
    import transformers

    size = _save_byte_tokenizer(folder)
    config = transformers.LEDConfig(
        vocab_size=size,
        d_model=16,
        attention_window=8,
        max_encoder_position_embeddings=64,
        max_decoder_position_embeddings=32,
        **SIZES,
    )
    torch.manual_seed(5)
    return _save(transformers.LEDForConditionalGeneration(config), folder, LENGTHS)


def make_tiny_t5(folder: Path, tied: bool = True) -> Path:
    """A T5 that counts a token a letter, with t5-small's settings; ``tied`` as T5 1.0, or not, as T5 1.1."""
    import torch
    import transformers

    folder.mkdir()
    pieces = ["<pad>", "</s>", "<unk>", "▁", *string.ascii_letters, *string.digits, *".,:"]
    tokenizer = transformers.T5Tokenizer(vocab=[(piece, -1.0) for piece in pieces])
    tokenizer.save_pretrained(folder)
    sizes: dict[str, Any] = {"d_model": 16, "d_kv": 8, "d_ff": 32, "num_layers": 1, "num_heads": 2}
    config = transformers.T5Config(vocab_size=len(tokenizer), **sizes | {"decoder_start_token_id": 0})
    torch.manual_seed(5)
    _save(transformers.T5ForConditionalGeneration(config), folder, {})
    changed = json.loads((folder / "config.json").read_text("utf-8"))
    changed.pop("scale_decoder_outputs", None)  # transformers' own word for it, which the hub's folders do not have
    changed |= {
        "tie_word_embeddings": tied,
        "n_positions": 512,
        "task_specific_params": {"summarization": {"prefix": "summarize: ", "no_repeat_ngram_size": 3, **LENGTHS}},
    }
    (folder / "config.json").write_text(json.dumps(changed), encoding="utf-8")
    return folder


def options_for(engine: EngineName, model: Path, cache: Path, **summary: Any) -> Options:
    """Bullets by this model from English texts, in float32."""
    chosen = EngineOptions(engine=engine, compute_type="float32")
    return Options(chosen, summary=SummaryOptions(model=str(model), **summary), lang="en", cache_dir=cache)


def _save_byte_tokenizer(folder: Path) -> int:
    """GPT-2's alphabet of 256 bytes without merges; how many pieces there are."""
    import transformers
    from tokenizers.pre_tokenizers import ByteLevel

    folder.mkdir()
    pieces = [*BART_PIECES, *sorted(ByteLevel.alphabet()), "<mask>"]
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    transformers.BartTokenizer(vocab=vocabulary, merges=[]).save_pretrained(folder)
    return len(pieces)


def _save(model: Any, folder: Path, generation: dict[str, Any]) -> Path:
    model.save_pretrained(folder)
    file = folder / "generation_config.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | generation), encoding="utf-8")
    return folder
