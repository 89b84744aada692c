"""Bitext to shards: ``python -m training.data.prepare training/configs/data-fr-en.toml --out training/runs/shards``.

Filters, removes duplicates and what the test sets hold, mixes by weight, adds noise, tokenises, and prints
the counts. Same seed and data, same bytes.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from dipx.errors import DipxError, InputError, UsageError
from training.data.corpora import CorpusSettings, Pair, corpus_path, read_index, read_pairs
from training.data.filters import FilterSettings
from training.data.forbidden import Place, forbidden_sentences
from training.data.mix import MixSettings, Recipe, Task, copies_of, generated_items, judge, normal_pair, render
from training.data.noise import NoiseSettings
from training.data.shards import Block, block, write_shard
from training.network.vocabulary import Vocabulary
from training.settings import fill, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")
_CHUNK = 10_000


@dataclass(frozen=True, slots=True)
class PathSettings:
    """Where things are; ``forbid`` names files or folders whose sentences must not be learned, ``valid``
    pairs of development files (source, target) to validate on.
    """

    bitext: str = "../shared/data/bitext"
    forbid: tuple[str, ...] = ("../shared/eval",)
    valid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A data config, read."""

    recipe: Recipe
    paths: PathSettings
    corpora: dict[str, CorpusSettings]


@dataclass(slots=True)
class Kept:
    """One corpus after filtering: its pairs by line, those held out, and the counts."""

    name: str
    settings: CorpusSettings
    pairs: dict[int, Pair] = field(default_factory=dict)
    held: list[Pair] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Guard:
    """What was seen so far over all corpora, and what must not be seen."""

    forbidden: dict[int, Place]
    drop: bool
    pairs: set[int] = field(default_factory=set)
    sources: Counter[int] = field(default_factory=Counter)
    hits: list[str] = field(default_factory=list)


