"""What workbooks, slides and OpenDocument files say beside their texts: translated where it stands, or named."""

# ruff: noqa: E501 - tables of cases, with their XML as it is

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dipx import formats
from dipx.document import Document
from tests.formats.makers import zipped
from tests.formats.test_epub_kinds import book as ebook
from tests.formats.test_odt_kinds import SPACES, O

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW = '<sheetData><row><c t="inlineStr"><is><t>Il pleut.</t></is></c></row></sheetData>'


def relations(*pairs: tuple[str, str]) -> bytes:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(pairs)
    )
    return f"<Relationships>{rows}</Relationships>".encode()


def book(behind: str = "", more: dict[str, bytes] | None = None, *, names: str = "", row: str = ROW) -> bytes:
    """A workbook of one sheet: ``behind`` its row, ``names`` in the workbook."""
    return zipped({
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Feuil1" r:id="r0"/></sheets>{names}</workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}">{row}{behind}</worksheet>'.encode(),
        "xl/styles.xml": b"<styleSheet/>", **(more or {}),
    })  # fmt: skip


def made(folder: Path, name: str, raw: bytes, say: Callable[[str], str] = str.upper) -> tuple[Document, dict[str, str]]:
    (folder / name).write_bytes(raw)
    document = formats.read(folder / name)
    out, _ = formats.render(document, [say(block.text) for block in document.blocks])
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        return document, {part: archive.read(part).decode("utf-8", "replace") for part in archive.namelist()}


TIPS = [
    '<dataValidations><dataValidation promptTitle="Saisir un nom" prompt="Votre nom de famille" errorTitle="Erreur" error="Ce nom est trop long"/></dataValidations>',
    '<hyperlinks><hyperlink ref="A1" tooltip="Aller à la page" display="Il pleut."/></hyperlinks>',
]


@pytest.mark.parametrize("tip", TIPS)
def test_the_tips_of_cells_are_translated(tmp_path: Path, tip: str) -> None:
    document, there = made(tmp_path, "a.xlsx", book(tip))
    words = [word for word in tip.split('"')[1::2] if word != "A1"]
    assert all(f'"{word.upper()}"' in there["xl/worksheets/sheet1.xml"] for word in words)
    assert document.notes == ()


def test_a_tip_is_not_longer_than_excel_takes(tmp_path: Path) -> None:
    _, there = made(tmp_path, "a.xlsx", book(TIPS[0]), lambda text: text + "x" * 300)
    values = dict(
        zip(*[iter(there["xl/worksheets/sheet1.xml"].partition("<dataValidation ")[2].split('"'))] * 2, strict=False)
    )
    lengths = {key.strip(" ="): len(value) for key, value in values.items()}
    assert lengths["promptTitle"] == lengths["errorTitle"] == 32
    assert lengths["prompt"] == lengths["error"] == 255


# what it is, behind the rows, in the workbook, other parts, what the note says
NAMED: list[tuple[str, str, str, dict[str, bytes], str]] = [
    ("a printed footer", "<headerFooter><oddFooter>&amp;LRapport annuel&amp;RPage &amp;P</oddFooter></headerFooter>", "", {}, "printed headers"),
    ("a footer with attributes", '<headerFooter><firstFooter xml:space="preserve">&amp;LRapport annuel</firstFooter></headerFooter>', "", {}, "printed headers"),
    ("names of ranges", "", "<definedNames><definedName name='Total_ventes'>Feuil1!A1</definedName></definedNames>", {}, "names of ranges"),
    ("a list of choices", '<dataValidations><dataValidation><formula1>"Oui,Non"</formula1></dataValidation></dataValidations>', "", {}, "lists of choices"),
    ("a list of choices of a newer kind", '<extLst><x14:dataValidation xmlns:x14="x"><x14:formula1><xm:f xmlns:xm="m">"Été"</xm:f></x14:formula1></x14:dataValidation></extLst>', "", {}, "lists of choices"),
    ("what a formula shows", '<x><c r="B1" t="str"><f>A1</f><v>Il pleut.</v></c></x>', "", {}, "what formulas show"),
    ("a condition", '<conditionalFormatting><cfRule><formula>A1="Fini"</formula></cfRule></conditionalFormatting>', "", {}, "words within formulas"),
    ("a filter", '<autoFilter><filterColumn><filters><filter val="Lundi"/></filters></filterColumn></autoFilter>', "", {}, "choices of filters"),
    ("a format", "", "", {"xl/styles.xml": b'<s><numFmt formatCode="0 &quot;jours&quot;"/></s>'}, "formats of numbers"),
    ("a button of a form", "", "", {"xl/drawings/vmlDrawing1.vml": b"<xml><font>Envoyer la page</font></xml>"}, "« Envoyer la page » (font in xl/drawings/vmlDrawing1.vml)"),
    ("a scenario", '<scenarios><scenario comment="Le pire des cas"/></scenarios>', "", {}, "« Le pire des cas » (comment in xl/worksheets/sheet1.xml)"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "behind", "names", "more", "said"), NAMED, ids=[case[0] for case in NAMED])
