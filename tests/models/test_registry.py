"""Names lead to models, and where none is, it is said what was tried."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dipx.errors import ModelError
from dipx.models import registry
from dipx.models.registry import bundled_dir, list_models, remove, resolve
from dipx.places import models_dir
from tests.command import environment


def test_a_name_leads_to_a_path_a_bundled_model_or_the_users(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(tiny, models_dir() / "Someone--nice-model")
    shutil.copytree(tiny, models_dir() / "plain")

    assert resolve(str(tiny)).path == tiny
    assert resolve("marian-fr-en").path == bundled_dir() / "marian-fr-en"
    assert resolve("plain").name == "plain"
    assert resolve("nice-model") == resolve("Someone/nice-model")
    assert resolve("nice-model").name == "Someone/nice-model"
    monkeypatch.chdir(tiny.parent)
    assert resolve("tiny-fr-en").path == Path("tiny-fr-en")


def test_a_folder_that_is_no_model_does_not_hide_a_name(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny)
    Path("marian-fr-en").mkdir()
    assert resolve("marian-fr-en").path == bundled_dir() / "marian-fr-en"
    with pytest.raises(ModelError, match=r"no config\.json"):
        resolve("./marian-fr-en")


def test_a_missing_model_says_what_was_tried_and_what_to_do(tiny: Path) -> None:
    with pytest.raises(ModelError) as caught:
        resolve("opus-mt-fr-en")
    message = str(caught.value)
    assert message.startswith("Model 'opus-mt-fr-en' is not here. Tried: ")
    for place in (bundled_dir(), models_dir(), registry.hub_cache_dir()):
        assert str(place) in message
    assert message.endswith("Add it with: dipx models add Helsinki-NLP/opus-mt-fr-en")
    assert caught.value.exit_code == 3


def test_a_name_that_two_models_have_must_be_given_in_full(tiny: Path) -> None:
    for owner in ("A", "B"):
        shutil.copytree(tiny, models_dir() / f"{owner}--same")
    with pytest.raises(ModelError, match="A/same, B/same"):
        resolve("same")
    assert resolve("B/same").name == "B/same"


def test_the_hub_cache_is_used_when_it_is_complete(tiny: Path, tmp_path: Path) -> None:
    repository = tmp_path / "hub" / "models--Someone--cached"
    snapshot = repository / "snapshots" / "0123abcd"
    shutil.copytree(tiny, snapshot)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0123abcd", encoding="utf-8")
    assert resolve("cached").path == resolve("Someone/cached").path == snapshot
    assert resolve("cached").name == "Someone/cached"

    (snapshot / "model.safetensors").rename(snapshot / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"is not here.*not usable.*holds only pytorch_model\.bin"):
        resolve("cached")


def test_only_the_users_models_can_be_removed(tiny: Path) -> None:
    shutil.copytree(tiny, models_dir() / "Someone--gone")

    assert remove("gone") == models_dir() / "Someone--gone"
    assert list(models_dir().iterdir()) == []
    with pytest.raises(ModelError, match="comes with dipx"):
        remove("marian-fr-en")
    with pytest.raises(ModelError, match="not among your models"):
        remove("../tiny-fr-en")
    assert tiny.is_dir()


def test_the_list_has_bundled_and_own_models_and_their_problems(tiny: Path) -> None:
    shutil.copytree(tiny, models_dir() / "mine")
    (models_dir() / "mine" / "vocab.json").unlink()
    (models_dir() / ".adding-other").mkdir()

    listed = {(listing.place, listing.name): listing.problem for listing in list_models()}

    assert listed["bundled", "marian-fr-en"] is None
    assert [name for place, name in listed if place == "user"] == ["mine"]
    assert "lacks vocab.json" in (listed["user", "mine"] or "")


def test_nothing_heavy_is_imported_to_find_a_model() -> None:
    script = (
        "import sys; from dipx.models.registry import resolve; resolve('marian-fr-en');"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'huggingface_hub', 'numpy'} & set(sys.modules);"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", script], env=environment(), check=True)
