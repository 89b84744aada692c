"""Tiny summarizers in both engines: lengths and scales."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dipx.engines import load_engine
from dipx.engines.convert import converted
from dipx.models.folder import open_folder
from dipx.options import Decoding, EngineName, EngineOptions
from tests.models.tiny_summarizers import make_tiny_bart, make_tiny_t5

ENGINES: tuple[EngineName, ...] = ("ct2", "hf")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_least_length_is_kept_and_an_end_is_no_cut(engine: EngineName, tmp_path: Path) -> None:
    folder = make_tiny_bart(tmp_path / "ends", positions=64, ends=True)
    made = load_engine(EngineOptions(str(folder), engine, compute_type="float32"), tmp_path)
    (short,) = made.generate(["The vote was lost."], Decoding())
    (long,) = made.generate(["The vote was lost."], Decoding(min_tokens=8, max_tokens=20))
    assert (short.text, short.cut, long.cut) == ("", False, False)
    assert len(long.text) >= 5


@pytest.mark.parametrize("tied", [True, False])
def test_t5_is_converted_with_its_own_scale(tied: bool, tmp_path: Path) -> None:
    import ctranslate2
    import torch
    import transformers

    folder = open_folder(make_tiny_t5(tmp_path / "t5", tied))
    tokenizer: Any = transformers.AutoTokenizer.from_pretrained(folder.path)
    model: Any = transformers.T5ForConditionalGeneration.from_pretrained(folder.path)
    source, target = tokenizer("summarize: The vote was lost.")["input_ids"], tokenizer("the vote")["input_ids"]
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([source]), labels=torch.tensor([target])).logits[0]
    expected = torch.log_softmax(logits, dim=-1)[range(len(target)), target].tolist()
    translator = ctranslate2.Translator(str(converted(folder, "float32", tmp_path)))
    to_pieces = tokenizer.convert_ids_to_tokens
    (found,) = translator.score_batch([to_pieces(source)], [to_pieces(target[:-1])])
    assert found.log_probs == pytest.approx(expected, abs=1e-3)
