"""Which pairs a run learns from: scores, shares, and that a run goes on with the same batches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from training.data.batches import Position, Source, Wanted, endless, epoch_order, place, pool_batches, wanted_at
from training.data.narrow import main as narrow
from training.data.relevance import NAME, Bigrams, RelevanceSettings, distinct, log_ratios, relevance
from training.data.relevance import main as score_pairs
from training.data.selection import Selection, make_selection
from training.data.shards import Shard, block, read_shard, write_shard
from training.learn import checkpoint
from training.learn.train import main as train
from training.settings import BatchSettings, DataSettings, at_progress, train_settings

from dipx.errors import InputError, UsageError


@pytest.fixture
def shard(tmp_path: Path) -> Shard:
    """40 pairs of news (twice each), 800 of law, of which those with an odd number sound like news."""
    rng = np.random.default_rng(3)

    def pair(news: bool) -> tuple[list[int], list[int]]:
        ids = rng.integers(2, 20, (2, 12)) if news else rng.integers(15, 40, (2, 12))
        return [*ids[0].tolist(), 0], [*ids[1, : rng.integers(4, 12)].tolist(), 0]

    news = [pair(True) for _ in range(40)]
    rows = [row for row in news for _ in range(2)] + [pair(i % 2 == 1) for i in range(800)]
    info = {"vocab_size": 50, "corpora": ["paper", "code"], "domains": {"paper": "news", "code": "law"}}
    write_shard(tmp_path / "shards" / "train", [block(rows, [0] * 80 + [1] * 800)], info)
    return read_shard(tmp_path / "shards" / "train")


def stream(
    source: Source, settings: BatchSettings, at: Position, numbers: range, want: Callable[[int], Wanted]
) -> list[tuple[list[int], Position]]:
    """The run's batches of these numbers, from ``at`` on; ``want`` is told how many were made."""
    made = [numbers.start]
    batches, found = endless(source, settings, 7, at, lambda: want(made[0])), []
    for number in numbers:
        rows, after = next(batches)
        found.append((rows.tolist(), after))
        made[0] = number + 1
    return found


def test_batches_without_a_selection_are_what_they_were(tmp_path: Path) -> None:
    """The digest is of the batches before there were selections: a run begun then goes on with the same ones."""
    rng = np.random.default_rng(1)
    pairs = [([5] * int(s) + [0], [6] * int(t) + [0]) for s, t in rng.integers(1, 30, (300, 2))]
    write_shard(tmp_path, [block(pairs, [0] * 300)], {"vocab_size": 10})
    told = hashlib.sha256()
    plain = place(read_shard(tmp_path), 9, torch.device("cpu"))
    chosen = BatchSettings(tokens=200, pool=3)
    for rows, at in stream(plain, chosen, Position(), range(60), lambda made: Wanted(12 if made < 10 else 100)):
        told.update(f"{rows} {at.epoch} {at.pool} {at.batch} {at.longest}\n".encode())
    assert told.hexdigest() == "24ec0d65a669ffc01715603e8e54fde7c05f30ce51c65c3d21685cbe5a162fb2"


