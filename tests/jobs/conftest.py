"""Folders that are jobs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.jobs.process import FEW, write_articles
from tests.jobs.runs import TEXTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    for name, text in TEXTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "in", FEW)
