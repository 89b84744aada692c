"""Slides and sheets as Office programs write them: order, notes, tables, runs; and cells that are no language."""

# ruff: noqa: E501 - tables of cases, with their XML as it is

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dipx import formats
from dipx.document import Document
from dipx.formats.wording import is_wording
from dipx.options import Options
from dipx.reading import prepare
from tests.formats.makers import zipped
from tests.formats.test_office_beside import made as office
from tests.formats.test_struck import pptx


def saved(save: Callable[[Any], Any]) -> bytes:
    made = io.BytesIO()
    save(made)
    return made.getvalue()


def written(folder: Path, name: str, raw: bytes, *english: str) -> tuple[Document, bytes]:
    (folder / name).write_bytes(raw)
    document = formats.read(folder / name)
    targets = [*english, *(block.text.upper() for block in document.blocks[len(english) :])]
    return document, formats.render(document, targets)[0]


def parts(raw: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def show() -> Any:
    import pptx

    made: Any = pptx.Presentation()
    made.core_properties.title = ""
    return made


def test_slides_come_in_order_with_tables_groups_and_notes(tmp_path: Path) -> None:
    import pptx
    from pptx.util import Pt

    deck = show()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Le titre"
    first.placeholders[1].text_frame.text = "Un mot\vsuivi d’un autre"
    table = first.shapes.add_table(1, 2, 0, 0, 100, 100).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Nom", "Âge\tExact"
    group = first.shapes.add_group_shape()
    run = group.shapes.add_textbox(0, 0, 9, 9).text_frame.paragraphs[0].add_run()
    run.text, run.font.bold, run.font.size = "Dedans", True, Pt(9)
    first.notes_slide.notes_text_frame.text = "À dire ici."
    second = deck.slides.add_slide(deck.slide_layouts[6])
    box = second.shapes.add_textbox(0, 0, 9, 9).text_frame.paragraphs[0]
    for text, bold in (("Le ", None), ("Monde", True), (" dit oui.", None)):
        run = box.add_run()
        run.text, run.font.bold = text, bold
    box.runs[1].hyperlink.address = "https://exemple.fr"
    slides = deck.slides._sldIdLst
    slides.insert(0, slides[1])
    document, raw = written(tmp_path, "a.pptx", saved(deck.save), "Le Monde says yes.")
    assert [block.text for block in document.blocks] == [
        "Le Monde dit oui.", "Le titre", "Un mot suivi d’un autre", "Nom", "Âge", "Exact", "Dedans", "À dire ici.",
    ]  # fmt: skip
    assert document.blocks[1].kind == "heading"
    made: Any = pptx.Presentation(io.BytesIO(raw))
    runs = made.slides[0].shapes[0].text_frame.paragraphs[0].runs
    assert [(run.text, run.font.bold, run.hyperlink.address) for run in runs] == [
        ("Le ", None, None), ("Monde", True, "https://exemple.fr"), (" says yes.", None, None),
    ]  # fmt: skip
    shapes = list(made.slides[1].shapes)
    assert shapes[1].text_frame.text == "UN MOT\vSUIVI D’UN AUTRE"
    assert [cell.text for cell in shapes[2].table.rows[0].cells] == ["NOM", "ÂGE\tEXACT"]
    inner = shapes[3].shapes[0].text_frame.paragraphs[0].runs[0]
    assert (inner.text, inner.font.bold, inner.font.size) == ("DEDANS", True, Pt(9))
    assert made.slides[1].notes_slide.notes_text_frame.text == "À DIRE ICI."


def test_slides_say_what_is_not_translated_and_keep_their_fields(tmp_path: Path) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    deck = show()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    chart: Any = CategoryChartData()  # type: ignore[no-untyped-call] # the library's
    chart.categories = ["Ventes"]
    chart.add_series("Année", (1,))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, 9, 9, chart)
    slide.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "Page X"
    layout = deck.slide_layouts[6].shapes._spTree
    layout.append(_copied(slide.shapes[1]._element, "Strictement confidentiel"))
    files = parts(saved(deck.save))
    field = '<a:fld id="{1}" type="slidenum"><a:rPr lang="fr-FR"/><a:t>7</a:t></a:fld>'
    name = "ppt/slides/slide1.xml"
    assert "<a:t>Page X</a:t></a:r>" in files[name]
    files[name] = files[name].replace("<a:t>Page X</a:t></a:r>", f"<a:t>Page </a:t></a:r>{field}")
    whole = zipfile.ZipFile(io.BytesIO(saved(deck.save)))
    raw = zipped({**{each: whole.read(each) for each in whole.namelist()}, name: files[name].encode()})
    document, made = written(tmp_path, "a.pptx", raw)
    assert [block.text for block in document.blocks] == ["Page 7"]
    assert document.notes == (
        "not translated: 1 × a chart but for its titles",
        "not translated: words on the master slides",
    )
    assert field.replace("fr-FR", "en-US") in parts(made)[name]
    assert "<a:t>PAGE </a:t>" in parts(made)[name]


