"""OpenDocument texts of many kinds: comments, fields, notes, frames, ruby, and the white space beside them."""

# ruff: noqa: E501 - tables of cases, with their XML as it is

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Document
from tests.formats.makers import zipped

O = "urn:oasis:names:tc:opendocument:xmlns:"  # noqa: E741 # as in the names of the standard
SPACES = (
    f'xmlns:office="{O}office:1.0" xmlns:text="{O}text:1.0" xmlns:style="{O}style:1.0" xmlns:draw="{O}drawing:1.0" '
    f'xmlns:svg="{O}svg-compatible:1.0" xmlns:fo="{O}xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
STYLES = (
    '<office:automatic-styles><style:style style:name="T1"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="T2"><style:text-properties style:text-position="sub 58%" fo:language="fr" '
    'fo:country="FR"/></style:style></office:automatic-styles>'
)


def odt(body: str, more: dict[str, bytes] | None = None) -> bytes:
    xml = (
        f"<office:document-content {SPACES}>{STYLES}<office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": xml.encode(), **(more or {})})


def made(folder: Path, raw: bytes, *english: str) -> tuple[Document, str]:
    (folder / "a.odt").write_bytes(raw)
    document = formats.read(folder / "a.odt")
    targets = [*english, *(block.text.upper() for block in document.blocks[len(english) :])]
    out, _ = formats.render(document, targets)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        xml = archive.read("content.xml").decode()
    return document, re.sub(r' xmlns:\w+="[^"]*"', "", xml.partition("<office:text")[2].partition("</office:text>")[0])


IMAGE = '<draw:frame><draw:image xlink:href="x.png"/></draw:frame>'
CASES = [
    # the paragraph, the first block, its English, what is written
    (f"La formule {IMAGE} est belle.", "La formule est belle.", "The formula is beautiful.",
     f"The formula {IMAGE} is beautiful."),
    (f"{IMAGE} La photo.", "La photo.", "The photo.", f"{IMAGE} The photo."),
    ("Voir page <text:bookmark-ref text:ref-name='a'>12</text:bookmark-ref>, bas.", "Voir page 12, bas.",
     "See page 12, below.", 'See page <text:bookmark-ref text:ref-name="a">12</text:bookmark-ref>, below.'),
    ("Le <text:date>12 mai</text:date> ici.", "Le 12 mai ici.", "On 12 May here.", "On <text:date>12 May</text:date> here."),
    ("Page <text:page-number>3</text:page-number> sur <text:page-count>3</text:page-count>", "Page 3 sur 3", "Page 3 of 3",
     "Page <text:page-number>3</text:page-number> of <text:page-count>3</text:page-count>"),
    ("Le CO<text:span text:style-name='T2'>2</text:span> ici", "Le CO2 ici", "CO2 here",
     'CO<text:span text:style-name="T2">2</text:span> here'),
    ("Le rapport<text:span text:style-name='T1'>3</text:span> dit.", "Le rapport dit.", "The report says.",
     'The report<text:span text:style-name="T1">3</text:span> says.'),
    ("Au 19<text:span text:style-name='T1'>e</text:span> siècle", "Au 19e siècle", "In the 19th century",
     'In the 19<text:span text:style-name="T1">th</text:span> century'),
    ("<text:ruby><text:ruby-base>Le mot</text:ruby-base><text:ruby-text>ka</text:ruby-text></text:ruby> dit.", "Le mot dit.",
     "The word says.", "<text:ruby><text:ruby-base>The word</text:ruby-base><text:ruby-text>ka</text:ruby-text></text:ruby> says."),
    ("Avant <text:script>var mot = 1;</text:script>la nuit.", "Avant la nuit.", "Before the night.",
     "Before <text:script>var mot = 1;</text:script>the night."),
    ("Un mot<text:tab/>suit.", "Un mot suit.", "A word follows.", "A word<text:tab/>follows."),
    ("Il vient<text:line-break/>hier.", "Il vient hier.", "He came yesterday.", "He came<text:line-break/>yesterday."),
]  # fmt: skip


@pytest.mark.parametrize(("paragraph", "text", "english", "written"), CASES)
def test_a_paragraph(tmp_path: Path, paragraph: str, text: str, english: str, written: str) -> None:
    document, xml = made(tmp_path, odt(f"<text:p>{paragraph}</text:p>"), english)
    assert document.blocks[0].text == text
    assert f"<text:p>{written}</text:p>" in xml


def test_comments_boxes_and_descriptions_are_texts_and_what_is_not_is_said(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Vieux mot</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Le maire<office:annotation><dc:creator>X</dc:creator>"
        "<text:p>Vérifier le nom.</text:p></office:annotation> signe.<draw:frame><draw:text-box><text:p>Un cadre</text:p>"
        "</draw:text-box><svg:desc>Un pont</svg:desc></draw:frame></text:p><text:section><text:p>La fin</text:p></text:section>"
    )
    meta = (
        b'<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Un titre</dc:title><dc:language>fr</dc:language></m>'
    )
    chart = b"<x xmlns:text='t'><text:p>Ventes</text:p></x>"
    document, xml = made(tmp_path, odt(body, {"meta.xml": meta, "Object 1/content.xml": chart}))
    assert [block.text for block in document.blocks] == [
        "Le maire signe.", "Vérifier le nom.", "Un cadre", "La fin", "Un pont", "Un titre",
    ]  # fmt: skip
    assert document.notes == (
        "not translated: the deleted text of tracked changes",
        "not translated: 1 × a chart or an embedded object",
    )
    for text in ("VÉRIFIER LE NOM.", "UN CADRE", "LA FIN", "<svg:desc>UN PONT</svg:desc>", "Vieux mot"):
        assert text in xml


def test_lines_of_an_address_are_texts_of_their_own(tmp_path: Path) -> None:
    document, xml = made(
        tmp_path, odt("<text:p>Anne<text:line-break/><text:span>12, rue</text:span><text:tab/>Paris</text:p>")
    )
    assert [block.text for block in document.blocks] == ["Anne", "12, rue", "Paris"]
    assert "<text:p>ANNE<text:line-break/><text:span>12, RUE</text:span><text:tab/>PARIS</text:p>" in xml
