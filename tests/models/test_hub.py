"""Adding models from a hub that is real enough for huggingface_hub to download from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dipx.models.folder import verify
from dipx.models.hub import add
from dipx.models.registry import resolve
from dipx.places import models_dir
from tests.models.downloads import WEIGHTS, error_of, forbid_sockets
from tests.models.hub_server import COMMIT, FakeHub
from tests.models.tiny_marian import FRENCH, REPOSITORY


def test_a_model_is_added_whole_at_a_pinned_commit(hub: FakeHub) -> None:
    folder = add(REPOSITORY)

    files = {file.name for file in folder.path.iterdir()}
    assert files == {file.name for file in hub.folder.iterdir()} - {
        WEIGHTS, "tf_model.h5", "rust_model.ot", ".gitattributes", "metadata.json"
    } | {"model.safetensors", "model_info.json"}  # fmt: skip
    assert all(COMMIT in path for _, path, _ in hub.requests if "resolve" in path)
    info = folder.info
    assert (info.origin, info.revision, info.licence) == (REPOSITORY, COMMIT, "apache-2.0")
    assert (info.task, info.source_lang, info.target_lang) == ("translation", "fr", "en")
    assert verify(folder.path) == []
    assert not [path for path in models_dir().iterdir() if path.is_dir() and path != folder.path]


def test_tied_weights_are_kept_once_under_the_name_that_transformers_ties_to(hub: FakeHub) -> None:
    from safetensors import safe_open

    with safe_open(add(REPOSITORY).path / "model.safetensors", framework="np") as file:
        names = set(file.keys())
    assert {"model.shared.weight", "final_logits_bias"} <= names
    assert not [name for name in names if name.endswith(("lm_head.weight", "embed_tokens.weight"))]


def test_both_names_find_it_when_the_hub_is_gone(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    added = add(REPOSITORY)
    forbid_sockets(monkeypatch)

    assert resolve("opus-mt-fr-en") == resolve(REPOSITORY) == added


def test_what_was_added_translates_alike_in_ctranslate2_and_transformers(hub: FakeHub, tmp_path: Path) -> None:
    import ctranslate2
    import transformers

    from dipx.engines.convert import converted
    from dipx.engines.pieces import MarianPieces

    folder = add(REPOSITORY)
    settings: dict[str, Any] = {"no_repeat_ngram_size": 1}  # else a random model repeats one piece
    sources = MarianPieces(folder.path).encode(FRENCH)
    translator = ctranslate2.Translator(str(converted(folder, "float32", tmp_path)), compute_type="float32")
    ours = translator.translate_batch(sources, beam_size=1, max_decoding_length=24, **settings)

    tokenizer: Any = transformers.MarianTokenizer.from_pretrained(folder.path)
    model: Any = transformers.MarianMTModel.from_pretrained(folder.path)
    settings |= {"num_beams": 1, "max_length": 25, "forced_eos_token_id": None}
    outputs = [model.generate(**tokenizer(text, return_tensors="pt"), **settings)[0] for text in FRENCH]
    theirs = [tokenizer.convert_ids_to_tokens(output[1:]) for output in outputs]

    assert [result.hypotheses[0] for result in ours] == theirs
    assert len({tuple(pieces) for pieces in theirs}) == len(FRENCH)
    assert min(map(len, theirs)) == 24


REFUSALS = [
    (404, "RepoNotFound", ["has no model", "check the name"]),
    (401, "RepoNotFound", ["has no model", "HF_TOKEN"]),
    (403, "GatedRepo", ["is gated", "accept its terms", "HF_TOKEN"]),
    (401, "", ["HF_TOKEN"]),
    (403, "", ["answered 403", "HF_TOKEN"]),
    (503, "", ["answered 503", "try again later"]),
    (429, "", ["answered 429", "try again later"]),
    (200, "", ["did not answer as a hub does"]),
]


@pytest.mark.parametrize(("status", "code", "words"), REFUSALS)
def test_a_refusal_says_what_to_do(hub: FakeHub, status: int, code: str, words: list[str]) -> None:
    hub.status[REPOSITORY] = (status, code)

    message = error_of(REPOSITORY)

    assert [word for word in words if word not in message] == []
    assert hub.url.removeprefix("http://") in message


def test_a_missing_repository_or_revision_is_named(hub: FakeHub) -> None:
    assert "has no model 'Helsinki-NLP/opus-mt-xx-yy'" in error_of("Helsinki-NLP/opus-mt-xx-yy")
    assert "no such revision" in error_of(REPOSITORY, revision="v9")


def test_a_revision_can_be_chosen(hub: FakeHub) -> None:
    assert add(REPOSITORY, revision=COMMIT).info.revision == COMMIT
    assert f"/api/models/{REPOSITORY}/revision/{COMMIT}" in [path for _, path, _ in hub.requests]


def test_offline_mode_is_respected(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)

    assert "HF_HUB_OFFLINE" in error_of(REPOSITORY)
    assert hub.requests == []


def test_adding_again_fetches_nothing(hub: FakeHub) -> None:
    first = add(REPOSITORY)
    hub.requests.clear()

    assert add(REPOSITORY) == first
    assert [path for _, path, _ in hub.requests] == [f"/api/models/{REPOSITORY}"]


def test_a_damaged_model_is_replaced(hub: FakeHub) -> None:
    first = add(REPOSITORY)
    (first.path / "vocab.json").write_text("{}", encoding="utf-8")

    assert add(REPOSITORY) == first
    assert verify(first.path) == []


def test_a_model_of_another_kind_is_refused_before_its_weights(hub: FakeHub) -> None:
    (hub.folder / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")

    assert "architecture 'bert'" in error_of(REPOSITORY)
    assert hub.ranges_of(WEIGHTS) == []


def test_a_repository_without_weights_is_refused(hub: FakeHub) -> None:
    (hub.folder / WEIGHTS).unlink()

    assert "neither model.safetensors nor pytorch_model.bin" in error_of(REPOSITORY)
