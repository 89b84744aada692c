"""From corpora to token blocks: judge every pair, copy by weight, add noise, tokenize; all by seed."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from training.data.copies import generated_pair, insert_copy
from training.data.corpora import CorpusSettings, Pair
from training.data.filters import FilterSettings, key, why_bad
from training.data.forbidden import fingerprint
from training.data.frames import FRAMED, framed
from training.data.noise import NoiseSettings, add_noise
from training.data.shards import MAX_TOKENS, Block, block
from training.network.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TARGET = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\u202f": " ", "\u00ad": None}
)


@dataclass(frozen=True, slots=True)
class MixSettings:
    """What becomes of the corpora. ``swap`` exchanges the sides (a reverse model); ``normalize`` passes the
    source through the program's own normalizer; ``copies`` counts generated pairs; ``holdout`` pairs of
    each domain and ``valid_lines`` of each development set are for validation; ``same_source`` bounds the
    translations of one sentence.
    """

    seed: int = 13
    vocabulary: str = "models/marian-fr-en"
    source_lang: str = "fr"
    target_lang: str = "en"
    swap: bool = False
    normalize: bool = True
    max_tokens: int = 160
    holdout: int = 200
    valid_lines: int = 1000
    same_source: int = 4
    copies: int = 40_000
    joined_length: int = 600


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that a worker needs to know."""

    mix: MixSettings = field(default_factory=MixSettings)
    filters: FilterSettings = field(default_factory=FilterSettings)
    noise: NoiseSettings = field(default_factory=NoiseSettings)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a pair; digests are 64 bits, the fingerprints 0 for short sentences."""

    reason: str
    pair: int
    source: int
    fingerprints: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Task:
    """Pairs to render: (line, copy, the pair and, if it may be joined, the ones after it)."""

    corpus: int
    name: str
    settings: CorpusSettings
    items: tuple[tuple[int, int, tuple[Pair, ...]], ...]


def judge(recipe: Recipe, noisy: bool, pairs: Sequence[Pair]) -> list[Verdict]:
    """A verdict a pair: the filter that objects, digests for duplicates, fingerprints for the guard."""
    verdicts = []
    for source, target in pairs:
        reason = why_bad(source, target, recipe.filters, noisy)
        ours, theirs = _digest(key(source) or source), _digest(key(target) or target)
        verdicts.append(Verdict(reason, ours ^ (theirs * 3), ours, (fingerprint(source), fingerprint(target))))
    return verdicts


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def copies_of(seed: int, name: str, line: int, weight: float) -> int:
    """How many times a pair comes in: the weight's whole part, and one more by chance for the rest."""
    whole = math.floor(weight)
    return whole + (Random(f"{seed}:{name}:{line}:weight").random() < weight - whole)


def render(recipe: Recipe, task: Task) -> tuple[Block, int]:
    """The token block of a task, and how many pairs were too long in tokens."""
    rows: list[tuple[list[int], list[int]]] = []
    vocabulary, limit = _vocabulary(recipe.mix.vocabulary), min(recipe.mix.max_tokens, MAX_TOKENS)
    for line, copy, neighbors in task.items:
        rng = Random(f"{recipe.mix.seed}:{task.name}:{line}:{copy}")
        source, target = final_text(recipe, task.settings, neighbors, rng)
        # Drawn last of all, so that without ``sampled`` everything else is as it would be with it.
        sampled = task.settings.noise and rng.random() < recipe.noise.sampled
        ours = vocabulary.sample(source, rng, recipe.noise.alpha) if sampled else vocabulary.encode(source)
        ids = ours, vocabulary.encode(target)
        if min(map(len, ids)) > 1 and max(map(len, ids)) <= limit:
            rows.append(ids)
    return block(rows, [task.corpus] * len(rows)), len(task.items) - len(rows)


def final_text(recipe: Recipe, settings: CorpusSettings, neighbors: Sequence[Pair], rng: Random) -> Pair:
    """The pair as the model will see it: joined, with copies and noise by chance, normalised."""
    pair = _join(recipe, neighbors, rng)
    if settings.framed and rng.random() < FRAMED:
        pair = framed(pair, rng)
    if settings.noise:
        pair = insert_copy(pair, rng) if rng.random() < recipe.noise.copied else pair
        pair = add_noise(pair, recipe.noise, rng)
    return normal_pair(recipe.mix, pair)


def normal_pair(mix: MixSettings, pair: Pair) -> Pair:
    """Source as the program's normalizer leaves it, target with plain quotes and spaces."""
    from dipx.text.normalize import normalize

    source = normalize(pair[0]) if mix.normalize else " ".join(pair[0].split())
    target = pair[1].translate(_TARGET).replace("« ", '"').replace(" »", '"').replace("«", '"').replace("»", '"')
    return source, " ".join(target.split())


def _join(recipe: Recipe, neighbors: Sequence[Pair], rng: Random) -> Pair:
    """The first pair alone, or with one or two that follow it in its document."""
    wanted = rng.choice((2, 2, 3)) if rng.random() < recipe.noise.joined else 1
    taken = list(neighbors[:1])
    for pair in neighbors[1:wanted]:
        length = sum(len(side) for side, _ in [*taken, pair])
        if length > recipe.mix.joined_length or not all(side.rstrip().endswith((".", "!", "?")) for side in taken[-1]):
            break
        taken.append(pair)
    return " ".join(pair[0] for pair in taken), " ".join(pair[1] for pair in taken)


def generated_items(mix: MixSettings, corpus: int) -> Iterator[Task]:
    """Tasks of generated pairs, which need no corpus."""
    settings = CorpusSettings(domain="copies", noise=False)  # a lost accent in an invented name cannot be restored
    for start in range(0, mix.copies, 10_000):
        lines = range(start, min(start + 10_000, mix.copies))
        items = tuple((line, 0, (generated_pair(Random(f"{mix.seed}:copies:{line}:make")),)) for line in lines)
        yield Task(corpus, "copies", settings, items)


@functools.cache
def _vocabulary(folder: str) -> Vocabulary:
    return Vocabulary(Path(folder))
