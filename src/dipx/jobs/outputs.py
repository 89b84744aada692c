"""What earlier runs left in folders that are read now: a run's output is nobody's input, unless it is named itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from dipx import storage
from dipx.formats.paths import Input
from dipx.jobs.results import journals_around, results_at
from dipx.jobs.tasks import targets


def earlier_outputs(items: Sequence[Input], paths: Iterable[Path], out: Path) -> list[Input]:
    """Which of ``items`` the journals of the folders around them say that a run wrote.

    Of the ``paths`` that a user named only those are, that this run would write itself: into ``out``.
    """
    named = {_place(path) for path in paths}
    around = journals_around((item.path for item in items), paths)
    written = {folder: _written(folder) for folder in around}
    own = {folder: files for folder, files in written.items() if folder.resolve() == out.resolve()}
    return [item for item in items if _is_in(_place(item.path), own if _place(item.path) in named else written)]


def _place(path: Path) -> Path:
    return path if storage.is_remote(path) else path.absolute()


def _written(folder: Path) -> frozenset[Path]:
    entries = results_at(folder).journal().entries.values()
    return frozenset(file for entry in entries for file in targets(folder, Path(entry.stem), entry.outputs))


def _is_in(file: Path, written: dict[Path, frozenset[Path]]) -> bool:
    return any(file in files for files in written.values())