def _copied(element: Any, text: str) -> Any:
    import copy

    made = copy.deepcopy(element)
    next(node for node in made.iter() if node.tag.endswith("}t")).text = text
    return made


def test_a_diagram_is_read_from_its_data_and_written_to_its_drawing_too(tmp_path: Path) -> None:
    deck = show()
    deck.slides.add_slide(deck.slide_layouts[6])
    whole = zipfile.ZipFile(io.BytesIO(saved(deck.save)))
    files = {each: whole.read(each) for each in whole.namelist()}
    rels = "ppt/slides/_rels/slide1.xml.rels"
    kinds = {"diagramData": "data1", "diagramDrawing": "drawing1"}
    rows = "".join(f'<Relationship Id="d{n}" Type="x/{kind}" Target="../diagrams/{to}.xml"/>'
                   for n, (kind, to) in enumerate(kinds.items()))  # fmt: skip
    files[rels] = files[rels].replace(b"</Relationships>", rows.encode() + b"</Relationships>")
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    for to in kinds.values():
        files[f"ppt/diagrams/{to}.xml"] = f"<x {drawing}><a:p><a:r><a:t>Étape un</a:t></a:r></a:p></x>".encode()
    document, raw = written(tmp_path, "a.pptx", zipped(files), "Step one")
    assert [block.text for block in document.blocks] == ["Étape un"]
    assert all("<a:t>Step one</a:t>" in parts(raw)[f"ppt/diagrams/{to}.xml"] for to in kinds.values())


