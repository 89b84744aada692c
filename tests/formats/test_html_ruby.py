"""What stands above a word, and raised and lowered letters: neither is read as part of the text, nor lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Block, Document

READING = "<rp>(</rp><rt>\u3057</rt><rp>)</rp>"
FRAGMENTS = [
    # the source, its text, the English of it, the fragment
    (f"<p>La <ruby>ville{READING}</ruby> est belle.</p>", "La ville est belle.", "The town is pretty.",
     f"<p>The <ruby>town{READING}</ruby> is pretty.</p>"),
    (f"<p>Le <ruby>far{READING}</ruby></p>", "Le far", "A far, as they say",
     f"<p>A <ruby>far{READING}</ruby>, as they say</p>"),
    ("<p>Le <ruby>\u6f22<rt>a</rt>\u5b57<rt>b</rt></ruby> va.</p>", "Le \u6f22\u5b57 va.", "\u6f22\u5b57 is fine.",
     "<p><ruby>\u6f22<rt>a</rt>\u5b57<rt>b</rt></ruby> is fine.</p>"),
    ("<p>Une <ruby><rb>rue</rb><rt>a<rt>b</ruby> ici</p>", "Une rue ici", "A street here",
     "<p>A <ruby><rb>street</rb><rt>a<rt>b</ruby> here</p>"),
    ("<ruby>un far<rt>a</rt></ruby>", "un far", "a far breton", "<ruby>a far breton<rt>a</rt></ruby>"),
    ("<p>le 1<sup>er</sup> mai</p>", "le 1er mai", "1 May", "<p>1 May</p>"),
    ("<p>la 2<sup>e</sup> fois</p>", "la 2e fois", "the 2nd time", "<p>the 2<sup>nd</sup> time</p>"),
    ("<p>au XX<sup>e</sup> si\u00e8cle</p>", "au XXe si\u00e8cle", "in the 20th century",
     "<p>in the 20<sup>th</sup> century</p>"),
    ("<p>trois m<sup>2</sup> de CO<sub>2</sub></p>", "trois m2 de CO2", "three m2 of CO2",
     "<p>three m<sup>2</sup> of CO<sub>2</sub></p>"),
    ("<p>le rapport<sup>[2]</sup>, puis rien</p>", "le rapport, puis rien", "the report, then nothing",
     "<p>the report<sup>[2]</sup>, then nothing</p>"),
    ("<p>le rapport<sup>3</sup> dit non</p>", "le rapport dit non", "the report says no",
     "<p>the report<sup>3</sup> says no</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "english", "written"), FRAGMENTS, ids=[row[1] for row in FRAGMENTS])
def test_a_fragment(source: str, text: str, english: str, written: str) -> None:
    document = formats.parse_fragment(source)
    assert [block.text for block in document.blocks] == [text]
    assert formats.render_fragment(source, document, [english])[0] == written


def test_ruby_annotations_that_stay_are_named() -> None:
    source = "<p><ruby>far<rt>g\u00e2teau</rt></ruby> et <ruby>far<rp>(</rp><rt>flan</rt></ruby></p>"
    assert formats.parse_fragment(source).notes == ("stays as it is in the page: 2 ruby annotations (rt)",)


def test_the_clean_page_of_an_article(tmp_path: Path) -> None:
    path = tmp_path / "far.html"
    words = "La boulang\u00e8re a ouvert lundi matin une \u00e9choppe de far breton sur le port"
    path.write_text(f"<article><p>{words}, au 3<sup>e</sup> <ruby>quai<rt>\u304b</rt></ruby>.</p></article>")
    document = formats.read(path)
    (block,) = document.blocks
    assert block.text == f"{words}, au 3e quai."
    assert "1 ruby annotations (rt)" in document.notes[0]
    english = "The baker opened a stall on the 3rd quai."
    made, _ = formats.render(document, [english])
    assert "on the 3<sup>rd</sup> <ruby>quai<rt>\u304b</rt></ruby>.</p>" in made.decode()
    assert _marks(document) == ["raised", "style"]


def _marks(document: Document) -> list[str]:
    block: Block = document.blocks[0]
    return [span.kind for span in block.spans if span.start < span.end]
