"""Learning from judged translations: what they are worth, what becomes likelier, and that a toy gets better by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (torch's own name for it)
from training.data.shards import block, read_shard, write_shard
from training.learn.candidates import Candidate, Group, parts, reward, rivals
from training.learn.risk import cut, gather, pools, risk, taken, untagged
from training.learn.risk import main as learn
from training.learn.trainer import Trainer
from training.network.model import Forward, hidden_states
from training.network.weights import initialize
from training.settings import ModelShape, RiskSettings, RunSettings, TrainSettings, train_settings

from dipx.errors import InputError
from tests.training.toy_bitext import events, trained_toy, write_config

SHAPE = ModelShape(vocab_size=50, d_model=32, ffn=64, heads=4, encoder_layers=2, decoder_layers=2)


def test_a_false_number_is_worth_less_than_a_synonym() -> None:
    source, reference = "Il a versé 20 euros à Anne.", "He paid Anne 20 euros."
    texts = ("He paid Anne 20 euros.", "He gave Anne 20 euros.", "He paid Anne 30 euros.")
    right, synonym, false = (reward(source, reference, text, fault=0.1) for text in texts)
    assert right == pytest.approx(1.0)
    assert right > synonym > false
    assert false == pytest.approx(reward(source, reference, texts[2], fault=0.0) - 0.1)


def candidates(*rewards: float) -> list[Candidate]:
    return [Candidate([i + 2, 0], -0.1 * i, value) for i, value in enumerate(rewards)]


def test_the_best_and_the_worst_are_rivals() -> None:
    found = candidates(0.5, 0.9, 0.4, 0.6, 0.3)
    assert [candidate.reward for candidate in rivals(found, 4)] == [0.3, 0.4, 0.6, 0.9]
    assert [candidate.reward for candidate in rivals(found, 9)] == [0.3, 0.4, 0.5, 0.6, 0.9]
    assert rivals(candidates(0.5, 0.5), 4) == []
    assert parts([], RiskSettings()) == []


def test_parts_are_the_risk_s_slope() -> None:
    settings = RiskSettings(weight=2.0, sharpness=3.0)
    found = candidates(0.2, 0.7, 0.4)
    scores = torch.tensor([candidate.score for candidate in found], requires_grad=True)
    expected = (scores * 3.0).softmax(dim=0) @ torch.tensor([candidate.reward for candidate in found])
    (slope,) = torch.autograd.grad(expected, scores)
    assert parts(found, settings) == pytest.approx((slope * 2.0 / 3.0).tolist(), abs=1e-6)
    assert sum(parts(found, settings)) == pytest.approx(0.0, abs=1e-9)


@pytest.fixture
def trainer() -> Trainer:
    torch.manual_seed(1)
    made = Trainer(TrainSettings(RunSettings("toy", "", dtype="float32")), SHAPE, torch.device("cpu"))
    initialize(made.weights, seed=1)
    made.begin()
    return made


GROUPS = [
    Group([5, 6, 7, 0], [[8, 9, 0], [8, 10, 11, 0]], [1.0, -1.0]),
    Group([7, 0], [[12, 0], [13, 14, 0], [15, 0]], [0.5, 0.0, -0.5]),
]


def likelihoods(trainer: Trainer) -> list[float]:
    """The mean log-probability of a piece of every target, each by a pass of its own."""
    found = []
    for group in GROUPS:
        for target in group.targets:
            batch = {"source": torch.tensor([group.source]), "target": torch.tensor([target])}
            states, _ = hidden_states(Forward(SHAPE), trainer.named(trainer.weights), trainer.tables, batch)
            logits = states[0] @ trainer.weights.named()["embedding"][: SHAPE.pad].t()
            found.append(-F.cross_entropy(logits, batch["target"][0]).item())
    return found


def test_the_loss_is_the_parts_times_the_likelihoods(trainer: Trainer) -> None:
    trainer.settings = replace(trainer.settings, loss=replace(trainer.settings.loss, label_smoothing=0.0))
    loss = risk(trainer, gather(GROUPS, SHAPE.pad), torch.ones(SHAPE.pad, dtype=torch.bool))
    weights = [part / len(GROUPS) for group in GROUPS for part in group.parts]
    assert loss.item() == pytest.approx(-np.dot(weights, likelihoods(trainer)), abs=1e-5)


def test_what_is_worth_more_becomes_likelier(trainer: Trainer) -> None:
    before = likelihoods(trainer)
    makes = torch.zeros(SHAPE.pad, dtype=torch.bool)  # as if no piece were ever made: the targets' own still count
    for number in range(20):
        trainer.update(risk(trainer, gather(GROUPS, SHAPE.pad), makes), number, 0.0)
    gained = np.array(likelihoods(trainer)) - before
    assert gained[0] > gained[1]
    assert gained[2] > gained[4]


def test_batches_hold_every_group_once_within_the_bound() -> None:
    rng = np.random.default_rng(2)
    groups = [
        Group([1] * int(size), [[2] * int(length) for length in rng.integers(1, 20, 4)], [0.0] * 4)
        for size in rng.integers(1, 20, 60)
    ]
    batches = cut(groups, 300, (1, 2))
    assert sorted(map(id, groups)) == sorted(id(group) for batch in batches for group in batch)
    for batch in batches:
        lengths = [len(ids) for group in batch for ids in group.targets]
        assert max(lengths) * len(lengths) <= 300
    assert len(batches) < 60


def test_a_pool_goes_round_before_a_sentence_comes_again() -> None:
    pool = np.arange(10) * 3
    rows = [row for first in range(0, 30, 6) for row in taken(pool, first, 6, seed=4)]
    assert all(sorted(rows[turn : turn + 10]) == pool.tolist() for turn in (0, 10, 20))
    assert rows[:10] != rows[10:20]


def test_pools_hold_each_target_once_from_the_corpora_named(tmp_path: Path) -> None:
    rows = [([2, 3, 0], [4, 0]), ([2, 9, 0], [4, 0]), ([5, 0], [6, 0]), ([7, 0], [8] * 30 + [0]), ([8, 0], [9, 0])]
    info = {
        "vocab_size": 50,
        "corpora": ["paper", "debate", "code"],
        "domains": {"paper": "news", "debate": "debates", "code": "law"},
    }
    write_shard(tmp_path / "train", [block(rows, [0, 0, 1, 1, 2])], info)
    config = tmp_path / "run.toml"
    config.write_text(
        f'[run]\nname = "x"\nshards = "{tmp_path}"\n[batch]\ncurriculum = [[0.0, 20]]\n'
        '[risk]\ncorpora = ["paper", "debate"]\nsentences = 8\nshares = [["news", 0.75], ["debates", 0.25]]\n',
        "utf-8",
    )
    shard = read_shard(tmp_path / "train")
    (news, most), (debates, least) = pools(shard, train_settings(config))
    assert len(news) == 1
    assert news[0] in (0, 1)
    assert debates.tolist() == [2]
    assert (most, least) == (6, 2)
    with pytest.raises(InputError, match="no pair of law"):
        pools(shard, train_settings(config, ['risk.shares=[["law", 1.0]]']))


def test_a_source_loses_its_tag_and_no_other_piece() -> None:
    assert untagged([7, 3, 0], tag=7) == [3, 0]
    assert untagged([3, 7, 0], tag=7) == [3, 7, 0]
    assert untagged([7, 3, 0], tag=None) == [7, 3, 0]


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A toy that has learned half of what there is to learn."""
    with trained_toy(tmp_path_factory.mktemp("toy"), steps=100) as folder:
        yield folder


