"""A grown model computes what the small one did, in the trainer and in transformers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (torch's own name for it)
from torch import Tensor
from training.network.grow import grow, shape_of_folder
from training.network.grow import main as grow_main
from training.network.model import Forward, hidden_states, positions
from training.network.vocabulary import Vocabulary
from training.network.weights import Weights, load_folder

BUNDLED = Path("models/bullets-en")  # the smaller of the two


def our_logits(folder: Path, batch: dict[str, Tensor]) -> Tensor:
    weights = Weights(shape_of_folder(folder))
    load_folder(weights, folder)
    named = weights.named()
    named["lookup"] = named["embedding"]
    tables = {"positions": positions(weights.shape)}
    states, _ = hidden_states(Forward(weights.shape), named, tables, batch)
    return states @ named["embedding"].t()


@torch.no_grad()
def their_logits(folder: Path, batch: dict[str, Tensor]) -> Tensor:
    from transformers import MarianMTModel

    model = MarianMTModel.from_pretrained(folder, dtype=torch.float32)
    model.train(False)
    pad = shape_of_folder(folder).pad
    source, shifted = batch["source"], F.pad(batch["target"][:, :-1], (1, 0), value=pad)
    out: Tensor = model(input_ids=source, attention_mask=(source != pad).long(), decoder_input_ids=shifted).logits
    return out


def test_a_grown_model_computes_the_same(tmp_path: Path) -> None:
    vocabulary = Vocabulary(BUNDLED)
    rows = [vocabulary.encode(text) for text in ("Le ministre a présenté le budget jeudi.", "La grève continue.")]
    width = max(map(len, rows))
    source = torch.tensor([row + [vocabulary.size - 1] * (width - len(row)) for row in rows])
    batch = {"source": source, "target": source.flip(1).clone()}
    out = tmp_path / "grown"
    sizes = ["--ffn", "1088", "--encoder-layers", "8", "--decoder-layers", "3"]
    assert grow_main([str(BUNDLED), "--out", str(out), *sizes]) == 0
    before = our_logits(BUNDLED, batch)
    assert before.abs().max() > 5
    for after in (our_logits(out, batch), their_logits(out, batch)):
        assert torch.allclose(before, after, atol=1e-3)
    info = json.loads((out / "model_info.json").read_text("utf-8"))
    assert info["alignment"] == json.loads((BUNDLED / "model_info.json").read_text("utf-8"))["alignment"]
    assert "scores" not in info


def test_what_was_grown_can_learn(tmp_path: Path) -> None:
    grow(BUNDLED, tmp_path, replace(shape_of_folder(BUNDLED), ffn=1056, encoder_layers=7))
    weights = Weights(shape_of_folder(tmp_path))
    load_folder(weights, tmp_path)
    named = weights.views(weights.matrices, weights.vectors)
    named["lookup"] = named["embedding"]
    ids = torch.arange(300, 320).view(2, 10)
    batch = {"source": ids, "target": ids}
    states, _ = hidden_states(Forward(weights.shape), named, {"positions": positions(weights.shape)}, batch)
    states.square().sum().backward()  # type: ignore[no-untyped-call]
    assert weights.matrices.grad is not None
    slopes = weights.views(weights.matrices.grad, weights.vectors)
    assert slopes["encoder.0.fc2.weight"][:, 1024:].abs().sum() > 0
    assert slopes["encoder.6.self.out.weight"].abs().sum() > 0
    assert slopes["encoder.6.fc2.weight"].abs().sum() > 0


@pytest.mark.parametrize("sizes", [["--ffn", "512"], ["--encoder-layers", "5"]])
def test_a_model_does_not_shrink(tmp_path: Path, capsys: pytest.CaptureFixture[str], sizes: list[str]) -> None:
    assert grow_main([str(BUNDLED), "--out", str(tmp_path / "x"), *sizes]) == 2
    assert "can only grow" in capsys.readouterr().err


def test_a_model_is_not_grown_over_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert grow_main([str(BUNDLED), "--out", str(BUNDLED), "--ffn", "2048"]) == 2
    assert "choose another --out" in capsys.readouterr().err
