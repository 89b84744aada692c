"""Files that are larger than memory, read line by line and packed piece by piece: plain, gzip, zstd."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from dipx.errors import InputError
from dipx.formats.extras import require

MAX_LINE = 16 * 2**20  # bytes of an article with its record: a book has one to five MB
_CHUNK = 64 * 2**10  # bytes unpacked at once


def lines_of(path: Path, longest: int = 0) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number, from 1, without its line feed; ``None`` for one of more bytes than ``longest``
    (0: ``MAX_LINE``).

    Raises ``InputError`` for a file that is not whole (as it says where, not before), ``OSError``.
    """
    longest = longest or MAX_LINE
    with _opened(path) as file:
        number = 0
        try:
            while line := file.readline(longest + 1):
                number += 1
                is_long = len(line) > longest
                while is_long and not line.endswith(b"\n") and (line := file.readline(longest)):
                    pass
                yield number, None if is_long else line.rstrip(b"\n")
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(f"is not a whole gzip file: it breaks off after line {number}") from error
        except _BrokenFrameError as error:
            raise InputError(f"is not a whole zstd file: it breaks off after line {number}") from error


def packed(raw: bytes) -> bytes:
    """The bytes as a zstd frame of their own: frames one behind the other are a file. Raises ``InputError`` where the
    library is missing."""
    made: bytes = zstd().compress(raw)
    return made


def zstd() -> Any:
    """Python's own module, or the same for an older Python. Raises ``InputError``, which names the extra."""
    return require("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd", "records")


def _opened(path: Path) -> BinaryIO:
    if path.suffix.lower() == ".gz":
        return cast("BinaryIO", gzip.open(path, "rb"))
    if path.suffix.lower() == ".zst":
        library = zstd()
        return io.BufferedReader(_Unpacked(path, library), _CHUNK)
    return path.open("rb")


class _BrokenFrameError(Exception):
    """A zstd frame is damaged or has no end."""


class _Unpacked(io.RawIOBase):
    """What zstd frames hold. Never more than asked for is unpacked: 100 kB can make a gigabyte."""

    def __init__(self, path: Path, library: Any) -> None:
        self._file, self._library = path.open("rb"), library
        self._frame: Any = None
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            if not self._rest and (self._frame is None or self._frame.needs_input):
                self._rest = self._file.read(_CHUNK)
                if not self._rest:
                    if self._frame is not None:
                        raise _BrokenFrameError
                    return 0
            made = self._more(len(buffer))
            if made:
                buffer[: len(made)] = made
                return len(made)

    def _more(self, most: int) -> bytes:
        if self._frame is None:
            self._frame = self._library.ZstdDecompressor()
        try:
            made: bytes = self._frame.decompress(self._rest, most)
        except self._library.ZstdError as error:
            raise _BrokenFrameError from error
        self._rest = b""
        if self._frame.eof:
            self._rest, self._frame = self._frame.unused_data, None
        return made

    def close(self) -> None:
        self._file.close()
        super().close()
