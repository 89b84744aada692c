"""Files made to do harm, or merely broken."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest

from tests.formats.makers import zipped

MIB = 2**20
NOTHING: dict[str, bytes] = {}
DOCX = {"[Content_Types].xml": b"<Types/>"}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text"}
CONTAINER = b'<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
ITEM = b'<item id="a" href="%s" media-type="application/xhtml+xml"/>'
MANIFEST = b"<package><manifest>" + ITEM + b"</manifest><spine>%s</spine></package>"
REFERENCE = b'<itemref idref="a"/>'


def _docx(body: str, doctype: str = "", more: dict[str, bytes] = NOTHING) -> bytes:
    xml = f"{doctype}<w:document {W}><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>"
    return zipped({**DOCX, "word/document.xml": xml.encode(), **more})


def _odt(body: str, doctype: str = "", more: dict[str, bytes] = NOTHING) -> bytes:
    return zipped({**ODT, "content.xml": f"{doctype}<x>{body}</x>".encode(), **more})


def epub(chapter: bytes, spine: bytes = REFERENCE, href: bytes = b"c.xhtml", more: dict[str, bytes] = NOTHING) -> bytes:
    package = MANIFEST % (href, spine)
    return zipped({"META-INF/container.xml": CONTAINER, "b.opf": package, "c.xhtml": chapter, **more})


def _bomb() -> bytes:
    return zipped({**DOCX, "word/document.xml": b" " * (60 * MIB)})


def _lying_bomb() -> bytes:
    """An archive whose directory says that its bomb has ten bytes."""
    raw = bytearray(_bomb())
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(raw)


def _many(count: int) -> bytes:
    return zipped({f"{n}": b"" for n in range(count)})


def _locked() -> bytes:
    raw = bytearray(_docx("Oui"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


def _twins() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "a")
        archive.writestr("word/document.xml", "b")
    return made.getvalue()


def pages(count: int, password: str | None = None) -> bytes:
    import pypdf

    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_blank_page(10, 10)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first being its catalog, with a true table of where they are."""
    made = io.BytesIO()
    made.write(b"%PDF-1.4\n")
    table = []
    for number, value in enumerate(objects, 1):
        table.append(b"%010d 00000 n \n" % made.tell())
        made.write(b"%d 0 obj%s endobj\n" % (number, value))
    start, size = made.tell(), len(objects) + 1
    made.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(table)))
    made.write(b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, start))
    return made.getvalue()


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def drawing(commands: bytes, forms: int = 0) -> bytes:
    """A page that does these commands; in each form all commands are those of the next one."""
    resources = b"/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s/Contents 4 0 R>>" % (resources % 6)
    packed = zlib.compress(commands, 9)
    stream = b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    nested = [stream % (len(packed), form + resources % (n + 7), packed) for n in range(forms)]
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return _pdf(CATALOG, pages, page, stream % (len(packed), b"", packed), FONT, *nested)


def _pages_twice(depth: int) -> bytes:
    """Page trees that each hold the next one twice."""
    nodes = [b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (n + 1, n + 1) for n in range(2, depth)]
    return _pdf(CATALOG, *nodes, b"<</Type/Page>>")


def _nested_mail(depth: int) -> bytes:
    parts = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)]
    return ("Subject: a\n" + "".join(parts)).encode()


