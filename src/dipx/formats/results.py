"""Records that a run has made of articles, read again line by line: ``NAME.report.jsonl``, packed or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dipx.errors import InputError
from dipx.formats.streams import MAX_LINE, lines_of

ENDS = (".jsonl", ".jsonl.zst")
_LONGEST = 16 * MAX_LINE  # a result has its article's French and English, sentence by sentence: some six times as much


def is_records(path: Path) -> bool:
    """Whether a result is of many articles, a line each."""
    return path.name.lower().endswith(ENDS)


def result_lines(path: Path) -> Iterator[dict[str, Any]]:
    """What stands in each line: an article of the JSON contract (``docs/json.md``), or with an ``error``.

    Raises ``InputError``, which names the line, for a file that is none.
    """
    try:
        for number, line in lines_of(path, _LONGEST):
            yield _line(line, number)
    except InputError as error:
        raise InputError(f"{path} {error}") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error


def _line(raw: bytes | None, number: int) -> dict[str, Any]:
    if raw is None:
        raise InputError(f"has more than {_LONGEST >> 20} MB in line {number}")
    try:
        value = json.loads(raw)
        if "error" not in value:
            value["segments"], value["left_out"]
        value["path"] + ""
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"is no record file of dipx: line {number} has no article ({error!r})") from error
    made: dict[str, Any] = value
    return made