def test_cells_that_are_words_are_translated_once_and_nothing_else_is_touched(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.comments import Comment

    book: Any = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ventes"
    rows: list[list[Any]] = [
        ["Prix de vente", 12.5, "=B1*2"], ["Prix de vente", "FR-2041", "anne@exemple.fr"],
        ["Première ligne\nSeconde ligne", "1 234,50", '=IF(A1="Oui",1,2)'],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    sheet["A4"] = CellRichText("Le ", TextBlock(InlineFont(b=True), "Monde"), " dit oui.")
    sheet["B1"].comment = Comment("À vérifier", "Anne")
    document, raw = written(tmp_path, "a.xlsx", saved(book.save))
    assert [block.text for block in document.blocks] == [
        "Prix de vente", "Première ligne", "Seconde ligne", "Le Monde dit oui.", "À vérifier",
    ]  # fmt: skip
    assert [(out.text, out.reason) for out in document.left_out] == [
        ("FR-2041", "code"), ("anne@exemple.fr", "code"), ("1 234,50", "code"),
    ]  # fmt: skip
    assert document.notes == (
        "not translated: the names of the sheets, which formulas use",
        "not translated: words within formulas",
    )
    made: Any = openpyxl.load_workbook(io.BytesIO(raw), rich_text=True)
    cells = made["Ventes"]
    assert [cells[f"A{row}"].value for row in (1, 2, 3)] == ["PRIX DE VENTE"] * 2 + ["PREMIÈRE LIGNE\nSECONDE LIGNE"]
    assert [[cells[f"{c}{row}"].value for c in "BC"] for row in (1, 2, 3)] == [row[1:] for row in rows]
    assert str(cells["A4"].value) == "LE MONDE DIT OUI."
    assert [str(part) for part in cells["A4"].value if getattr(part, "font", None) and part.font.b] == ["MONDE"]
    assert cells["B1"].comment.text == "À VÉRIFIER"


def test_inline_texts_and_the_names_of_a_tables_columns(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.worksheet.table import Table

    book: Any = openpyxl.Workbook()
    for row in (["Nom", "Montant"], ["Une chaise", 5]):
        book.active.append(row)
    book.active.add_table(Table(displayName="T", ref="A1:B2"))
    files = {name: text.encode() for name, text in parts(saved(book.save)).items()}
    sheet = files["xl/worksheets/sheet1.xml"].decode()
    inline = (
        '<c r="D1" t="inlineStr"><is><t>Un mot</t></is></c><c r="E1" t="inlineStr"><is><t>Un mot</t></is></c></row>'
    )
    files["xl/worksheets/sheet1.xml"] = sheet.replace("</row>", inline, 1).encode()
    document, raw = written(tmp_path, "a.xlsx", zipped(files))
    assert [block.text for block in document.blocks] == ["Un mot", "Une chaise"]
    assert {(out.text, out.reason) for out in document.left_out} == {
        ("Nom", "table-header"),
        ("Montant", "table-header"),
    }
    made: Any = openpyxl.load_workbook(io.BytesIO(raw)).active
    assert [cell.value for cell in made[1]] == ["Nom", "Montant", None, "UN MOT", "UN MOT"]
    assert made["A2"].value == "UNE CHAISE"


def test_shared_texts_drawn_ones_and_what_is_said_of_the_rest(tmp_path: Path) -> None:
    import openpyxl
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        raised = book.add_format({"font_script": 1})
        for row in range(3):
            sheet.write_string(row, 0, "Prix de vente")
        sheet.write_rich_string("A4", "Le ", bold, "Monde", " dit oui.")
        sheet.write_rich_string("A5", "Un lot de 50 m", raised, "2", " ici")
        sheet.write_string("A6", "12")
        sheet.write_comment("A1", "À vérifier")
        sheet.insert_textbox("C3", "Un cadre", {"description": "Un dessin"})
        sheet.set_header("&CLe rapport")
        sheet.data_validation("B9", {"validate": "list", "source": ["Oui", "Non"]})
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": "=Sheet1!$B$1:$B$2"})
        sheet.insert_chart("D9", chart)
    document, raw = written(tmp_path, "a.xlsx", file.getvalue(), "PRIX DE VENTE", "LE MONDE", "A plot of 50 m2 here")
    assert [block.text for block in document.blocks if block.text != "Anne"] == [
        "Prix de vente", "Le Monde dit oui.", "Un lot de 50 m2 ici", "À vérifier", "Un cadre", "Un dessin",
    ]  # fmt: skip
    assert document.notes == (
        "not translated: the lists of choices of cells",
        "not translated: the printed headers and footers of sheets",
    )
    made: Any = openpyxl.load_workbook(io.BytesIO(raw), rich_text=True).active
    assert [made[f"A{row}"].value for row in (1, 2, 3, 6)] == ["PRIX DE VENTE"] * 3 + ["12"]
    assert made["A1"].comment.text.strip() == "À VÉRIFIER"
    strings = parts(raw)["xl/sharedStrings.xml"]
    assert strings.count("PRIX DE VENTE") == 1
    assert re.search(r'>A plot of 50 m</t>.{,99}<vertAlign val="superscript"/>.{,200}</rPr><t [^>]*>2</t></r>', strings)
    assert "UN CADRE" in parts(raw)["xl/drawings/drawing1.xml"]


def test_sheets_of_opendocument_keep_numbers_formulas_and_codes(tmp_path: Path) -> None:
    import odfdo

    document: Any = odfdo.Document("spreadsheet")
    document.body.clear()
    sheet = odfdo.Table("Ventes")
    rows: list[list[Any]] = [["Prix de vente", 12.5], ["Prix de vente", "FR-2041"]]
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            sheet.set_value((column, row), value)
    sheet.set_cell((2, 0), odfdo.Cell(value="Oui", formula='of:=IF([.A1]="Oui";1;2)'))
    document.body.append(sheet)
    read, raw = written(tmp_path, "a.ods", saved(document.save))
    assert [block.text for block in read.blocks] == ["Prix de vente"]
    assert [(out.text, out.reason) for out in read.left_out] == [("FR-2041", "code")]
    assert read.notes == (
        "not translated: the names of the sheets, which formulas use",
        "not translated: words within formulas",
        "not translated: what formulas show, until they are computed again",
    )
    xml = parts(raw)["content.xml"]
    assert len(re.findall(">PRIX DE VENTE<", xml)) == 2
    assert "Prix de vente" not in xml
    assert ">12.5<" in xml
    assert ">Oui<" in xml


def test_slides_of_opendocument_are_read_with_their_notes(tmp_path: Path) -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{each}="{space}{full}:1.0"' for each, full in {
        "office": "office", "text": "text", "draw": "drawing", "presentation": "presentation", "table": "table"}.items())  # fmt: skip
    frame = '<draw:frame presentation:class="{}"><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>'
    body = (
        '<presentation:footer-decl presentation:name="f">Le pied</presentation:footer-decl><draw:page>'
        + frame.format("title", "Le titre")
        + "<draw:custom-shape><text:p>Une forme</text:p></draw:custom-shape><table:table><table:table-row><table:table-cell>"
        "<text:p>Une case</text:p></table:table-cell></table:table-row></table:table><presentation:notes>"
        + frame.format("notes", "À dire")
        + "</presentation:notes></draw:page>"
    )
    xml = f"<office:document-content {names}><office:body><office:presentation>{body}</office:presentation></office:body></office:document-content>"
    mime = b"application/vnd.oasis.opendocument.presentation"
    document, raw = written(tmp_path, "a.odp", zipped({"mimetype": mime, "content.xml": xml.encode()}))
    assert [block.text for block in document.blocks] == ["Le titre", "Une forme", "Une case", "À dire", "Le pied"]
    assert document.blocks[0].kind == "heading"
    assert re.findall(r">([^<>]+)<", parts(raw)["content.xml"].partition("<office:body>")[2]) == [
        "LE PIED", "LE TITRE", "UNE FORME", "UNE CASE", "À DIRE",
    ]  # fmt: skip


def test_no_cell_is_taken_for_the_furniture_of_a_page(tmp_path: Path) -> None:
    import openpyxl

    book: Any = openpyxl.Workbook()
    texts = ["Partager", "Lire aussi : le pont", "Le maire a inauguré jeudi une passerelle neuve, dit-il.", "S’abonner"]
    for text in texts:
        book.active.append([text])
    (tmp_path / "a.xlsx").write_bytes(saved(book.save))
    document = prepare(formats.read(tmp_path / "a.xlsx"), Options(lang="fr")).document
    assert [block.text for block in document.blocks] == texts


WORDING = {
    True: ["Prix", "Prix de vente", "OUI", "TOTAL", "Réf. 12-A", "3 jours", "L’été", "Ça va ?", "le 12 mai", "Saint-Denis"],
    False: ["12", "1 234,50 €", "FR-2041", "FR", "EUR", "a@b.fr", "https://b.fr/x", "12/03/2024", "photo_1.jpg", "x", "12 kg",
            "prixTotal", "—", "A1:B2", "+33 1 23 45", ""],
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [(text, kind) for kind, texts in WORDING.items() for text in texts])
def test_what_is_language(text: str, wanted: bool) -> None:
    assert is_wording(text) is wanted


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30
) | st.sampled_from(["Un mot", "Un mot\nDeux mots", "12", "FR-1", "Le mot de la fin."])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELL, min_size=1, max_size=6))
def test_cells_keep_their_words(tmp_path: Path, cells: list[str]) -> None:
    import openpyxl

    cells = [cell for cell in cells if not cell.startswith("=") and not re.search("[\ufffe\uffff]", cell)]
    book: Any = openpyxl.Workbook()
    for cell in cells:
        book.active.append([cell])
    (tmp_path / "a.xlsx").write_bytes(saved(book.save))
    document = formats.read(tmp_path / "a.xlsx")
    raw, _ = formats.render(document, [block.text for block in document.blocks])
    sheet: Any = openpyxl.load_workbook(io.BytesIO(raw)).active
    there = [str(row[0].value or "") for row in sheet.iter_rows(max_row=max(len(cells), 1))]
    assert ["".join(text.split()) for text in there] == ["".join(text.split()) for text in cells or [""]]


