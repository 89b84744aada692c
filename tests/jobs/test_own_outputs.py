"""A run never takes for an article what a run wrote."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from dipx.errors import UsageError
from dipx.jobs.job import run_folder
from dipx.options import EngineOptions, Options
from dipx.pipeline import Pipeline
from tests.formats.rewriting import command

FRENCH = Options(engine=EngineOptions(engine="fake"), lang="fr")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for place in ("", "sub"):
        (tmp_path / "in" / place).mkdir(exist_ok=True)
        (tmp_path / "in" / place / f"a{place}.txt").write_text("Il pleut sur la ville.\n", "utf-8")
    return tmp_path / "in"


def ran(paths: list[Path], out: Path) -> list[str]:
    """The names of the files that a run did, or found done."""
    return [Path(outcome.path).name for outcome in run_folder(paths, out, Pipeline(FRENCH))]


def test_an_output_folder_within_the_input(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = ran([folder], folder / "out")
    assert ran([folder], folder / "out") == first == ["a.txt", "asub.txt"]
    assert ran([folder], folder / "another") == first
    assert "passed over 4 outputs of earlier runs: " in caplog.text
    assert ran([folder], folder / "out") == first


def test_files_of_a_folder_into_that_folder(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert ran(sorted(folder.glob("*.txt")), folder) == ["a.txt"]
    assert ran(sorted(folder.glob("*.txt")), folder) == ["a.txt"]
    assert "passed over 1 output of earlier runs: " in caplog.text
    assert ran([folder], folder.parent / "out") == ["a.txt", "asub.txt"]


def test_an_output_that_is_named_is_read(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    ran([folder], folder.parent / "out")
    caplog.set_level(logging.WARNING)
    assert ran([folder.parent / "out" / "a.en.txt"], folder.parent / "again") == ["a.en.txt"]
    assert "passed over" not in caplog.text


def test_what_only_looks_like_an_output_is_read(folder: Path) -> None:
    (folder / "a.en.txt").write_text("Il neige sur la ville.\n", "utf-8")
    assert ran([folder], folder.parent / "out") == ["a.en.txt", "a.txt", "asub.txt"]


def test_the_input_folder_is_no_output_folder(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    for out in (folder, link, folder / "sub" / ".."):
        with pytest.raises(UsageError, match="is the input folder"):
            ran([folder], out)


@pytest.mark.parametrize("verb", ["run", "translate", "summarise"])
def test_every_command_refuses_it(folder: Path, verb: str) -> None:
    done = command(verb, folder, "-o", folder)
    assert done.returncode == 2
    assert done.stderr == f"dipx: The output folder {folder} is the input folder. Choose another with -o.\n"
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "sub"]


def test_a_memory_that_cannot_be_made_says_what_helps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.parent / "file").write_text("", "utf-8")
    monkeypatch.setenv("DIPX_CACHE_DIR", str(folder.parent / "file" / "nope"))
    done = command("translate", folder / "a.txt")
    assert done.returncode == 0
    assert "Set DIPX_CACHE_DIR to a folder that can be written." in done.stderr
    assert "cache clear" not in done.stderr


def test_a_broken_memory_is_cleared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = folder.parent / "cache"
    cache.mkdir()
    (cache / "memory.sqlite").write_bytes(b"no database at all" * 100)
    monkeypatch.setenv("DIPX_CACHE_DIR", str(cache))
    assert "'dipx cache clear' starts afresh." in command("translate", folder / "a.txt").stderr
