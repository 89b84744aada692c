"""Books: chapters in order, marks in their places, language and contents in English."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dipx import formats
from dipx.document import Document
from tests.formats.makers import TEXTS, part, zipped


def test_epub_says_its_language_and_contents_in_english(article: Path, tmp_path: Path) -> None:
    document = formats.read(article / "article.epub")
    formats.write(document, [block.text.upper() for block in document.blocks], tmp_path / "b.epub")
    with zipfile.ZipFile(tmp_path / "b.epub") as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        opf = next(name for name in archive.namelist() if name.endswith(".opf"))
        assert b"<dc:language>en</dc:language>" in archive.read(opf)
        assert TEXTS[0].upper() in archive.read("EPUB/nav.xhtml").decode()
        assert TEXTS[0].upper() in archive.read("EPUB/toc.ncx").decode()


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
    made = part(formats.render(document, ["Free Paris", "In!", "after", "one", "two", "See Paris"])[0], "c.xhtml")
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
