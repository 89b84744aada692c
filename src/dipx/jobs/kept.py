"""What stands where a result goes and no run wrote, kept beside it: it may be somebody's corrections."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from dipx.files import sync_folder, write_together
from dipx.jobs.seals import seal, seal_of

KEPT = ".kept"  # behind the whole name: no format's suffix, so that no folder's run takes the file for an article
NAMED = 50  # files in a line


def write_results(made: Mapping[Path, bytes], seals: Collection[str] = ()) -> tuple[str, ...]:
    """Write the files of an article, each whole or not there; the names of those that were not what a run wrote.

    ``seals`` are those of what runs wrote there before. What else is there is kept beside first, but for the
    beginning of what is written now, which a crash leaves. Raises ``OSError``; what is there stays then.
    """
    changed = tuple(_changed(made, seals))
    write_together(made)
    return changed


def put_result(made: Path, target: Path, seals: Collection[str] = ()) -> tuple[str, ...]:
    """Give a file that is on the disk its name; what ``write_results`` says holds here too, for files of any size."""
    changed: tuple[str, ...] = ()
    if target.is_file() and (there := seal_of(target)) not in (*seals, seal_of(made)):
        changed = (str(target),)
        if not _is_beginning(target, made):
            kept = next(name for name in names(target) if not name.exists() or seal_of(name) == there)
            target.replace(kept)
            changed = (f"{target} (kept as {kept.name})",)
    made.replace(target)
    sync_folder(target.parent)
    return changed


def named(changed: Sequence[str]) -> str:
    """The names as one text."""
    return ", ".join(changed[:NAMED]) + (", …" if len(changed) > NAMED else "")


def _changed(made: Mapping[Path, bytes], seals: Collection[str]) -> Iterator[str]:
    for path, raw in made.items():
        if not path.is_file():
            continue
        there = path.read_bytes()
        if there == raw or seal(there) in seals:
            continue
        yield str(path) if raw.startswith(there) else f"{path} (kept as {_keep(path, there).name})"


def _keep(path: Path, there: bytes) -> Path:
    """Put a file's bytes beside it under a name that nothing else has, unless a run that was killed did so."""
    kept = next(name for name in names(path) if not name.exists() or (name.is_file() and name.read_bytes() == there))
    if not kept.exists():
        write_together({kept: there})
    return kept


def names(path: Path) -> Iterator[Path]:
    """Those under which a file or object may be kept."""
    return (path.with_name(f"{path.name}{KEPT}{f'-{number}' if number > 1 else ''}") for number in count(1))


def _is_beginning(target: Path, made: Path) -> bool:
    """Whether one file is the beginning of the other, or all of it."""
    with target.open("rb") as short, made.open("rb") as whole:
        while part := short.read(2**20):
            if whole.read(len(part)) != part:
                return False
    return True
