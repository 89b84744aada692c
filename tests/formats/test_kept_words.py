"""Code and what is not to be translated, from the file to the file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dipx import formats

LONG = "La boulangère de Trégastel a ouvert lundi matin une fenêtre de far breton, sur le port, avec deux apprentis"
PAGE = f"""<html translate="no" lang="fr"><body><article><h1>Le far</h1>
<p>{LONG}. Le guide <span translate="no">La rue ouverte</span> et <a class="notranslate" href="/x">le mot</a> en
parlent, lancez <code>ouvrir le four</code> puis <code>le</code>, dit le <span lang="en">chef of the day</span>.</p>
<p translate="no">Une phrase <span translate="yes">belle</span> qui reste.</p>
</article></body></html>"""


def _english(tmp_path: Path, name: str, text: str, *options: str) -> tuple[str, str]:
    path, out = tmp_path / name, tmp_path / f"out.{name}"
    path.write_text(text, "utf-8")
    command = [sys.executable, "-m", "dipx", "translate", str(path), "-o", str(out), "--engine", "fake", "--no-memory"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out.read_text("utf-8"), done.stderr


def test_the_article_of_a_page(tmp_path: Path) -> None:
    english, told = _english(tmp_path, "a.html", PAGE, "--article")
    for kept in ("La rue ouverte", '<a href="/x">le mot</a>', "<code>ouvrir le four</code>", "<code>le</code>",
                 "chef of the day", "<p>Une phrase elleb qui reste.</p>"):  # fmt: skip
        assert kept in english
    assert "ehcop" not in english and "ertênef" in english
    assert "stays as it is in the page: 1 in another language: en, 4 marked as not to be translated" in told


@pytest.mark.parametrize("text", [
    "Lancez `ouvrir le four` puis `le` et `` `mot` `` et `{{ x }}`, `{{ x }}` et `<b>` ici.",
    "| un | deux |\n|---|---|\n| le `mot du jour` | `oui` |",
    "# Le `mot` du jour\n\n- la `rue`. Une `rue`",
])  # fmt: skip
def test_code_in_markdown(tmp_path: Path, text: str) -> None:
    import re

    english, _ = _english(tmp_path, "a.md", text + "\n")
    code = re.compile(r"(`+)(.+?)\1")
    assert sorted(match[0] for match in code.finditer(english)) == sorted(match[0] for match in code.finditer(text))
    assert english != text


def test_pages_of_templates(tmp_path: Path) -> None:
    page = '<p>{% if a == "oui" %}merci{% endif %} de <%= la rue %>.</p><p title="{{ mot }}">{{ "rue" | trad }}</p>'
    english, _ = _english(tmp_path, "a.html", page, "--lang=fr")
    assert english == page.replace("merci", "icrem").replace("de <", "of <")


def test_what_a_template_would_fill_in_is_in_the_article_too(tmp_path: Path) -> None:
    page = "<article><p>Le train de <%= la rue %> est parti sans le maire, dit-on <?= $ici ?>.</p></article>"
    assert formats.read(_file(tmp_path, page)).text.strip() == (
        "Le train de <%= la rue %> est parti sans le maire, dit-on <?= $ici ?>."
    )


def _file(folder: Path, page: str) -> Path:
    (folder / "b.html").write_text(page, "utf-8")
    return folder / "b.html"
