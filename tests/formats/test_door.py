"""The door of the room: suffixes lead to formats, errors name the file, nothing is imported in vain."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from dipx import formats
from dipx.errors import InputError

HEAVY = ("lxml", "trafilatura", "markdown_it", "pypdf", "docx", "odfdo", "ebooklib", "torch", "email", "zipfile")


def test_a_text_imports_no_library_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un mot.", "utf-8")
    code = (
        "import sys; before = set(sys.modules)\nfrom pathlib import Path\nfrom dipx import formats\n"
        f"formats.read(Path({str(tmp_path / 'a.txt')!r}))\n"
        f"print([name for name in {HEAVY[:-2]} if name in set(sys.modules) - before])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("suffix", "module", "extra"), [
    ("md", "markdown_it", "md"), ("html", "trafilatura", "html"), ("docx", "lxml.etree", "docx"),
    ("odt", "lxml.etree", "odt"), ("pptx", "lxml.etree", "pptx"), ("xlsx", "lxml.etree", "xlsx"),
    ("odp", "lxml.etree", "odp"), ("ods", "lxml.etree", "ods"), ("epub", "lxml.etree", "epub"), ("pdf", "pypdf", "pdf"),
])  # fmt: skip
def test_a_missing_extra_is_named(
    article: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=rf"article\.{suffix} needs an extra: pip install -e '.\[{extra}\]'"):
        formats.read(article / f"article.{suffix}")


def test_errors_name_the_file(tmp_path: Path) -> None:
    file = tmp_path / "image.txt"
    file.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(InputError, match=r"image\.txt is a PNG"):
        formats.read(file)
    with pytest.raises(InputError, match=r"none\.txt cannot be read: No such file"):
        formats.read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        formats.read(tmp_path)


def test_suffixes_lead_to_the_modules_that_name_them() -> None:
    modules = {formats.FORMATS[suffix].name: formats.FORMATS[suffix] for suffix in formats.FORMATS}
    assert sorted(formats.FORMATS) == sorted(suffix for module in modules.values() for suffix in module.suffixes)


def test_a_wait_for_a_pipe_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "PATIENCE", 0.0)
    pipe = tmp_path / "p.txt"
    os.mkfifo(pipe)
    told = Event()
    monkeypatch.setattr(formats.log, "warning", lambda *_: told.set())
    reader = Thread(target=formats.read, args=(pipe,))
    reader.start()
    assert told.wait(60)
    pipe.write_text("Bonjour.", "utf-8")
    reader.join()
