"""What a page strikes out is a text of its own amid its line: the sentence is read without it."""

from __future__ import annotations

import pytest

from dipx import formats
from dipx.formats import html
from dipx.formats.base import Source

CASES = [
    ("<p>Le billet coûte <del>60 €</del> <ins>55 €</ins> ici.</p>",
     {"Le billet coûte 55 € ici.": "The ticket costs €55 here.", "60 €": "€60"},
     "<p>The ticket costs <del>€60</del> <ins>€55</ins> here.</p>"),
    ("<p>Il a <s>vu</s> <b>lu</b> cela.</p>", {"Il a lu cela.": "He read that.", "vu": "seen"}, None),
    ("<p><strike>Un <b>vieux</b> mot.</strike> Un mot.</p>", {"Un mot.": "A word.", "Un vieux mot.": "An old word."},
     "<p><strike>An <b>old</b> word.</strike> A word.</p>"),
    ("<li><del>Du pain</del></li>", {"Du pain": "Bread"}, "<li><del>Bread</del></li>"),
    ("<del><p>Un mot.</p></del><p>Un pain.</p>", {"Un mot.": "A word.", "Un pain.": "A bread."},
     "<del><p>A word.</p></del><p>A bread.</p>"),
    ("<p>Un mot <del>12</del>.</p>", {"Un mot .": "A word.", "12": "12"}, "<p>A word <del>12</del>.</p>"),
    ("<p>Un <del>mot sans fin", {"Un mot sans fin": "A word without end"}, None),
    ("<p>Un mot <del></del> ici.</p>", {"Un mot ici.": "A word here."}, "<p>A word <del></del> here.</p>"),
    ("<p>Un <del><s>a</s> b</del> c.</p>", {"Un c.": "A c.", "b": "bb", "a": "aa"}, None),
]  # fmt: skip


@pytest.mark.parametrize(("page", "texts", "written"), CASES)
def test_in_a_page(page: str, texts: dict[str, str], written: str | None) -> None:
    document = formats.parse_fragment(page)
    assert sorted(block.text for block in document.blocks) == sorted(texts)
    made, _ = formats.render_fragment(page, document, [texts[block.text] for block in document.blocks])
    for tag in ("del", "s", "strike", "ins"):
        assert made.count(f"<{tag}>") == page.count(f"<{tag}>")
    for english in texts.values():
        assert all(word.strip(".") in made for word in english.split())
    assert written in (made, None)


def test_the_article_is_read_without_what_is_struck_out_and_says_so() -> None:
    long = "Le conseil de la ville a voté le budget de la commune pour l'année qui vient, lundi soir. " * 3
    page = f"<html><body><article><h1>Le vote</h1><p>{long}</p>"
    page += "<p>Il y a <del>12</del> <ins>13</ins> blessés dans la ville.</p>"
    source = Source("a.html", f"{page}<p><del>{long}</del></p></article></body></html>".encode())
    document = html.load(source)
    assert "Il y a 13 blessés dans la ville." in [block.text for block in document.blocks]
    assert [(part.text, part.reason) for part in document.left_out] == [("12", "struck-out")]