def test_what_stays_in_a_workbook_is_named(
    tmp_path: Path, what: str, behind: str, names: str, more: dict[str, bytes], said: str
) -> None:
    (note,) = made(tmp_path, "a.xlsx", book(behind, more, names=names))[0].notes
    assert said in note


def test_a_slides_tips_and_its_title_in_the_properties(tmp_path: Path) -> None:
    import pptx

    deck: Any = pptx.Presentation()
    deck.core_properties.title = ""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Le titre du jour"
    slide.shapes.title.click_action.hyperlink.address = "https://e.fr"
    link = slide.shapes.title._element.xpath(".//*[local-name()='hlinkClick']")[0]
    link.set("tooltip", "Voir le site")
    raw = io.BytesIO()
    deck.save(raw)
    with zipfile.ZipFile(raw) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["docProps/app.xml"] = (
        b'<Properties xmlns:vt="vt"><HeadingPairs><vt:lpstr>Titres des diapositives</vt:lpstr></HeadingPairs>'
        b"<TitlesOfParts><vt:lpstr>Office Theme</vt:lpstr><vt:lpstr>Le titre du jour</vt:lpstr></TitlesOfParts></Properties>"
    )
    document, there = made(tmp_path, "a.pptx", zipped(files))
    assert [block.text for block in document.blocks] == ["Le titre du jour", "Voir le site"]
    assert 'tooltip="VOIR LE SITE"' in there["ppt/slides/slide1.xml"]
    assert "<vt:lpstr>Office Theme</vt:lpstr><vt:lpstr>LE TITRE DU JOUR</vt:lpstr>" in there["docProps/app.xml"]
    assert document.notes == ()


DRAWN = '<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>{}</a:t></a:r></a:p></x>'


def test_a_sheet_that_is_a_chart_diagrams_and_the_buttons_of_filters(tmp_path: Path) -> None:
    workbook = ("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "chartsheets/sheet1.xml")
    more = {
        "xl/_rels/workbook.xml.rels": relations(*workbook),
        "xl/chartsheets/sheet1.xml": b"<chartsheet/>",
        "xl/chartsheets/_rels/sheet1.xml.rels": relations(("drawing", "../d.xml")),
        "xl/d.xml": DRAWN.format("Un dessin").encode(),
        "xl/_rels/d.xml.rels": relations(("chart", "c.xml"), ("diagramData", "e.xml"), ("diagramDrawing", "f.xml")),
        "xl/c.xml": DRAWN.format("Les ventes").encode(),
        "xl/_rels/c.xml.rels": relations(("chartUserShapes", "u.xml")),
        "xl/u.xml": DRAWN.format("Une bulle").encode(),
        "xl/e.xml": DRAWN.format("Le chef").encode(),
        "xl/f.xml": DRAWN.format("Le chef").encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("slicer", "../s.xml")),
        "xl/s.xml": '<slicers><slicer name="Segment_1" caption="La région"/></slicers>'.encode(),
    }
    document, there = made(tmp_path, "a.xlsx", book(more=more))
    shown = ("Il pleut.", "Un dessin", "Le chef", "Les ventes", "Une bulle", "La région")
    assert [block.text for block in document.blocks] == list(shown)
    assert all(f">{text.upper()}<" in "".join(there.values()) for text in shown[:-1])
    assert there["xl/f.xml"].count("LE CHEF") == 1
    assert 'name="Segment_1" caption="LA RÉGION"' in there["xl/s.xml"]
    assert document.notes == ()


