"""What standard error shows of a job: a bar on a terminal, plain lines in a log, nothing where it is to be quiet."""

from __future__ import annotations

import io
import logging
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from dipx.cli.arguments import talk
from dipx.cli.screen import LOG_SECONDS, Screen, screen

FAKE = ("--engine", "fake", "--lang", "fr")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    root.mkdir()
    for name in "abc":
        (root / f"{name}.txt").write_text(f"Le sommet {name} se tiendra à Pékin. Il attend 1500 visiteurs.", "utf-8")
    return root


class Terminal(io.StringIO):
    """What was written; ``lines`` is what a person sees of it, the last one is where the cursor stands."""

    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        lines, at = [""], 0
        for part in re.findall(r"\x1b\[[\d;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", self.getvalue()):
            if part == "\n":
                at += 1
                lines += [""] * (at == len(lines))
            elif part == "\x1b[1A":
                at -= 1
            elif part == "\x1b[2K":
                lines[at] = ""
            elif part[0] not in "\r\x1b":
                lines[at] += part
        return lines


def _terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard output and standard error from now on: one terminal of 60 columns. (No fixture: pytest's own streams
    come back when a test begins.)"""
    stream = Terminal()
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("dipx.cli.screen.TERMINAL_SECONDS", 0.0)
    monkeypatch.setattr("sys.stdout", stream)
    monkeypatch.setattr("sys.stderr", stream)
    return stream


def test_the_bar_gives_way_to_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    monkeypatch.setattr("dipx.cli.screen.DRAWING", 1000.0)
    with screen(quiet=False) as shown:
        shown.progress.planned(2, 2000)
        assert "0/2 files" in terminal.lines()[-1]
        time.sleep(0.01)
        shown.progress.translated(500, 100, made=True)
        shown.progress.finished(500)
        with shown.aside():
            assert terminal.lines()[-1] == ""
            typer.echo("done  a.txt")
        *above, bar = terminal.lines()
        assert above == ["done  a.txt"]
        assert re.fullmatch(r"━+\S* +25% 1/2 files [\d,]+ words/s *", bar)
        assert len(bar) <= 57, "what the terminal echoes for Ctrl-C would put the bar out of reach"
        shown.progress.finished(1500)
        deadline = time.monotonic() + 10
        while "100% 2/2 files" not in terminal.lines()[-1]:
            assert time.monotonic() < deadline, "rich draws it anew four times a second"
            time.sleep(0.05)
    assert "".join(terminal.lines()) == "done  a.txt"


def test_what_is_said_on_standard_error_stands_above_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    talk(quiet=False, verbose=False)
    with screen(quiet=False) as shown:
        shown.progress.planned(1, 1000)
        logging.getLogger("dipx").warning("b.txt: something is odd")
        typer.echo("terminated", err=True)
        *above, bar = terminal.lines()
        assert above == ["dipx: b.txt: something is odd", "terminated"]
        assert "0/1 files" in bar


def test_many_rows_are_not_slowed_down_by_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    monkeypatch.setattr("dipx.cli.screen.TERMINAL_SECONDS", 1000.0)
    monkeypatch.setattr("dipx.cli.screen.DRAWING", 0.0)
    shown = Screen(terminal, quiet=False)
    shown._show(shown.progress)
    for _ in range(100):
        with shown.aside():
            typer.echo("done  a.txt")
    assert terminal.getvalue().count("files") < 10, "drawn, and once more by rich as it is taken away"


def test_the_bar_never_goes_to_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    file = io.StringIO()
    monkeypatch.setattr("sys.stdout", file)
    with screen(quiet=False) as shown:
        shown.progress.planned(1, 1000)
        with shown.aside():
            typer.echo("done  a.txt")
            assert "0/1 files" in terminal.lines()[-1], "nothing is printed where the bar is"
    assert file.getvalue() == "done  a.txt\n"
    assert "done" not in terminal.getvalue()


def test_a_run_without_a_terminal_imports_no_rich(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from dipx.__main__ import main\n"
        f"sys.argv = ['dipx', 'run', {str(folder)!r}, '-o', {str(tmp_path / 'out')!r}, *{FAKE!r}]\n"
        "try: main()\n"
        "finally: print(sorted({'rich'} & set(sys.modules)), file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "[]", result.stderr


@pytest.mark.parametrize(("term", "quiet", "said"), [("dumb", False, "dipx: 0 of 1 files, 0%\n"), ("xterm", True, "")])
def test_no_bar(monkeypatch: pytest.MonkeyPatch, term: str, quiet: bool, said: str) -> None:
    terminal = _terminal(monkeypatch)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr("dipx.cli.screen.LOG_SECONDS", 0.0)
    with screen(quiet) as shown:
        shown.progress.planned(1, 1000)
    assert terminal.getvalue() == said


def test_a_log_has_plain_lines_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    stream = io.StringIO()
    screen = Screen(stream, quiet=False)
    screen.progress.planned(100, 100_000)
    for _ in range(40):
        now[0] += 1
        screen.progress.translated(1000, 200, made=True)
        screen.progress.finished(1000)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 40 / LOG_SECONDS
    assert lines[-1] == "dipx: 39 of 100 files, 40%, 200 words/s, 1 min 00 s left"
    assert Screen(stream, quiet=True).progress is not screen.progress