def test_translations_get_better_and_a_run_goes_on(toy: Path) -> None:
    config = write_config(toy, "risk", steps=1)
    text = config.read_text("utf-8").replace("[model]", f'[model]\ninit = "{toy}/model"')
    text = text.replace("learning_rate = 1e-2", "learning_rate = 2e-3").replace("tokens = 600", "tokens = 2000")
    text += '[risk]\nshares = [["other", 1.0]]\nsentences = 100\nweight = 3.0\nlikelihood = 1.0\n'
    config.write_text(text, "utf-8")
    test_set = [str(toy / f"toy.{side}") for side in ("fr", "en")]
    pairs = [line.split("\t") for line in (toy / "toy.tsv").read_text("utf-8").splitlines()[:20]]
    for path, side in zip(test_set, zip(*pairs, strict=True), strict=True):
        Path(path).write_text("\n".join(side) + "\n", "utf-8")

    call = [str(config), "--runs", str(toy / "runs"), "--score", *test_set]
    assert learn(call) == 0
    assert [event["number"] for event in events(toy, "risk", "round")] == [1]
    assert learn([*call, "--set", "run.steps=80"]) == 0
    rounds = events(toy, "risk", "round")
    assert [event["number"] for event in rounds] == list(range(1, len(rounds) + 1))
    assert len(events(toy, "risk", "score")) == len(rounds) + 1
    for found, name in ((rounds, "reward"), (events(toy, "risk", "score"), "bleu")):
        assert float(str(found[-1][name])) > float(str(found[0][name]))
    assert len(list((toy / "runs" / "risk").glob("snapshot-*"))) > 1


def test_a_config_without_shares_is_refused(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert learn([str(write_config(toy, "aimless", steps=1)), "--runs", str(toy / "runs")]) != 0
    assert "shares" in capsys.readouterr().err
