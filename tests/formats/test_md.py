"""Markdown: which blocks, and what is written in their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx import formats
from tests.formats.nasty import NASTY, words

MARKDOWN = [
    # source, English of each block, written
    ("# Titre\n\nUn **mot** ici.\n", ["Title", "A word here."], "# Title\n\nA **word** here.\n"),
    ("Titre\n=====\n\nSuite\n", ["Title", "Next"], "Title\n=====\n\nNext\n"),
    ("Lisez [Le Monde](http://m.fr/a_b) vite.", ["Read Le Monde fast."], "Read [Le Monde](http://m.fr/a_b) fast."),
    ("*Tout en italique.*\n", ["All in italics."], "*All in italics.*\n"),
    ("Le `code_x` reste.\n", ["The code_x stays."], "The `code_x` stays.\n"),
    ("> Une citation\n> longue\n\n1. un\n2. deux\n", ["A long quote", "one", "two"],
     "> A long quote\n\n1. one\n2. two\n"),
    ("- un\n\n  suite\n- [ ] deux\n", ["one", "more", "two"], "- one\n\n  more\n- [ ] two\n"),
    ("| Nom | Âge |\n|---|--:|\n| Zoé | 3 ans |\n", ["Name", "Age", "Zoé", "3 years"],
     "| Name | Age |\n|---|--:|\n| Zoé | 3 years |\n"),
    ("```\ncode\n```\n<!-- non -->\n\nOui\n", ["Yes"], "```\ncode\n```\n<!-- non -->\n\nYes\n"),
    ("---\nauthor: Un\n---\n\nDeux\r\n\r\nTrois", ["Two", "Three"], "---\nauthor: Un\n---\n\nTwo\r\n\r\nThree"),
    ("Une note[^1].\n\n[^1]: La note\n", ["A note.", "The note"], "A note[^1].\n\n[^1]: The note\n"),
    ("Une note[^1].\n\n[^1]:\n    La note\n", ["A note.", "The note"], "A note[^1].\n\n[^1]: The note\n"),
    ("Une note[^1].\n\n[^1]: http://a.fr\n", ["A note.", "http://a.fr"], "A note[^1].\n\n[^1]: http://a.fr\n"),
    ("![logo](l.png) Bonjour\n", ["Hello", "logo"], "![logo](l.png) Hello\n"),
    ("Deux\n", ["2. * #1_a <b> &amp; x_"], "2\\. \\* #1_a \\<b> \\&amp; x\\_\n"),
    ("Un\n", ["# One"], "\\# One\n"),
    ("# Un\n\n## Deux ##\n", ["#", "End ##"], "# \\#\n\n## End \\## ##\n"),
    ("Fin ##\n=====\n", ["The end"], "The end\n=====\n"),
    ("    du code\n\n[lien]: http://x.fr\n\nVu : [lien].\n", ["Seen: lien."],
     "    du code\n\n[lien]: http://x.fr\n\nSeen: [lien].\n"),
    ("[lien]: http://x.fr\n\nVu : [lien].\n", ["Seen: link."], "[lien]: http://x.fr\n\nSeen: [link][lien].\n"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "english", "written"), MARKDOWN)
def test_markdown(tmp_path: Path, source: str, english: list[str], written: str) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(source.encode())
    document = formats.read(file)
    assert len(document.blocks) == len(english), [block.text for block in document.blocks]
    made, _ = formats.render(document, english)
    assert made.decode() == written


PLACES = ["Un\n", "# Un\n", "Un\n===\n", "- Un\n", "> Un\n", "1. Un\n\n   Un\n", "| Un |\n|---|\n| Un |\n", "**Un**\n"]


@given(st.sampled_from(PLACES), NASTY)
def test_markdown_shows_any_english_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, source: str, english: str
) -> None:
    english = words(english)
    folder = tmp_path_factory.mktemp("md")
    (folder / "a.md").write_text(source, "utf-8")
    document = formats.read(folder / "a.md")
    made, _ = formats.render(document, [english for _ in document.blocks])
    (folder / "b.md").write_bytes(made)
    assert [block.text for block in formats.read(folder / "b.md").blocks] == [
        english for _ in document.blocks if english
    ]
