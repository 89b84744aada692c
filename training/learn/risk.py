"""Learn from the model's own translations: ``python -m training.learn.risk training/configs/fr-en-risk.toml``.

Cross-entropy asks for the reference's next word after the reference's words. At work the model continues its own, and
what it says instead may be a synonym or a false number: to cross-entropy they are the same. So, round by round, the
model translates some thousand sentences, the hypotheses of each beam are judged (``candidates.reward``), and what is
worth more than its rivals becomes likelier: expected risk (Shen et al. 2016, "Minimum Risk Training"), with candidates
made anew each round (Edunov et al. 2018, "Classical Structured Prediction Losses").

On a CPU. Every round ends with a checkpoint; started again, the run goes on there. Too high a rate unlearns everything:
without ``likelihood`` nothing but the rivals' order holds the weights.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  (torch's own name for it)

from dipx.errors import DipxError, InputError, UsageError
from dipx.models.generation import read_generation
from training.data.backtranslate import TAG
from training.data.batches import Position, longest_side
from training.data.selection import Rows, among, domains_of, make_selection
from training.data.shards import read_shard
from training.learn import checkpoint
from training.learn.candidates import Judge
from training.learn.checkpoint import Progress
from training.learn.journal import Journal
from training.learn.losses import cross_entropy
from training.learn.score import TestSet, score
from training.learn.train import begin, make_trainer, progress_of, resume
from training.network.folder import write_folder
from training.network.model import Forward, crossed, decode, embed, encode, pad_mask
from training.network.vocabulary import Vocabulary
from training.settings import at_progress, train_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from training.data.shards import Array, Shard
    from training.learn.candidates import Group, Ids
    from training.learn.trainer import Trainer
    from training.settings import TrainSettings

CPU = torch.device("cpu")


def pools(shard: Shard, settings: TrainSettings) -> list[tuple[Rows, int]]:
    """The pairs of each domain that sentences are taken from, each target once, and how many of them a round takes.

    Raises ``UsageError`` for a config without shares, ``InputError`` for a domain of which no pair is left.
    """
    if not settings.risk.shares:
        raise UsageError('[risk] shares are missing: the domains to take sentences from, as in [["news", 1.0]].')
    names, domains = shard.info["corpora"], domains_of(shard.info, settings.data.mix)
    corpora = [i for i, name in enumerate(names) if name in (settings.risk.corpora or names)]
    longest = np.maximum(np.diff(shard.source_starts), np.diff(shard.target_starts))
    fits = np.isin(shard.corpus, corpora) & (longest <= longest_side(settings.batch, 0.0))
    if chosen := make_selection(settings.data, shard, Path(settings.run.shards) / "train"):
        fits &= chosen.place < at_progress(settings.data.keep, 0.0, 1.0)
    made = []
    for domain, share in settings.risk.shares:
        rows = np.flatnonzero(fits & among(shard, domains, (domain,)))
        once = {_ids(shard.target, shard.target_starts, row).tobytes(): row for row in rows}
        if not once:
            raise InputError(f"[risk] shares: no pair of {domain} is left to take sentences from.")
        made.append((np.fromiter(once.values(), dtype=np.int64), round(share * settings.risk.sentences)))
    return made


def _ids(side: Array, starts: Array, row: Any) -> Array:
    return side[starts[row] : starts[row + 1]]


def taken(pool: Rows, first: int, count: int, seed: int) -> list[int]:
    """``count`` rows of the pool from the ``first`` on, which goes round and round, shuffled anew each time."""
    rows: list[int] = []
    while len(rows) < count and len(pool):
        turn, place = divmod(first + len(rows), len(pool))
        order = np.random.default_rng((seed, turn)).permutation(len(pool))
        rows += pool[order[place : place + count - len(rows)]].tolist()
    return rows


def untagged(source: Ids, tag: int | None) -> Ids:
    """A source without the tag of what a machine wrote: at work none has one."""
    return source[1:] if source[0] == tag else source


def cut(groups: Sequence[Group], tokens: int, seed: tuple[int, int]) -> list[list[Group]]:
    """Batches of at most ``tokens`` padded target ids, of sources and targets of like lengths, in a random order."""
    batches: list[list[Group]] = []
    rows = widest = 0
    for group in sorted(groups, key=lambda group: (len(group.source) // 4, max(map(len, group.targets)))):
        wider = max(widest, *map(len, group.targets))
        if not batches or wider * (rows + len(group.targets)) > tokens:
            batches.append([])
            rows, wider = 0, max(map(len, group.targets))
        batches[-1].append(group)
        rows, widest = rows + len(group.targets), wider
    return [batches[i] for i in np.random.default_rng(seed).permutation(len(batches))]


def gather(groups: Sequence[Group], pad: int) -> dict[str, Tensor]:
    """``source`` [B, S]; of all targets ``target`` [R, T] and each id's part in the loss, ``shares`` [R, T], 0 at
    padding; ``repeats`` [B]: how many targets each source has.
    """
    targets = [ids for group in groups for ids in group.targets]
    parts = [part / len(groups) for group in groups for part in group.parts]
    shares = [[part / len(ids)] * len(ids) for ids, part in zip(targets, parts, strict=True)]
    return {
        "source": _padded([group.source for group in groups], pad),
        "target": _padded(targets, pad),
        "shares": _padded(shares, 0.0),
        "repeats": torch.tensor([len(group.targets) for group in groups]),
    }


def _padded(rows: Sequence[Sequence[float]], filler: float) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=filler)


def risk(trainer: Trainer, batch: dict[str, Tensor], makes: Tensor) -> Tensor:
    """What is to fall: the targets' negative log-likelihoods, each times its part. ``makes`` [vocabulary]: whether the
    decoder generates a piece; each source is encoded once for all its targets.
    """
    how, named, tables = Forward(trainer.shape), trainer.named(trainer.weights), trainer.tables
    mask = pad_mask(how, named, batch["source"])
    memory = crossed(how, named, encode(how, named, embed(how, named, tables, batch["source"]), mask))
    spread = [tensor.repeat_interleave(batch["repeats"], dim=0) for tensor in (*memory, mask)]
    shifted = F.pad(batch["target"][:, :-1], (1, 0), value=trainer.shape.pad)
    states, _ = decode(how, named, embed(how, named, tables, shifted), (tuple(spread[:-1]), spread[-1]))
    real = batch["target"] != trainer.shape.pad
    targets = batch["target"][real]
    columns = makes.clone()
    columns[targets] = True
    place = columns.cumsum(0) - 1
    chosen = trainer.settings.loss
    plan = (place[targets], torch.ones(int(columns.sum())), chosen.label_smoothing, chosen.chunk)
    return cross_entropy(states[real], named["embedding"][: trainer.shape.pad][columns], plan, batch["shares"][real])


class Rounds:
    """A run: what stays the same from round to round."""

    def __init__(self, settings: TrainSettings, folder: Path) -> None:
        self.settings, self.folder = settings, folder
        self.shard = read_shard(Path(settings.run.shards) / "train")
        self.pools = pools(self.shard, settings)
        self.trainer = make_trainer(settings, self.shard, CPU)
        self.vocabulary = Vocabulary(Path(settings.run.shards) / "vocabulary")
        self.suppressed = read_generation(Path(settings.model.init)).suppressed
        self.progress = resume(self.trainer, folder)
        tag = self.vocabulary.encode(TAG)
        self.tag = tag[0] if len(tag) == 2 else None  # one piece and the end, or this vocabulary has no tag
        self.judge = Judge(self.vocabulary, self.suppressed, settings.risk)
        self.makes = torch.ones(self.trainer.shape.pad, dtype=torch.bool)
        self.makes[[i for i in self.suppressed if i < len(self.makes)]] = False

    def run(self, journal: Journal, test_set: TestSet | None) -> None:
        """Round after round to the run's end; the average is scored before the first and after each."""
        if test_set and not self.progress.step:
            self._score(journal, test_set)
        while progress_of(self.settings, self.progress.step, self.progress.seconds) < 1.0:
            self.progress = self._round(journal)
            checkpoint.save(self.folder, self.trainer.state(), self.progress)
            checkpoint.snapshot(self.folder, self.trainer.average, self.progress, self.settings.run.snapshots)
            if test_set:
                self._score(journal, test_set)

    def _round(self, journal: Journal) -> Progress:
        progress, began = self.progress, time.monotonic()
        number = progress.position.epoch
        groups, told = self.judge.groups(self.trainer.weights, self._pairs(number))
        judged, step, tokens = time.monotonic(), progress.step, progress.tokens
        for batch in cut(groups, self.settings.batch.tokens, (self.settings.run.seed, number)):
            done = progress_of(self.settings, step, progress.seconds + time.monotonic() - began)
            self.trainer.update(risk(self.trainer, gather(batch, self.trainer.shape.pad), self.makes), step, done)
            step += 1
            tokens += sum(len(ids) for group in batch for ids in group.targets)
        now = time.monotonic()
        journal.note(
            "round",
            number=number + 1,
            step=step,
            **told,
            judging_s=judged - began,
            tokens_s=(tokens - progress.tokens) / (now - judged),
        )
        return Progress(step, tokens, progress.seconds + now - began, Position(epoch=number + 1))

    def _pairs(self, number: int) -> list[tuple[Ids, Ids]]:
        """The sentences of round ``number``, from each domain its share."""
        rows = [row for pool, count in self.pools for row in taken(pool, number * count, count, self.settings.run.seed)]
        sides = (self.shard.source, self.shard.source_starts), (self.shard.target, self.shard.target_starts)
        return [(untagged(_ids(*sides[0], row).tolist(), self.tag), _ids(*sides[1], row).tolist()) for row in rows]

    def _score(self, journal: Journal, test_set: TestSet) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            write_folder(self.trainer.average, self.vocabulary.folder, Path(scratch), self.suppressed)
            journal.note("score", **score(Path(scratch), test_set))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.learn.risk", description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--set", dest="changes", action="append", default=[], metavar="TABLE.NAME=VALUE")
    parser.add_argument("--runs", type=Path, default=Path("training/runs"), help="the run's folder is made in it")
    parser.add_argument(
        "--score", type=Path, nargs=2, metavar=("SOURCE", "REFERENCE"), help="score on this set each round"
    )
    given = parser.parse_args(arguments)
    try:
        settings = train_settings(given.config, given.changes)
        torch.set_flush_denormal(True)  # as in train.py
        folder = given.runs / settings.run.name
        rounds = Rounds(settings, folder)
        journal = begin(settings, rounds.shard, folder)
        try:
            rounds.run(journal, TestSet(*given.score) if given.score else None)
        finally:
            journal.close()
    except DipxError as error:
        print(f"risk: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
