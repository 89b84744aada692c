"""The seam between files and the program. A format never sees an engine."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from dipx.document import Document


class Format(Protocol):
    """One file format: ``tests/test_formats.py`` holds each to reading and writing the same blocks."""

    name: str
    suffixes: tuple[str, ...]

    def read(self, path: Path) -> Document:
        """The document of a file. Raises ``InputError`` for what is not of this format, ``OSError`` as it comes."""
        ...

    def parse(self, text: str, path: str) -> Document:
        """The document of a text that is in memory already."""
        ...
