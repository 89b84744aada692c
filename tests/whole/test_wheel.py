"""The wheel is whole: installed away from the checkout, it translates with the model that it carries."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


def test_the_wheel_translates_from_an_environment_of_its_own(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("dipx_news-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    ours = [path for path in (ROOT / "src" / "dipx").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.relative_to(ROOT / "src").as_posix() for path in ours} <= held  # the server's page and document too
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", wheel], check=True)
    # The dependencies come from this environment, without its .pth files: so not the checkout's dipx.
    site = subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True)
    (Path(site.strip()) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    where = subprocess.check_output(
        [python, "-c", "import dipx; print(dipx.__file__)"], text=True, cwd=tmp_path, env=environment
    )
    assert str(home) in where
    result = subprocess.run(
        [home / "bin" / "dipx", "translate", "-"],
        input="Le président a rencontré le ministre à Paris.",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "president" in result.stdout.lower()


def test_the_source_distribution_holds_all_that_git_does() -> None:
    targets = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no checkout")
    tracked = {line.partition("/")[0] for line in listed.stdout.splitlines()}
    assert tracked - {".gitignore", "pyproject.toml"} <= set(targets["sdist"]["include"])  # hatch takes these by itself
