"""Articles in every format through the command."""

from __future__ import annotations

import subprocess
from pathlib import Path

from dipx import formats
from tests.command import FAKE, dipx
from tests.formats.makers import MAKERS, TEXTS, straight


def _dipx(*words: object) -> subprocess.CompletedProcess[bytes]:
    return dipx("translate", *words, *FAKE)


def test_a_folder_of_all_formats_through_the_command(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for suffix, make in MAKERS.items():
        (source / f"{suffix.replace('.', '-')}.{suffix}").write_bytes(make())
    (source / "broken.docx").write_bytes(b"PK")
    done = _dipx(source, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "broken.docx is not a whole docx file" in done.stderr.decode()
    made = sorted((tmp_path / "out").iterdir())
    assert len(made) == len(MAKERS)
    english = {tuple(straight(block.text) for block in formats.read(path).blocks) for path in made}
    assert len(english) == 1, "the same article, whatever it came in"


def test_one_document_through_the_command(tmp_path: Path) -> None:
    for suffix in ("docx", "csv", "html"):
        (tmp_path / f"article.{suffix}").write_bytes(MAKERS[suffix]())
    source = tmp_path / "article.docx"
    out = tmp_path / "english.docx"
    assert _dipx(source, "-o", out).returncode == 0
    assert len(formats.read(out).blocks) == len(TEXTS)
    assert _dipx(source, "-o", tmp_path / "a.txt").returncode == 0
    assert "Le" in (tmp_path / "a.txt").read_text("utf-8")
    refused = _dipx(source, "-o", tmp_path / "a.odt")
    assert refused.returncode == 2
    assert "is written as .docx, not as .odt" in refused.stderr.decode()
    field = _dipx(tmp_path / "article.csv", "--field", "corps")
    assert field.returncode == 1
    assert "has no column 'corps'; name one with --field (id, text, url)" in field.stderr.decode()
    whole = _dipx(tmp_path / "article.html", "--keep-all").stdout.decode()
    assert len(whole.split("\n\n")) == len(TEXTS) + 2
