"""Which files a list of paths means, and where the output of each goes."""

from __future__ import annotations

import logging
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dipx import storage
from dipx.errors import UsageError
from dipx.formats import COMPRESSED, FORMATS, suffix_of
from dipx.formats.unread import NO_TEXT

log = logging.getLogger(__name__)

_LINK = "a link that leads out of the folder (--follow-links goes there)"
NAMED = 50  # files that are passed over, in one line
_WITH_MACROS = frozenset({".docm", ".pptm", ".xlsm"})  # which are refused: read only where none are in it
_READ = ", ".join(suffix for suffix in FORMATS if suffix not in _WITH_MACROS)
STDIN = Path("-")  # standard input, as everywhere on a command line


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read and its place in the output: the path below the folder that was named, without suffix.

    Of an object the ETag and the size in bytes, as its bucket told them when it was listed.
    """

    path: Path
    stem: Path
    tag: str = ""
    size: int = 0


def real_path(path: Path) -> Path:
    """Where a path leads; links that lead in a circle, which ``Path.resolve`` refuses, lead where they end."""
    return Path(os.path.realpath(path))


def none_else(_: Path) -> str:
    """Nobody reads other files."""
    return ""


def expand(
    paths: Sequence[Path],
    out: Path | None = None,
    *,
    follow_links: bool = False,
    also: Callable[[Path], str] = none_else,
    remote: bool = False,
) -> list[Input]:
    """The files that ``paths`` name, folders searched through in sorted order, each file once.

    Hidden files, the output folder ``out`` and formats that dipx does not read are passed over in folders, and so is,
    by name, what is no file (a pipe, a device), and, unless ``follow_links``, a link that leads out of the folder; a
    file named itself is read whatever its suffix. A missing path stays in the list, so that reading it says so.
    ``also`` gives the suffix of a file that somebody else reads, or nothing. An address is an object, or stands for
    all that are below it, as a folder does; only those who say ``remote`` can read one.
    Raises ``UsageError`` when a folder holds no file that dipx reads, ``StorageError`` for a bucket that is silent.
    """
    seen: set[Path] = set()
    found: list[tuple[Path, Path]] = []
    objects: dict[Path, storage.Listed] = {}
    for path in paths:
        if not storage.is_remote(path):
            files = _files(path, out, also, follow_links=follow_links)
        elif remote:
            files = _objects(path, out, also, objects)
        else:
            raise UsageError(f"{storage.named(path)}: only dipx run reads from a bucket. Copy it to a folder first.")
        for file, relative in files:
            real = file if storage.is_remote(file) else real_path(file)
            if real in seen:
                log.warning("%s is named twice; it is done once.", storage.named(file))
                continue
            seen.add(real)
            found.append((file, relative))
    return [_input(file, stem, objects.get(file)) for (file, _), stem in zip(found, _stems(found, also), strict=True)]


def _input(file: Path, stem: Path, listed: storage.Listed | None) -> Input:
    return Input(file, stem, listed.tag, listed.size) if listed else Input(file, stem)


def _stems(found: Sequence[tuple[Path, Path]], also: Callable[[Path], str]) -> list[Path]:
    """A place in the output for each file, no two alike: without suffix, else with it, else below its folder's
    name, else below its number in the list."""
    stems: dict[int, Path] = {}
    taken: set[Path] = set()
    waiting: Sequence[int] = range(len(found))
    for way in (_bare(also), _with_suffix, _below_folder, _below_number):
        names = {index: way(index, *found[index]) for index in waiting}
        counts = Counter(names.values())
        settled = {index: name for index, name in names.items() if counts[name] == 1 and name not in taken}
        stems |= settled
        taken |= set(settled.values())
        waiting = [index for index in waiting if index not in settled]
        if not waiting:
            break
    return [stems[index] for index in range(len(found))]


def _bare(also: Callable[[Path], str]) -> Callable[[int, Path, Path], Path]:
    def without_suffix(index: int, file: Path, relative: Path) -> Path:
        if suffix := also(relative):
            return relative.with_name(relative.name[: -len(suffix)])
        return (
            relative.with_suffix("").with_suffix("") if suffix_of(relative) in COMPRESSED else relative.with_suffix("")
        )

    return without_suffix


def _with_suffix(index: int, file: Path, relative: Path) -> Path:
    return relative


def _below_folder(index: int, file: Path, relative: Path) -> Path:
    return Path(file.absolute().parent.name) / relative


def _below_number(index: int, file: Path, relative: Path) -> Path:
    return Path(f"{index + 1}-") / relative


def _files(
    path: Path, out: Path | None, also: Callable[[Path], str], *, follow_links: bool
) -> Iterator[tuple[Path, Path]]:
    if not path.is_dir():
        yield path, Path("stdin" if path == STDIN else path.name)
        return
    outside = _Outside(path, out, follow_links=follow_links)
    told = _PassedOver(path)
    count = 0
    for folder, folders, files in os.walk(path, onerror=_unreadable, followlinks=True):
        base = Path(folder)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and outside.enters(base / f))
        for file in sorted(files):
            if file.startswith("."):
                continue
            if told.passes(Path(file), (base / file).relative_to(path), also):
                continue
            if why := outside.why_not(base / file):
                log.warning("%s is %s; it is passed over.", base / file, why)
                continue
            count += 1
            yield base / file, (base / file).relative_to(path)
    told.end(count)


def _objects(
    path: Path, out: Path | None, also: Callable[[Path], str], objects: dict[Path, storage.Listed]
) -> Iterator[tuple[Path, Path]]:
    """The object, or those below the address that a folder's search would find; ``objects`` gets what is known."""
    if listed := storage.head(path):
        objects[path] = listed
        yield path, Path(path.name)
        return
    told = _PassedOver(path)
    count = 0
    for listed in storage.listing(path):
        relative = listed.path.relative_to(path)
        if any(part.startswith(".") for part in relative.parts) or (out and listed.path.is_relative_to(out)):
            continue
        if not listed.size and not relative.suffix:  # what consoles make for a folder
            continue
        if told.passes(Path(relative.name), relative, also):
            continue
        count += 1
        objects[listed.path] = listed
        yield listed.path, relative
    told.end(count)


