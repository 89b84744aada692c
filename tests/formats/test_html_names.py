"""A name that is but like one of furniture is no reason; nor is a tag that may hold parts of the article."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx import formats

LONG = "La boulangère de Trégastel a ouvert lundi matin une échoppe de far breton, sur le port, avec deux apprentis."
OTHER = "Les pêcheurs du quai voisin, qui attendaient cela depuis dix ans, ont applaudi sous la pluie battante."
PARTS = [
    # a part of the article, its texts, and why these are left out; "" where they are kept
    ('<div class="share-price"><p>L’action cote 34,50 euros.</p></div>', "L’action cote 34,50 euros.", ""),
    ('<div class="newsletter-archive"><p>La lettre de mai en parlait.</p></div>', "La lettre de mai en parlait.", ""),
    ('<div class="ad-dress"><p>12, rue du Four</p></div>', "12, rue du Four", ""),
    ('<div class="cookies-recette"><p>Battez un œuf.</p></div>', "Battez un œuf.", ""),
    ('<div class="widget-economie"><p>Le prix a crû de 2 %.</p></div>', "Le prix a crû de 2 %.", ""),
    ('<div class="consent-decree"><p>Le juge a dit oui.</p></div>', "Le juge a dit oui.", ""),
    ('<div class="social"><p>La grève a duré trois semaines et a pris fin hier.</p></div>',
     "La grève a duré trois semaines et a pris fin hier.", ""),
    ('<div class="pub"><p>Le pub est fermé.</p></div>', "Le pub est fermé.", ""),
    ('<div id="comments-du-maire"><p>« Enfin », dit le maire.</p></div>', "« Enfin », dit le maire.", ""),
    ("<aside><p>Le far est né en 1792.</p></aside>", "Le far est né en 1792.", ""),
    ("<pre>Le vent se lève, il faut\ntenter de vivre,\nL’air immense ouvre le four</pre>",
     "Le vent se lève, il faut tenter de vivre, L’air immense ouvre le four", ""),
    ("<pre>Un four.\nUn far.\nUn port et un quai devant</pre>", "Un four.|Un far.|Un port et un quai devant", ""),
    ('<div class="share-bar"><span>Partager ce far</span></div>', "Partager ce far", "share-buttons"),
    ('<div class="c-share c-share--top"><span>Partager ce far</span></div>', "Partager ce far", "share-buttons"),
    ('<div class="newsletter-box"><p>Le far chaque matin.</p></div>', "Le far chaque matin.", "subscription"),
    ('<div class="related-xyz"><a href="/a">Un four éteint hier</a></div>', "Un four éteint hier", "read-also"),
    ('<aside><a href="/a">Un four éteint</a></aside>', "Un four éteint", "aside"),
    ("<pre>si (x) { four = 1; }\nfour += 2;\nfar = four[0];</pre>", "si (x) { four = 1; } four += 2; far = four[0];",
     "preformatted"),
    ("<pre><code>un deux trois quatre cinq six sept huit neuf</code></pre>",
     "un deux trois quatre cinq six sept huit neuf", "preformatted"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "texts", "reason"), PARTS, ids=[part for part, _, _ in PARTS])
@pytest.mark.parametrize("around", ["article", "main", 'div class="article-body"'])
def test_a_part_of_an_article(tmp_path: Path, part: str, texts: str, reason: str, around: str) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        f"<body><{around}><h1>Le far</h1><p>{LONG}</p>{part}<p>{OTHER}</p></{around.split()[0]}></body>", "utf-8"
    )
    document = formats.read(page)
    gone = [] if reason else texts.split("|")
    assert [block.text for block in document.blocks] == ["Le far", LONG, *gone, OTHER]
    assert [span.reason for span in document.left_out] == [reason] * bool(reason)


def test_nothing_of_a_table_or_a_list_is_furniture(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    table = "<table><tr><td>Beurre</td><td>X</td></tr><tr><td>Contact</td><td>Publicité</td></tr></table>"
    furniture = f"<p>Publicité</p>{table}<ul><li>Imprimer</li></ul><p>Lire aussi : Le four éteint</p>"
    page.write_text(f"<article><h1>Direct</h1><p>{LONG}</p>{furniture}<p>{OTHER}</p></article>", "utf-8")
    document = formats.read(page)
    assert [block.text for block in document.blocks] == [
        "Direct", LONG, "Beurre", "X", "Contact", "Publicité", "Imprimer", OTHER]  # fmt: skip
    assert [(span.text, span.reason) for span in document.left_out] == [
        ("Publicité", "advertisement"), ("Lire aussi : Le four éteint", "read-also")]  # fmt: skip