FIELD = '<a:fld type="datetime1"><a:rPr lang="fr-FR"/><a:t>12 mai 2024</a:t></a:fld>'


@pytest.mark.parametrize(("runs", "texts", "shown"), [
    (FIELD, ["12 mai 2024"], ["May 12, 2024"]),
    (f"<a:r><a:t>Paris, le </a:t></a:r>{FIELD}", ["Paris, le 12 mai 2024", "12 mai 2024"], ["Paris, ", "May 12, 2024"]),
    ('<a:fld type="slidenum"><a:t>3</a:t></a:fld>', ["3"], ["3"]),
    ("<a:r><a:t>12 m</a:t><a:t>ai 2024</a:t></a:r>", ["12 mai 2024"], ["May 12, 2024"]),  # no schema allows it
])  # fmt: skip
def test_the_words_of_runs_and_fields_are_translated_within_them(
    tmp_path: Path, runs: str, texts: list[str], shown: list[str]
) -> None:
    english = {"12 mai 2024": "May 12, 2024", "Paris, le 12 mai 2024": "Paris, 12 mai 2024", "3": "3"}
    document, there = office(tmp_path, "a.pptx", pptx(runs), lambda text: english[text])
    slide = there["ppt/slides/slide1.xml"]
    assert [block.text for block in document.blocks] == texts
    assert re.findall("<a:t>([^<]*)<", slide) == shown
    assert slide.count("<a:fld ") == runs.count("<a:fld ")
