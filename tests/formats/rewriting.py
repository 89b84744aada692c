"""A file through its format with English that a test gives, without an engine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from dipx import formats


def rewritten(file: Path, raw: bytes, english: Mapping[str, str] | Callable[[str], str], field: str = "text") -> bytes:
    """``raw`` as ``file``, with ``english`` of each block; a block that a table does not have stays as it is."""
    file.write_bytes(raw)
    document = formats.read(file, field)
    say = english if callable(english) else lambda text: english.get(text, text)
    made, _ = formats.render(document, [say(block.text) for block in document.blocks])
    return made


def texts(file: Path, raw: bytes, field: str = "text") -> list[str]:
    """The texts of the blocks."""
    file.write_bytes(raw)
    return [block.text for block in formats.read(file, field).blocks]


def command(*words: object) -> subprocess.CompletedProcess[str]:
    """``dipx`` as a user runs it, with the fake engine."""
    line = [sys.executable, "-m", "dipx", *map(str, words), "--engine", "fake"]
    return subprocess.run(line, capture_output=True, text=True, timeout=120, check=False)
