"""One article, for every command."""

from __future__ import annotations

from pathlib import Path

import pytest

ARTICLE = "Le ministre chinois se rend en Corée du Nord.\n\nIl est arrivé jeudi à Pyongyang. Kim l'a reçu.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "article.txt"
    file.parent.mkdir()
    file.write_text(ARTICLE, "utf-8")
    return file
