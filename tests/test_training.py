"""The trainer: its numbers against other programs', a toy model from bitext to both engines."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (torch's own name for it)
from torch import Tensor
from training.data.batches import Position, Wanted, endless, place, pool_batches
from training.data.shards import NO_LINK, block, read_shard, write_shard
from training.learn import checkpoint
from training.learn.export import _inherited
from training.learn.losses import cross_entropy, guided_alignment, sample_columns, token_losses
from training.learn.optimize import guided_weight, learning_rate
from training.learn.train import main as train
from training.learn.trainer import Trainer
from training.network.grow import shape_of_folder
from training.network.model import Forward, hidden_states, positions
from training.network.unseen import main as unseen
from training.network.weights import Weights, initialize, load_folder, load_hf, to_hf
from training.settings import BatchSettings, GuidedSettings, ModelShape, OptimizerSettings, train_settings

from dipx.engines import load_engine
from dipx.engines.pieces import MarianPieces
from dipx.errors import InputError, UsageError
from dipx.models.folder import verify
from dipx.models.generation import read_generation
from dipx.options import Decoding, EngineName, EngineOptions
from tests.toy_bitext import events, toy_pairs, trained_toy, write_config

BUNDLED = Path("models/marian-fr-en")
SHAPE = ModelShape(vocab_size=50, d_model=32, ffn=64, heads=4, encoder_layers=2, decoder_layers=2)


def logits(weights: Weights, source: Tensor, target: Tensor) -> tuple[Tensor, Tensor | None]:
    how = Forward(weights.shape, guided=((0, 2), (1, 4)))
    named = weights.named()
    named["lookup"] = named["embedding"]
    batch = {"source": source, "target": target}
    states, attention = hidden_states(how, named, {"positions": positions(weights.shape)}, batch)
    return states @ named["embedding"].t(), attention


def random_batch(shape: ModelShape) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(1)
    source = torch.randint(2, shape.pad, (3, 11), generator=generator)
    source[0, 6:] = torch.tensor([0, *[shape.pad] * 4])
    return source, torch.randint(2, shape.pad, (3, 9), generator=generator)


def test_logits_and_attention_equal_those_of_transformers() -> None:
    from transformers import MarianMTModel

    weights = Weights(shape_of_folder(BUNDLED))
    load_folder(weights, BUNDLED)
    theirs = MarianMTModel.from_pretrained(BUNDLED, dtype=torch.float32, attn_implementation="eager")
    theirs.train(False)
    source, target = random_batch(weights.shape)
    shifted = F.pad(target[:, :-1], (1, 0), value=weights.shape.pad)
    with torch.no_grad():
        ours, attention = logits(weights, source, target)
        out = theirs(
            input_ids=source,
            attention_mask=(source != weights.shape.pad).long(),
            decoder_input_ids=shifted,
            output_attentions=True,
        )
    assert torch.allclose(ours, out.logits, atol=1e-4)
    seen = torch.cat([out.cross_attentions[0][:, :2], out.cross_attentions[1][:, :4]], dim=1).mean(dim=1)
    assert attention is not None
    assert torch.allclose(attention, seen, atol=1e-5)


def test_weights_survive_the_way_out_and_in() -> None:
    weights, again = Weights(SHAPE), Weights(SHAPE)
    initialize(weights, seed=1)
    load_hf(again, to_hf(weights, torch.float32), "memory")
    assert torch.equal(weights.matrices, again.matrices)
    assert torch.equal(weights.vectors, again.vectors)


def test_fc2_and_out_proj_start_at_two_fifths_of_xavier() -> None:
    weights = Weights(SHAPE)
    initialize(weights, seed=1)
    tensors = to_hf(weights, torch.float32)
    for name, share in (("fc1", 1.0), ("fc2", 0.4), ("self_attn.q_proj", 1.0), ("self_attn.out_proj", 0.4)):
        tensor = tensors[f"model.encoder.layers.0.{name}.weight"]
        bound = share * (6.0 / sum(tensor.shape)) ** 0.5
        assert 0.9 * bound < float(tensor.abs().max()) <= bound, name


@pytest.mark.parametrize("chunk", [4, 7, 100])
def test_chunked_cross_entropy_equals_torch(chunk: int) -> None:
    generator = torch.Generator().manual_seed(2)
    ours = [torch.randn(size, 8, generator=generator).requires_grad_() for size in (20, 30)]
    theirs = [tensor.detach().clone().requires_grad_() for tensor in ours]
    targets = torch.randint(0, 30, (20,), generator=generator)
    loss = cross_entropy(ours[0], ours[1], (targets, torch.ones(30), 0.1, chunk))
    expected = F.cross_entropy(theirs[0] @ theirs[1].t(), targets, label_smoothing=0.1)
    assert torch.allclose(loss, expected, atol=1e-5)
    shares = torch.linspace(-1.0, 1.0, 20)
    loss = loss + cross_entropy(ours[0], ours[1], (targets, torch.ones(30), 0.1, chunk), shares)
    each = F.cross_entropy(theirs[0] @ theirs[1].t(), targets, label_smoothing=0.1, reduction="none")
    expected = expected + each @ shares
    assert torch.allclose(loss, expected, atol=1e-5)
    (3 * loss).backward()  # type: ignore[no-untyped-call]
    (3 * expected).backward()  # type: ignore[no-untyped-call]
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.grad is not None
        assert other.grad is not None
        assert torch.allclose(mine.grad, other.grad, atol=1e-5)
    plain = token_losses(ours[0], ours[1], targets, chunk)
    assert torch.allclose(plain, F.cross_entropy(theirs[0] @ theirs[1].t(), targets, reduction="none"), atol=1e-5)


def test_sampled_softmax_keeps_the_batch_words_and_is_near_the_full_one() -> None:
    torch.manual_seed(3)
    states, table = torch.randn(40, 16), torch.randn(1000, 16) * 0.3
    targets = torch.randint(0, 60, (40,))
    full = cross_entropy(states, table, (targets, torch.ones(1000), 0.1, 64))
    estimates = []
    for _ in range(20):
        columns, places = sample_columns(targets, 1000, 300)
        assert columns.ids is not None
        assert torch.equal(columns.ids[places], targets)
        assert float(columns.weights.sum()) == pytest.approx(1000, rel=1e-4)
        estimates.append(float(cross_entropy(states, table[columns.ids], (places, columns.weights, 0.1, 64))))
    assert np.mean(estimates) == pytest.approx(float(full), rel=0.02)


def test_guided_loss_by_hand() -> None:
    attention = torch.tensor([[[0.5, 0.5], [0.9, 0.1], [0.2, 0.8]]])
    links = torch.tensor([[0, NO_LINK, 1]], dtype=torch.uint8)
    expected = -(np.log(0.5) + np.log(0.8)) / 2
    assert float(guided_alignment(attention, links)) == pytest.approx(expected, abs=1e-4)
    assert float(guided_alignment(attention, torch.full_like(links, NO_LINK))) == 0.0


def test_schedules() -> None:
    chosen = OptimizerSettings(learning_rate=1.0, warmup_steps=10)
    assert learning_rate(chosen, 4, 0.0) == pytest.approx(0.5)
    assert learning_rate(chosen, 100, 0.25) == pytest.approx(0.75)
    assert learning_rate(chosen, 100, 1.0) == 0.0
    guided = GuidedSettings(weight=(1.5, 0.045), until=0.6)
    weights = [guided_weight(guided, at) for at in (0.0, 0.3, 0.6, 1.0)]
    assert weights == pytest.approx([1.5, 0.7725, 0.045, 0.045])


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


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A trained toy: bitext, vocabulary, aligned shards, a run of 500 steps and its exported folder."""
    with trained_toy(tmp_path_factory.mktemp("toy"), steps=500) as folder:
        yield folder


