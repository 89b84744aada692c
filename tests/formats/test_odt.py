"""OpenDocument files: what is kept in its place beside the text."""

from __future__ import annotations

from pathlib import Path

from dipx import formats
from tests.formats.makers import part, zipped

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
    made = part(raw, "content.xml")
    assert '<text:span text:style-name="T1">Monde</text:span> writes' in made
    assert "<text:p>Below</text:p>" in made
    assert made.count("<text:note>") == made.count("<draw:image/>") == made.count("<text:bookmark ") == 1
    assert "Effacé" in made
    assert '<text:a xlink:href="http://a.fr">yes</text:a>' in made
    assert placed == formats.Placed(by_position=3), "a note, a link and a picture"
