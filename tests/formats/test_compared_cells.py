"""Cells that formulas and lists of choices name: left as they are, and said, so that the sheet counts as it did."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import odfdo
import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from dipx import formats
from dipx.formats.zipped.compared import compared
from tests.formats.rewriting import rewritten

# a formula, which of these cells stay
CELLS = ("Ouvert", "OUVERT", "Fermé", "Lundi", "Le lundi soir", "Une porte", "Un mot, deux")
FORMULAS = [
    ('=COUNTIF(A1:A9,"Ouvert")', {"Ouvert", "OUVERT"}),
    ('=COUNTIF(A1:A9,"<>Fermé")', {"Fermé"}),
    ('=COUNTIF(A1:A9,"=fermé")+1', {"Fermé"}),
    ('=COUNTIFS(A1:A9,"*lundi*",B1:B9,">3")', {"Lundi", "Le lundi soir"}),
    ('=SUMIF(A1:A9,"Ouv?rt",B1:B9)', {"Ouvert", "OUVERT"}),
    ('=VLOOKUP("Lundi",A1:B9,2,FALSE)', {"Lundi"}),
    ('=IF(A1="Ouvert",1,IF(A1="Fermé",2,3))', {"Ouvert", "OUVERT", "Fermé"}),
    ('=MATCH("Une porte",A1:A9,0)', {"Une porte"}),
    ('=SUMPRODUCT((A1:A9="Lundi")*B1:B9)', {"Lundi"}),
    ('=COUNTIF(A1:A9,"Un mot, deux")', {"Un mot, deux"}),
    ('=A1&" ""cité"" "', set()),
    ("=COUNTIF(A1:A9,A1)", set()),
    ('=TEXT(B1,"0.0")', set()),
]


def _book(**more: Any) -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    for text in CELLS:
        sheet.append([text])
    if formula := more.get("formula"):
        sheet["C1"] = formula
    if choices := more.get("choices"):
        rule = DataValidation(type="list", formula1=choices)
        rule.add("B1:B9")
        sheet.add_data_validation(rule)
    if condition := more.get("condition"):
        sheet.conditional_formatting.add("A1:A9", FormulaRule(formula=[condition]))
    if name := more.get("name"):
        book.defined_names[name] = DefinedName(name, attr_text=more.get("means", "Sheet!$A$1"))
    book.save(made)
    return made.getvalue()


def _stay(path: Path, raw: bytes) -> set[str]:
    """The cells that stay in a book whose others are written in capitals with an end; each is named in a note."""
    made = openpyxl.load_workbook(io.BytesIO(rewritten(path, raw, lambda text: text.upper() + "!"))).active
    written = [made.cell(row, 1).value for row in range(1, len(CELLS) + 1)]
    assert [text if new == text else f"{text.upper()}!" for text, new in zip(CELLS, written, strict=True)] == written
    stay = {text for text, new in zip(CELLS, written, strict=True) if new == text}
    document = formats.read(path)
    assert {left.text for left in document.left_out if left.reason == "compared"} == stay
    named = " ".join(document.notes)
    assert all(f"« {text} »" in named for text in stay)
    assert ("cells that formulas or lists of choices name" in named) == bool(stay)
    return stay


@pytest.mark.parametrize(("formula", "stay"), FORMULAS)
def test_a_formula(tmp_path: Path, formula: str, stay: set[str]) -> None:
    assert _stay(tmp_path / "a.xlsx", _book(formula=formula)) == stay


def test_what_else_compares(tmp_path: Path) -> None:
    assert _stay(tmp_path / "a.xlsx", _book(choices='"Ouvert,Fermé"')) == {"Ouvert", "OUVERT", "Fermé"}
    assert _stay(tmp_path / "b.xlsx", _book(choices="$A$1:$A$3")) == set()
    assert _stay(tmp_path / "c.xlsx", _book(condition='$A1="Fermé"')) == {"Fermé"}
    assert _stay(tmp_path / "d.xlsx", _book(name="n", means='COUNTIF(Sheet!$A:$A,"Lundi")')) == {"Lundi"}
    assert _stay(tmp_path / "e.xlsx", _book(choices="INDIRECT(A6)", name="Une_porte")) == {"Une porte"}


def test_what_is_looked_for_within_cells_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(_book(formula='=ISNUMBER(SEARCH("soir",A5))'))
    document = formats.read(tmp_path / "a.xlsx")
    assert "formulas look within cells for words that are translated there (« soir »)" in document.notes
    assert not [left for left in document.left_out if left.reason == "compared"]


ODS = [
    ('of:=COUNTIF([.A1:.A9];"Ouvert")', {"Ouvert", "OUVERT"}),
    ('of:=VLOOKUP("Lundi";[.A1:.B9];2;0)', {"Lundi"}),
    ('of:=CONCATENATE([.A1];" et ")', set()),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "stay"), ODS)
def test_a_sheet_of_opendocument(tmp_path: Path, formula: str, stay: set[str]) -> None:
    raw, _ = _sheet(formula)
    assert _left(tmp_path / "a.ods", raw) == stay


def test_the_choices_of_a_sheet_of_opendocument(tmp_path: Path) -> None:
    condition = 'of:cell-content-is-in-list("Fermé";"Lundi")'
    rules = odfdo.Element.from_tag(
        "<table:content-validations><table:content-validation table:name='v'/></table:content-validations>"
    )
    rules.get_elements("table:content-validation")[0].set_attribute("table:condition", condition)
    raw, document = _sheet("")
    document.body.insert(rules, position=0)
    assert _left(tmp_path / "a.ods", _saved(document)) == {"Fermé", "Lundi"}
    assert _left(tmp_path / "b.ods", raw) == set()


def _sheet(formula: str) -> tuple[bytes, Any]:
    document: Any = odfdo.Document("spreadsheet")
    document.body.clear()
    sheet = odfdo.Table("Feuille1")
    for row, text in enumerate(CELLS):
        sheet.set_value((0, row), text)
    if formula:
        sheet.set_cell((2, 0), odfdo.Cell(value=1, formula=formula))
    document.body.append(sheet)
    return _saved(document), document


def _saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _left(path: Path, raw: bytes) -> set[str]:
    path.write_bytes(rewritten(path, raw, lambda text: text.upper() + "!"))
    shown: Any = odfdo.Document(str(path)).body.tables[0]
    written = [shown.get_value((0, row)) for row in range(len(CELLS))]
    return {text for text, new in zip(CELLS, written, strict=True) if new == text}


def test_a_formula_of_stars_takes_no_time() -> None:
    started = time.monotonic()
    known = compared(['COUNTIF(A:A,"' + "*a" * 100 + '")', '"' * 20_001, "SEARCH(" * 20_000])
    assert not known.has("a" * 99 + "b" * 200)
    assert time.monotonic() - started < 2
