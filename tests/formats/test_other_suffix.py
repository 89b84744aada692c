"""A file under the suffix of another kind of file is refused by name, and nothing is written."""

from __future__ import annotations

import io
import itertools
import zipfile
from pathlib import Path

import pytest

from dipx import formats
from dipx.errors import InputError
from tests.formats.makers import MAKERS
from tests.formats.rewriting import command

ZIPPED = ("docx", "pptx", "xlsx", "odt", "odp", "ods", "epub")


@pytest.mark.parametrize(("kind", "suffix"), list(itertools.permutations(ZIPPED, 2)))
def test_every_kind_under_every_other_suffix(tmp_path: Path, kind: str, suffix: str) -> None:
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(MAKERS[kind]())
    with pytest.raises(InputError) as refused:
        formats.read(file)
    assert str(refused.value) == f"{file} is a file of another kind ({kind}) than its name says; rename it to .{kind}"


@pytest.mark.parametrize(("raw", "what"), [
    (b"{\\rtf1\\ansi Le maire}", "is RTF"), (b"<html><body>Le maire</body></html>", "is a web page"),
    (b"\xef\xbb\xbf<!DOCTYPE html>\n<p>Le maire", "is a web page"), (b"%PDF-1.4", "is a PDF file"), (b"", "is empty"),
    (b"\xd0\xcf\x11\xe0", "is an encrypted or old Office file"), (b"<?xml version='1.0'?><w/>", "is XML"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related", "is a web archive"),
])  # fmt: skip
@pytest.mark.parametrize("suffix", ZIPPED)
def test_what_is_no_archive_is_called_by_its_name(tmp_path: Path, raw: bytes, what: str, suffix: str) -> None:
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(raw)
    with pytest.raises(InputError, match=rf"{what}, not an? {suffix}"):
        formats.read(file)


def test_what_is_no_pdf_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"<!DOCTYPE html><p>Erreur 404")
    with pytest.raises(InputError, match="is a web page, not a PDF"):
        formats.read(tmp_path / "a.pdf")


def test_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(MAKERS["xlsx"]())
    done = command("translate", tmp_path / "a.docx", "-o", tmp_path / "b.docx")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "rename it to .xlsx" in done.stderr
    assert not (tmp_path / "b.docx").exists()


def test_a_comment_before_the_root_is_no_root(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(MAKERS["xlsx"]())) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            new.writestr(name, raw.replace(b"<workbook", b"<!-- <document> --><workbook"))
    (tmp_path / "a.xlsx").write_bytes(made.getvalue())
    assert formats.read(tmp_path / "a.xlsx").blocks
