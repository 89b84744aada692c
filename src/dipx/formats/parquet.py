"""Rows of a Parquet file: only the columns that are asked for are read, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dipx.errors import InputError
from dipx.formats.extras import require

ROWS = 256  # at once
BUFFER = 2**20  # bytes of each column: without, all of a row group's are read, and a file may be one group


def rows(path: Path, names: Sequence[str]) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Each row with its number, from 1: the columns that ``names`` or their first parts (``a.b``) name, or why it
    cannot be read. Where the first of the names has none, one row: the names of all columns, with nothing in them.

    Raises ``InputError``.
    """
    arrow = require("pyarrow", "records")
    parquet = require("pyarrow.parquet", "records")
    try:
        with parquet.ParquetFile(path, pre_buffer=False, buffer_size=BUFFER) as file:
            columns = list(file.schema_arrow.names)
            wanted = [column for column in columns if any(_is_in(name, column) for name in names)]
            if not any(_is_in(names[0], column) for column in wanted):
                if file.metadata.num_rows:
                    yield 1, dict.fromkeys(columns)
                return
            number = 0
            for batch in file.iter_batches(ROWS, columns=wanted, use_threads=False):
                for place in range(batch.num_rows):
                    number += 1
                    yield number, _row(batch, wanted, place)
    except arrow.ArrowException as error:
        told = " ".join(str(error).split())[:120]
        raise InputError(f"is no whole Parquet file ({told})") from error


def _is_in(name: str, column: str) -> bool:
    return name == column or name.startswith(f"{column}.")


def _row(batch: Any, names: Sequence[str], place: int) -> dict[str, Any] | str:
    """Bytes are texts too: some writers do not say so."""
    try:
        values = {name: batch.column(name)[place].as_py() for name in names}
        return {name: value.decode() if isinstance(value, bytes) else value for name, value in values.items()}
    except (ValueError, OverflowError) as error:  # bytes that are no UTF-8
        return f"cannot be read ({' '.join(str(error).split())[:120]})"
