"""The suite is skipped where the packages cannot be had, and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.clients.conftest import installed

pytestmark = pytest.mark.clients


@pytest.mark.parametrize(
    ("said", "skipped"),
    [
        ("ERROR: No matching distribution found for translate==3.8.1", True),
        ("Max retries exceeded with url: /simple", True),
        ("npm ERR! code ENOTFOUND", True),
        ("npm error code ETARGET", True),
        ("error: subprocess-exited-with-error", False),
        ("npm ERR! code ERESOLVE", False),
    ],
)
def test_what_is_skipped(tmp_path: Path, said: str, skipped: bool) -> None:
    with pytest.raises(pytest.skip.Exception if skipped else AssertionError, match=said.split()[-1]):
        installed(sys.executable, "-c", f"raise SystemExit({said!r})", cwd=tmp_path)
