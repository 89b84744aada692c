"""What lies in deploy/ fits the program: its options exist, its paths are there."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dipx.cli import app
from dipx.models import resolve
from dipx.options import BULLETS_MODEL, EngineOptions

DEPLOY = Path(__file__).parents[2] / "deploy"


def _options() -> str:
    return CliRunner().invoke(app, ["serve", "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"}).output


@pytest.mark.parametrize("name", ["dipx.service", "Dockerfile", "compose.yaml"])
def test_options_exist(name: str) -> None:
    lines = [
        line for line in (DEPLOY / name).read_text().splitlines() if re.search(r'dipx serve|"serve"|command:', line)
    ]
    said = re.findall(r"(?<![\w-])--[a-z-]+", " ".join(lines))
    assert said
    assert all(option in _options() for option in said)


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    root, ignored = DEPLOY.parent, (DEPLOY.parent / ".dockerignore").read_text().split()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Dockerfile").read_text(), re.M)
    paths = [path for line in copied for path in line.split()]
    assert paths
    assert all((root / path).exists() and path not in ignored for path in paths)


def test_the_image_converts_every_model_that_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not converted while it is built would be made anew in each process: its file system is read-only."""
    monkeypatch.setenv("DIPX_CACHE_DIR", str(tmp_path))
    asked = re.search(r"echo '(.+)' \| \S+/dipx (.+)$", (DEPLOY / "Dockerfile").read_text(), re.M)
    assert asked
    made = CliRunner().invoke(app, asked[2].split(), input=asked[1])
    assert made.exit_code == 0
    converted = {path.name.partition("-")[0] for path in (tmp_path / "ct2").iterdir() if path.is_dir()}
    bundled = [resolve(name).weights_digest for name in (BULLETS_MODEL, EngineOptions().model)]
    assert converted == {digest[:32] for digest in bundled}


def test_the_image_and_the_unit_run_as_nobody_in_particular() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    assert re.search(r"^USER \d+$", dockerfile, re.M)
    assert "/health" in dockerfile
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string((DEPLOY / "dipx.service").read_text())
    assert unit["Service"]["DynamicUser"] == "yes"
    assert int(unit["Service"]["TimeoutStopSec"]) > 30  # what the server takes to end


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "dipx.service"
    unit.write_text((DEPLOY / "dipx.service").read_text().replace("/opt/dipx/bin/dipx", "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
