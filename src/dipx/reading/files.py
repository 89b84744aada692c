"""From paths to prepared documents: what cannot be read becomes a failure, and the others go on."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dipx import formats
from dipx.document import Document
from dipx.errors import InputError
from dipx.formats.decode import decode
from dipx.formats.paths import STDIN
from dipx.formats.unread import refuse_mail, refuse_markup
from dipx.options import Options
from dipx.reading.prepared import Prepared, prepare
from dipx.report import Failure

if TYPE_CHECKING:
    from dipx.reading.finished import FinishedReadings


def load(path: Path, options: Options, readings: FinishedReadings | None = None) -> Prepared | Failure:
    """The file, or standard input for ``-``, ready to be translated."""
    try:
        return prepare(read(path, options.text_field, whole=options.whole_pages), options, readings)
    except InputError as error:
        return Failure(str(path), str(error))


def read(path: Path, text_field: str = "text", *, whole: bool = False) -> Document:
    """The document of a file or of standard input; ``whole`` as in ``formats.read``. Raises ``InputError``."""
    return _read_stdin() if path == STDIN else formats.read(path, text_field, whole=whole)


def standard_input() -> BinaryIO:
    """Raises ``InputError`` where whoever started us has closed it (``<&-``)."""
    if sys.stdin is None:
        raise InputError("standard input is closed")
    return sys.stdin.buffer


def _read_stdin() -> Document:
    source = standard_input()
    try:
        raw = source.read()
        refuse_mail(raw)
        refuse_markup(raw)
        decoded = decode(raw)
    except InputError as error:
        raise InputError(f"standard input {error}") from error
    document = formats.parse(decoded.text)
    return replace(document, encoding=decoded.encoding, notes=(*decoded.notes, *document.notes))
