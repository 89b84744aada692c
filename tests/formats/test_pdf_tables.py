"""PDFs with tables, and paragraphs at the turn of a page."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import fpdf
import pytest

from dipx import formats
from dipx.document import Document
from dipx.formats.columns import is_loose_row, rows

LONG = (
    "Le conseil de la commune a pris acte de ce rapport et il demande au maire de le transmettre aux services de l'État"
)


class Drawn:
    """A PDF that is drawn piece by piece."""

    def __init__(self) -> None:
        self.pdf = fpdf.FPDF()
        self.page()

    def page(self) -> None:
        self.pdf.add_page()
        self.pdf.set_font("Helvetica", size=11)

    def text(self, text: str) -> None:
        self.pdf.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        self.pdf.ln(4)

    def table(self, table: Sequence[Sequence[str]], align: str = "L") -> None:
        for row in table:
            for place, cell in enumerate(row):
                self.pdf.cell(45, 7, cell, border=1, align="L" if place == 0 else align)
            self.pdf.ln()
        self.pdf.ln(4)

    def read(self, folder: Path) -> Document:
        (folder / "a.pdf").write_bytes(bytes(self.pdf.output()))
        return formats.read(folder / "a.pdf")


TABLES = [
    [["Ville", "Classes", "Cantines"], ["Brest", "12 450", "1 245"], ["Lens", "930", "3,5"]],
    [["Poste", "Total"], ["Voirie", "45"]],
    [["Candidat", "Parti"], ["Anne Le Goff", "Liste verte"], ["Jean Morel", "Sans étiquette"]],
]


# Numbers that end at one place; a head of words over them begins elsewhere, and is no row.
RIGHT = [["Brest", "12 450", "1 245"], ["Lens", "930", "3,5"], ["Dol", "7", "-12 %"]]


@pytest.mark.parametrize(("table", "align"), [*((table, "L") for table in TABLES), (RIGHT, "R")])
def test_a_table_stays_one(tmp_path: Path, table: list[list[str]], align: str) -> None:
    drawn = Drawn()
    drawn.text(f"{LONG}.")
    drawn.table(table, align)
    drawn.text("La suite de ce texte est ici.")
    document = drawn.read(tmp_path)
    cells = [cell for row in table for cell in row]
    assert [block.text for block in document.blocks] == [f"{LONG}.", *cells, "La suite de ce texte est ici."]
    assert not any(block.kind == "heading" for block in document.blocks)
    assert any("1 table put together" in note for note in document.notes)
    made, _ = formats.render(document, [block.text.upper() for block in document.blocks])
    lines = made.decode().split("\n\n")[1].split("\n")
    assert lines[0] == f"| {' | '.join(table[0]).upper()} |"
    assert lines[2] == f"| {' | '.join(table[1]).upper()} |"
    assert made.decode().endswith("LA SUITE DE CE TEXTE EST ICI.\n")


def test_a_sign_that_parts_cells_is_written_as_text(tmp_path: Path) -> None:
    drawn = Drawn()
    drawn.table([["a|b", "c"], ["d", "e"]])
    document = drawn.read(tmp_path)
    made, _ = formats.render(document, [block.text for block in document.blocks])
    assert made.decode().startswith("| a\\|b | c |\n")


def test_rows_that_cannot_be_told_apart_are_no_headings_and_are_named(tmp_path: Path) -> None:
    drawn = Drawn()
    drawn.text(f"{LONG}.")
    drawn.text("2021 12 450 1 245")
    drawn.text("Voirie 12 45")
    document = drawn.read(tmp_path)
    assert [block.kind for block in document.blocks] == ["paragraph"] * 3
    assert any("2 lines like a table's row" in note and "Voirie 12 45" in note for note in document.notes)


@pytest.mark.parametrize(
    "line",
    [
        *("Élections de mai 2024", "Budget : 12 450 euros", "Le 12 mai 2024", "3. Le budget de 2024"),
        *("Budget de 12\u00a0450\u202f000", "12\u00a0450", "Un déficit de 12\u00a0%", "12 %", "2024"),
    ],
)
def test_a_heading_with_a_number_is_one(line: str) -> None:
    assert not is_loose_row(line)


@pytest.mark.parametrize(
    "line",
    [
        *("2021 12 450", "Voirie 12 45", "Voirie\u00a012\u00a045", "Total 12\u00a0450 1\u00a0245", "Voirie 12 % -45 %"),
        *("Écoles 12,5 +1.245", "12 450", "1 – 2", "Des mots, " * 100 + "12 45"),
    ],
)
def test_what_may_be_the_numbers_of_several_cells_is_a_row(line: str) -> None:
    assert is_loose_row(line)


@pytest.mark.parametrize("number", ["12\u00a0450\u00a0000", "12 450 000", "12", "1,", "-1 %", "\u00a0", "%"])
@pytest.mark.parametrize("space", [" ", "\u00a0", ""])
def test_a_line_of_many_numbers_is_judged_at_once(number: str, space: str) -> None:
    started = time.perf_counter()
    for times in (10, 100, 10_000):
        is_loose_row("Recettes " + f"{number}{space}" * times + "(en euros)")
        is_loose_row(f"{number}{space}" * times)
    assert time.perf_counter() - started < 1  # a minute and more with numbers that could be read in several ways


TURNS = [
    (f"{LONG}.", "Annexe de ce rapport", [f"{LONG}.", "Annexe de ce rapport"]),
    (f"{LONG}.", "La suite vient ici.", [f"{LONG}.", "La suite vient ici."]),
    (f"{LONG} et", "aux maires.", [f"{LONG} et aux maires."]),
    (f"{LONG} :", "le budget est clos.", [f"{LONG} : le budget est clos."]),
    (f"{LONG}.", "- Un point", [f"{LONG}.", "- Un point"]),
]


@pytest.mark.parametrize(("before", "after", "texts"), TURNS)
def test_a_paragraph_ends_with_its_page_unless_its_sentence_goes_on(
    tmp_path: Path, before: str, after: str, texts: list[str]
) -> None:
    drawn = Drawn()
    drawn.text(f"{LONG}. {LONG}.")
    drawn.text(before)
    drawn.page()
    drawn.text(after)
    drawn.text(f"{LONG}.")
    found = [block.text for block in drawn.read(tmp_path).blocks][1:-1]
    assert found == texts


def test_lines_of_running_text_are_no_rows() -> None:
    words = [[(10.0 + 30 * n, "mot") for n in range(count)] for count in (5, 6, 5)]
    assert rows(words) == [False, False, False]
    shifted = [[(10.0, "un"), (30.0, "mot")], [(10.0, "deux"), (37.0, "mots")]]
    assert rows(shifted) == [False, False]
    assert rows([]) == []
