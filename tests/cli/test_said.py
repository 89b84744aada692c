"""What standard error says of files whose names or suffixes are unusual, and of letters that are written out."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dipx.checks import run_checks
from dipx.cli.said import say


def _dipx(*arguments: str | bytes | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "dipx", "translate", "--engine", "fake", *arguments]
    return subprocess.run(command, capture_output=True, timeout=60)


@pytest.mark.parametrize("suffix", [".docx.gz", ".odt.gz", ".pdf.gz", ".zip"])
def test_of_what_is_not_read_the_reader_says_why(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a{suffix}").write_bytes(gzip.compress(b"PK"))
    done = _dipx(tmp_path / f"a{suffix}", "-o", tmp_path / "a.en.docx")
    assert done.returncode == 1
    assert b"does not read: unpack it" in done.stderr
    assert not (tmp_path / "a.en.docx").exists()


def test_a_name_that_is_no_utf_8_is_shown_as_listings_show_it(tmp_path: Path) -> None:
    done = _dipx(os.fsencode(tmp_path) + b"/no\xebl.txt")
    assert done.returncode == 1
    assert "no\N{REPLACEMENT CHARACTER}l.txt cannot be read" in done.stderr.decode()
    assert b"udceb" not in done.stderr


def test_any_line_can_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\ud800b\udcffc é")
    assert capsys.readouterr().err == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c é\n"


WRITTEN_OUT = [
    ("L&#39;&eacute;cole ferme &agrave; 16&nbsp;h&nbsp;30 lundi.", "The school closes at 4:30 p.m. on Monday."),
    ("D&#8217;ici 2030, il en co&ucirc;tera 5&nbsp;&euro;.", "By 2030 it will cost €5."),
    ("L&#x27;&eacute;t&eacute; dure 93&#160;jours.", "Summer lasts 93 days."),
    ("L&#039;hiver dure 89 jours, dit l&#39;abbé.", "Winter lasts 89 days, the priest says."),
]


@pytest.mark.parametrize(("source", "target"), WRITTEN_OUT)
def test_the_number_of_a_sign_is_no_number_of_the_text(source: str, target: str) -> None:
    assert run_checks(source, target, ["numbers"]) == ()
    wrong = run_checks(source, f"{target} 77", ["numbers"])
    assert [(finding.code, finding.source) for finding in wrong] == [("numbers", source)]
