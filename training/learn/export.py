"""Checkpoint to model folder: ``python -m training.learn.export training/runs/fr-en --out training/runs/fr-en/model``.

Writes the Hugging Face Marian layout in bfloat16, ``model_info.json`` with checksums, corpora and scores, and
the card. ``--average N`` takes the mean of the last N snapshots instead of the running average, ``--kept 0.3`` three
tenths of the weights that the run began with and seven of its own: what was known before is forgotten less (Wortsman et
al., "Robust fine-tuning of zero-shot models", CVPR 2022).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from dipx.errors import DipxError, InputError, UsageError
from dipx.models.generation import read_generation
from dipx.models.info import read_info
from training.learn import checkpoint
from training.learn.score import TestSet, score, score_bullets
from training.network import snapshots
from training.network.folder import finish, write_folder
from training.network.weights import Weights, load_folder
from training.settings import ModelShape

if TYPE_CHECKING:
    from collections.abc import Sequence


def run_weights(run: Path, average: int) -> tuple[Weights, dict[str, Any]]:
    """The weights to publish, and the facts of their training. Raises ``InputError`` without a checkpoint."""
    if average > 0:
        weights, progress = checkpoint.mean_of_snapshots(snapshots.last(run, average))
    else:
        found = checkpoint.load(run, torch.device("cpu"))
        if found is None:
            raise InputError(
                f"No checkpoint in {run}; train first (python -m training.learn.train), or give --average 1."
            )
        state, progress = found
        weights = Weights(ModelShape(**state["shape"]))
        weights.load_state_dict(state["average"])
    weights.hold_pad()
    told = {
        "steps": progress.step,
        "target_tokens": progress.tokens,
        "hours": round(progress.seconds / 3600, 2),
    }
    return weights, {**told, "averaged_snapshots": average}


@torch.no_grad()
def mixed(weights: Weights, folder: Path, kept: float) -> Weights:
    """``weights`` with a share of those of a model folder of the same shape. Raises ``ModelError``."""
    before = Weights(weights.shape)
    load_folder(before, folder)
    for ours, theirs in zip(weights.parameters(), before.parameters(), strict=True):
        ours.lerp_(theirs, kept)
    return weights


def model_info(run: Path, shape: ModelShape, facts: dict[str, Any], scores: dict[str, Any]) -> dict[str, Any]:
    """``model_info.json`` but for the files: task, training, corpora with their licences, scores."""
    settings = json.loads((run / "settings.json").read_text("utf-8"))
    shard = json.loads((run / "shard.json").read_text("utf-8"))
    layer, heads = settings["guided"]["heads"][-1] if settings["guided"]["heads"] else (None, 0)
    used = {name: row["rendered"] for name, row in shard["counts"].items() if row.get("rendered")}
    licences = shard.get("licences", {})
    corpora = {name: {**licences.get(name, {}), "pairs_seen_an_epoch": used[name]} for name in used}
    info: dict[str, Any] = {
        "format": 1,
        "task": task_of(shard["languages"]),
        "source_lang": shard["languages"][0],
        "target_lang": shard["languages"][1],
        "licence": "mixed: those of the corpora below, some of them unstated",
        "origin": "trained by this project's recipe (training/)",
        "architecture": f"Marian, {shape.encoder_layers} encoder + {shape.decoder_layers} decoder layers, "
        f"d_model {shape.d_model}, ff {shape.ffn}, {shape.heads} heads, "
        f"{shape.pad:,} joint unigram pieces + pad",
        "parameters": sum(parameter.numel() for parameter in Weights(shape).parameters()),
        "training": {**facts, **_before(settings["model"]["init"]), "settings": settings, "mix": shard["recipe"]},
        "scores": scores,
        "corpora": dict(sorted(({**_corpora_before(settings["model"]["init"]), **corpora}).items())),
    }
    if layer is not None:
        info["alignment"] = {"decoder_layer": layer, "heads": list(range(heads))}
    return info


def _corpora_before(init: str) -> dict[str, Any]:
    """What the weights that the run began with were made of: a heir has it in it still."""
    path = Path(init) / "model_info.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8")).get("corpora", {}) if init and path.is_file() else {}
    return found


def _before(init: str) -> dict[str, str]:
    """How the weights that the run began with were made, in a sentence, as their own folder says."""
    path = Path(init) / "model_info.json"
    told = json.loads(path.read_text("utf-8")).get("training") if init and path.is_file() else None
    if isinstance(told, dict):
        sentence = f"{told['target_tokens']:,} target tokens in {told['hours']} hours"
        told = f"{sentence}; before that: {told['before']}" if "before" in told else sentence
    return {"before": told} if told else {}


def task_of(languages: Sequence[str]) -> str:
    """``translation`` between two languages, ``rewriting`` (sentences to bullets) within one."""
    return "translation" if len(set(languages)) == 2 else "rewriting"


def _check_scoring(run: Path, on_lines: bool, on_stories: bool) -> None:
    """BLEU of bullets, or ROUGE of translations, would be a figure without a meaning. Raises ``UsageError``."""
    path = run / "shard.json"
    task = task_of(json.loads(path.read_text("utf-8"))["languages"]) if path.is_file() else ""
    if task == "rewriting" and on_lines:
        raise UsageError(f"{run} is a rewriter: score it with --stories FILE, not --score.")
    if task == "translation" and on_stories:
        raise UsageError(f"{run} is a translator: score it with --score SOURCE REFERENCE, not --stories.")


def _inherited(run: Path, init: Path) -> Sequence[int]:
    """What the folder a run began with never makes, its heirs need not, unless they write another language."""
    path = run / "shard.json"
    if not path.is_file() or not (init / "config.json").is_file():
        return ()
    same = json.loads(path.read_text("utf-8"))["languages"][1] == read_info(init).target_lang
    return read_generation(init).suppressed if same else ()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.learn.export", description=__doc__)
    parser.add_argument("run", type=Path, help="a run's folder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--average", type=int, default=0, help="mean of the last N snapshots")
    parser.add_argument("--kept", type=float, default=0.0, help="share of the weights that the run began with")
    parser.add_argument("--score", type=Path, nargs=2, metavar=("SOURCE", "REFERENCE"), help="score on this set")
    parser.add_argument("--stories", type=Path, help="score a rewriter on these: JSON lines of id, document, bullets")
    parser.add_argument("--engine", choices=("ct2", "hf"), default="ct2", help="the engine that scores")
    parser.add_argument("--device", default="cpu", help="where it scores")
    given = parser.parse_args(arguments)
    try:
        _check_scoring(given.run, bool(given.score), bool(given.stories))
        weights, facts = run_weights(given.run, given.average)
        settings = json.loads((given.run / "settings.json").read_text("utf-8"))
        if given.kept:
            weights, facts = mixed(weights, Path(settings["model"]["init"]), given.kept), {**facts, "kept": given.kept}
        suppressed = _inherited(given.run, Path(settings["model"]["init"] or given.out))
        write_folder(weights, Path(settings["run"]["shards"]) / "vocabulary", given.out, suppressed)
        scores: dict[str, Any] = {}
        finish(given.out, model_info(given.run, weights.shape, facts, scores))
        if given.score:
            test_set = TestSet(given.score[0], given.score[1])
            scores[given.score[0].stem] = score(given.out, test_set, given.engine, given.device)
        if given.stories:
            scores[given.stories.stem] = score_bullets(given.out, given.stories, given.engine, given.device)
        if scores:
            finish(given.out, model_info(given.run, weights.shape, facts, scores))
        print(json.dumps(scores, indent=1))
    except DipxError as error:
        print(f"export: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