CHART = """<c:c xmlns:c="c"><c:ser><c:tx><c:v>Les ventes</c:v></c:tx><c:trendline><c:name>La tendance</c:name></c:trendline>
<c:cat><c:strRef><c:f>{}</c:f><c:strCache><c:pt><c:v>Il pleut.</c:v></c:pt><c:pt><c:v>{}</c:v></c:pt></c:strCache></c:strRef>
</c:cat><c:val><c:numRef><c:f>B1</c:f><c:numCache><c:pt><c:v>12,5</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:c>"""
FR_2041 = '<sheetData><row><c t="inlineStr"><is><t>Il pleut.</t></is></c><c t="inlineStr"><is><t>FR-2041</t></is></c></row></sheetData>'


@pytest.mark.parametrize(
    ("cells", "other", "is_said"),
    [
        ("Feuil1!$A$1:$A$2", "12", False),
        ("Feuil1!$A$1:$A$2", "FR-2041", False),
        ("Feuil1!$A$1:$A$2", "Une case", True),
        ("[1]Feuil1!$A$1:$A$2", "12", True),
    ],
)
def test_what_a_chart_shows_of_cells_follows_them(tmp_path: Path, cells: str, other: str, is_said: bool) -> None:
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("drawing", "../d.xml")),
        "xl/d.xml": b"<d/>",
        "xl/_rels/d.xml.rels": relations(("chart", "c.xml")),
        "xl/c.xml": CHART.format(cells, other).encode(),
    }
    document, there = made(tmp_path, "a.xlsx", book(more=more, row=FR_2041))
    assert [block.text for block in document.blocks] == ["Il pleut.", "Les ventes", "La tendance"]
    english = CHART.format(cells, other)
    for text in ("Les ventes", "La tendance", *["Il pleut."] * (cells[0] != "[")):
        english = english.replace(text, text.upper())
    assert there["xl/c.xml"].endswith(english)
    assert bool(document.notes) is is_said
    assert all("what charts show of cells" in note for note in document.notes)


def test_a_drawn_text_in_a_part_that_nothing_leads_to_is_named(tmp_path: Path) -> None:
    (note,) = made(tmp_path, "a.xlsx", book(more={"xl/x.xml": DRAWN.format("Les prix de la ville").encode()}))[0].notes
    assert "« Les prix de la ville » (t in xl/x.xml)" in note


def test_the_sections_of_a_presentation(tmp_path: Path) -> None:
    show = (
        b'<p:presentation xmlns:p="p"><p:custShow name="Version courte"/><p:section name="Le bilan"/></p:presentation>'
    )
    files = {"_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")), "ppt/presentation.xml": show}
    _, there = made(tmp_path, "a.pptx", zipped(files))
    assert 'custShow name="VERSION COURTE"/><p:section name="LE BILAN"' in there["ppt/presentation.xml"]


def open_document(kind: str, body: str, more: dict[str, bytes] | None = None) -> bytes:
    spaces = f'{SPACES} xmlns:table="{O}table:1.0" xmlns:form="{O}form:1.0" xmlns:presentation="{O}presentation:1.0"'
    inner = {"text": "text", "spreadsheet": "spreadsheet", "presentation": "presentation"}[kind]
    xml = f"<office:document-content {spaces}><office:body><office:{inner}>{body}</office:{inner}></office:body></office:document-content>"
    return zipped(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": xml.encode(), **(more or {})}
    )


