"""A toy model from bitext to both engines; runs that are cut, killed and go on; what they leave behind."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from torch import Tensor
from training.learn import checkpoint
from training.learn.export import _corpora_before, _inherited, mixed
from training.learn.train import main as train
from training.learn.trainer import Trainer
from training.network.grow import shape_of_folder
from training.network.unseen import main as unseen
from training.network.unseen import suppress
from training.network.weights import Weights, initialize, load_folder
from training.settings import ModelShape

from dipx.engines import load_engine
from dipx.engines.pieces import MarianPieces
from dipx.errors import InputError
from dipx.models.folder import verify
from dipx.models.generation import read_generation
from dipx.options import Decoding, EngineName, EngineOptions
from tests.training.toy_bitext import events, toy_pairs, trained_toy, write_config

BUNDLED = Path("models/marian-fr-en")
SHAPE = ModelShape(vocab_size=50, d_model=32, ffn=64, heads=4, encoder_layers=2, decoder_layers=2)


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

    suppress(folder, ids[:2])
    assert unseen([str(toy / "shards" / "train"), str(folder), "--least", "1000000", "--free"]) == 0
    assert list(read_generation(folder).suppressed) == list(ids[:2]), "nothing new"
    assert unseen([str(toy / "shards" / "train"), str(folder), "--least", "0", "--free"]) == 0
    assert not read_generation(folder).suppressed, "none is seen fewer times than that"
    suppress(folder, ids)

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


@pytest.mark.parametrize("kept", [0.0, 0.25, 1.0])
def test_a_share_of_the_weights_before_is_kept(toy: Path, kept: float) -> None:
    before, ours = (Weights(shape_of_folder(toy / "model")) for _ in range(2))
    load_folder(before, toy / "model")
    initialize(ours, seed=3)
    expected = [
        (1 - kept) * one + kept * other for one, other in zip(ours.parameters(), before.parameters(), strict=True)
    ]
    made = mixed(ours, toy / "model", kept).parameters()
    assert all(torch.allclose(one, other, atol=1e-6) for one, other in zip(made, expected, strict=True))


def test_heirs_name_the_corpora_of_the_weights_before(tmp_path: Path) -> None:
    assert _corpora_before("") == _corpora_before(str(tmp_path)) == {}
    (tmp_path / "model_info.json").write_text(json.dumps({"corpora": {"old": {"licence": "CC0"}}}), "utf-8")
    assert _corpora_before(str(tmp_path)) == {"old": {"licence": "CC0"}}


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
