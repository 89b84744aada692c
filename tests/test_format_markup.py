"""Files as word processors and readers write them: what is kept in its place beside the text, format by format."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Document
from tests.format_makers import zipped

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, text: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{run(text)}{marks[2]}"


NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
BOX = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"
IN_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice>" + BOX.format(run("Encadré")) + "</mc:Choice><mc:Fallback>"
    "<w:pict>" + BOX.format(run("Encadré")) + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
DOCX_CASES = [
    # the paragraph's XML, the blocks, their English, what the English XML holds, what it does not
    (run("Un mot") + NOTE + run(" suit."), ["Un mot suit."], ["A word follows."],
     ["A word</w:t>", "footnoteReference", " follows.</w:t>"], ["Un mot"]),
    (run("Page ") + field(" PAGE ", "7"), ["Page 7"], ["Page no. 7"], ["Page no. <", "instrText", ">7<"], ["no. 7"]),
    (field(' HYPERLINK "http://a.fr" ', "Le site"), ["Le site"], ["The site"], ["The site"], ["Le site"]),
    ('<w:hyperlink r:id="rId4">' + run("Le Monde", "<w:u/>") + "</w:hyperlink>" + run(" dit oui."),
     ["Le Monde dit oui."], ["Le Monde says yes."], ['<w:hyperlink r:id="rId4">', "says yes."], ["dit oui"]),
    ("<w:del>" + run("vieux") + "</w:del><w:ins>" + run("Neuf") + "</w:ins>", ["Neuf"], ["New"], ["New"], ["Neuf"]),
    (run("Avec") + IN_BOX, ["Avec", "Encadré"], ["With", "Box"], ["With", "Box", "<mc:Fallback>"], ["Encadré"]),
    ("<w:r><w:t>Un</w:t><w:tab/><w:t>deux</w:t><w:br/><w:t>trois</w:t></w:r>", ["Un deux trois"], ["One"], ["One"], []),
    ('<w:r><w:br w:type="page"/><w:t>Suite</w:t></w:r>', ["Suite"], ["Next"], ['w:type="page"', "Next"], ["Suite"]),
    ("<w:sdt><w:sdtContent>" + run("Cadre") + "</w:sdtContent></w:sdt>", ["Cadre"], ["Frame"], ["Frame"], ["Cadre"]),
    (run("Gras", "<w:b/>") + run(" et ") + run("Paris", "<w:i/>") + run(" ici, pas ailleurs."),
     ["Gras et Paris ici, pas ailleurs."], ["Bold and Paris here, not there."],
     ['<w:b/></w:rPr><w:t xml:space="preserve">Bold</w:t>', '<w:i/></w:rPr><w:t xml:space="preserve">Paris</w:t>'], []),
    (run("Oui", '<w:lang w:val="fr-FR"/>') + run(" non", '<w:lang w:val="en-US"/>'), ["Oui non"], ["Yes no"],
     ["Yes no"], ["fr-FR"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "blocks", "english", "there", "gone"), DOCX_CASES)
def test_docx(
    tmp_path: Path, body: str, blocks: list[str], english: list[str], there: list[str], gone: list[str]
) -> None:
    xml = f"<w:document {NAMESPACES}><w:body><w:p>{body}</w:p><w:sectPr/></w:body></w:document>"
    file = tmp_path / "a.docx"
    file.write_bytes(zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()}))
    document = formats.read(file)
    assert [" ".join(block.text.split()) for block in document.blocks] == blocks
    made = _part(formats.render(document, english)[0], "word/document.xml")
    made = re.sub(r' xmlns:\w+="[^"]*"', "", made)
    assert [words for words in there if words not in made] == []
    assert [words for words in gone if words in made] == []


def test_docx_reads_footnotes_and_headers_after_the_body(tmp_path: Path) -> None:
    parts = {"document": "Corps", "footnotes": "Note", "header2": "Tête deux", "header1": "Tête", "footer1": "Pied"}
    members = {
        f"word/{name}.xml": f"<w:x {NAMESPACES}><w:p>{run(text)}</w:p></w:x>".encode() for name, text in parts.items()
    }
    file = tmp_path / "a.docx"
    file.write_bytes(zipped(members))
    document = formats.read(file)
    assert [block.text for block in document.blocks] == ["Corps", "Note", "Tête", "Tête deux", "Pied"]
    made, _ = formats.render(document, ["Body", "Note", "Head", "Head two", "Foot"])
    assert ">Head two<" in _part(made, "word/header2.xml")


ODT = (
    "<office:document-content xmlns:office='o' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
    "xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:draw='d'><office:body><office:text>"
    "<text:tracked-changes><text:p>Effacé</text:p></text:tracked-changes>"
    "<text:h>Un <text:bookmark text:name='b'/>titre</text:h>"
    "<text:p>Le <text:span text:style-name='T1'>Monde</text:span><text:s text:c='2'/>écrit<text:note>"
    "<text:note-citation>1</text:note-citation><text:note-body><text:p>Au bas</text:p></text:note-body></text:note> oui"
    "<text:a xlink:href='http://a.fr'>Ici</text:a>.<draw:frame><draw:image/></draw:frame></text:p>"
    "</office:text></office:body></office:document-content>"
)


def test_odt(tmp_path: Path) -> None:
    file = tmp_path / "a.odt"
    file.write_bytes(zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": ODT.encode()}))
    document = formats.read(file)
    assert [block.text for block in document.blocks] == ["Un titre", "Le Monde écrit ouiIci.", "Au bas"]
    raw, placed = formats.render(document, ["A title", "The Monde writes yes.", "Below"])
    made = _part(raw, "content.xml")
    assert '<text:span text:style-name="T1">Monde</text:span> writes' in made
    assert "<text:p>Below</text:p>" in made
    assert made.count("<text:note>") == made.count("<draw:image/>") == made.count("<text:bookmark ") == 1
    assert "Effacé" in made
    assert '<text:a xlink:href="http://a.fr">yes</text:a>' in made
    assert placed == formats.Placed(by_position=3), "a note, a link and a picture"


PAGE = """<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>Un</title></head><body>
<div>Libre &eacute;crit <b>Paris</b><p id="p1">Dedans&nbsp;!</p>apr&egrave;s<img src="a.png"/></div>
<ul><li>un<ul><li>deux</li></ul></li></ul><pre>code</pre><p><a id="n1"/>Voir Paris<a href="#n"><sup>1</sup></a></p>
</body></html>"""


def test_epub(tmp_path: Path) -> None:
    package = (
        '<package><metadata/><manifest><item id="a" href="../c.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/b.opf"/></rootfiles></container>'
    members = {"META-INF/container.xml": container, "OEBPS/b.opf": package, "c.xhtml": PAGE}
    file = tmp_path / "a.epub"
    file.write_bytes(zipped({name: text.encode() for name, text in members.items()}))
    document = formats.read(file)
    texts = [block.text for block in document.blocks]
    assert texts == ["Libre écrit Paris", "Dedans\u00a0!", "après", "un", "deux", "Voir Paris"]
    made = _part(formats.render(document, ["Free Paris", "In!", "after", "one", "two", "See Paris"])[0], "c.xhtml")
    assert "<div>Free <b>Paris</b></div>" in made
    assert '<p id="p1">In!</p>' in made
    assert made.count("<img ") == 1
    assert '<p><a id="n1"/>See Paris<a href="#n"><sup>1</sup></a></p>' in made
    assert "<pre>code</pre>" in made
    assert 'xml:lang="en"' in made
    assert "écrit" not in made
    assert _again(tmp_path, document) == [text.upper() for text in texts]


def _again(folder: Path, document: Document) -> list[str]:
    path = folder / f"again{Path(document.path).suffix}"
    formats.write(document, [block.text.upper() for block in document.blocks], path)
    return [block.text for block in formats.read(path).blocks]


def _part(raw: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(name).decode()
