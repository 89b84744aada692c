"""Which texts of a page are its article: pages as sites make them, each text with what is to become of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Document

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
WANTED = re.compile(r'data-want="([\w-]+)"[^>]*>([^<]+)')


def _read(folder: Path, page: str) -> Document:
    file = folder / "a.html"
    file.write_text(page, "utf-8")
    return formats.read(file)


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_each_text_is_kept_or_left_out_with_its_reason(page: Path) -> None:
    document = formats.read(page)
    wanted = [(reason, " ".join(unescape(text).split())) for reason, text in WANTED.findall(page.read_text("utf-8"))]
    assert len(wanted) >= 4
    kept = [block.text for block in document.blocks]
    wrong = []
    for reason, text in wanted:
        is_repeated = reason == "pull-quote"  # then the article has it as well
        where = ["keep"] * (not is_repeated and any(text in block for block in kept))
        where += [span.reason for span in document.left_out if text in span.text]
        if where != [reason]:
            wrong.append((text, reason, where))
    assert wrong == []


LONG = "La boulangère de Trégastel a ouvert lundi matin une échoppe de far breton, sur le port, avec deux apprentis."
OTHER = "Les pêcheurs du quai voisin, qui attendaient cela depuis dix ans, ont applaudi sous la pluie battante."
MORE = "La mairie, qui loue le local pour un euro symbolique, espère que d’autres commerces suivront avant l’hiver."
CASES = [
    # the body, the texts that are kept, those that are left out with their reasons
    (f"<article><p>{LONG}<br><br>{OTHER}</p></article>", [LONG, OTHER], {}),
    (f"<div>{LONG}<br>\n<br>{OTHER}<br><br>Bref.</div>", [LONG, OTHER, "Bref."], {}),
    (f"<article><p>{LONG}</p><p>Un <time>mardi</time>, <label>un</label> <ruby>far<rt>far</rt></ruby>.</p></article>",
     [LONG, "Un mardi, un far."], {}),
    (f"<article><p>{LONG}</p><p>Rue du Four<br>22730 Trégastel</p></article>",
     [LONG, "Rue du Four", "22730 Trégastel"], {}),
    (f"<article><p>{LONG}</p><ol start=3><li>Beurre<ul><li>Demi-sel</li></ul></li></ol></article>",
     [LONG, "Beurre", "Demi-sel"], {}),
    (f"<div class=texte><div class=l><div><span>{LONG}</span></div></div>"
     f"<div class=l><div><span>{OTHER}</span></div></div>"
     "<div class=l><div><span>Bref.</span></div></div><div class=l><div><span>Fin.</span></div></div></div>"
     "<div class=bas><div><div><span>Régie</span></div></div></div>",
     [LONG, OTHER, "Bref.", "Fin."], {"Régie": "not-main-text"}),
    ("<article><p>Court.</p><p>Très court.</p></article>", ["Court.", "Très court."], {}),
    (f"<main><h1>Direct</h1><article><time>8 h</time><p>{LONG}</p></article><article><h2>Fini</h2></article></main>",
     ["Direct", "8 h", LONG, "Fini"], {}),
    (f"<h1>Far</h1><p>{LONG}</p><ul><li>Un œuf.</li><li>Du lait.</li></ul><p>{OTHER}</p>",
     ["Far", LONG, "Un œuf.", "Du lait.", OTHER], {}),
    (f"<article><p>{LONG}</p><p><b><a href=/x>{OTHER}</a></b></p></article>", [LONG, OTHER], {}),
    (f"<article><p>{LONG}</p><p>{OTHER}</p><p>{MORE}</p><ul><li><a href=/a>Un four éteint</a></li>"
     "<li><a href=/b>Le beurre cher</a></li></ul></article>",
     [LONG, OTHER, MORE], {"Un four éteint": "navigation", "Le beurre cher": "navigation"}),
    (f"<article><h1>Far</h1><p>{LONG}</p><aside><p>une échoppe de far breton</p></aside></article>",
     ["Far", LONG], {"une échoppe de far breton": "pull-quote"}),
    (f"<article><h1>Far</h1><p>{LONG}</p><aside><p>Le far est né à Rennes.</p></aside></article>",
     ["Far", LONG, "Le far est né à Rennes."], {}),
    (f"<h1><a href=/>Le Trégor</a></h1><article><h1>Far</h1><p>{LONG}</p><p>{OTHER}</p></article>",
     ["Far", LONG, OTHER], {"Le Trégor": "navigation"}),
    (f"<font><p>{LONG}</p></font><font><i>{OTHER}</i></font>", [LONG, OTHER], {}),
    (f"<article>Libre. <div>{LONG}</div> Entre. <div>{OTHER}</div> Fin.</article>",
     ["Libre.", LONG, "Entre.", OTHER, "Fin."], {}),
    (f"<div id=comment-faire><h1>Comment faire</h1><p>{LONG}</p></div>", ["Comment faire", LONG], {}),
    (f"<div class=cookies-au-chocolat><h1>Far</h1><p>{LONG}</p><p>{OTHER}</p></div>", ["Far", LONG, OTHER], {}),
    (f"<article><p>{LONG}</p><p>Quai<sup><a href='#n1'>[1]</a></sup> du port.</p></article>",
     [LONG, "Quai du port."], {}),
    (f"<p>{LONG}</p><p><a href=/1>La loi de 1992</a> <a href=/2>l’autorise</a>.</p><p>{OTHER}</p>",
     [LONG, "La loi de 1992 l’autorise.", OTHER], {}),
    (f"<p>{LONG}</p><p><a href=/1>Un incendie</a>, <a href=/2>trois blessés</a>.</p><p>{OTHER}</p>",
     [LONG, "Un incendie, trois blessés.", OTHER], {}),
    (f"<p>{LONG}</p><p>{OTHER}</p><p><a href=/1>Accueil</a> | <a href=/2>Contact</a>.</p>",
     [LONG, OTHER], {"Accueil": "navigation", "|": "fragment", "Contact": "navigation", ".": "fragment"}),
    (f"<p>{LONG}</p><blockquote>« Non. »<footer>— Anne Le Goff</footer></blockquote><p>{OTHER}</p>"
     "<footer>Pied</footer>",
     [LONG, "« Non. »", "— Anne Le Goff", OTHER], {"Pied": "page-footer"}),
    ("<ol><li>Le pont<ol><li>Nord</li></ol>à revoir</li></ol>"
     "<table><tr><td>Recettes de la ville</td><td>3</td></tr></table>",
     ["Le pont", "Nord", "à revoir", "Recettes de la ville", "3"], {}),
]  # fmt: skip


def test_loose_text_of_a_part_of_a_page_is_kept(tmp_path: Path) -> None:
    document = _read(tmp_path, f"<p>{LONG}</p><ul><li>Un œuf</li></ul>\nIl a été <em>réélu</em>.")
    assert [block.text for block in document.blocks] == [LONG, "Un œuf", "Il a été réélu."]


@pytest.mark.parametrize(("body", "kept", "left_out"), CASES, ids=[body[:50].replace(LONG, "") for body, _, _ in CASES])
def test_what_is_kept(tmp_path: Path, body: str, kept: list[str], left_out: dict[str, str]) -> None:
    document = _read(tmp_path, f"<!DOCTYPE html><html><head><title>Far</title></head><body>{body}</body></html>")
    assert [block.text for block in document.blocks] == kept
    assert {span.text: span.reason for span in document.left_out} == left_out
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text


def test_the_clean_page_keeps_lists_tables_and_quotations(tmp_path: Path) -> None:
    body = (
        f"<article><h1>Far</h1><p>{LONG}</p><ol start=3 class=x><li>Beurre<ul><li>Demi-sel</li></ul></li>"
        "<li value=9>Sucre</li></ol><table class=y><thead><tr><th scope=col>Part</th></tr></thead><tbody>"
        "<tr><td colspan=2>Une</td></tr>"
        "</tbody></table><dl><dt>Far</dt><dd>Un flan.</dd></dl><blockquote><p>Bon.</p></blockquote></article>"
    )
    document = _read(tmp_path, body)
    made, _ = formats.render(document, [block.text for block in document.blocks])
    inside = re.search(r"<article>(.*)</article>", made.decode().replace("\n", ""))
    assert inside
    assert inside[1] == body.replace(" class=x", "").replace(" class=y", "").replace("=3", '="3"').replace(
        "=9", '="9"'
    ).replace("=col", '="col"').replace("=2", '="2"').removeprefix("<article>").removesuffix("</article>")


def test_a_table_of_layout_is_none_on_the_clean_page(tmp_path: Path) -> None:
    document = _read(tmp_path, f"<table><tr><td><h1>Far</h1><p>{LONG}<p>{OTHER}</td></tr></table>")
    made = formats.render(document, [block.text for block in document.blocks])[0].decode()
    assert "<td>" not in made
    assert made.count("<p>") == 2


def test_a_page_of_which_nothing_is_recognized_is_taken_whole(tmp_path: Path) -> None:
    document = _read(tmp_path, "<nav><a href=/>Menu</a></nav><div><span>Bonjour</span></div><div>Oui</div>")
    assert [block.text for block in document.blocks] == ["Bonjour", "Oui"]
    assert document.notes == ("the main text was not recognized: the whole page is taken",)
    assert [span.reason for span in document.left_out] == ["navigation"]


def test_a_year_in_the_text_is_not_the_date_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    body = "<h1>Feu</h1><p>Un incendie a détruit la grange hier soir.</p><p>2005 : un autre incendie avait eu lieu.</p>"
    page.write_text(f"<html><body><article>{body}</article></body></html>", "utf-8")
    assert 'name="date"' not in _clean_page(page)
    head = '<meta property="article:published_time" content="2024-03-05">'
    page.write_text(f"<html><head>{head}</head><body><article>{body}</article></body></html>", "utf-8")
    assert '<meta name="date" content="2024-03-05">' in _clean_page(page)


def _clean_page(page: Path) -> str:
    document = formats.read(page)
    made, _ = formats.render(document, [block.text for block in document.blocks])
    return made.decode()
