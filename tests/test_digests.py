"""Digests are remembered as long as the file system says that a file is the same, and not a moment longer."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from dipx import digests as module
from dipx.digests import FILE, digests, file_digest, known_digests
from dipx.places import cache_dir


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """An old file and an empty one; the memory of digests is the test's own."""
    monkeypatch.setenv("DIPX_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "_GRAIN", -(10**12))  # as if all had been written long ago
    made = [tmp_path / "weights", tmp_path / "nothing"]
    made[0].write_bytes(b"0123456789" * 1_000_000)
    made[1].write_bytes(b"")
    return made


def _true(files: list[Path]) -> list[str]:
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]


def test_a_digest_is_made_once(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    assert known_digests(files) is None
    assert digests(files) == [file_digest(file) for file in files] == _true(files)
    monkeypatch.setattr(module, "file_digest", lambda path: pytest.fail(f"{path} was read again"))
    assert digests(files) == known_digests(files) == _true(files)


def test_other_bytes_of_the_same_length_and_time_are_seen(files: list[Path]) -> None:
    before, stat = digests(files), files[0].stat()
    with files[0].open("r+b") as file:
        file.write(b"X")
    os.utime(files[0], ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert files[0].stat().st_mtime_ns == stat.st_mtime_ns
    assert digests(files) == _true(files) != before


def test_another_file_of_the_same_name_is_seen(files: list[Path]) -> None:
    digests(files)
    other = files[0].with_name("other")
    other.write_bytes(files[0].read_bytes()[::-1])
    other.replace(files[0])
    assert digests(files) == _true(files)


def test_what_was_just_written_is_not_remembered(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("DIPX_CACHE_DIR", str(files[0].parent / "cache"))
    assert digests(files) == _true(files)
    assert known_digests(files) is None


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b'{"1 2 3 4 5": 6}', b'{"a":'])
def test_a_damaged_memory_costs_time_alone(files: list[Path], content: bytes) -> None:
    cache_dir().mkdir()
    (cache_dir() / FILE).write_bytes(content)
    assert digests(files) == _true(files)
    assert known_digests(files) == _true(files)


def test_no_place_to_remember_costs_time_alone(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPX_CACHE_DIR", str(files[0] / "below-a-file"))
    assert digests(files) == _true(files)


def test_the_memory_is_bounded(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    digests(files)
    assert len(json.loads((cache_dir() / FILE).read_text())) == 1


def test_a_missing_file_is_an_error(files: list[Path]) -> None:
    with pytest.raises(FileNotFoundError):
        digests([*files, files[0].with_name("missing")])
