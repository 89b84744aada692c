"""The file of keys: what one writes into it, and what is no such file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dipx.errors import UsageError
from dipx.serve.keys import Keys
from dipx.serve.refusals import Refused

SUM = hashlib.sha256(b"good").hexdigest()


@pytest.mark.parametrize("line", [SUM, SUM.upper(), f"{SUM}  -", f"{SUM} *key.txt", f"  {SUM}  -  # the newsroom"])
def test_a_sum_as_it_is_printed(tmp_path: Path, line: str) -> None:
    path = tmp_path / "keys.txt"
    path.write_text(f"# ours\n\n{line}\n")
    keys = Keys(path)
    keys.check("good")
    with pytest.raises(Refused, match="Invalid"):
        keys.check("-")


@pytest.mark.parametrize(
    ("text", "error"),
    [("good\n", "line 1: no SHA-256"), (f"{SUM}0\n", "line 1: no SHA-256"), ("", "holds no"), ("# soon\n", "holds no")],
)
def test_what_holds_no_sums(tmp_path: Path, text: str, error: str) -> None:
    path = tmp_path / "keys.txt"
    path.write_text(text)
    with pytest.raises(UsageError, match=error):
        Keys(path)
