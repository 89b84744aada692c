"""Hostile and broken files: refused in one line that names the file, soon, in bounded memory."""

from __future__ import annotations

import base64
import json
import random
import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Document
from dipx.errors import InputError
from tests.formats import makers
from tests.formats.hostile_files import HOSTILE, MIB, drawing, epub, pages
from tests.formats.makers import MAKERS


@pytest.fixture
def bounds() -> Iterator[None]:
    """Half a minute, and 3 GB more than the tests have: a bomb that goes off fails its test and not the machine."""

    def ring(*_: object) -> None:
        raise TimeoutError("not done after 30 s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(30)
    limits = resource.getrlimit(resource.RLIMIT_AS)
    size = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + 3 * 1024 * MIB, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, limits)
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("bounds")
@pytest.mark.parametrize(("name", "suffix", "make", "said"), HOSTILE, ids=[f"{h[1]}-{h[0]}" for h in HOSTILE])
def test_hostile_files_are_refused(
    tmp_path: Path, name: str, suffix: str, make: Callable[[], bytes], said: str
) -> None:
    file = tmp_path / f"{name}.{suffix}"
    file.write_bytes(make())
    with pytest.raises(InputError, match=rf"{name}\.{suffix} .*({said})") as caught:
        formats.read(file)
    assert len(str(caught.value).splitlines()) == 1
    assert "/etc" not in str(caught.value) or "unsafe" in str(caught.value)


def test_a_file_larger_than_all_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as opened:
        opened.truncate(101 * MIB)
    with pytest.raises(InputError, match=r"a\.txt is larger than 100 MB"):
        formats.read(file)


def test_control_characters_are_not_written_to_xml(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"<body><div>&#1;Un\x0b<p>Deux\x01 &#xb; mots</p>trois\x1f</div></body><!--" + b"-" * 999)
    document = formats.read(file)
    assert [block.text for block in document.blocks] == ["Un", "Deux mots", "trois"]
    for suffix in ("docx", "odt", "epub", "html"):
        source = tmp_path / f"b.{suffix}"
        source.write_bytes(MAKERS[suffix]())
        read = formats.read(source)
        made = tmp_path / f"c.{suffix}"
        formats.write(read, ["A\x00\x0b\ufffe word" for _ in read.blocks], made)
        assert {block.text for block in formats.read(made).blocks} == {"A word"}


def test_a_chapter_outside_the_archive_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xhtml"
    secret.write_text("<html><body><p>Secret</p></body></html>", "utf-8")
    for href in (b"../../secret.xhtml", str(secret).encode(), b"file://" + str(secret).encode()):
        file = tmp_path / "a.epub"
        file.write_bytes(epub(b"<html/>", href=href))
        assert not formats.read(file).blocks


@pytest.mark.usefixtures("bounds")
@pytest.mark.parametrize("suffix", MAKERS)
def test_a_broken_file_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    """Nothing but ``InputError`` comes out of a file that was cut, or in which bytes were changed."""
    raw = MAKERS[suffix]()
    chance = random.Random(suffix)
    file = tmp_path / f"a.{suffix}"
    outcomes = []
    for turn in range(40):
        broken = bytearray(raw[: chance.randrange(len(raw))] if turn % 4 == 0 else raw)
        for _ in range(chance.choice((1, 3, 30))):
            if broken:
                broken[chance.randrange(len(broken))] = chance.randrange(256)
        file.write_bytes(broken)
        try:
            document = formats.read(file)
            formats.render(document, [block.text.upper() for block in document.blocks])
        except InputError as error:
            outcomes.append(str(error))
    assert all(outcome.startswith(str(file)) and "\n" not in outcome for outcome in outcomes)


def test_a_broken_base64_part_is_read(tmp_path: Path) -> None:
    body = base64.b64encode(makers.TEXTS[1].encode())[:-7]
    file = tmp_path / "a.eml"
    file.write_bytes(
        b"Subject: a\nContent-Type: text/plain; charset=x-none\nContent-Transfer-Encoding: base64\n\n" + body
    )
    document: Document = formats.read(file)
    assert "passerelle" in document.text


@pytest.mark.parametrize("raw", [b"", b"\n\n", b" \n"])
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "srt", "vtt", "jsonl", "csv", "eml", "mbox"])
def test_empty_files_are_empty_documents(tmp_path: Path, suffix: str, raw: bytes) -> None:
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(raw)
    document = formats.read(file)
    assert not document.blocks
    assert formats.render(document, [])[1] == formats.Placed()


def test_a_pdf_of_pictures_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pages(2))
    assert "no text, only pictures" in " ".join(formats.read(file).notes)


@pytest.mark.usefixtures("bounds")
def test_forms_that_multiply_come_to_an_end(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(drawing(b"/F 9 Tf /X Do " * 20, forms=20))
    assert not formats.read(file).blocks


def test_a_pdf_with_too_many_commands_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dipx.formats.pdf.MAX_OPERATIONS", 100)
    file = tmp_path / "a.pdf"
    file.write_bytes(drawing(b"BT /F 9 Tf (a) Tj ET " * 30))
    with pytest.raises(InputError, match=r"a\.pdf draws its text with more than 100 commands"):
        formats.read(file)


def test_json_without_texts_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"corps": "Un."}) + "\n", "utf-8")
    with pytest.raises(InputError, match=r"no text in field 'text'; name one with --field \(corps\)"):
        formats.read(file)
