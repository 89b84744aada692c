"""A cell that is only a number: written as English does in a text, left alone where cells are data."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from docx import Document as Word

from tests.command import FAKE, dipx

TEXTS = {
    "a.md": ("| Ville | Prix |\n|---|---|\n| Une maison | 1 234,5 |\n", "| 1,234.5 |"),
    "a.html": ("<table><tr><td>Une maison</td><td><b>1 450 €</b></td></tr></table>", "<td><b>€1,450</b></td>"),
    "a.txt": ("Une maison est ici.\n\n12,5 %\n", "\n\n12.5%\n"),
}
DATA = {
    "a.csv": ('text,b\n"1 234,5",1\nUne maison,2\nNULL,3\n', ['"1 234,5",1', "NULL,3"]),
    "a.jsonl": ('{"text": "1 234,5"}\n{"text": "Une maison"}\n', ['{"text": "1 234,5"}']),
}


def _made(path: Path) -> Path:
    out = path.with_name("out" + path.suffix)
    done = dipx("translate", "--lang", "fr", path, "-o", out, "--no-memory", *FAKE)
    assert done.returncode == 0, done.stderr.decode()
    return out


@pytest.mark.parametrize("name", TEXTS)
def test_in_a_text(tmp_path: Path, name: str) -> None:
    french, english = TEXTS[name]
    (tmp_path / name).write_text(french, "utf-8")
    assert english in _made(tmp_path / name).read_text("utf-8")


@pytest.mark.parametrize("name", DATA)
def test_in_data(tmp_path: Path, name: str) -> None:
    french, kept = DATA[name]
    (tmp_path / name).write_text(french, "utf-8")
    lines = _made(tmp_path / name).read_text("utf-8").splitlines()
    assert [line for line in kept if line in lines] == kept
    assert "Une maison" not in "\n".join(lines)


def test_in_a_table_of_word(tmp_path: Path) -> None:
    word = Word()
    cells = word.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Une maison", "1\u202f234,5"
    word.save(str(tmp_path / "a.docx"))
    made = Word(str(_made(tmp_path / "a.docx")))
    assert made.tables[0].cell(0, 1).text == "1,234.5"


def test_in_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Une maison", "1 234,5", 1234.5])
    book.save(tmp_path / "a.xlsx")
    made = openpyxl.load_workbook(_made(tmp_path / "a.xlsx"))
    assert [cell.value for cell in made.active[1]][1:] == ["1 234,5", 1234.5]
