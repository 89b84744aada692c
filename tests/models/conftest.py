"""A hub with one model, and that model's folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.models.hub_server import FakeHub, serving
from tests.models.tiny_marian import REPOSITORY, add_other_frameworks, make_tiny_model


@pytest.fixture(scope="session")
def pickled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("pickled") / "opus-mt-fr-en", pickled=True)


@pytest.fixture
def hub(pickled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    repository = tmp_path / "repository"
    shutil.copytree(pickled, repository)
    add_other_frameworks(repository)
    # Small chunks, so that a file of 200 kB can break off half way; no waiting between tries.
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 4096)
    monkeypatch.setattr("huggingface_hub.file_download.time", SimpleNamespace(sleep=lambda _: None))
    with serving(FakeHub(REPOSITORY, repository)) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        yield hub
