"""What is said of texts that stay as they are: that they are not translated, not that they were left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.rewriting import command
from tests.formats.test_epub_kinds import book as ebook
from tests.formats.test_office_beside import ROW, book

CODE = '<c t="inlineStr"><is><t>FR-2041</t></is></c></row></sheetData>'


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.xlsx", book(row=ROW.replace("</row></sheetData>", CODE)), "code: “FR-2041”"),
        ("a.epub", ebook("<p>Il pleut.</p><pre>Le code ici</pre>"), "preformatted: “Le code ici”"),
    ],
)
def test_what_stays_is_called_not_translated(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(raw)
    run = command("translate", tmp_path / name, "-o", tmp_path / f"en-{name}")
    assert run.returncode == 0
    assert f"not translated is what is no running text, in 1 place ({reason}); --keep-all translates it." in run.stderr
    assert "left out" not in run.stderr


def test_what_is_gone_is_called_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut sur la ville depuis hier soir.\n\nPartager sur Facebook\n", "utf-8")
    assert "left out what is not the article's text" in command("translate", tmp_path / "a.txt").stderr
