"""What is struck out amid a line of an office file or a book is a text of its own, in its place and still struck out."""

# ruff: noqa: E501 - tables of cases, with their XML as it is

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.formats.makers import zipped
from tests.formats.test_docx_changes import inserted, rejected
from tests.formats.test_docx_kinds import field, p, package, t
from tests.formats.test_epub_kinds import book as ebook
from tests.formats.test_odt_kinds import odt
from tests.formats.test_office_beside import book, made, relations

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
ENGLISH = {
    "Les travaux ont commencé lundi.": "The work started on Monday.", "commenceront": "will start",
    "Tout est barré.": "All is struck.", "commenceront demain": "will start tomorrow",
}  # fmt: skip


def docx(body: str) -> bytes:
    return package(p(re.sub("~(.*?)~", lambda match: t(match[1], "<w:strike/>"), body)))


def pptx(runs: str) -> bytes:
    slide = f'<p:sld xmlns:p="p" xmlns:a="{DRAWING}"><p:sp><p:txBody><a:p>{runs}</a:p></p:txBody></p:sp></p:sld>'
    return zipped({
        "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": b'<p:presentation xmlns:p="p"/>',
        "ppt/_rels/presentation.xml.rels": relations(("slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": slide.encode(),
    })  # fmt: skip


def xlsx(runs: str) -> bytes:
    return book(row=f'<sheetData><row><c t="inlineStr"><is>{runs}</is></c></row></sheetData>')


def through(body: str) -> bytes:
    """An odt whose style ``TS`` strikes out."""
    style = '<style:style style:name="TS"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    return odt(f"</office:text><office:automatic-styles>{style}</office:automatic-styles><office:text>{body}")


def a(text: str, look: str = "") -> str:
    return f"<a:r><a:rPr{look}/><a:t>{text}</a:t></a:r>"


def r(text: str, look: str = "") -> str:
    return f'<r><rPr>{look}</rPr><t xml:space="preserve">{text}</t></r>'


FIRST, LAST = "Les travaux ", " ont commencé lundi."
BOTH = ["Les travaux ont commencé lundi.", "commenceront"]
CASES = [
    # the file, its bytes, its texts, and what is written in the part
    ("a.docx", docx(t(FIRST) + "~commenceront~" + t(LAST)), BOTH, r'work </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t[^>]*>will start</w:t></w:r><w:r><w:t[^>]*> started'),
    ("a.docx", docx(t(FIRST) + t("commenceront ", "<w:dstrike/>") + t(LAST[1:])), BOTH, r"<w:dstrike/></w:rPr><w:t[^>]*>will start</w:t></w:r><w:r><w:t[^>]*> started"),
    ("a.docx", docx(t(FIRST) + t("commenceront", "<w:strike/>") + t(" demain", "<w:strike/><w:b/>") + t(LAST)), [BOTH[0], "commenceront demain"], r"<w:strike/></w:rPr><w:t[^>]*>will .*<w:strike/><w:b/></w:rPr><w:t[^>]*>[^<]*tomorrow<"),
    ("a.docx", docx(t(FIRST) + '<w:hyperlink r:id="r9">~commenceront~</w:hyperlink>' + t(LAST)), BOTH, r'work </w:t></w:r><w:hyperlink r:id="r9"><w:r><w:rPr><w:strike/></w:rPr><w:t[^>]*>will start</w:t></w:r></w:hyperlink><w:r><w:t[^>]*> started'),
    ("a.docx", docx(t(FIRST) + field("REF x", "~commenceront~") + t(LAST)), BOTH, r'"begin"/></w:r>.*"separate"/></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t[^>]*>will start</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t[^>]*> started'),
    ("a.docx", docx("~Tout est barré.~"), ["Tout est barré."], r"<w:strike/></w:rPr><w:t[^>]*>All is struck.<"),
    ("a.docx", docx(t(FIRST) + t("ont", '<w:strike w:val="0"/>') + t(LAST[4:])), BOTH[:1], r"The work started on Monday\.|started"),
    ("a.pptx", pptx(a(FIRST) + a("commenceront", ' strike="sngStrike"') + a(LAST)), BOTH, r'work </a:t></a:r><a:r><a:rPr strike="sngStrike"/><a:t>will start</a:t></a:r><a:r><a:rPr/><a:t> started'),
    ("a.pptx", pptx(a(FIRST) + a("ont", ' strike="noStrike"') + a(LAST[4:])), BOTH[:1], "started"),
    ("a.xlsx", xlsx(r(FIRST) + r("commenceront", "<strike/>") + r(LAST)), BOTH, r"work </t></r><r><rPr><strike/></rPr><t[^>]*>will start</t></r>(?:<r>(?:<rPr/>)?<t[^>]*>) started"),
    ("a.odt", through(f"<text:p>{FIRST}<text:span text:style-name='TS'>commenceront</text:span>{LAST}</text:p>"), BOTH, 'work <text:span text:style-name="TS">will start</text:span> started'),
    ("a.odt", through(f"<text:p>{FIRST}<text:a xlink:href='x'><text:span text:style-name='TS'>commenceront</text:span></text:a>{LAST}</text:p>"), BOTH, 'work <text:a xlink:href="x"><text:span text:style-name="TS">will start</text:span></text:a> started'),
    ("a.odt", through("<text:p><text:span text:style-name='TS'>Tout est barré.</text:span></text:p>"), ["Tout est barré."], 'name="TS">All is struck.<'),
    ("a.epub", ebook(f"<p>{FIRST}<del>commenceront</del>{LAST}</p>"), BOTH, "work <del>will start</del> started"),
    ("a.epub", ebook("<p><s>Tout est barré.</s></p>"), ["Tout est barré."], "<p><s>All is struck.</s></p>"),
]  # fmt: skip
PARTS = {
    "docx": "word/document.xml",
    "pptx": "ppt/slides/slide1.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "odt": "content.xml",
    "epub": "O/c d.xhtml",
}


@pytest.mark.parametrize(("name", "raw", "texts", "written"), CASES)
def test_what_is_struck_out_is_no_part_of_its_sentence(
    tmp_path: Path, name: str, raw: bytes, texts: list[str], written: str
) -> None:
    document, there = made(tmp_path, name, raw, lambda text: ENGLISH.get(text, text))
    assert [block.text for block in document.blocks][: len(texts)] == texts
    assert all(block.text not in " ".join(texts) for block in document.blocks[len(texts) :])
    assert re.search(written, there[PARTS[name[2:]]])


def test_what_is_struck_out_in_an_insertion_goes_with_it(tmp_path: Path) -> None:
    raw = docx(t("Les travaux ont ") + inserted(t("vite ") + "~demain~" + t(" déjà")) + t(" commencé lundi."))
    english = {"Les travaux ont vite déjà commencé lundi.": "The work already started.", "demain": "tomorrow"}
    _, there = made(tmp_path, "a.docx", raw, lambda text: english.get(text, text))
    assert "tomorrow" in there[PARTS["docx"]]
    assert "tomorrow" not in rejected(there[PARTS["docx"]])
