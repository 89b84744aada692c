"""The article in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.makers import MAKERS


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the article in every format."""
    folder = tmp_path_factory.mktemp("article")
    for suffix, make in MAKERS.items():
        (folder / f"article.{suffix}").write_bytes(make())
    return folder
