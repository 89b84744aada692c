"""OpenDocument: gaps of several spaces, titles of indexes, and notes that say what stays and no more than that."""

# ruff: noqa: E501 - tables of cases, with their XML as it is

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dipx import formats
from dipx.formats.zipped.odf_spaces import join_spaces
from tests.formats.makers import zipped
from tests.formats.test_odt_kinds import SPACES, made, odt

GAPS = [
    ("Le quai<text:s/><text:s text:c='4'/>du port est vide.", 'LE QUAI<text:s text:c="5"/>DU PORT EST VIDE.'),
    ("Le quai <text:s text:c='4'/>du port est vide.", 'LE QUAI<text:s text:c="5"/>DU PORT EST VIDE.'),
    ("Le quai <text:s text:c='4'/> du port est vide.", 'LE QUAI<text:s text:c="6"/>DU PORT EST VIDE.'),
    ("Le quai<text:s/><text:s/><text:s/>du port est vide.", 'LE QUAI<text:s text:c="3"/>DU PORT EST VIDE.'),
    ("Le quai <text:s text:c='2'/>du port est vide.", 'LE QUAI<text:s text:c="3"/>DU PORT EST VIDE.'),
    ("Nîmes<text:s/><text:s text:c='4'/>Arles", 'NÎMES<text:s text:c="5"/>ARLES'),
    ("<text:s/><text:s text:c='4'/>Le quai.", '<text:s text:c="5"/>LE QUAI.'),
    ("Le quai <text:s/>est vide.", "LE QUAI EST VIDE."),  # two spaces are one
]


@pytest.mark.parametrize(("paragraph", "wanted"), GAPS, ids=[paragraph for paragraph, _ in GAPS])
def test_a_gap_keeps_all_its_spaces(paragraph: str, wanted: str, tmp_path: Path) -> None:
    assert f"<text:p>{wanted}</text:p>" in made(tmp_path, odt(f"<text:p>{paragraph}</text:p>"))[1]


@given(st.lists(st.sampled_from(["a", " ", "<s/>", "<s c='3'/>", "<b>x</b>", "<s c='2'/>"]), max_size=9))
def test_joining_spaces_changes_no_line(parts: list[str]) -> None:
    root = etree.fromstring(f"<p>{''.join(parts)}</p>")
    before = _shown(root)
    join_spaces([root], "s", "c")
    assert _shown(root) == before


def _shown(root: etree._Element) -> str:
    """The line as a program shows it: white space in the XML is one space, and none at the ends; elements of spaces
    are as many as they say."""
    text = root.text or ""
    for child in root:
        text += ("_" * int(child.get("c", "1")) if child.tag == "s" else "".join(child.itertext())) + (child.tail or "")
    return " ".join(text.split()).replace(" ", "_")


FIELDS = [
    "Voir <text:bookmark-ref text:ref-name='a'>le chapitre sur la pêche</text:bookmark-ref> ici.",
    "Donner <text:placeholder text:placeholder-type='text'>le nom de la rue</text:placeholder> ici.",
    "Ici : <text:execute-macro text:name='m'>Lancer le calcul de la marée</text:execute-macro>.",
    "<text:conditional-text text:condition='x'>La marée de la nuit</text:conditional-text> monte.",
    "Ici <text:meta>le nom de la mer</text:meta> suit.",
]


@pytest.mark.parametrize("paragraph", FIELDS)
def test_what_is_translated_is_not_called_untranslated(paragraph: str, tmp_path: Path) -> None:
    document, xml = made(tmp_path, odt(f"<text:p>{paragraph}</text:p>"))
    assert document.notes == ()
    assert not any(word in xml for word in ("chapitre", "nom", "calcul", "nuit"))


def test_what_stands_above_words_is_named(tmp_path: Path) -> None:
    ruby = "<text:ruby><text:ruby-base>barque</text:ruby-base><text:ruby-text>bateau</text:ruby-text></text:ruby>"
    document, xml = made(tmp_path, odt(f"<text:p>La {ruby} part.</text:p>"))
    assert document.notes == ("not translated: 1 × what stands above words (ruby): « bateau »",)
    assert "bateau" in xml


def test_the_title_of_an_index_is_that_of_its_template(tmp_path: Path) -> None:
    source = "<text:{0}-source><text:index-title-template>{1}</text:index-title-template></text:{0}-source>"
    body = (
        f"<text:table-of-content>{source.format('table-of-content', 'Sommaire')}<text:index-body><text:index-title>"
        "<text:p>Sommaire</text:p></text:index-title></text:index-body></text:table-of-content>"
        f"<text:alphabetical-index>{source.format('alphabetical-index', 'Lexique')}</text:alphabetical-index>"
    )
    document, xml = made(tmp_path, odt(body))
    assert [block.text for block in document.blocks] == ["Sommaire", "Lexique"]
    assert xml.count("SOMMAIRE") == 2
    assert "LEXIQUE</text:index-title-template>" in xml
    assert document.notes == ()


def _ods(rows: str, more: str = "") -> bytes:
    table = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    xml = (
        f"<office:document-content {SPACES} {table}><office:body><office:spreadsheet><table:table><table:table-row>{rows}"
        f"</table:table-row></table:table>{more}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": xml.encode()})


def _cell(kind: str, shown: str) -> str:
    return f'<table:table-cell office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'


WORDY = [("date", "mardi 3 mars 2026"), ("time", "9h30"), ("boolean", "VRAI"), ("float", "3 jours")]


@pytest.mark.parametrize(("kind", "shown"), WORDY)
def test_what_a_format_makes_a_cell_show_is_named(kind: str, shown: str, tmp_path: Path) -> None:
    (tmp_path / "a.ods").write_bytes(_ods(_cell("string", "La marée monte.") + _cell(kind, shown)))
    document = formats.read(tmp_path / "a.ods")
    assert document.notes == (f"not translated: what cells show by their formats (dates, times, numbers): « {shown} »",)


@pytest.mark.parametrize(("kind", "shown"), [("float", "12,5"), ("percentage", "12,5 %"), ("currency", "1 250,00 €")])
def test_of_figures_nothing_is_said(kind: str, shown: str, tmp_path: Path) -> None:
    (tmp_path / "a.ods").write_bytes(_ods(_cell("string", "La marée monte.") + _cell(kind, shown)))
    assert formats.read(tmp_path / "a.ods").notes == ()


def test_of_many_cells_some_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.ods").write_bytes(
        _ods("".join(_cell("date", f"{day} mars") for day in range(2, 9)) + _cell("string", "Ici."))
    )
    assert (
        formats.read(tmp_path / "a.ods").notes[-1].endswith("« 2 mars », « 3 mars », « 4 mars », « 5 mars » and 3 more")
    )


def test_the_words_of_a_named_formula_are_named(tmp_path: Path) -> None:
    named = (
        '<table:named-expressions><table:named-expression table:name="Avis_de_marée" '
        'table:expression="IF([.A1];&quot;Haute&quot;;&quot;Basse&quot;)"/></table:named-expressions>'
    )
    (tmp_path / "a.ods").write_bytes(_ods(_cell("string", "La marée monte."), named))
    notes = formats.read(tmp_path / "a.ods").notes
    assert "not translated: words within formulas" in notes
    assert "not translated: the names of ranges, which formulas use" in notes
