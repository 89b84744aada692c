"""Plain text to blocks with offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx import formats
from dipx.text.normalize import normalize

WRAPPED = """Des responsables nord-coréens et chinois se sont réunis à Pékin pour
discuter de leurs relations bilatérales, selon un communiqué de presse
rapporté par les médias. La délégation était dirigée par Kim Song Nam,
responsable du département international.

Une autre réunion est prévue.
"""


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        (" \n\n\t\n", []),
        ("Un.\nDeux.\n", ["Un.", "Deux."]),
        ("Un.\r\nDeux.\r\n\r\nTrois.", ["Un.", "Deux.", "Trois."]),
        ("Un.\rDeux.", ["Un.", "Deux."]),
        ("Un.\u2028Deux.\x0cTrois.", ["Un.", "Deux.", "Trois."]),
        ("  Un.  \n \n\n  Deux.", ["Un.", "Deux."]),
        (WRAPPED, [WRAPPED.split("\n\n")[0], "Une autre réunion est prévue."]),
        ("- du pain\n- du vin\n- des fruits", ["- du pain", "- du vin", "- des fruits"]),
    ],
)
def test_blocks_of_a_text(text: str, blocks: list[str]) -> None:
    assert [block.text for block in formats.parse(text).blocks] == blocks


def test_block_kinds() -> None:
    text = "Le ministre se rend en Corée\n\nIl est arrivé jeudi.\n\n- un point\n1. un autre\n"
    assert [block.kind for block in formats.parse(text).blocks] == ["heading", "paragraph", "item", "item"]


@given(st.text(alphabet=st.sampled_from("aé.!, \n\r\t\u00a0\u2028-«»1\0")) | st.text())
def test_blocks_have_their_offsets_and_gaps_are_white_space(text: str) -> None:
    document = formats.parse(text)
    end = 0
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        assert block.text == block.text.strip() != ""
        assert not document.text[end : block.start].strip()
        end = block.end
    assert not document.text[end:].strip()


def test_a_lone_surrogate_is_replaced() -> None:
    assert formats.parse("un \ud800 mot").text == "un \ufffd\ufffd\ufffd mot"


@pytest.mark.parametrize(
    "text",
    ["\x1b[1mLe pont\x1b[0m ouvre \x1b[38;5;12mce matin\x1b[0m.",
     "Le \x1b]8;;https://a.fr\x1b\\pont\x1b]8;;\x07 ouvre ce matin.",
     "\x1b[2J\x1b[1;1HLe pont \x1b(Bouvre ce matin."],
)  # fmt: skip
def test_codes_of_a_terminal_are_no_text(text: str) -> None:
    document = formats.parse(text)
    assert document.text == "Le pont ouvre ce matin."
    assert any("codes for a terminal" in note for note in document.notes)
    assert normalize(text) == document.text
    assert formats.parse("\x1bLe pont").blocks[0].text.endswith("Le pont")


def test_lines_of_a_column_are_one_paragraph_where_words_are_cut() -> None:
    column = "Le ministre a an-\nnoncé mardi une aug-\nmentation des sa-\nlaires."
    document = formats.parse(column)
    assert [block.text for block in document.blocks] == [column]
    assert normalize(column) == "Le ministre a annoncé mardi une augmentation des salaires."


def test_short_lines_without_cut_words_stay_lines() -> None:
    assert len(formats.parse("Le pain\nLe vin\nDemi-\nFin").blocks) == 4
