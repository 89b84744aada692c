"""Whose time it is: in brackets for the model, and without them in the English."""

from __future__ import annotations

import pytest

from dipx.text.zones import bracketed, unbracketed

SHOWN = {
    "À 14h30 GMT": "À 14h30 (GMT)",
    "À 18 h TU+2, dit-il": "À 18 h (UTC+2), dit-il",
    "À 20h45, heure de Paris, ici": "À 20h45 (heure de Paris), ici",
    "à 15 heures, heure de New York": "à 15 heures, heure de New York",
    "À 14h30 (16h30 heure de Paris)": "À 14h30 (16h30, heure de Paris)",
    "À 20h45 (heure de Paris)": "À 20h45 (heure de Paris)",
    "À 8 h, heure locale": "À 8 h, heure locale",
    "Le TU est court": "Le TU est court",
}


@pytest.mark.parametrize("text", SHOWN)
def test_bracketed(text: str) -> None:
    assert bracketed(text) == SHOWN[text]
    assert bracketed(SHOWN[text]) == SHOWN[text]


@pytest.mark.parametrize(
    ("source", "text", "english"),
    [
        ("À 14h30 GMT.", "At 2:30 p.m. (GMT).", "At 2:30 p.m. GMT."),
        ("À 20h45 heure de Paris.", "At 8:45 p.m. ( Paris Time).", "At 8:45 p.m. Paris time."),
        ("À 20h45 (heure de Paris).", "At 8:45 p.m. ( Paris Time).", "At 8:45 p.m. (Paris time)."),
        ("À 14h30 (GMT).", "At 2:30 p.m. (GMT).", "At 2:30 p.m. (GMT)."),
        ("Il est parti.", "He left at 2 p.m. (GMT).", "He left at 2 p.m. (GMT)."),
    ],
)
def test_unbracketed(source: str, text: str, english: str) -> None:
    assert unbracketed(text, source) == english
    assert unbracketed(english, source) == english
