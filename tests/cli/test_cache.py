"""``dipx cache``: where it is, what it holds, and that it can be cleared."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.command import FAKE, dipx


def test_cache_commands(article: Path, tmp_path: Path) -> None:
    assert dipx("cache", "path").stdout.decode().strip() == os.environ["DIPX_CACHE_DIR"]
    dipx("translate", article, *FAKE)
    assert json.loads(dipx("cache", "stats", "--json").stdout)["entries"] == 3
    dipx("translate", article, *FAKE, "--no-memory")
    dipx("cache", "clear")
    assert json.loads(dipx("cache", "stats", "--json").stdout)["entries"] == 0
