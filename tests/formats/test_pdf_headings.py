"""A short line of a PDF is a heading where something stands below it and no sentence ends in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx import formats

BODY = "Les juges ont donné raison à la société du port. La commune devra payer les factures des travaux."


def _kinds(folder: Path, *lines: str) -> dict[str, str]:
    import fpdf

    document = fpdf.FPDF()
    document.set_font("Helvetica", size=11)
    document.add_page()
    for line in lines:
        document.multi_cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
        document.ln(6)
    (folder / "a.pdf").write_bytes(document.output())
    return {block.text: block.kind for block in formats.read(folder / "a.pdf").blocks}


@pytest.mark.parametrize(
    "last",
    [
        "Rendu le 3 mai 2022, à 9 h 40. La présidente, signé Anne Roy",
        "Fait à Brest le 3 mai 2022",
        "Anne Roy, greffière",
        "POUR COPIE CONFORME",
    ],
)
def test_what_stands_last_is_no_heading(tmp_path: Path, last: str) -> None:
    found = _kinds(tmp_path, "Le port de Brest", BODY, last)
    assert found["Le port de Brest"] == "heading"
    assert found[last] == "paragraph"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Rendu le 3 mai 2022, à 9 h 40. La présidente, signé Anne Roy", "paragraph"),
        ("Les quais rouvrent", "heading"),
        ("Chapitre 2. Les quais", "heading"),
        ("M. Roy et le port de Brest", "heading"),
        ("1. Les faits", "item"),
    ],
)
def test_a_line_with_a_sentence_is_no_heading(tmp_path: Path, line: str, kind: str) -> None:
    assert _kinds(tmp_path, "Le port de Brest", BODY, line, BODY.replace("Les juges", "Elles"))[line] == kind


def test_a_title_alone_is_one(tmp_path: Path) -> None:
    assert _kinds(tmp_path, "Le port de Brest") == {"Le port de Brest": "heading"}