def test_an_epoch_holds_each_pair_once_within_the_bound(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    pairs = [([5] * int(s) + [0], [6] * int(t) + [0]) for s, t in rng.integers(1, 30, (300, 2))]
    write_shard(tmp_path, [block(pairs, [0] * len(pairs))], {"vocab_size": 10})
    source = place(read_shard(tmp_path), 9, torch.device("cpu"))
    chosen = BatchSettings(tokens=200, pool=3)
    seen, stream = [], endless(source, chosen, 7, Position(), lambda: Wanted(100))
    for rows, after in stream:
        assert len(rows) * source.target_lengths[rows].max() <= 200
        seen += list(rows)
        if after.epoch == 0 and len(seen) == len(pairs):
            break
    assert sorted(seen) == list(range(len(pairs)))
    short = pool_batches(source, chosen, 7, Position(longest=9), np.arange(0))
    assert short == []


def test_a_checkpoint_from_before_selections_is_read() -> None:
    assert Position(**{"epoch": 1, "pool": 2, "batch": 3, "longest": 160}).keep == 1.0


def test_bigrams_are_probabilities() -> None:
    ids = np.array([3, 4, 0, 3, 5, 0, 3, 4, 0], dtype=np.uint16)
    shares = Bigrams(ids, 6).share(0, 6)
    assert np.allclose(shares.sum(axis=1), 1)
    word = (np.bincount(ids, minlength=6) + 1) / 15
    assert shares[3, 4] == pytest.approx((2 + 2 * word[4]) / (3 + 2))  # seen twice of three, two kinds of follower
    assert np.allclose(shares[2], word)  # never seen
    assert np.allclose(log_ratios(ids, ids, 6), 0)


def test_copies_count_once(shard: Shard) -> None:
    assert len(distinct(shard, np.arange(80))) == 40


def test_what_sounds_like_news_scores_higher(shard: Shard) -> None:
    scores = relevance(shard, RelevanceSettings(span=100))
    law = scores[80:]
    best = np.argsort(law)[-400:]
    assert (best % 2 == 1).mean() > 0.97


def test_scores_are_stored_shown_and_fall_with_the_shard(
    shard: Shard, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "shards" / "train"
    assert score_pairs([str(folder)]) == 1
    assert "others are needed" in capsys.readouterr().err
    assert score_pairs([str(folder), "--span", "100"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("paper")
    assert np.load(folder / NAME).shape == (880,)
    write_shard(folder, [], {"vocab_size": 50})
    assert not (folder / NAME).exists()


def selected(shard: Shard, folder: Path, settings: DataSettings) -> Source:
    chosen = make_selection(settings, shard, folder)
    assert chosen is not None
    return place(shard, 49, torch.device("cpu"), chosen)


def test_the_best_are_kept_and_news_always(shard: Shard, tmp_path: Path) -> None:
    scores = np.zeros(880, dtype=np.float32)
    scores[80:] = np.arange(800)
    np.save(tmp_path / "s.npy", scores)
    source = selected(shard, tmp_path, DataSettings(scores="s.npy", keep=0.25))
    assert sorted(epoch_order(source, 7, Position(longest=100, keep=0.25))) == [*range(80), *range(680, 880)]


def test_half_of_the_tokens_come_from_the_domain(shard: Shard, tmp_path: Path) -> None:
    source = selected(shard, tmp_path, DataSettings(focus=0.5))
    at = Position(longest=100, focus=0.5)
    orders = [epoch_order(source, 7, replace(at, epoch=i)) for i in (0, 0, 1)]
    assert np.array_equal(orders[0], orders[1])
    assert set(orders[0]) != set(orders[2])  # other pairs of law every time
    assert set(range(80)) <= set(orders[0])
    tokens = source.target_lengths[orders[0]]
    assert tokens[orders[0] < 80].sum() / tokens.sum() == pytest.approx(0.5, abs=0.02)
    first = orders[0][: len(orders[0]) // 2] < 80
    assert 0.35 < first.mean() < 0.65  # news is spread over the epoch
    only = epoch_order(source, 7, replace(at, focus=1.0))
    assert sorted(only) == list(range(80))
    less = epoch_order(source, 7, replace(at, focus=0.02))  # less than there is: news is cut
    tokens = source.target_lengths[less]
    assert tokens[less < 80].sum() / tokens.sum() == pytest.approx(0.02, abs=0.01)


def test_other_shares_begin_an_epoch_and_a_resumed_run_sees_the_same(shard: Shard, tmp_path: Path) -> None:
    source = selected(shard, tmp_path, DataSettings(focus=((0.5, 0.5),)))
    chosen = BatchSettings(tokens=100, pool=4)

    def wanted(made: int) -> Wanted:
        return Wanted(100, focus=0.5 if made >= 10 else 0.0)

    unbroken = stream(source, chosen, Position(), range(30), wanted)
    changed = next(i for i, (_, at) in enumerate(unbroken) if at.focus)
    assert changed >= 10
    assert (unbroken[changed - 1][1].epoch, unbroken[changed][1].epoch) == (0, 1)
    for start in (5, changed, changed + 1, 25):
        rest = stream(source, chosen, unbroken[start - 1][1], range(start, 30), wanted)
        assert rest == unbroken[start:]


def test_steps_of_a_share() -> None:
    assert at_progress(0.5, 0.9, 1.0) == 0.5
    assert [at_progress(((0.2, 0.5), (0.8, 0.3)), at, 1.0) for at in (0.1, 0.2, 0.9)] == [1.0, 0.5, 0.3]


def test_without_settings_there_is_no_selection(shard: Shard, tmp_path: Path) -> None:
    assert make_selection(DataSettings(), shard, tmp_path) is None


WRONG = [
    (DataSettings(keep=0.5), UsageError, "keep needs scores"),
    (DataSettings(keep=0.0, scores="x.npy"), UsageError, "keep is above 0"),
    (DataSettings(scores="none.npy"), InputError, "No scores in"),
    (DataSettings(scores="short.npy"), InputError, "scores 3 pairs"),
    (DataSettings(focus=0.5, domains=("sports",)), InputError, "No pair of the shard is of sports"),
]


@pytest.mark.parametrize(("settings", "kind", "words"), WRONG, ids=[row[2] for row in WRONG])
def test_wrong_data_settings_are_said(
    shard: Shard, tmp_path: Path, settings: DataSettings, kind: type[Exception], words: str
) -> None:
    np.save(tmp_path / "short.npy", np.zeros(3, dtype=np.float32))
    with pytest.raises(kind, match=words):
        make_selection(settings, shard, tmp_path)


def test_an_older_shard_takes_its_domains_from_the_data_config(shard: Shard, tmp_path: Path) -> None:
    older = replace(shard, info={name: value for name, value in shard.info.items() if name != "domains"})
    with pytest.raises(InputError, match="does not name its corpora's domains"):
        make_selection(DataSettings(focus=0.5), older, tmp_path)
    (tmp_path / "data.toml").write_text('[corpora]\npaper = { domain = "news" }\n', "utf-8")
    found = make_selection(DataSettings(focus=0.5, mix=str(tmp_path / "data.toml")), older, tmp_path)
    assert isinstance(found, Selection)
    assert found.focused.sum() == 80


def write_config(tmp_path: Path, name: str, steps: int, kind: str = "muon") -> Path:
    path = tmp_path / f"{name}.toml"
    text = f"""
[run]
name = "{name}"
shards = "{tmp_path}/shards"
steps = {steps}
dtype = "float32"
log_every = 5
[model]
d_model = 32
ffn = 64
heads = 4
encoder_layers = 1
decoder_layers = 1
[batch]
tokens = 200
pool = 4
curriculum = [[0.0, 100]]
[data]
focus = [[0.5, 0.5]]
[optimizer]
kind = "{kind}"
learning_rate = 1e-2
warmup_steps = 5
[loss]
label_smoothing = 0.0
"""
    path.write_text(text, "utf-8")
    return path


def run_train(tmp_path: Path, config: Path, *more: str) -> int:
    return train([str(config), "--runs", str(tmp_path / "runs"), "--device", "cpu", *more])


def test_muon_learns_and_a_resumed_run_ends_where_the_unbroken_one_does(
    shard: Shard, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_train(tmp_path, write_config(tmp_path, "whole", 40)) == 0
    log = [json.loads(line) for line in (tmp_path / "runs" / "whole" / "log.jsonl").read_text("utf-8").splitlines()]
    losses = [event["loss"] for event in log if event["event"] == "train"]
    assert losses[-1] < losses[0] - 0.5
    cut = write_config(tmp_path, "cut", 40)
    assert run_train(tmp_path, cut, "--max-minutes", "0.0001") == 0
    assert run_train(tmp_path, cut) == 0
    states = [checkpoint.load(tmp_path / "runs" / name, torch.device("cpu")) for name in ("whole", "cut")]
    assert states[0] is not None
    assert states[1] is not None
    assert states[0][1].position == states[1][1].position
    assert states[0][1].position.focus == 0.5
    assert torch.equal(states[0][0]["weights"]["matrices"], states[1][0]["weights"]["matrices"])
    assert torch.equal(states[0][0]["optimizer"]["momentum"], states[1][0]["optimizer"]["momentum"])
    write_config(tmp_path, "cut", 60, kind="adamw")
    assert run_train(tmp_path, cut) == 1
    assert "another [optimizer] kind" in capsys.readouterr().err


def test_a_config_says_what_it_wants(tmp_path: Path) -> None:
    settings = train_settings(write_config(tmp_path, "x", 1))
    assert [wanted_at(settings, at) for at in (0.4, 0.5)] == [Wanted(100), Wanted(100, focus=0.5)]
    assert settings.optimizer.kind == "muon"


def test_a_narrow_shard_has_what_the_config_lets_in(shard: Shard, tmp_path: Path) -> None:
    folder, config = tmp_path / "shards", tmp_path / "run.toml"
    np.save(folder / "train" / "links.npy", (np.arange(len(shard.target)) % 251).astype(np.uint8))
    np.save(folder / "train" / NAME, np.random.default_rng(2).permutation(880).astype(np.float32))
    config.write_text(
        '[run]\nname = "x"\nshards = "x"\n[data]\nscores = "relevance.npy"\nkeep = 0.25\nspared = ["news"]\n'
    )
    assert narrow([str(config), str(folder), str(tmp_path / "out")]) == 0
    left, scores = read_shard(tmp_path / "out" / "train"), np.load(folder / "train" / NAME)
    rows = [*range(80), *sorted(80 + np.argsort(-scores[80:])[:200])]
    assert np.bincount(left.corpus).tolist() == [80, 200]
    whole = read_shard(folder / "train")
    assert left.links is not None and whole.links is not None
    for i, row in enumerate(rows):
        for side in ("source", "target"):
            ours, theirs = getattr(left, f"{side}_starts"), getattr(shard, f"{side}_starts")
            pair = getattr(left, side)[ours[i] : ours[i + 1]], getattr(shard, side)[theirs[row] : theirs[row + 1]]
            assert np.array_equal(*pair)
        a, b, c, d = *left.target_starts[i : i + 2], *shard.target_starts[row : row + 2]
        assert np.array_equal(left.links[a:b], whole.links[c:d])
    assert not (tmp_path / "out" / "train" / NAME).exists()
