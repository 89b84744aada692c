"""Train a vocabulary on a data config's filtered mix, in Marian layout.

``python -m training.data.make_vocabulary training/configs/data-fr-en.toml --size 16000 --out training/runs/vocabulary``
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from dipx.errors import DipxError, UsageError
from training.data.corpora import corpus_path, read_pairs
from training.data.filters import why_bad
from training.data.mix import normal_pair
from training.data.prepare import Plan, read_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class VocabularySettings:
    """How a new vocabulary is trained; ``sentences`` bounds the sample of both languages together."""

    size: int = 12000
    sentences: int = 1_000_000
    coverage: float = 0.9998
    byte_fallback: bool = True


def sample_lines(plan: Plan, sentences: int) -> Iterator[str]:
    """Both sides of about ``sentences`` / 2 good pairs, drawn by the corpora's weights, in order."""
    paths = {name: corpus_path(Path(plan.paths.bitext), name, chosen) for name, chosen in plan.corpora.items()}
    sizes = {name: sum(1 for _ in read_pairs(path)) for name, path in paths.items()}
    total = sum(sizes[name] * chosen.weight for name, chosen in plan.corpora.items())
    for name, chosen in plan.corpora.items():
        share = chosen.weight * sentences / 2 / max(total, 1)
        rng = Random(f"{plan.recipe.mix.seed}:{name}:vocabulary")
        for pair in read_pairs(paths[name]):
            if rng.random() < share and not why_bad(*pair, plan.recipe.filters, chosen.noisy):
                yield from normal_pair(plan.recipe.mix, pair)


def train_vocabulary(
    lines: Iterable[str], settings: VocabularySettings, folder: Path, languages: tuple[str, str]
) -> None:
    """Train a unigram vocabulary with byte fallback and single digits, and write the four files of the
    layout.
    """
    import sentencepiece

    folder.mkdir(parents=True, exist_ok=True)
    try:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_prefix=str(folder / "joint"),
            model_type="unigram",
            vocab_size=settings.size,
            character_coverage=settings.coverage,
            byte_fallback=settings.byte_fallback,
            split_digits=True,
            eos_id=0,
            unk_id=1,
            bos_id=-1,
            pad_id=-1,
            num_threads=2,
            input_sentence_size=settings.sentences,
            shuffle_input_sentence=False,  # the sample is drawn before, by seed
            minloglevel=2,
        )
    except RuntimeError as error:  # such as: the sample is too small for this many pieces
        raise UsageError(f"No vocabulary of {settings.size} pieces could be trained: {error}") from error
    for side in ("source", "target"):
        shutil.copyfile(folder / "joint.model", folder / f"{side}.spm")
    (folder / "joint.model").unlink()
    (folder / "joint.vocab").unlink()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    ids = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())} | {"<pad>": pieces.get_piece_size()}
    (folder / "vocab.json").write_text(json.dumps(ids, indent=1, ensure_ascii=False) + "\n", "utf-8")
    config = tokenizer_config(len(ids), languages)
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", "utf-8")


def tokenizer_config(size: int, languages: tuple[str, str]) -> dict[str, Any]:
    """What ``transformers`` needs to know of the vocabulary."""
    flags = {"lstrip": False, "normalized": False, "rstrip": False, "single_word": False, "special": True}
    special = {"0": "</s>", "1": "<unk>", str(size - 1): "<pad>"}
    return {
        "added_tokens_decoder": {place: {"content": piece, **flags} for place, piece in special.items()},
        "backend": "custom",
        "eos_token": "</s>",
        "model_max_length": 512,
        "pad_token": "<pad>",
        "separate_vocabs": False,
        "source_lang": languages[0],
        "sp_model_kwargs": {},
        "target_lang": languages[1],
        "tokenizer_class": "MarianTokenizer",
        "unk_token": "<unk>",
    }


def main(arguments: Sequence[str] | None = None) -> int:
    usual = VocabularySettings()
    parser = argparse.ArgumentParser(prog="python -m training.data.make_vocabulary", description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=usual.size)
    parser.add_argument("--sentences", type=int, default=usual.sentences)
    given = parser.parse_args(arguments)
    try:
        plan = read_plan(given.config)
        chosen = VocabularySettings(size=given.size, sentences=given.sentences)
        languages = (plan.recipe.mix.source_lang, plan.recipe.mix.target_lang)
        lines = islice(sample_lines(plan, chosen.sentences), chosen.sentences)
        train_vocabulary(lines, chosen, given.out, languages)
    except DipxError as error:
        print(f"make_vocabulary: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