class _PassedOver:
    """What is below a folder and is not read, which is told when all is known."""

    def __init__(self, path: Path) -> None:
        self._path = storage.named(path)
        self._names: list[str] = []

    def passes(self, file: Path, relative: Path, also: Callable[[Path], str]) -> bool:
        """Whether the file is none that is read."""
        suffix = suffix_of(file)
        if suffix in FORMATS or suffix in COMPRESSED or also(file):
            return False
        self._names.append(str(relative))
        return True

    def end(self, count: int) -> None:
        """Raises ``UsageError`` where nothing was found."""
        if self._names:
            self._names.sort(key=_is_no_text)  # of which there may be many
            more = f" and {len(self._names) - NAMED} more" if len(self._names) > NAMED else ""
            log.warning("%s: passed over %s%s; dipx reads %s.", self._path, ", ".join(self._names[:NAMED]), more, _READ)
        if not count:
            raise UsageError(f"{self._path} holds no file that dipx reads ({_READ}).")


def _is_no_text(name: str) -> bool:
    return suffix_of(Path(name)) in NO_TEXT


class _Outside:
    """What is not to be read below a folder: the output, what is no file, links that lead out, folders met before."""

    def __init__(self, top: Path, out: Path | None, *, follow_links: bool) -> None:
        self._top, self._follow_links = real_path(top), follow_links
        self._met = {self._top} | ({real_path(out)} if out else set())

    def enters(self, folder: Path) -> bool:
        real = real_path(folder)
        if folder.is_symlink() and not self._may_follow(real):
            log.warning("%s is %s; it is passed over.", folder, _LINK)
            return False
        if real in self._met:  # a link to a folder above it, or the output
            return False
        self._met.add(real)
        return True

    def why_not(self, file: Path) -> str | None:
        """What the file is instead of one to read."""
        try:
            mode = file.stat().st_mode
        except OSError:
            return None  # reading it will say so
        if not stat.S_ISREG(mode):
            return "no regular file"
        return None if not file.is_symlink() or self._may_follow(real_path(file)) else _LINK

    def _may_follow(self, real: Path) -> bool:
        return self._follow_links or real.is_relative_to(self._top)


def _unreadable(error: OSError) -> None:
    log.warning("%s cannot be read: %s", error.filename, error.strerror)
