"""The layout of plain text: columns, the distance of paragraphs, sentences that go on in the next line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx import formats
from dipx.document import Document
from dipx.formats.aligned import MOST_COLUMNS
from dipx.text.assemble import joined
from dipx.text.clean import leave_out, reasons


def _upper(text: str) -> str:
    document = formats.parse(text)
    return joined(document, [block.text.upper() for block in document.blocks])


def test_pages_end_where_they_did() -> None:
    assert _upper("un.\x0cDeux.\r\n\x0c\r\nTrois.\n\n\nQuatre.") == "UN.\x0cDEUX.\n\x0c\nTROIS.\n\n\nQUATRE.\n"


TABLES = [
    "Poste      2021     2022\nVoirie      450    1 300\nÉcoles       30      820\n",
    "Nom           Rôle\nAnne Le Goff  Maire\nJean Morel    Adjoint\n",
    "Nom\tRôle\nAnne\tMaire\n",
    "Contact        06 00 00 00 00\nAccueil        Place de la Mairie\n",
    "Prix :         12 euros\n",
    "Un titre.\n\nPoste    2021    2022\n\nUn texte.\n",
    "pomme    rouge\npoire    verte\n",
    "Prix du kilo    en hausse\nPoires          en baisse\n",
    "Lieu     Salle A     10 h\n",
    "pomme\tpoire\tprune\n",
    "Lundi      Fermé\nMardi      9 h - 12 h\n           14 h - 18 h\nMercredi   Fermé\n",
]


@pytest.mark.parametrize("table", TABLES)
def test_columns_stay_columns(table: str) -> None:
    shown = _upper(table)
    assert [line.split() for line in shown.splitlines()] == [line.upper().split() for line in table.splitlines()]
    where = [[place for place, sign in enumerate(line) if sign == " "] for line in table.splitlines()]
    theirs = [[place for place, sign in enumerate(line) if sign == " "] for line in shown.splitlines()]
    assert [places for places in theirs if len(places) > 1] == [places for places in where if len(places) > 1]


def test_a_longer_cell_is_two_spaces_from_the_next_and_a_shorter_one_keeps_the_column() -> None:
    document = formats.parse("Nom        Rôle\nAnne       Maire\n")
    made = joined(document, ["Name", "Role", "Anne the First Of Them", "Mayor"])
    assert made == "Name       Role\nAnne the First Of Them  Mayor\n"


JUSTIFIED = (
    "Le  conseil  de la commune a  pris acte de ce  rapport, et il a\n"
    "demandé  au maire   de le  transmettre aux services  de  l'État"
)
PLAIN = [
    JUSTIFIED,
    "Il vient.  Elle part.  Ils restent.\nElle dort.  Il mange.  Ils rient.",
    "Le conseil  a voté le budget.",
    "mot   " * MOST_COLUMNS + "mot",
    "Je   suis là   maintenant.",
    "Il se réunira     demain soir à Paris.",
    "Elle dit,   mais   pas ici,   qu'il vient.",
    "Le 12   mai   2024, Paul   est venu.",
    "Le maire\u00a0\u00a0\u00a0est\u00a0\u00a0\u00a0venu.",
    "Le conseil  de la commune a pris acte\ndu rapport   de  son maire",
    "Il se réunira   demain soir à Paris.\nElle est partie   ce matin.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_running_text_with_more_spaces_is_not_torn(text: str) -> None:
    document = formats.parse(text)
    assert len(document.blocks) <= len(text.splitlines())


@pytest.mark.parametrize("indent", ["", "    ", "\t", "\u00a0\u00a0"])
@pytest.mark.parametrize("blank", ["\n\n", "\n", "\n\n\n", "\r\n\r\n", "\n   \n"])
def test_as_many_lines_stand_between_paragraphs_as_before(blank: str, indent: str) -> None:
    text = f"Un mot est là.{blank}{indent}Un autre mot est ici.\n"
    assert _upper(text) == "UN MOT EST LÀ." + "\n" * blank.count("\n") + f"{indent}UN AUTRE MOT EST ICI.\n"


GOES_ON = [
    ("Venez dans la petite salle B12,\nou bien mardi.", 1),
    ("Le rendez-vous aura lieu dans la\nsalle du conseil.", 1),
    ("Le rendez-vous aura lieu chez\nPaul, rue Neuve.", 2),  # a name, or the next line: who knows
    ("Pommes,\npoires,\ncerises", 3),
    ("Le premier point de cette liste,\n- le second point", 2),
    ("Bonjour à toutes et à tous,\nNous partons demain.", 2),
    ("La réunion est reportée à mardi.\nvenez tous", 2),
]


@pytest.mark.parametrize(("text", "count"), GOES_ON)
def test_a_sentence_that_surely_goes_on_is_one_block(text: str, count: int) -> None:
    assert len(formats.parse(text).blocks) == count


def test_a_cell_is_no_button() -> None:
    document = _cleaned("Nos élus de la commune sont ici.\n\nContact        Paul\nPartager       Léa\n")
    assert [block.text for block in document.blocks][1:] == ["Contact", "Paul", "Partager", "Léa"]


def test_what_is_left_out_between_two_lines_leaves_them_lines() -> None:
    document = _cleaned("Le maire est venu ce matin à la mairie.\nPartager\nIl est reparti le soir vers la gare.\n")
    assert len(document.blocks) == 2
    assert joined(document, ["A.", "B."]) == "A.\nB.\n"


def _cleaned(text: str) -> Document:
    document = formats.parse(text)
    return leave_out(document, reasons(document))


@given(
    st.lists(
        st.lists(st.sampled_from(["Un", "mot", "12 450", "Le maire", " ", "\t", "   ", ",", "."]), max_size=6),
        max_size=5,
    )
)
def test_every_character_is_in_a_block(lines: list[list[str]]) -> None:
    text = "\n".join("".join(line) for line in lines)
    document = formats.parse(text)
    rest = list(text)
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        assert block.text == block.text.strip()
        rest[block.start : block.end] = " " * len(block.text)
    assert not "".join(rest).strip()


def test_the_lines_of_a_transcript_are_one_text() -> None:
    said = "le président a reçu\nle premier ministre\nil a parlé de la grève\nqui dure depuis trois semaines\n"
    (block,) = formats.parse(said).blocks
    assert block.text.split() == said.split()
    items = "pommes\npoires\nprunes\npêches\n"
    assert len(formats.parse(items).blocks) == 4
    ended = "le maire a dit oui.\nle préfet a dit non.\nla ville a dit oui.\nle pays a dit non.\n"
    assert len(formats.parse(ended).blocks) == 4
