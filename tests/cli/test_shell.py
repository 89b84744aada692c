"""What a shell and a file system may do to a command: one line and an exit code, never a traceback, never a hang."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import FAKE, dipx

FRENCH = "Le maire a parlé hier soir à Lyon.\n"
BROKEN = os.fsdecode(b"caf\xe9.txt")


def shell(line: str, folder: Path, seconds: float = 60) -> subprocess.CompletedProcess[bytes]:
    """A line of the shell, where ``$DIPX`` is the command."""
    environment = os.environ | {"DIPX": f"{shlex.quote(sys.executable)} -m dipx"}
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, env=environment, capture_output=True, timeout=seconds, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(FRENCH, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("$DIPX --help >/dev/full", 1, "No space left on device"),
        ("$DIPX run --help >/dev/full", 1, "No space left on device"),
        ("$DIPX --help >&-", 1, "standard output cannot be written: it is closed"),
        ("$DIPX translate --engine fake in/a.txt >/dev/full", 1, "standard output cannot be written: No space left"),
        ("$DIPX translate --engine fake in/a.txt -o /dev/full", 1, "/dev/full: No space left on device"),
        ("$DIPX translate --engine fake in/a.txt >&-", 1, "it is closed"),
        ("$DIPX run --engine fake in -o out >&-", 1, "it is closed"),
        ("$DIPX translate --engine fake <&-", 1, "standard input is closed"),
        ("$DIPX translate --engine fake --lines <&-", 1, "standard input is closed"),
        ("$DIPX translate --engine fake --lang fr < /dev/null", 0, "empty"),
        ("$DIPX translate --engine fake in/a.txt | true", 0, ""),
        ("$DIPX --help | true", 0, ""),
        ("$DIPX translate --engine fake /dev/zero", 1, "larger than"),
        ("$DIPX translate --engine fake in/a.txt -o - | grep -q . && test ! -e ./-", 0, ""),
        ("$DIPX translate --engine fake --lines in/a.txt -o - | grep -q . && test ! -e ./-", 0, ""),
        ("$DIPX run --engine fake in -o -", 2, "give it a name with -o"),
        ("$DIPX review in/a.txt -o -", 2, "give it a name with -o"),
        ("mkfifo p.txt; $DIPX run --engine fake p.txt -o out", 1, ""),
    ],
)
def test_one_line_and_an_exit_code(folder: Path, line: str, code: int, said: str) -> None:
    made = shell(line, folder)
    err = made.stderr.decode()
    assert made.returncode == code, err
    assert said in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) <= 1


def test_closed_standard_files_are_no_place_for_others(folder: Path) -> None:
    """The first file that is opened would be number 1 or 2: a memory with talk in it."""
    made = shell("$DIPX translate --engine fake in/a.txt -o a.en.txt >&- 2>&-", folder)
    assert (folder / "a.en.txt").read_text("utf-8").endswith("Lyon.\n")
    assert made.returncode == 0
    again = shell("$DIPX translate --engine fake in/a.txt", folder)
    assert again.stdout.decode() == (folder / "a.en.txt").read_text("utf-8")
    assert again.stderr == b""


def test_a_pipe_that_is_named_is_read(folder: Path) -> None:
    made = shell("$DIPX translate --engine fake <(cat in/a.txt)", folder)
    assert (made.returncode, made.stdout.decode().split()[-1]) == (0, "Lyon.")


@pytest.mark.parametrize("more", ["", "--lines", "--format json"])
def test_an_output_that_is_open_goes_on_from_where_it_stands(folder: Path, more: str) -> None:
    line = f"{{ echo before; $DIPX translate --engine fake in/a.txt {more} -o /dev/stdout; echo after; }} > out.log"
    assert shell(line, folder).returncode == 0
    lines = (folder / "out.log").read_text("utf-8").splitlines()
    assert (lines[0], lines[-1]) == ("before", "after")
    assert len(lines) > 2


def test_a_pipe_that_must_be_read_twice_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "p.html")
    line = "echo '<p>Bonjour.</p>' > p.html & $DIPX translate --engine fake --lang fr p.html -o o.html"
    made = shell(line, folder)
    assert made.returncode == 1
    assert "read once" in made.stderr.decode()


def test_what_is_no_file_is_passed_over_in_a_folder_and_named(folder: Path) -> None:
    os.mkfifo(folder / "in" / "pipe.txt")
    (folder / "in" / "zero.txt").symlink_to("/dev/zero")
    made = shell("$DIPX run --engine fake in -o out", folder)
    err = made.stderr.decode()
    assert made.returncode == 0
    assert err.count("no regular file") == 2
    assert "pipe.txt" in err and "zero.txt" in err
    assert sorted(path.name for path in (folder / "out").glob("*.txt")) == ["a.en.txt"]


def test_links_that_lead_out_are_followed_when_asked(folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "b.txt").write_text(FRENCH, "utf-8")
    (folder / "in" / "out.txt").symlink_to(elsewhere / "b.txt")
    (folder / "in" / "far").symlink_to(elsewhere)
    (folder / "in" / "round").symlink_to(folder / "in")
    (folder / "in" / "near.txt").symlink_to(folder / "in" / "a.txt")
    made = dipx("run", *FAKE, "in", "-o", "one", cwd=folder)
    assert made.stderr.decode().count("--follow-links") == 2
    assert {path.name for path in (folder / "one").rglob("*.en.txt")} == {"a.en.txt"}
    followed = dipx("run", *FAKE, "in", "-o", "two", "--follow-links", cwd=folder)
    assert "--follow-links" not in followed.stderr.decode()
    assert len(list((folder / "two").rglob("*.en.txt"))) == 2


def test_a_file_name_that_is_no_utf8(folder: Path) -> None:
    (folder / "in" / BROKEN).write_text(FRENCH, "utf-8")
    assert dipx("run", *FAKE, "in", "-o", "out", cwd=folder).returncode == 0
    report = folder / "out" / BROKEN.replace(".txt", ".report.json")
    assert Path(json.loads(report.read_bytes())["documents"][0]["path"]).name == BROKEN
    again = dipx("run", *FAKE, "in", "-o", "out", "--json", cwd=folder)
    assert again.stdout.count(b'"kind": "unchanged"') == 2
    for command in ("verify", "review"):
        made = dipx(command, report, cwd=folder)
        assert (made.returncode, b"Traceback" in made.stderr) == (0, False)
    assert dipx("index", "out", cwd=folder).returncode == 0
    assert "caf%E9" in (folder / "out" / "index.html").read_text("utf-8")
    for face in ("txt", "md", "json", "jsonl"):
        made = dipx("translate", *FAKE, "in", "--format", face, cwd=folder)
        assert (made.returncode, made.stderr) == (0, b"")


def test_a_cache_that_takes_nothing_is_a_warning(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "cache").write_text("a file where a folder should be", "utf-8")
    monkeypatch.setenv("DIPX_CACHE_DIR", str(folder / "cache"))
    made = dipx("translate", "in/a.txt", cwd=folder)
    err = made.stderr.decode()
    assert (made.returncode, "Lyon" in made.stdout.decode()) == (0, True)
    assert "each run makes it anew" in err and "Traceback" not in err
