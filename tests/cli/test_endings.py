"""How a command ends: exit codes, an interrupt, a reader that goes away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.command import FAKE, dipx


def test_exit_codes(article: Path, tmp_path: Path) -> None:
    assert dipx("translate", tmp_path / "none.txt", *FAKE).returncode == 1
    assert dipx("translate", "--format", "pdf").returncode == 2
    assert dipx("translate", article, "--model", "no-such-model").returncode == 3
    assert dipx("nonsense").returncode == 2
    (tmp_path / "empty").mkdir()
    assert dipx("run", tmp_path / "empty", "-o", tmp_path / "out").returncode == 2


def test_interrupted(article: Path) -> None:
    code = (
        "import sys, dipx.engines.fake as f\n"
        "def stop(self, text): raise KeyboardInterrupt\n"
        "f.FakeEngine._one = stop\n"
        "from dipx.__main__ import main\n"
        f"sys.argv = ['dipx', 'translate', {str(article)!r}, '--engine', 'fake']\n"
        "main()\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert result.returncode == 130
    assert b"Traceback" not in result.stderr


def test_a_reader_that_goes_away_is_no_error(article: Path) -> None:
    command = f"{sys.executable} -m dipx translate {article} --engine fake --format json | head -c 1"
    result = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert b"Traceback" not in result.stderr
    assert b"Exception" not in result.stderr
