"""Web pages through the command: the page itself, its article, and the texts of both."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = """<!DOCTYPE html>
<html lang="fr" class="x"><head><title>Le far</title></head><body><nav><a href="/">Accueil</a></nav>
<article><h1>Le far</h1><p>La boulangère de Trégastel a ouvert <b>lundi</b> une échoppe, sur le port.</p></article>
<p>Lire aussi : la suite</p><pre>code</pre></body></html>
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    return file


def _dipx(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dipx", *map(str, words), "--engine", "fake", "--no-memory"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


def test_a_page_to_a_page(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    done = _dipx("translate", page, "-o", out)
    english = out.read_text("utf-8")
    assert english.startswith('<!DOCTYPE html>\n<html lang="en" class="x"><head><title>')
    assert "<nav><a href=" in english
    assert "eriL issua" in english or "Lire issua" in english, "what looks like boilerplate is a part of the page"
    assert "<pre>code</pre>" in english
    assert "left out" not in done.stderr
    assert "stays as it is in the page: 1 pre" in done.stderr
    folder = tmp_path / "folder"
    folder.mkdir()
    _dipx("translate", page, "-o", folder)
    assert (folder / "page.en.html").read_text("utf-8") == english


def test_a_page_to_its_article(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    done = _dipx("translate", page, "--article", "-o", out)
    english = out.read_text("utf-8")
    assert "<nav>" not in english
    assert "<h1>" in english
    assert "in 3 places" in done.stderr
    texts = [
        _dipx("translate", page).stdout,
        _targets(_dipx("translate", page, "--json").stdout),
        _written(tmp_path / "a.txt", _dipx("translate", page, "-o", tmp_path / "a.txt")),
        _written(tmp_path / "a.md", _dipx("translate", page, "--format", "md", "-o", tmp_path / "a.md")),
    ]
    for text in texts:
        assert "Accueil" not in text
        assert "Trégastel" in text


def _targets(report: str) -> str:
    return " ".join(segment["target"] for segment in json.loads(report)["documents"][0]["segments"])


def _written(file: Path, _: object) -> str:
    return file.read_text("utf-8").partition("Left out")[0]


def test_a_job_writes_the_article(page: Path, tmp_path: Path) -> None:
    _dipx("run", page, "-o", tmp_path / "job", "--summary-model", "none")
    english = (tmp_path / "job" / "page.en.html").read_text("utf-8")
    assert "<nav>" not in english
    assert "<article>" in english