def test_loss_falls_clearly(toy: Path) -> None:
    losses = [float(str(event["guided"])) for event in events(toy, "toy", "train")]
    assert losses[-1] < 0.5 * losses[0]
    valid = [event["loss"] for event in events(toy, "toy", "valid")]
    first, last = (found["other"] for found in (valid[0], valid[-1]) if isinstance(found, dict))
    assert last < 0.2 * first


def test_both_engines_translate_alike_and_keep_the_first_word(toy: Path, tmp_path: Path) -> None:
    pairs = toy_pairs()[:40]
    sources, references = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    found = _by_beam_4(toy / "model", "ct2", sources, tmp_path)
    assert found == _by_beam_4(toy / "model", "hf", sources, tmp_path)
    assert [text.split()[0] for text in found] == ["The"] * len(sources)
    right = sum(text == reference for text, reference in zip(found, references, strict=True))
    assert right >= 30, found[:5]


def _by_beam_4(folder: Path, engine: EngineName, sources: list[str], cache: Path) -> list[str]:
    options = EngineOptions(model=str(folder), engine=engine, device="cpu", compute_type="float32", threads=1)
    return [made.text for made in load_engine(options, cache).generate(sources, Decoding(beam_size=4))]


def test_pieces_that_no_target_has_are_not_generated(toy: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(toy / "model", tmp_path / "model"))
    assert unseen([str(toy / "shards" / "train"), str(folder)]) == 0
    ids = read_generation(folder).suppressed
    seen = {piece for pair in toy_pairs() for piece in MarianPieces(folder).encode([pair[1]])[0]}
    pieces = {index: piece for piece, index in MarianPieces(folder).vocabulary.items()}
    assert ids
    assert not {pieces[index] for index in ids} & seen
    assert all(len(pieces[index].strip("▁")) > 1 for index in ids)
    assert verify(folder) == []

    sources = [pair[0] for pair in toy_pairs()[:40]]
    before, after = (_by_beam_4(place, "ct2", sources, tmp_path) for place in (toy / "model", folder))
    assert before == after


