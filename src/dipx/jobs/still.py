"""A file read as it is at one moment, whoever writes to it meanwhile."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from dipx.files import digest
from dipx.options import Options
from dipx.reading import Prepared, load
from dipx.report import Failure

if TYPE_CHECKING:
    from dipx.reading import FinishedReadings

log = logging.getLogger(__name__)


def load_still(
    path: Path, options: Options, readings: FinishedReadings | None = None
) -> tuple[str, Prepared | Failure]:
    """The digest of a file and the document of just these bytes: one that changes meanwhile is read once more."""
    if path.exists() and not path.is_file() and not path.is_dir():
        return "", Failure(str(path), f"{path} is no regular file, which a job could read twice: copy it to one first.")
    for _ in range(2):
        before = digest(path)
        loaded = _load(path, options, readings)
        if digest(path) == before:
            return before, loaded
    return before, Failure(str(path), f"{path} changes while it is read: run again when it is at rest.")


def _load(path: Path, options: Options, readings: FinishedReadings | None) -> Prepared | Failure:
    try:
        return load(path, options, readings)
    except Exception as error:
        return Failure(str(path), fault(path, error))


def fault(path: Path, error: Exception) -> str:
    """A fault of ours in one file of thousands: it has an outcome, and the others are done."""
    log.debug("%s", path, exc_info=True)
    return f"{path}: {type(error).__name__}: {error}. Please report it; -v shows where."