def read_plan(path: Path) -> Plan:
    """Read a data config. Raises ``UsageError``."""
    tables = read_toml(path)
    kinds = {"mix": MixSettings, "filters": FilterSettings, "noise": NoiseSettings}
    if unknown := sorted(set(tables) - set(kinds) - {"paths", "corpora"}):
        raise UsageError(f"{path}: unknown table {', '.join(unknown)}; known: {', '.join(kinds)}, paths, corpora.")
    recipe = Recipe(**{name: fill(kind, tables.get(name, {}), f"{path} [{name}]") for name, kind in kinds.items()})
    corpora = {
        name: fill(CorpusSettings, table, f"{path} [corpora.{name}]")
        for name, table in tables.get("corpora", {}).items()
    }
    if not corpora or len(corpora) > 254:
        raise UsageError(f"{path}: [corpora] needs 1 to 254 corpora, not {len(corpora)}.")
    return Plan(recipe, fill(PathSettings, tables.get("paths", {}), f"{path} [paths]"), corpora)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many processes work (1: this one alone), and how many lines of each corpus are read (0: all)."""

    workers: int = 1
    lines: int = 0


def prepare(plan: Plan, out: Path, guard: Guard, limits: Limits) -> dict[str, Any]:
    """Write ``out/train``, ``out/valid`` and ``out/vocabulary``; returns the counts by corpus.

    Raises ``InputError`` when a pair holds a forbidden sentence and the guard does not drop it.
    """
    if limits.workers <= 1:
        return _prepare(plan, out, guard, limits.lines, map)
    # Spawned, not forked: a fork of a process with threads (torch's, in tests) may never wake.
    with ProcessPoolExecutor(limits.workers, mp_context=get_context("spawn")) as pool:
        return _prepare(plan, out, guard, limits.lines, pool.map)


def _prepare(plan: Plan, out: Path, guard: Guard, lines: int, mapped: Any) -> dict[str, Any]:
    kept = [_sift(plan, name, guard, mapped, lines) for name in plan.corpora]
    if guard.hits and not guard.drop:
        shown = "\n  ".join(guard.hits[:20])
        raise InputError(
            f"{len(guard.hits)} pairs hold sentences of the test sets (--drop-forbidden drops them):\n  {shown}"
        )
    _hold_out(kept, plan.recipe.mix)
    names = [*plan.corpora, "copies"]
    tasks = [*_tasks(kept, plan.recipe), *generated_items(plan.recipe.mix, len(names) - 1)]
    blocks, made = [], Counter[str](read=plan.recipe.mix.copies, kept=plan.recipe.mix.copies)
    for task, (part, dropped) in zip(tasks, mapped(partial(render, plan.recipe), tasks), strict=True):
        counts = ([corpus.counts for corpus in kept] + [made])[task.corpus]
        counts["too many tokens"] += dropped
        counts["rendered"] += len(part.corpus)
        counts["target tokens"] += int(part.lengths[1].sum())
        blocks.append(part)
    kept.append(Kept("copies", CorpusSettings(domain="copies"), counts=made))
    return _write(plan, out, (kept, names, blocks))


def _sift(plan: Plan, name: str, guard: Guard, mapped: Any, limit: int) -> Kept:
    """Filter one corpus in worker processes; duplicates and the guard are looked at here, in order."""
    settings = plan.corpora[name]
    kept = Kept(name, settings)
    lines = read_pairs(corpus_path(Path(plan.paths.bitext), name, settings))
    swap = plan.recipe.mix.swap
    pairs = ((target, source) if swap else (source, target) for source, target in islice(lines, limit or None))
    chunks = list(_chunks(pairs, _CHUNK))
    number = 0
    for chunk, verdicts in zip(chunks, mapped(partial(judge, plan.recipe, settings.noisy), chunks), strict=True):
        for pair, verdict in zip(chunk, verdicts, strict=True):
            number += 1
            reason = verdict.reason
            if place := next((guard.forbidden[i] for i in verdict.fingerprints if i in guard.forbidden), None):
                guard.hits.append(f"{name} line {number}: in {place[0]} line {place[1]}")
                reason = "forbidden"
            elif not reason and verdict.pair in guard.pairs:
                reason = "duplicate"
            elif not reason and guard.sources[verdict.source] >= plan.recipe.mix.same_source:
                reason = "same source"
            kept.counts[reason or "kept"] += 1
            if not reason:
                guard.pairs.add(verdict.pair)
                guard.sources[verdict.source] += 1
                kept.pairs[number] = pair
    kept.counts["read"] = number
    print(f"{name}: {number} read, {len(kept.pairs)} kept", file=sys.stderr, flush=True)
    return kept


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk


def _hold_out(kept: Sequence[Kept], mix: MixSettings) -> None:
    """Move ``holdout`` pairs of each domain out of training, spread over its corpora by their size."""
    for domain in sorted({corpus.settings.domain for corpus in kept}):
        own = [corpus for corpus in kept if corpus.settings.domain == domain]
        total = sum(len(corpus.pairs) for corpus in own)
        for corpus in own:
            share = min(mix.holdout * len(corpus.pairs) // max(total, 1), len(corpus.pairs) // 10)
            for line in Random(f"{mix.seed}:{corpus.name}:holdout").sample(sorted(corpus.pairs), share):
                corpus.held.append(corpus.pairs.pop(line))
            corpus.counts["held out"] = share


def _tasks(kept: Sequence[Kept], recipe: Recipe) -> Iterator[Task]:
    for index, corpus in enumerate(kept):
        items = (
            (
                line,
                copy,
                tuple(corpus.pairs[i] for i in range(line, line + 3) if i == line or _follows(corpus, line, i)),
            )
            for line in corpus.pairs
            for copy in range(copies_of(recipe.mix.seed, corpus.name, line, corpus.settings.weight))
        )
        for chunk in _chunks(items, _CHUNK):
            yield Task(index, corpus.name, corpus.settings, tuple(chunk))


def _follows(corpus: Kept, line: int, other: int) -> bool:
    """Whether every line up to ``other`` is there, in a corpus whose lines follow each other."""
    return corpus.settings.ordered and all(i in corpus.pairs for i in range(line, other + 1))


def _write(plan: Plan, out: Path, parts: tuple[list[Kept], list[str], list[Block]]) -> dict[str, Any]:
    kept, names, blocks = parts
    vocabulary = Vocabulary(Path(plan.recipe.mix.vocabulary))
    vocabulary.copy_to(out / "vocabulary")
    counts = {corpus.name: dict(sorted(corpus.counts.items())) for corpus in kept}
    folders = {Path(corpus.settings.path).parent for corpus in kept if corpus.settings.path}
    indices = [read_index(folder / "INDEX.json") for folder in (Path(plan.paths.bitext), *sorted(folders))]
    index = {name: row for found in indices for name, row in found.items()}
    told = {name: {key: index[name][key] for key in ("licence", "origin")} for name in plan.corpora if name in index}
    mix = plan.recipe.mix
    shared = {
        "vocabulary": vocabulary.digest,
        "vocab_size": vocabulary.size,
        "languages": [mix.source_lang, mix.target_lang],
    }
    domains = {corpus.name: corpus.settings.domain for corpus in kept}
    made = {"corpora": names, "domains": domains, "counts": counts, "licences": told, "recipe": asdict(plan.recipe)}
    write_shard(out / "train", blocks, {**shared, **made})
    valid = _valid_blocks(plan, kept, vocabulary)
    write_shard(out / "valid", [part for _, part in valid], {**shared, "corpora": [name for name, _ in valid]})
    return counts


def _valid_blocks(plan: Plan, kept: Sequence[Kept], vocabulary: Vocabulary) -> list[tuple[str, Block]]:
    """Clean pairs to validate on: the development files, and what was held out of each domain."""
    groups: dict[str, list[Pair]] = {}
    for names in _chunks(plan.paths.valid, 2):
        texts = [Path(name).read_text("utf-8").splitlines() for name in names]
        pairs = list(zip(*texts, strict=True))
        groups[Path(names[0]).stem] = pairs[:: max(len(pairs) // plan.recipe.mix.valid_lines, 1)]
    for corpus in kept:
        groups.setdefault(corpus.settings.domain, []).extend(corpus.held)
    found = []
    for index, (name, pairs) in enumerate(groups.items()):
        sides = [normal_pair(plan.recipe.mix, pair) for pair in pairs]
        rows = [(vocabulary.encode(source), vocabulary.encode(target)) for source, target in sides]
        rows = [row for row in rows if max(map(len, row)) <= plan.recipe.mix.max_tokens]
        found.append((name, block(rows, [index] * len(rows))))
    return found


def table(counts: dict[str, dict[str, int]]) -> str:
    """The counts as text: a line for each corpus, what its pairs fell to, what is left."""
    lines = []
    for name, found in counts.items():
        fell = ", ".join(f"{reason} {found[reason]}" for reason in sorted(found) if reason not in _NOT_REASONS)
        left = f"{found['read']:>8} read {found.get('kept', 0):>8} kept {found.get('rendered', 0):>8} rendered"
        lines.append(f"{name:<28}{left} {found.get('target tokens', 0):>10} target tokens  ({fell})")
    return "\n".join(lines)


_NOT_REASONS = ("read", "kept", "rendered", "target tokens")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.data.prepare", description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="the shards' folder")
    parser.add_argument("--forbid", type=Path, action="append", default=[], help="a file or folder never to learn from")
    parser.add_argument("--drop-forbidden", action="store_true", help="drop pairs that hold its sentences; else refuse")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--limit", type=int, default=0, help="read at most this many lines of each corpus")
    given = parser.parse_args(arguments)
    try:
        plan = read_plan(given.config)
        places = [*map(Path, plan.paths.forbid), *given.forbid]
        guard = Guard(forbidden_sentences(places), given.drop_forbidden)
        print(table(prepare(plan, given.out, guard, Limits(given.workers, given.limit))))
        if guard.hits:
            print(f"dropped {len(guard.hits)} pairs that hold sentences of the test sets")
    except DipxError as error:
        print(f"prepare: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
