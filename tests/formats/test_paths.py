"""Which files a folder means."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx.errors import UsageError
from dipx.formats.paths import expand
from tests.formats.rewriting import command


def _tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Oui.")


def test_expand_keeps_the_tree_and_passes_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    _tree(tmp_path, "b.txt", "a/c.TXT", "a/d.png", "a/e.txt.GZ", ".hidden/e.txt", ".f.txt", "out/b.en.txt")
    with caplog.at_level("WARNING"):
        found = expand([tmp_path], out=tmp_path / "out")
    assert [item.stem.as_posix() for item in found] == ["b", "a/c", "a/e"]
    assert "passed over a/d.png; dipx reads .txt" in caplog.text
    assert ".docm" not in caplog.text


def test_expand_takes_each_file_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    _tree(tmp_path, "a.txt")
    found = expand([tmp_path / "a.txt", tmp_path, tmp_path / "a.txt"])
    assert len(found) == 1
    assert "named twice" in caplog.text


def test_equal_stems_keep_their_suffix(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt", "a.text")
    assert sorted(item.stem.name for item in expand([tmp_path])) == ["a.text", "a.txt"]


def test_two_folders_with_equal_names_do_not_collide(tmp_path: Path) -> None:
    _tree(tmp_path, "x/a.txt", "y/a.txt")
    stems = [item.stem for item in expand([tmp_path / "x", tmp_path / "y"])]
    assert len(set(stems)) == 2


def test_a_folder_without_texts_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no file that dipx reads"):
        expand([tmp_path])


def test_links_in_a_circle_are_files_that_cannot_be_read(tmp_path: Path) -> None:
    _tree(tmp_path, "b.txt")
    (tmp_path / "a.txt").symlink_to("c.txt")
    (tmp_path / "c.txt").symlink_to("a.txt")
    found = expand([tmp_path, tmp_path / "c.txt"])
    assert {item.path.name for item in found} >= {"a.txt", "b.txt"}
    done = command("translate", tmp_path / "a.txt", "-o", tmp_path / "c.txt")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be read" in done.stderr


def test_a_symlink_loop_ends(tmp_path: Path) -> None:
    _tree(tmp_path, "a/b.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert len(expand([tmp_path])) == 1
