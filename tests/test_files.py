"""Writes that are whole or not there, locks, digests."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from dipx.files import descriptor, digest, json_text, locked, sweep, utf8, write_atomically, write_together


def test_files_that_belong_together_are_all_there_or_none(tmp_path: Path) -> None:
    one, two = tmp_path / "new/one.txt", tmp_path / "two.txt"
    write_together({one: b"1", two: b"2"})
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")
    blocked = tmp_path / "two.txt/below.txt"  # its folder is a file
    with pytest.raises(OSError):
        write_together({one: b"other", blocked: b"3"})
    assert one.read_bytes() == b"1", "the old file, whole"
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["one.txt", "two.txt"]


def test_a_file_is_replaced_not_changed(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.txt", tmp_path / "kept.txt"
    path.write_text("old", "utf-8")
    os.link(path, kept)
    write_atomically(path, "neu\ud800é")
    assert path.read_text("utf-8") == "neu?é"
    assert kept.read_text("utf-8") == "old"


def test_links_are_followed_and_devices_written_into(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old", "utf-8")
    link.symlink_to(target)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text("utf-8") == "new"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(pipe, "said")
    assert os.read(reader, 9) == b"said"
    os.close(reader)
    assert not pipe.is_file()


@pytest.mark.parametrize("name", ["/dev/fd/{}", "/proc/self/fd/{}", "link"])
def test_what_is_open_is_written_into_from_where_it_stands(tmp_path: Path, name: str) -> None:
    log = tmp_path / "out.log"
    with log.open("wb", buffering=0) as file:
        (tmp_path / "link").symlink_to(f"/dev/fd/{file.fileno()}")
        file.write(b"before\n")
        write_atomically(tmp_path / name if name == "link" else Path(name.format(file.fileno())), "said\n")
        file.write(b"after\n")
    assert log.read_text() == "before\nsaid\nafter\n"


@pytest.mark.parametrize(
    ("name", "number"),
    [("/dev/stdout", 1), ("/dev/stderr", 2), ("/dev/fd/7", 7), ("/dev/null", None), ("a/fd/1", None)],
)
def test_names_of_open_files(name: str, number: int | None) -> None:
    assert descriptor(Path(name)) == number


def test_what_killed_writes_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / "below/.dipx-0123-0.tmp"
    left.parent.mkdir()
    for path in (left, tmp_path / ".dipx-other", tmp_path / "a.tmp"):
        path.write_text("x", "utf-8")
    sweep(tmp_path)
    assert not left.exists()
    assert len(list(tmp_path.glob(".*"))) + len(list(tmp_path.glob("*.tmp"))) == 2


def test_locks_exclude_and_are_shared(tmp_path: Path) -> None:
    file = tmp_path / "new/lock"
    with locked(file), pytest.raises(BlockingIOError), locked(file, wait=False):
        pass
    held = locked(file, shared=True), locked(file, wait=False, shared=True)
    with held[0], held[1], pytest.raises(BlockingIOError), locked(file, wait=False):
        pass
    with locked(file, wait=False):
        assert file.exists()


def test_digests_are_of_regular_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert digest(tmp_path / "a") == hashlib.sha256(b"abc").hexdigest()
    os.mkfifo(tmp_path / "pipe")
    assert [digest(path) for path in (tmp_path, tmp_path / "none", tmp_path / "pipe", Path("/dev/zero"))] == [""] * 4


def test_names_that_are_no_utf8_are_kept_in_json() -> None:
    assert json_text({"path": "a\udce9"}, indent=None) == '{"path": "a\\udce9"}\n'
    assert utf8("a\udce9") == b"a?"
