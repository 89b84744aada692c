"""A file read as it is at one moment, whoever writes to it meanwhile."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dipx import storage
from dipx.errors import InputError
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
    """The digest of a file and the document of just these bytes: one that changes meanwhile is read once more.

    Of an object the digest stands for its ETag.
    """
    if storage.is_remote(path):
        return _load_object(path, options, readings)
    if path.exists() and not path.is_file() and not path.is_dir():
        return "", Failure(str(path), f"{path} is no regular file, which a job could read twice: copy it to one first.")
    for _ in range(2):
        before = digest(path)
        loaded = _load(path, options, readings)
        if digest(path) == before:
            return before, loaded
    return before, Failure(str(path), f"{path} changes while it is read: run again when it is at rest.")


def _load_object(path: Path, options: Options, readings: FinishedReadings | None) -> tuple[str, Prepared | Failure]:
    try:
        with storage.copied(path) as (local, tag):
            return tagged(tag), addressed(_load(local, options, readings), local, path)
    except InputError as error:
        return "", Failure(storage.named(path), str(error))


def tagged(tag: str) -> str:
    """The digest of an object with this ETag."""
    return f"etag:{tag}"


def tag_of(file_digest: str) -> str:
    """The ETag that a digest stands for; none for a file's."""
    return file_digest.removeprefix("etag:") if file_digest.startswith("etag:") else ""


def addressed(loaded: Prepared | Failure, local: Path, path: Path) -> Prepared | Failure:
    """What was read of a copy, as of the object itself."""
    name = storage.named(path)
    if isinstance(loaded, Failure):
        return Failure(name, loaded.message.replace(str(local), name))
    return replace(loaded, document=replace(loaded.document, path=name))


def _load(path: Path, options: Options, readings: FinishedReadings | None) -> Prepared | Failure:
    try:
        return load(path, options, readings)
    except Exception as error:
        return Failure(str(path), fault(path, error))


def fault(path: Path, error: Exception) -> str:
    """A fault of ours in one file of thousands: it has an outcome, and the others are done."""
    log.debug("%s", path, exc_info=True)
    return f"{storage.named(path)}: {type(error).__name__}: {error}. Please report it; -v shows where."
