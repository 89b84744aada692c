"""Test sets: source lines, reference lines, and a digest that says which ones they were."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dipx.errors import InputError
from dipx.formats.decode import decode


@dataclass(frozen=True, slots=True)
class TestSet:
    """``sources[i]`` was translated by a person as ``references[i]``. ``digest`` covers both files' bytes."""

    __test__ = False  # pytest: not a class of tests

    name: str
    sources: tuple[str, ...]
    references: tuple[str, ...]
    digest: str


def read_testset(source: Path, reference: Path | None = None) -> TestSet:
    """A test set from two files of as many lines, or from a folder (or stem) with one ``.fr`` and one ``.en`` file.

    Raises ``InputError`` when a file is missing or no text, or when the numbers of lines differ.
    """
    source, reference = (source, reference) if reference else _pair(source)
    raw = [_bytes(source), _bytes(reference)]
    lines = [decode(part).text.removesuffix("\n").split("\n") for part in raw]
    if len(lines[0]) != len(lines[1]):
        raise InputError(f"{source} has {len(lines[0])} lines, {reference} has {len(lines[1])}: they are no pair.")
    digest = hashlib.sha256(b"\0".join(raw)).hexdigest()
    return TestSet(source.stem, tuple(lines[0]), tuple(lines[1]), digest)


def _pair(place: Path) -> tuple[Path, Path]:
    if not place.is_dir():
        return place.with_name(place.name + ".fr"), place.with_name(place.name + ".en")
    sources = sorted(place.glob("*.fr"))
    if len(sources) != 1:
        names = ", ".join(path.name for path in sources) or "none"
        raise InputError(f"{place} should hold one .fr file beside its .en file; it holds {names}.")
    return sources[0], sources[0].with_suffix(".en")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
