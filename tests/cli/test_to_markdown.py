"""``-o NAME.md`` of a file that is no Markdown: its headings, items, bold and links, where its format tells them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.formats.makers import MAKERS
from tests.formats.rewriting import command
from tests.formats.test_docx_kinds import p, package, t


@pytest.mark.parametrize("suffix", ["docx", "odt", "html", "epub"])
def test_headings_items_and_marks(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a.{suffix}").write_bytes(MAKERS[suffix]())
    done = command("translate", tmp_path / f"a.{suffix}", "-o", tmp_path / "a.md")
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "a.md").read_text("utf-8").splitlines()
    assert sum(line.startswith("# ") for line in lines) == 1
    assert sum(line.startswith("## ") for line in lines) >= 1
    assert sum(line.startswith("- ") for line in lines) == 2
    if suffix == "docx":
        assert any("**" in line for line in lines)


@pytest.mark.parametrize("suffix", ["xlsx", "srt", "csv", "jsonl", "pptx"])
def test_what_has_none_is_text(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a.{suffix}").write_bytes(MAKERS[suffix]())
    assert command("translate", tmp_path / f"a.{suffix}", "-o", tmp_path / "a.md").returncode == 0
    assert command("translate", tmp_path / f"a.{suffix}", "-o", tmp_path / "a.txt").returncode == 0
    words = [re.sub(r"[\\#*]", "", (tmp_path / name).read_text("utf-8")).split() for name in ("a.md", "a.txt")]
    assert [word for word in words[0] if word != "-"] == [word for word in words[1] if word != "-"]


def test_what_only_its_file_can_show_is_text_elsewhere(tmp_path: Path) -> None:
    link = '<w:hyperlink r:id="rId7">' + t("la ville") + "</w:hyperlink>"
    color = t("beaucoup", '<w:color w:val="FF0000"/>')
    (tmp_path / "a.docx").write_bytes(package(p(t("Il pleut ") + color + t(" sur ") + link + t(" ce matin."))))
    assert command("translate", tmp_path / "a.docx", "-o", tmp_path / "a.md").returncode == 0
    text = (tmp_path / "a.md").read_text("utf-8")
    assert "rId7" not in text
    assert "](" not in text
    assert "~" not in text


def test_markdown_stays_the_markdown_that_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Un titre\n========\n\n* Il pleut.\n", "utf-8")
    assert command("translate", tmp_path / "a.md", "-o", tmp_path / "b.md").returncode == 0
    made = (tmp_path / "b.md").read_text("utf-8")
    assert "\n===" in made
    assert "\n* " in made
