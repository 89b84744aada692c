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
    if {kind, suffix} <= {"docx", "pptx", "xlsx"}:
        assert str(refused.value) == (
            f"{file} is a file of another kind ({kind}) than its name says; rename it to .{kind}"
        )


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