HOSTILE: list[tuple[str, str, Callable[[], bytes], str]] = [
    # name, suffix, how it is made, what is said
    ("bomb", "docx", _bomb, "more than 50 MB"),
    ("lying-bomb", "docx", _lying_bomb, "damaged|no whole|more than"),
    ("many-bombs", "docx", lambda: zipped({f"{n}": b"\0" * (9 * MIB) for n in range(60)}), "more than 500 MB"),
    ("many-files", "docx", lambda: _many(10_001), "10,001 files"),
    ("laughs", "docx", lambda: _docx("&b;", LAUGHS), "entities"),
    ("outside", "docx", lambda: _docx("&a;", OUTSIDE), "entities"),
    ("doctype", "docx", lambda: _docx("a", "<!DOCTYPE x>"), "document type"),
    ("deep", "docx", lambda: _docx("<a>" * 5000 + "</a>" * 5000), "broken XML"),
    ("up", "docx", lambda: _docx("a", more={"../../etc/passwd": b"x"}), "unsafe name"),
    ("absolute", "docx", lambda: _docx("a", more={"/etc/passwd": b"x"}), "unsafe name"),
    ("backslash", "docx", lambda: _docx("a", more={"a\\..\\..\\b": b"x"}), "unsafe name"),
    ("drive", "docx", lambda: _docx("a", more={"C:/b": b"x"}), "unsafe name"),
    ("twins", "docx", _twins, "two files of one name"),
    ("macros", "docm", lambda: _docx("a", more={"word/vbaProject.bin": b"x"}), "macros"),
    ("hidden-macros", "docx", lambda: _docx("a", more={"word/vbaProject.bin": b"x"}), "macros"),
    ("locked", "docx", _locked, "encrypted"),
    ("office-locked", "docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted or old"),
    ("no-body", "docx", lambda: zipped(DOCX), "lacks its word/document.xml"),
    ("no-zip", "docx", lambda: b"Le ministre", "not a whole docx"),
    ("laughs", "odt", lambda: _odt("&b;", LAUGHS), "entities"),
    ("locked", "odt", lambda: _odt("", more={"META-INF/manifest.xml": b"<m:encryption-data/>"}), "encrypted"),
    ("macros", "odt", lambda: _odt("", more={"Basic/Standard/Module1.xml": b"<x/>"}), "macros"),
    ("spreadsheet", "odt", lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "another"),
    ("laughs", "epub", lambda: epub(LAUGHS.encode() + b"<html><body><p>&b;</p></body></html>"), "entities"),
    ("spine", "epub", lambda: epub(b"<html/>", REFERENCE * 2001), "2,001 chapters"),
    ("drm", "epub", lambda: epub(b"", more={"META-INF/encryption.xml": b"", "META-INF/rights.xml": b""}), "DRM"),
    ("pages", "pdf", lambda: pages(2001), "2,001 pages"),
    ("locked", "pdf", lambda: pages(1, "secret"), "encrypted"),
    ("bomb", "pdf", lambda: drawing(b"q " * (50 * MIB)), "unpacks to more"),
    ("tree", "pdf", lambda: _pages_twice(40), "unpacks to more|pages"),
    ("circle", "pdf", lambda: _pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "no whole PDF"),
    ("brackets", "pdf", lambda: _pdf(CATALOG, b"<</Kids" + b"[" * 100_000), "no whole PDF"),
    ("no-pdf", "pdf", lambda: b"Le ministre", "no whole PDF"),
    ("deep", "html", lambda: b"<div>" * 100_000 + b"a", "nested deeper"),
    ("wide", "html", lambda: b"<p>a" * 200_001, "200,000 elements"),
    ("large", "html", lambda: b"<p>" + b"a" * (11 * MIB), "characters of HTML"),
    ("large", "md", lambda: b"a" * (3 * MIB), "characters of Markdown"),
    ("quote", "csv", lambda: b'text\n"' + b"a\n" * MIB, "no table"),
    ("field", "csv", lambda: b"text\n" + b"a" * (2 * MIB), "no table .field larger"),
    ("deep", "jsonl", lambda: b"[" * 100_000, "line 1 is no JSON"),
    ("number", "jsonl", lambda: b'{"text": ' + b"9" * 10_000 + b"}", "line 1 is no JSON"),
    ("bomb", "txt.gz", lambda: gzip.compress(b"\0" * (101 * MIB)), "more than 100 MB"),
    ("members", "txt.gz", lambda: gzip.compress(b"a" * (60 * MIB)) * 2, "more than 100 MB"),
    ("cut", "txt.gz", lambda: gzip.compress(b"abc" * 99)[:-9], "not a whole gzip"),
    ("parts", "eml", lambda: _nested_mail(5000), "1,000 parts"),
    ("messages", "mbox", lambda: b"From a\nSubject: b\n\n\n" * 10_001, "10,001 messages"),
    ("none", "srt", lambda: b"Le ministre est venu.", "no subtitles"),
]  # fmt: skip
