"""What an article says beside its running text: pictures, formulas, quotations, lines of cells; what is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Document
from dipx.formats import html
from dipx.formats.base import Source
from dipx.formats.html.formulas import shown, written
from dipx.formats.inline import Marked

LONG = "Le potier de Vallauris a rouvert mardi son four à bois, au bout de la rue, avec trois anciens élèves."
OTHER = "Les voisins du quartier haut, qui attendaient cela depuis huit ans, ont applaudi malgré la bruine."


def _page(middle: str) -> str:
    return (
        f"<html lang=fr><head><title>Le four</title></head><body><article><h1>Le four</h1><p>{LONG}</p>{middle}"
        f"<p>{OTHER}</p></article></body></html>"
    )


def _read(folder: Path, page: str) -> tuple[Path, Document]:
    file = folder / "a.html"
    file.write_text(page, "utf-8")
    return file, formats.read(file)


def _written(folder: Path, middle: str) -> str:
    """The clean page, each text in capitals."""
    file, document = _read(folder, _page(middle))
    english = [Marked(block.text.upper(), block.spans) for block in document.blocks]
    return html.dump(Source(str(file), file.read_bytes()), document, english).decode()


SHOWN = [
    # a part of the article, what its clean page has
    ("<p>Ici <img src=a.jpg alt='un vase bleu'> même.</p>", 'ICI <img src="a.jpg" alt="UN VASE BLEU"> MÊME.'),
    ("<p>Ici <del>là</del> <img src=a.jpg alt='Un vase bleu'> même.</p>", '<img src="a.jpg" alt="UN VASE BLEU"> MÊME.'),
    ("<figure><img src=a.jpg alt='Un vase bleu'><figcaption>À voir.</figcaption></figure>",
     '<figure><img src="a.jpg" alt="UN VASE BLEU"><figcaption>À VOIR.</figcaption>'),
    ("<figure><img src=a.jpg alt='Un vase bleu'></figure>", '<figure><img src="a.jpg" alt="UN VASE BLEU"></figure>'),
    ("<p><img src=a.jpg alt='Un vase bleu'></p>", '<p><img src="a.jpg" alt="UN VASE BLEU"></p>'),
    ("<div><a href=/b><img src=a.jpg alt='Un vase bleu'></a></div>", '<img src="a.jpg" alt="UN VASE BLEU">'),
    ("<img src=a.jpg>", '<img src="a.jpg" alt="">'),
    ("<img src='data:image/gif;base64,R0' data-src=/b.jpg alt='Un vase'>", '<img src="/b.jpg" alt="UN VASE">'),
    ("<picture><source srcset=b.webp><img srcset='/c.jpg 2x' alt='Un vase'></picture>",
     '<img src="/c.jpg" alt="UN VASE">'),
    ("<img src='javascript:x()' alt='Un vase bleu'>", '<p><img alt="UN VASE BLEU"></p>'),
    (f"<img src=a.jpg alt='{LONG}'>", f'alt="{LONG.upper()}"'),
    ("<p>Elle dit <q>oui</q> ; il dit <q>elle a dit <q>non</q></q>.</p>",
     "ELLE DIT « OUI » ; IL DIT « ELLE A DIT “NON” »."),
    ("<p>Elle dit « <q>oui</q> ».</p>", "ELLE DIT « OUI »."),
    ("<p><q>Oui</q></p>", "<p>« OUI »</p>"),
    ("<table><tr><td>Nîmes<br>Arles</td><td>Lundi</td></tr></table>", "<td>NÎMES<br>ARLES</td><td>LUNDI</td>"),
    ("<ul><li>Nîmes<br>Arles</li><li>Uzès</li></ul>", "<li>NÎMES<br>ARLES</li><li>UZÈS</li>"),
    ("<p>Soit <math><mi>x</mi>\n <mo>=</mo> <mn>3</mn></math> fours.</p>",
     "SOIT <math><mi>x</mi> <mo>=</mo> <mn>3</mn></math> FOURS."),
]  # fmt: skip


@pytest.mark.parametrize(("middle", "wanted"), SHOWN, ids=[middle[:40] for middle, _ in SHOWN])
def test_the_clean_page_has_it(middle: str, wanted: str, tmp_path: Path) -> None:
    assert wanted in re.sub(r"\s*\n+\s*", "", _written(tmp_path, middle))


LEFT_OUT = [
    # a part of the article, the text that is left out, why
    ("<svg><title>Courbe des ventes</title><text>Le four en chiffres</text></svg>", "Le four en chiffres", "drawing"),
    ("<svg><title>Courbe des ventes</title><text>Le four en chiffres</text></svg>", "Courbe des ventes", "drawing"),
    ("<iframe src=x title='Le four en vidéo'></iframe>", "Le four en vidéo", "embedded"),
    ("<input type=button value='Voir la carte'>", "Voir la carte", "form"),
    ("<input placeholder='Votre adresse ici'>", "Votre adresse ici", "form"),
    ("<select><optgroup label='Les villes'><option>Nîmes</select>", "Les villes", "form"),
    ("<p>L’<abbr title='Fédération des potiers'>FDP</abbr> suit.</p>", "Fédération des potiers", "tip"),
    ("<div class=share><img src=a.gif alt='Partager la page'></div>", "Partager la page", "picture"),
    ("<img src=a.gif width=1 height=1 alt='Compteur de visites'>", "Compteur de visites", "picture"),
]


@pytest.mark.parametrize(("middle", "text", "reason"), LEFT_OUT, ids=[text for _, text, _ in LEFT_OUT])
def test_what_is_left_out_is_named(middle: str, text: str, reason: str, tmp_path: Path) -> None:
    document = _read(tmp_path, _page(middle))[1]
    assert (text, reason) in [(span.text, span.reason) for span in document.left_out]
    assert text not in [block.text for block in document.blocks]
    assert document.text[document.left_out[-1].start : document.left_out[-1].end] == document.left_out[-1].text


@pytest.mark.parametrize("tag", ["select", "datalist"])
def test_a_choice_is_no_text_however_short_the_page(tag: str, tmp_path: Path) -> None:
    page = f"<main><h1>Le four</h1><p>La ville : <{tag}><option>Nîmes<option>Arles</{tag}></p></main>"
    document = _read(tmp_path, page)[1]
    assert [block.text for block in document.blocks] == ["Le four", "La ville :"]
    assert [(span.text, span.reason) for span in document.left_out] == [("Nîmes", "form"), ("Arles", "form")]


def test_what_two_pictures_and_a_caption_say_is_translated_once(tmp_path: Path) -> None:
    picture = "<figure><img src=a.jpg alt='Un vase bleu'><figcaption>Un vase bleu</figcaption></figure>"
    document = _read(tmp_path, _page(picture * 2))[1]
    assert [block.text for block in document.blocks].count("Un vase bleu") == 2  # the captions
    assert _written(tmp_path, picture).count("UN VASE BLEU") == 2


def test_a_formula_is_kept_from_the_model(tmp_path: Path) -> None:
    document = _read(tmp_path, _page("<p>Soit <math><mi>x</mi><mo>=</mo><mn>3</mn></math> fours.</p>"))[1]
    block = next(block for block in document.blocks if block.text == "Soit x=3 fours.")
    assert [block.text[span.start : span.end] for span in block.spans if span.kind == "kept"] == ["x=3"]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<math><mi>x</mi> <mo>&lt;</mo> <mn>3</mn></math>", "x<3"),
        ("<math alttext='x^2'><msup><mi>x</mi><mn>2</mn></msup></math>", "x^2"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac>"
         "<annotation encoding='application/x-tex'>\\frac12</annotation></math>", "\\frac12"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1 2"),
    ],
)  # fmt: skip
def test_a_formula_in_one_line(source: str, wanted: str) -> None:
    assert shown(source) == wanted


def test_only_mathml_gets_into_the_page() -> None:
    hostile = (
        "<math onclick=x() href='javascript:x()'><mtext><script>x()</script><img src=x onerror=x()>si</mtext>"
        "<maction actiontype=x><mi>y</mi></maction></mrow><mi display='block\"'>z"
    )
    assert written(hostile) == "<math><mtext>si</mtext><mi>y</mi><mi>z</mi></math>"


@pytest.mark.parametrize(("title", "is_told"), [
    ("Le four – Gazette du Var", True), ("Le four de Vallauris – Gazette", False), ("Un incendie &agrave; Nice", True),
    ("", False), ("Le four", False), ("Le <i>feu</i> à Nice", True),
])  # fmt: skip
def test_a_title_that_the_article_does_not_say_is_told(tmp_path: Path, title: str, is_told: bool) -> None:
    _, document = _read(tmp_path, _page("").replace("<title>Le four<", f"<title>{title}<"))
    assert any("page's title" in note for note in document.notes) == is_told


def test_the_title_of_an_empty_page_is_told(tmp_path: Path) -> None:
    _, document = _read(tmp_path, "<title>Un incendie</title><p> </p>")
    assert document.notes == ("what the page's title says is not in its article: “Un incendie”",)


@pytest.mark.parametrize("end", ["", "</head>"])
def test_a_head_ends_where_the_text_begins(tmp_path: Path, end: str) -> None:
    """Its end tag and the body's may be left out, as programs that make pages small do."""
    page = f"<html><head><title>Le four</title><link href=a><h1>Le four</h1><p>{LONG}<p>{OTHER}{end}</html>"
    _, document = _read(tmp_path, page)
    assert [block.text for block in document.blocks] == ["Le four", LONG, OTHER]
