"""The file formats by suffix, and which files a run means."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from dipx.document import Document
from dipx.errors import InputError
from dipx.formats import txt
from dipx.formats.base import Format

FORMATS: dict[str, Format] = {suffix: cast("Format", txt) for suffix in txt.suffixes}

__all__ = ["FORMATS", "Format", "parse", "read"]


def read(path: Path) -> Document:
    """The document in a file; one without a known suffix is read as plain text.

    Raises ``InputError``, which names the file, when it is missing, unreadable or no text.
    """
    try:
        return FORMATS.get(path.suffix.lower(), FORMATS[".txt"]).read(path)
    except InputError as error:
        raise InputError(f"{path} {error}") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error


def parse(text: str, path: str = "-") -> Document:
    """The document of a plain text in memory. What is no Unicode (lone surrogates) becomes U+FFFD."""
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return FORMATS[".txt"].parse(text, path)
