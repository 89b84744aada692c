"""Every test has a memory and a models folder of its own, and none can reach the user's."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from dipx.engines.convert import converted
from dipx.models.registry import resolve
from tests.models.tiny_marian import make_tiny_model
from tests.models.tiny_summarizers import make_tiny_bart

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
MENU_SEED = SEEDS / "004_cec67119877e3dc4.txt"


@pytest.fixture(scope="session")
def converted_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which the bundled model is converted already, for the tests that run it."""
    cache = tmp_path_factory.mktemp("converted")
    converted(resolve("marian-fr-en"), "int8", cache)
    return cache


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logger = logging.getLogger("dipx")  # a command that ran in this process before has made it its own
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "propagate", True)
    logger.setLevel(logging.NOTSET)
    monkeypatch.setenv("DIPX_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DIPX_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DIPX_MODELS_DIR", str(tmp_path / "models"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))


@pytest.fixture
def bundled_cache(converted_cache: Path, tmp_path: Path) -> Path:
    """This test's own cache, with the converted model linked into it."""
    cache = tmp_path / "cache"
    cache.mkdir(exist_ok=True)
    (cache / "ct2").symlink_to(converted_cache / "ct2")
    return cache


@pytest.fixture(scope="session")
def tiny_marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny translator's folder, which no test may change."""
    return make_tiny_model(tmp_path_factory.mktemp("tiny") / "tiny-fr-en")


@pytest.fixture
def tiny(tiny_marian: Path, tmp_path: Path) -> Path:
    """A copy of it to break."""
    return Path(shutil.copytree(tiny_marian, tmp_path / "tiny-fr-en"))


@pytest.fixture(scope="session")
def bart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny summarizer's folder, which no test may change."""
    return make_tiny_bart(tmp_path_factory.mktemp("models") / "tiny-bart")
