"""The time before a line of a live report is no part of its sentence; a time alone is written as English writes it."""

from __future__ import annotations

import pytest

from dipx.text.segmentation import sentences
from dipx.text.stamps import english_stamp


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("14h10 Le conseil se réunit à 15h.", ["14h10", "Le conseil se réunit à 15h."]),
        ("14 h 10 : Le conseil se réunit.", ["14 h 10 :", "Le conseil se réunit."]),
        ("[14:10] - « Tous dehors », crie-t-il.", ["[14:10] -", "« Tous dehors », crie-t-il."]),
        ("22h Fin de la garde à vue. 22h30 Il rentre.", ["22h", "Fin de la garde à vue.", "22h30", "Il rentre."]),
        ("14h10, le conseil se réunit.", ["14h10, le conseil se réunit."]),
        ("22h de garde à vue.", ["22h de garde à vue."]),
        ("2H Energy licencie.", ["2H Energy licencie."]),
        ("24h Chrono revient.", ["24h Chrono revient."]),
        ("À 14h10 Paul arrive.", ["À 14h10 Paul arrive."]),
    ],
)
def test_the_time_before_a_sentence_is_cut_off(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("14h10", "2:10 p.m."),
        ("09 h 05.", "9:05 a.m."),
        ("12H15 :", "12:15 p.m.:"),
        ("[20h45]", "[8:45 p.m.]"),
        ("22h", "10 p.m."),
        ("1h30", "1h30"),  # or an hour and a half
        ("8h", "8h"),
        ("12 h", "12 h"),
        ("09 h", "9 a.m."),
        ("10 h –", "10 a.m. –"),
        ("[10 h]", "[10 a.m.]"),
        ("1h30 :", "1h30 :"),
        ("+14h10", None),
        ("24h", None),
        ("14h75", None),
        ("14h10 Paris", None),
    ],
)
def test_a_time_alone(french: str, english: str | None) -> None:
    assert english_stamp(french) == english


def test_a_time_that_surely_is_one() -> None:
    assert english_stamp("3 h 30", is_sure=True) == "3:30 a.m."
    assert english_stamp("10 h", is_sure=True) == "10 a.m."
    assert english_stamp("une heure", is_sure=True) is None
