"""``dipx`` as a user runs it, and what holds of all that it says in JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema

import dipx as package
from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "docs/schema/documents.schema.json").read_text("utf-8"))
FAKE = ("--engine", "fake")


def dipx(*words: object, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """The command as a user runs it: another process, bytes in, bytes out."""
    command = [sys.executable, "-m", "dipx", *map(str, words)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, timeout=120, check=False)


def environment() -> dict[str, str]:
    """This process's, for a Python that is to import this dipx."""
    return os.environ | {"PYTHONPATH": str(Path(package.__file__).parents[1])}


def valid(raw: bytes | str) -> dict[str, Any]:
    """The JSON, which keeps to the schema."""
    value: dict[str, Any] = json.loads(raw)
    jsonschema.validate(value, SCHEMA)
    return value


def covers(document: dict[str, Any], text: str) -> None:
    """Every segment and left-out span has its offsets, and together they hold all that is not white space."""
    spans = [(s["start"], s["end"], s["source"]) for s in document["segments"]]
    spans += [(s["start"], s["end"], s["text"]) for s in document["left_out"]]
    covered = [False] * len(text)
    for start, end, content in spans:
        assert text[start:end] == content
        covered[start:end] = [True] * (end - start)
    assert not [c for c, seen in zip(text, covered, strict=True) if not seen and not c.isspace()]
