"""What the documentation says is what the program does."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from dipx import __version__
from tests.conftest import ROOT

PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "CONTRIBUTING.md",
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("training/*.md"),
    ]
)


def _script(name: str) -> dict[str, Any]:
    return runpy.run_path(str(ROOT / f"docs/{name}.py"))


def test_cli_reference_is_current() -> None:
    assert (ROOT / "docs/cli.md").read_text("utf-8") == _script("reference")["reference"](), "make docs"


def test_model_table_is_current() -> None:
    assert (ROOT / "models/README.md").read_text("utf-8") == _script("models_table")["table"](), "make docs"


def test_map_of_the_house_is_current() -> None:
    page = (ROOT / "docs/how-it-works.md").read_text("utf-8")
    assert _script("house")["page_with_map"](page) == page, "make docs"


def test_readme_begins_with_the_two_commands() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert "dipx run seeds/ -o out/" in blocks[0]
    assert "pytest" in blocks[1]
    assert all(len(block.strip().splitlines()) == 1 for block in blocks[:2])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_versions_agree() -> None:
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
