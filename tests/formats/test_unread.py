"""Files of formats that dipx does not read are refused by name; what says nothing of itself is read as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx import formats
from dipx.errors import InputError
from dipx.formats import FORMATS
from dipx.formats.unread import UNREAD
from tests.formats.rewriting import command

BROKEN = ((b"{\\rtf1 Le maire}", "is RTF"), (b"<?xml version='1.0'?><a/>", "is XML"), (b"\x00\x01" * 99, "binary"))


@pytest.mark.parametrize(("name", "advice"), [
    ("a.json", "jsonl"), ("a.po", "csv"), ("a.tex", "pandoc"), ("a.RTF", "docx"), ("a.doc", "docx"), ("a.xml", "html"),
    ("a.yaml", "csv"), ("a.py", "no programs"), ("a.rst", "md"), ("a.xlf", "csv"), ("a.sub", "srt"),
    ("a.zip", "unpack"), ("a.json.gz", "unpack"), ("a.png", "no pictures"),
])  # fmt: skip
def test_a_format_that_is_not_read_is_refused_by_name(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_text('{"text": "Le maire"}', "utf-8")
    with pytest.raises(InputError, match=rf"{name} is \.\w+, which dipx does not read: .*{advice}"):
        formats.read(tmp_path / name)


@pytest.mark.parametrize("name", ["a", "a.txt", "a.log", "a.fr", "a.1", "le 12.03", "a.brouillon"])
def test_what_says_nothing_is_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Le maire est là.", "utf-8")
    assert [block.text for block in formats.read(tmp_path / name).blocks] == ["Le maire est là."]
    for raw, what in (
        (b"{\\rtf1 Le maire}", "is RTF"),
        (b"<?xml version='1.0'?><a/>", "is XML"),
        (b"<!DOCTYPE html>\n<p>Le maire", "is a web page"),
        (b"\x00\x01" * 99, "binary"),
    ):
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(InputError, match=what):
            formats.read(tmp_path / name)


def test_no_suffix_is_both_read_and_refused() -> None:
    assert not set(FORMATS) & set(UNREAD)


def test_the_command_refuses_and_a_folder_passes_over(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.po").write_text('msgid "Le maire"\nmsgstr ""\n', "utf-8")
    (folder / "b.txt").write_text("Le maire est là.", "utf-8")
    done = command("translate", folder / "a.po", "-o", tmp_path / "b.po")
    assert done.returncode == 1
    assert "a.po is .po, which dipx does not read" in done.stderr
    assert not (tmp_path / "b.po").exists()
    done = command("translate", folder, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert "passed over a.po;" in done.stderr


@pytest.mark.parametrize(("words", "out", "code"), [
    (("--format", "md"), "x.docx", 2), (("--format", "md"), "x.srt", 2), (("--format", "json"), "x.jsonl", 2),
    (("--json",), "x.md", 2), (("--format", "txt"), "x.csv", 2), ((), "x.srt", 2), ((), "x.json", 2), ((), "x.xlsx", 2),
    (("--format", "md"), "x.md", 0), (("--format", "md"), "x", 0), (("--json",), "x.json", 0), ((), "x.en", 0),
    (("--format", "jsonl"), "x.ndjson", 0), ((), "x.md", 0),
])  # fmt: skip
def test_an_output_of_another_name_than_its_format(tmp_path: Path, words: tuple[str, ...], out: str, code: int) -> None:
    (tmp_path / "a.txt").write_text("Le maire est là.", "utf-8")
    done = command("translate", tmp_path / "a.txt", "-o", tmp_path / out, *words)
    assert done.returncode == code, done.stderr
    assert (tmp_path / out).exists() == (code == 0)


def test_bullets_are_no_document_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Le maire est là.", "utf-8")
    done = command("summarise", tmp_path / "a.txt", "-o", tmp_path / "x.docx", "--summary-model", "none")
    assert done.returncode == 2
    assert "makes no .docx file" in done.stderr
