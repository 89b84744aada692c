"""The model: its numbers are those of transformers, its weights come back whole, what it generates is the likeliest."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  (torch's own name for it)
from torch import Tensor
from training.learn.trainer import faster_dtype
from training.network.generate import Generator, generate, join
from training.network.grow import shape_of_folder
from training.network.model import DTYPES, Forward, hidden_states, positions
from training.network.weights import Weights, initialize, load_folder, load_hf, to_hf
from training.settings import ModelShape

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


def test_generated_ids_are_those_of_the_whole_forward_pass() -> None:
    weights = Weights(ModelShape(vocab_size=60, d_model=16, ffn=32, heads=2, encoder_layers=2, decoder_layers=2))
    initialize(weights, 4)
    rows = [np.array([*Random(i).choices(range(2, 59), k=3 + i), 0], dtype=np.uint16) for i in range(6)]
    generator = Generator(weights, torch.device("cpu"), dtype="float32")
    made = generate(join(rows), generator, tokens=40)  # several batches, whose order is not that of the texts
    assert len(made.starts) == 7
    for i, row in enumerate(rows):
        source = torch.from_numpy(row.astype(np.int64))[None]
        told = made.ids[made.starts[i] : made.starts[i + 1]].tolist()
        target = torch.tensor(told or generator(source.numpy())[0].tolist())[None]
        states, _ = hidden_states(
            generator.how, generator.named, generator.tables, {"source": source, "target": target}
        )
        logits = states @ generator.named["embedding"][:59].t()
        logits[..., 1] = -1e9
        assert torch.equal(logits.argmax(dim=-1), target)


def test_the_faster_type_is_one_of_those_known() -> None:
    assert faster_dtype(torch.device("cpu")) in DTYPES.values()
    assert faster_dtype(torch.device("cuda")) is torch.bfloat16
