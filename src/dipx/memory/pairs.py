"""French–English pairs in files: TMX for translators' tools, JSONL for everything else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dipx.document import Pair
from dipx.errors import InputError, UsageError
from dipx.files import write_atomically
from dipx.formats.decode import decode
from dipx.memory.tmx import read_tmx, tmx_lines

MAX_TEXT = 1_000_000  # characters of a source or target


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a ``.tmx`` or ``.jsonl`` file, in order.

    Raises ``UsageError`` for another ending or a missing file, ``InputError`` with file and line for what is malformed.
    """
    read = _READERS[_ending(path)]
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    return read(path)


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Write them as the file's ending says. Raises ``UsageError`` for another ending."""
    ending = _ending(path)
    if ending == ".tmx":
        from dipx import __version__

        write_atomically(path, "".join(tmx_lines(pairs, __version__)))
    else:
        lines = ({"source": pair.source, "target": pair.target} for pair in pairs)
        write_atomically(path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    if ending not in _READERS:
        raise UsageError(f"{path}: pairs are kept in .tmx or .jsonl files.")
    return ending


def _read_jsonl(path: Path) -> Iterator[Pair]:
    """``{"source", "target"}`` a line; further keys (the review page's ``path``) are passed over."""
    try:
        text = decode(path.read_bytes(), keeps_controls=True).text  # what was exported comes back as it was
    except InputError as error:
        raise InputError(f"{path} {error}") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _pair(line, f"{path}, line {number}")


def _pair(line: str, place: str) -> Pair:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: not JSON ({error}).") from error
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("source", "target")):
        raise InputError(f'{place}: expected {{"source": "…", "target": "…"}}.')
    if max(len(entry["source"]), len(entry["target"])) > MAX_TEXT:
        raise InputError(f"{place}: a text is longer than {MAX_TEXT:,} characters.")
    return Pair(entry["source"], entry["target"])


_READERS: dict[str, Callable[[Path], Iterator[Pair]]] = {".tmx": read_tmx, ".jsonl": _read_jsonl}
