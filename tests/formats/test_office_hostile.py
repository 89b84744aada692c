"""Office files made to do harm: refused in one line, whichever of the formats they say they are."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dipx import formats
from dipx.errors import InputError
from tests.formats.makers import MAKERS, zipped

RELS = b'<r><Relationship Id="a" Type="x/officeDocument" Target="%s"/></r>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
MAIN = {"pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml", "docx": "word/document.xml"}
OPEN = {"odt": b"text", "odp": b"presentation", "ods": b"spreadsheet"}
MIME = b"application/vnd.oasis.opendocument."


def refused(folder: Path, suffix: str, raw: bytes) -> str:
    file = folder / f"a.{suffix}"
    file.write_bytes(raw)
    with pytest.raises(InputError, match=rf"a\.{suffix} ") as caught:
        formats.read(file)
    assert len(str(caught.value).splitlines()) == 1
    return str(caught.value)


@pytest.mark.parametrize("suffix", MAIN)
def test_office_packages(tmp_path: Path, suffix: str) -> None:
    main = MAIN[suffix]
    assert "macros" in refused(tmp_path, suffix, zipped({main: b"<x/>", "x/vbaProject.bin": b""}))
    assert f"lacks its {main}" in refused(tmp_path, suffix, zipped({"a": b""}))
    assert "entities" in refused(tmp_path, suffix, zipped({main: LAUGHS}))
    assert "entities" in refused(tmp_path, suffix, zipped({main: b"<x/>", "_rels/.rels": LAUGHS}))
    assert "broken XML" in refused(tmp_path, suffix, zipped({main: b"<a>" * 5000 + b"</a>" * 5000}))
    assert "not a whole" in refused(tmp_path, suffix, b"PK\x03\x04")
    assert "encrypted or old" in refused(tmp_path, suffix, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


@pytest.mark.parametrize("suffix", OPEN)
def test_open_documents(tmp_path: Path, suffix: str) -> None:
    named = {"mimetype": MIME + OPEN[suffix]}
    other = {"mimetype": MIME + (b"text" if suffix != "odt" else b"presentation"), "content.xml": b"<x/>"}
    assert "of another kind" in refused(tmp_path, suffix, zipped(other))
    assert "is no OpenDocument" in refused(tmp_path, suffix, zipped({**named, "mimetype": MIME + b"formula"}))
    assert "entities" in refused(tmp_path, suffix, zipped({**named, "content.xml": LAUGHS}))
    assert "macros" in refused(tmp_path, suffix, zipped({**named, "content.xml": b"<x/>", "Scripts/a": b""}))


@pytest.mark.parametrize("target", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://exemple.fr/a"])
@pytest.mark.parametrize("suffix", MAIN)
def test_a_part_outside_the_package_is_not_read(tmp_path: Path, suffix: str, target: str) -> None:
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(zipped({MAIN[suffix]: b"<x/>", "_rels/.rels": RELS % target.encode()}))
    assert not formats.read(file).blocks


@pytest.mark.parametrize("suffix", ["docx", "pptx", "xlsx", "odt", "odp", "ods"])
def test_more_texts_than_any_document_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr("dipx.formats.zipped.spots.MAX_TEXTS", 2)
    assert "more than 2 texts" in refused(tmp_path, suffix, MAKERS[suffix]())


@pytest.mark.parametrize("line", ["a, ", "Un mot. "])
def test_many_breaks_in_one_paragraph_are_done_soon(tmp_path: Path, line: str) -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = f"<w:r><w:t>{line}</w:t><w:br/></w:r>" * 3_000
    xml = f'<w:document xmlns:w="{word}"><w:body><w:p>{runs}</w:p></w:body></w:document>'
    page = f"<html><body><p>{f'{line}<br/>' * 3_000}</p></body></html>"
    item = '<item id="a" href="c" media-type="application/xhtml+xml"/>'
    book = f"<package><manifest>{item}</manifest><spine/></package>"
    container = '<container><rootfile full-path="b.opf"/></container>'
    files = {
        "docx": {"word/document.xml": xml},
        "epub": {"META-INF/container.xml": container, "b.opf": book, "c": page},
    }
    for suffix, members in files.items():
        file = tmp_path / f"a.{suffix}"
        file.write_bytes(zipped({name: text.encode() for name, text in members.items()}))
        started = time.process_time()
        document = formats.read(file)
        formats.render(document, [block.text for block in document.blocks])
        assert time.process_time() - started < 20
        assert document.text.count(line.strip()[0]) == 3_000
