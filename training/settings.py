"""What a training run is told: one TOML file, read into frozen dataclasses; an unknown name is an error."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from dipx.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ModelShape:
    """The sizes of a Marian model; ``vocab_size`` counts the pad row, which comes last."""

    vocab_size: int
    d_model: int = 256
    ffn: int = 1024
    heads: int = 8
    encoder_layers: int = 6
    decoder_layers: int = 2
    max_positions: int = 512

    @property
    def pad(self) -> int:
        return self.vocab_size - 1


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The sizes a config chooses; the vocabulary's size comes from the shards. ``init``: folder to continue
    from.
    """

    d_model: int = 256
    ffn: int = 1024
    heads: int = 8
    encoder_layers: int = 6
    decoder_layers: int = 2
    max_positions: int = 512
    init: str = ""


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """``tokens`` bounds a batch's padded target tokens. ``pool`` batches are sorted together, by source length in
    groups ``group`` wide: 200 and 4 fill 95 % of the source side and 93 % of the target side. ``round_to`` pads
    the lengths to a multiple. ``curriculum``: (progress, longest side) steps.
    """

    tokens: int = 4500
    pool: int = 200
    group: int = 4
    round_to: int = 1
    curriculum: tuple[tuple[float, int], ...] = ((0.0, 24), (0.08, 44), (0.2, 90), (0.4, 250))


Steps = float | tuple[tuple[float, float], ...]
"""A number for the whole run, or (progress, number) steps in order."""


def at_progress(steps: Steps, progress: float, before: float) -> float:
    """The number at ``progress`` (0 to 1): of the last step that has begun, ``before`` the first of them."""
    if isinstance(steps, int | float):
        return float(steps)
    return next((value for start, value in reversed(steps) if progress >= start), before)


@dataclass(frozen=True, slots=True)
class DataSettings:
    """Which pairs are learned from: all of them, unless told otherwise (``selection.py``).

    ``scores``: a file beside the shard's ids, made by ``training.data.relevance``; ``keep``: the best share by them of
    the pairs outside the domains ``spared``. ``focus``: the share of the target tokens that comes from ``domains`` (0:
    as it comes). ``mix``: the data config that names the domains, for shards prepared before they did so themselves.
    """

    scores: str = ""
    keep: Steps = 1.0
    spared: tuple[str, ...] = ("news", "copies")
    focus: Steps = 0.0
    domains: tuple[str, ...] = ("news",)
    mix: str = ""


@dataclass(frozen=True, slots=True)
class OptimizerSettings:
    """Warm-up, then linear to ``final_share`` of the rate. ``kind``: ``adamw``, or ``muon`` for the matrices but the
    embedding (``muon.py``), with ``momentum``; rates for one do for the other.
    """

    kind: str = "adamw"
    learning_rate: float = 1.8e-3
    warmup_steps: int = 500
    final_share: float = 0.0
    betas: tuple[float, float] = (0.9, 0.98)
    weight_decay: float = 0.01
    clip: float = 1.0
    ema: float = 0.999
    momentum: float = 0.95


@dataclass(frozen=True, slots=True)
class LossSettings:
    """``sampled``: softmax columns while progress is under ``sampled_until`` (0: always all)."""

    label_smoothing: float = 0.1
    sampled: int = 0
    sampled_until: float = 0.8
    chunk: int = 1024


@dataclass(frozen=True, slots=True)
class GuidedSettings:
    """``heads``: (decoder layer, number of its first heads) pairs; the weight falls from first to last."""

    heads: tuple[tuple[int, int], ...] = ((0, 2), (1, 4))
    weight: tuple[float, float] = (1.5, 0.045)
    until: float = 0.6


@dataclass(frozen=True, slots=True)
class RiskSettings:
    """``risk.py``: each round translates ``sentences``, a share from each domain (``shares``) of the ``corpora`` (none
    named: all), with a beam of ``beam`` and learns from ``kept`` hypotheses of each. ``weight``: of a reward's
    difference in the loss; ``likelihood``: of the reference's cross-entropy; ``sharpness``: how much a hypothesis
    counts by its likelihood; ``fault``: what a check's finding takes from its reward; ``longest``: the most pieces of a
    translation.
    """

    shares: tuple[tuple[str, float], ...] = ()
    corpora: tuple[str, ...] = ()
    sentences: int = 4000
    beam: int = 6
    kept: int = 4
    weight: float = 25.0
    likelihood: float = 0.0
    sharpness: float = 5.0
    fault: float = 0.1
    longest: int = 200


@dataclass(frozen=True, slots=True)
class RunSettings:
    """Length of the run (``minutes`` or ``steps``, which ends first; 0: no bound), pace and places."""

    name: str
    shards: str
    minutes: float = 0.0
    steps: int = 0
    seed: int = 1
    dtype: str = "auto"
    compile: bool = False
    dropout: float = 0.0
    word_dropout: float = 0.0
    log_every: int = 50
    save_minutes: float = 5.0
    validate_minutes: float = 10.0
    snapshots: int = 8


@dataclass(frozen=True, slots=True)
class TrainSettings:
    """Everything that a run was asked for; stored in its checkpoints and in the exported model."""

    run: RunSettings
    model: ModelSettings = field(default_factory=ModelSettings)
    batch: BatchSettings = field(default_factory=BatchSettings)
    data: DataSettings = field(default_factory=DataSettings)
    optimizer: OptimizerSettings = field(default_factory=OptimizerSettings)
    loss: LossSettings = field(default_factory=LossSettings)
    guided: GuidedSettings = field(default_factory=GuidedSettings)
    risk: RiskSettings = field(default_factory=RiskSettings)


_SECTIONS: dict[str, Any] = {
    "run": RunSettings,
    "model": ModelSettings,
    "batch": BatchSettings,
    "data": DataSettings,
    "optimizer": OptimizerSettings,
    "loss": LossSettings,
    "guided": GuidedSettings,
    "risk": RiskSettings,
}


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises ``UsageError`` when it is missing or not TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(
            f"Cannot read the config {path}: {error.strerror}; the bundled ones are in training/configs/."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not TOML: {error}.") from error


def fill(kind: Any, table: dict[str, Any], where: str) -> Any:
    """A dataclass from a TOML table, lists turned to tuples. Raises ``UsageError`` on an unknown or missing
    name.
    """
    known = {item.name for item in fields(kind)}
    if unknown := sorted(set(table) - known):
        raise UsageError(f"{where}: unknown name {', '.join(unknown)}; known: {', '.join(sorted(known))}.")
    try:
        return kind(**{name: _frozen(value) for name, value in table.items()})
    except TypeError as error:
        raise UsageError(f"{where}: {error}.") from error


def train_settings(path: Path, changes: Sequence[str] = ()) -> TrainSettings:
    """Read a training config, with ``table.name=value`` changes (values as in TOML). Raises ``UsageError``."""
    tables = read_toml(path)
    for change in changes:
        _change(tables, change)
    if unknown := sorted(set(tables) - set(_SECTIONS)):
        raise UsageError(f"{path}: unknown table {', '.join(unknown)}; known: {', '.join(_SECTIONS)}.")
    if "run" not in tables:
        raise UsageError(f"{path}: the table [run] with name and shards is missing.")
    return TrainSettings(**{name: fill(_SECTIONS[name], table, f"{path} [{name}]") for name, table in tables.items()})


def _change(tables: dict[str, Any], change: str) -> None:
    where, _, value = change.partition("=")
    table, _, name = where.strip().partition(".")
    try:
        tables.setdefault(table, {})[name] = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f'{change} is no change; write table.name=value, texts as name="text".') from error


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