@pytest.mark.parametrize(("languages", "inherited"), [(["fr", "en"], [5]), (["en", "fr"], [])])
def test_heirs_that_write_another_language_make_all_pieces(
    tmp_path: Path, languages: list[str], inherited: list[int]
) -> None:
    facts = {
        "config.json": {},
        "generation_config.json": {"suppress_tokens": [5]},
        "model_info.json": {"format": 1, "target_lang": "en"},
        "shard.json": {"languages": languages},
    }
    for name, fact in facts.items():
        (tmp_path / name).write_text(json.dumps(fact), "utf-8")
    assert list(_inherited(tmp_path, tmp_path)) == inherited


def test_exported_folder_says_how_it_was_made(toy: Path) -> None:
    info = json.loads((toy / "model" / "model_info.json").read_text("utf-8"))
    assert info["alignment"] == {"decoder_layer": 1, "heads": [0, 1, 2, 3]}
    assert info["training"]["steps"] == 500
    assert info["files"]["model.safetensors"]["bytes"] == (toy / "model" / "model.safetensors").stat().st_size
    assert list(info["corpora"]) == ["toy"]
    assert "| toy |" in (toy / "model" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("model", ["toy", "bundled"])
def test_transformers_writes_the_config_as_we_do(toy: Path, tmp_path: Path, model: str) -> None:
    """It writes what it has read, all that it knows, and its version: nothing may be missing, added or changed."""
    from transformers import MarianConfig

    folder = toy / "model" if model == "toy" else BUNDLED
    MarianConfig.from_pretrained(folder).save_pretrained(tmp_path)
    ours, theirs = (json.loads((place / "config.json").read_text("utf-8")) for place in (folder, tmp_path))
    assert {name: value for name, value in theirs.items() if name != "transformers_version"} == ours


def test_pad_row_stays_exactly_zero(toy: Path) -> None:
    found = checkpoint.load(toy / "runs" / "toy", torch.device("cpu"))
    assert found is not None
    shape = ModelShape(**found[0]["shape"])
    for name in ("weights", "average"):
        weights = Weights(shape)
        weights.load_state_dict(found[0][name])
        row = weights.named()["embedding"][shape.pad]
        assert torch.equal(row, torch.zeros_like(row))
        assert float(weights.named()["embedding"].abs().sum()) > 0


def test_a_resumed_run_ends_where_the_unbroken_one_does(toy: Path) -> None:
    runs = ["--runs", str(toy / "runs"), "--device", "cpu"]
    assert train([str(write_config(toy, "whole", 12)), *runs]) == 0
    cut = write_config(toy, "cut", 12)
    assert train([str(cut), *runs, "--max-minutes", "0.0001"]) == 0
    assert events(toy, "cut", "pause")
    assert train([str(cut), *runs]) == 0
    states = [checkpoint.load(toy / "runs" / name, torch.device("cpu")) for name in ("whole", "cut")]
    assert states[0] is not None
    assert states[1] is not None
    assert states[0][1].step == states[1][1].step == 12
    for name in ("weights", "average"):
        for key, tensor in states[0][0][name].items():
            assert torch.equal(tensor, states[1][0][name][key])


def test_sigterm_saves_and_says_so(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = Trainer.step

    def interrupted(self: Trainer, batch: dict[str, Tensor], number: int, progress: float) -> dict[str, Tensor]:
        if number == 3:
            signal.raise_signal(signal.SIGTERM)
        return step(self, batch, number, progress)

    monkeypatch.setattr(Trainer, "step", interrupted)
    config = write_config(toy, "ended", 1000)
    assert train([str(config), "--runs", str(toy / "runs"), "--device", "cpu"]) == 128 + signal.SIGTERM
    found = checkpoint.load(toy / "runs" / "ended", torch.device("cpu"))
    assert found is not None
    assert found[1].step == 4
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_snapshots_are_averaged(toy: Path) -> None:
    weights = [Weights(SHAPE), Weights(SHAPE)]
    folder = toy / "snapshots"
    folder.mkdir()
    for number, made in enumerate(weights):
        initialize(made, seed=number)
        checkpoint.snapshot(folder, made, checkpoint.Progress(step=number), keep=2)
    mean, progress = checkpoint.mean_of_snapshots(sorted(folder.glob("*.safetensors")))
    assert progress.step == 1
    assert torch.allclose(mean.matrices, (weights[0].matrices + weights[1].matrices) / 2)
    with pytest.raises(InputError, match="No snapshot"):
        checkpoint.mean_of_snapshots([])


def test_damaged_checkpoint_is_named(tmp_path: Path) -> None:
    (tmp_path / checkpoint.NAME).write_bytes(b"not a checkpoint")
    with pytest.raises(InputError, match=r"checkpoint\.pt cannot be read"):
        checkpoint.load(tmp_path, torch.device("cpu"))


@pytest.mark.parametrize("path", sorted(Path("training/configs").glob("*.toml")), ids=lambda path: path.name)
def test_bundled_configs_are_read(path: Path) -> None:
    from training.data.prepare import read_plan

    assert read_plan(path).corpora if path.name.startswith("data-") else train_settings(path).run.name


def test_unknown_setting_is_named(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text('[run]\nname = "x"\nshards = "y"\n[optimizer]\nlearning_rat = 1\n', "utf-8")
    with pytest.raises(UsageError, match="unknown name learning_rat; known: betas"):
        train_settings(path)


def test_changes_on_the_command_line_come_over_the_config(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text('[run]\nname = "x"\nshards = "y"\n', "utf-8")
    read = train_settings(path, ['run.name="trial"', "optimizer.ema = 0.99", "data.focus=[[0.8, 0.5]]"])
    assert (read.run.name, read.run.shards) == ("trial", "y")
    assert (read.optimizer.ema, read.data.focus) == (0.99, ((0.8, 0.5),))


@pytest.mark.parametrize("change", ["run.name=trial", "name", "run.minutes="])
def test_change_that_is_none_is_named(tmp_path: Path, change: str) -> None:
    path = tmp_path / "run.toml"
    path.write_text('[run]\nname = "x"\nshards = "y"\n', "utf-8")
    with pytest.raises(UsageError, match=r"is no change; write table\.name=value"):
        train_settings(path, [change])
