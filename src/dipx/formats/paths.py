"""Which files a list of paths means, and where the output of each goes."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dipx.errors import UsageError
from dipx.formats import FORMATS

log = logging.getLogger(__name__)

STDIN = Path("-")  # standard input, as everywhere on a command line


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read and its place in the output: the path below the folder that was named, without suffix."""

    path: Path
    stem: Path


def expand(paths: Sequence[Path], out: Path | None = None) -> list[Input]:
    """The files that ``paths`` name, folders searched through in sorted order, each file once.

    Hidden files, the output folder ``out`` and formats that dipx does not read are passed over in folders; a
    file named itself is read whatever its suffix. A missing path stays in the list, so that reading it says so.
    Raises ``UsageError`` when a folder holds no file that dipx reads.
    """
    seen: set[Path] = set()
    found: list[tuple[Path, Path]] = []
    for path in paths:
        for file, relative in _files(path, out):
            real = file.resolve()
            if real in seen:
                log.warning("%s is named twice; it is done once.", file)
                continue
            seen.add(real)
            found.append((file, relative))
    return [Input(file, stem) for (file, _), stem in zip(found, _stems(found), strict=True)]


def _stems(found: Sequence[tuple[Path, Path]]) -> list[Path]:
    """A place in the output for each file, no two alike: without suffix, else with it, else below its folder's
    name, else below a number."""
    ways = (
        [relative.with_suffix("") for _, relative in found],
        [relative for _, relative in found],
        [Path(file.absolute().parent.name) / relative for file, relative in found],
        [Path(str(number)) / relative for number, (_, relative) in enumerate(found, 1)],
    )
    counts = [Counter(way) for way in ways]
    return [
        next(way[index] for way, count in zip(ways, counts, strict=True) if count[way[index]] == 1)
        for index in range(len(found))
    ]


def _files(path: Path, out: Path | None) -> Iterator[tuple[Path, Path]]:
    if not path.is_dir():
        yield path, Path("stdin" if path == STDIN else path.name)
        return
    skip = out.resolve() if out else None
    passed_over: Counter[str] = Counter()
    count = 0
    for folder, folders, files in os.walk(path, onerror=_unreadable):
        base = Path(folder)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and (base / f).resolve() != skip)
        for file in sorted(files):
            if file.startswith("."):
                continue
            suffix = Path(file).suffix.lower()
            if suffix not in FORMATS:
                passed_over[suffix or "no suffix"] += 1
                continue
            count += 1
            yield base / file, (base / file).relative_to(path)
    if passed_over:
        kinds = ", ".join(f"{n} {suffix}" for suffix, n in sorted(passed_over.items()))
        log.warning("%s: passed over %s; dipx reads %s.", path, kinds, ", ".join(FORMATS))
    if not count:
        raise UsageError(f"{path} holds no file that dipx reads ({', '.join(FORMATS)}).")


def _unreadable(error: OSError) -> None:
    log.warning("%s cannot be read: %s", error.filename, error.strerror)