# what it is, the body, what is in the file then
WRITTEN = [
    ("a link's tip", '<text:p>Voir <text:a xlink:href="x" office:title="Aller au site">ici</text:a>.</text:p>', 'office:title="ALLER AU SITE"'),
    ("a conditional text", '<text:p><text:conditional-text text:string-value-if-true="Un jour" text:string-value-if-false="Jamais vu">Un jour</text:conditional-text> passe.</text:p>', 'text:string-value-if-true="UN JOUR" text:string-value-if-false="JAMAIS VU"'),
    ("a hidden text", '<text:p>Oui<text:hidden-text text:string-value="Pas encore"/>.</text:p>', 'text:string-value="PAS ENCORE"'),
    ("a cell's value", '<table:table><table:table-row><table:table-cell office:value-type="string" office:string-value="Il pleut."><text:p>Il pleut.</text:p></table:table-cell></table:table-row></table:table>', '<table:table-cell office:value-type="string"><text:p>IL PLEUT.</text:p>'),
    ("a variable", '<text:p>Oui <text:variable-set office:string-value="Un nom">Un nom</text:variable-set>.</text:p>', 'office:string-value="UN NOM">UN NOM</text:variable-set>'),
    ("a declared field", '<text:user-field-decls><text:user-field-decl office:string-value="Un lieu"/></text:user-field-decls><text:p>Oui <text:user-field-get>Un lieu</text:user-field-get>.</text:p>', 'office:string-value="UN LIEU"'),
    ("an entry of an index", '<text:p>Le chat<text:alphabetical-index-mark text:string-value="Chat noir"/> dort.</text:p>', 'text:string-value="CHAT NOIR"'),
    ("a button", '<office:forms><form:form><form:button form:label="Envoyer" form:title="Envoyer la page"/></form:form></office:forms><text:p>Oui.</text:p>', 'form:label="ENVOYER" form:title="ENVOYER LA PAGE"'),
    ("a table's title", "<table:table><table:title>Les ventes</table:title><table:desc>Par mois</table:desc></table:table><text:p>Oui.</text:p>", "<table:title>LES VENTES</table:title><table:desc>PAR MOIS</table:desc>"),
    ("a choice", '<text:p>Oui <text:drop-down text:name="x"><text:label text:value="Rouge vif"/><text:label text:value="Vert"/>Rouge vif</text:drop-down>.</text:p>', '<text:drop-down text:name="x"><text:label text:value="ROUGE VIF"/><text:label text:value="VERT"/>ROUGE VIF</text:drop-down>'),
    ("three spaces", '<text:p>Nom<text:s text:c="3"/>Dupont dort.</text:p>', '<text:p>NOM<text:s text:c="3"/>DUPONT DORT.</text:p>'),
    ("spaces amid a sentence", '<text:p>Le maire de la<text:s text:c="3"/>ville dort.</text:p>', '<text:p>LE MAIRE DE LA<text:s text:c="3"/>VILLE DORT.</text:p>'),
    ("one more space", "<text:p>Il dort. <text:s/>Elle rit.</text:p>", "<text:p>IL DORT. ELLE RIT.</text:p>"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "body", "there"), WRITTEN, ids=[case[0] for case in WRITTEN])
def test_what_an_opendocument_says_beside_its_text(tmp_path: Path, what: str, body: str, there: str) -> None:
    document, parts = made(tmp_path, "a.odt", open_document("text", body))
    assert there in parts["content.xml"]
    assert document.notes == ()


def test_a_range_of_opendocument_is_not_turned_around(tmp_path: Path) -> None:
    body = '<text:p>Le chat <text:bookmark-start text:name="n"/>noir<text:bookmark-end text:name="n"/> dort.</text:p>'
    _, parts = made(tmp_path, "a.odt", open_document("text", body), lambda text: "noir dort chat le.")
    assert parts["content.xml"].index("bookmark-start") < parts["content.xml"].index("bookmark-end")


