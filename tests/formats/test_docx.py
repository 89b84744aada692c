"""Word files: what is kept in its place beside the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dipx import formats
from tests.formats.makers import part, zipped


def test_docx_keeps_what_is_no_text(tmp_path: Path) -> None:
    import docx
    from docx.enum.text import WD_BREAK

    document = docx.Document()
    paragraph = document.add_paragraph("Le rapport de ")
    paragraph.add_run("Reuters").italic = True
    paragraph.add_run(" est là.").add_break(WD_BREAK.PAGE)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Oui", "Non"
    document.sections[0].header.paragraphs[0].text = "Le journal"
    document.add_picture(str(_picture(tmp_path)))
    document.save(str(tmp_path / "a.docx"))
    read = formats.read(tmp_path / "a.docx")
    assert [b.text for b in read.blocks] == ["Le rapport de Reuters est là.", "Oui", "Non", "Le journal"]
    formats.write(read, ["The Reuters report is here.", "Yes", "No", "The newspaper"], tmp_path / "b.docx")
    made = docx.Document(str(tmp_path / "b.docx"))
    runs = [(run.text, run.italic) for run in made.paragraphs[0].runs if run.text.strip()]
    assert runs == [("The ", None), ("Reuters", True), (" report is here.", None)]
    assert made.tables[0].cell(0, 1).text == "No"
    assert made.sections[0].header.paragraphs[0].text == "The newspaper"
    xml = part((tmp_path / "b.docx").read_bytes(), "word/document.xml")
    assert "w:drawing" in xml
    assert 'w:type="page"' in xml


def _picture(folder: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (2, 2)).save(folder / "p.png")
    return folder / "p.png"


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
    made = part(formats.render(document, english)[0], "word/document.xml")
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
    assert ">Head two<" in part(made, "word/header2.xml")