# what it is, the kind, the body, other parts, what the note says
STAYING: list[tuple[str, str, str, dict[str, bytes], str]] = [
    ("a list's prefix", "text", "<text:p>Oui.</text:p>", {"styles.xml": f'<office:document-styles {SPACES}><text:list-level-style-number style:num-prefix="Chapitre "/></office:document-styles>'.encode()}, "numbering of paragraphs"),
    ("words in a formula", "text", "<text:p>Oui.</text:p>", {"Object 1/content.xml": b"<math><mtext>si le nombre est pair</mtext></math>"}, "an embedded object"),
    ("a property of its own", "text", "<text:p>Oui.</text:p>", {"meta.xml": f'<office:document-meta {SPACES} xmlns:meta="{O}meta:1.0"><meta:user-defined>Les eaux</meta:user-defined></office:document-meta>'.encode()}, "« Les eaux »"),
    ("a slide's name", "presentation", '<draw:page draw:name="Le bilan"><text:p>Oui.</text:p></draw:page><draw:page draw:name="page2"/>', {}, "the names of slides"),
    ("what no rule knows", "text", '<text:p>Oui.</text:p><text:x text:info="Le nom de la rue"/>', {}, "« Le nom de la rue » (info in content.xml)"),
    ("a choice", "spreadsheet", '<table:content-validations><table:content-validation table:condition="cell-content-is-in-list(&quot;Oui&quot;)"/></table:content-validations>', {}, "lists of choices"),
    ("a range's name", "spreadsheet", '<table:named-expressions><table:named-range table:name="Total_ventes"/></table:named-expressions>', {}, "names of ranges"),
    ("a master slide", "presentation", "<text:p>Oui.</text:p>", {"styles.xml": f"<office:document-styles {SPACES}><office:master-styles><style:master-page><draw:frame><draw:text-box><text:p>Strictement confidentiel</text:p></draw:text-box></draw:frame></style:master-page></office:master-styles></office:document-styles>".encode()}, "master slides"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "kind", "body", "more", "said"), STAYING, ids=[case[0] for case in STAYING])
def test_what_stays_in_an_opendocument_is_named(
    tmp_path: Path, what: str, kind: str, body: str, more: dict[str, bytes], said: str
) -> None:
    suffix = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}[kind]
    (note,) = made(tmp_path, f"a.{suffix}", open_document(kind, body, more))[0].notes
    assert said in note


def test_the_printed_header_of_a_sheet_and_the_tip_of_a_cell(tmp_path: Path) -> None:
    header = f"<office:document-styles {SPACES}><style:header><text:p>Rapport annuel</text:p></style:header><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></office:document-styles>"
    tip = '<table:content-validations><table:content-validation><table:help-message table:title="Saisir un nom"><text:p>Le nom de famille</text:p></table:help-message></table:content-validation></table:content-validations>'
    document, parts = made(tmp_path, "a.ods", open_document("spreadsheet", tip, {"styles.xml": header.encode()}))
    assert "<text:p>RAPPORT ANNUEL</text:p>" in parts["styles.xml"]
    assert "<text:p>Page <text:page-number>" in parts["styles.xml"]
    assert 'table:title="SAISIR UN NOM"><text:p>LE NOM DE FAMILLE' in parts["content.xml"]
    assert document.notes == ()


EPUB_BESIDE = [
    ('<p>Oui.</p><math><mtext>si le nombre est pair</mtext></math>', "<mtext>SI LE NOMBRE EST PAIR</mtext>"),
    ('<table summary="Les prix du pain"><tr><td>Oui.</td></tr></table>', 'summary="LES PRIX DU PAIN"'),
    ('<p>Oui. <input placeholder="Votre nom"/></p>', 'placeholder="VOTRE NOM"'),
]  # fmt: skip


@pytest.mark.parametrize(("chapter", "there"), EPUB_BESIDE)
def test_what_a_book_says_beside_its_text(tmp_path: Path, chapter: str, there: str) -> None:
    document, parts = made(tmp_path, "a.epub", ebook(chapter))
    assert there in parts["O/c d.xhtml"]
    assert document.notes == ()


def test_the_words_of_style_sheets_and_of_the_package_are_named(tmp_path: Path) -> None:
    css = 'p:before { content: "Chapitre " counter(c) } q { quotes: "«" "»" }'
    meta = '<item id="m"/></manifest><metadata><meta content="La saga de la mer"/></metadata><manifest>'
    document, _ = made(tmp_path, "a.epub", ebook("<p>Oui.</p>", more={"O/s.css": css}, items=meta))
    assert document.notes == (
        "not translated: words in style sheets (content)",
        "not translated: « La saga de la mer » (content in O/b.opf)",
    )
