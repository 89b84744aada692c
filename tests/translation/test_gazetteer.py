"""Names that were copied are spelled as English does, and nothing else is touched."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.translation.gazetteer import _gazetteer, with_english_names


@pytest.mark.parametrize(
    ("source", "made", "right"),
    [
        ("Valentina Terechkova a 85 ans.", "Valentina Terechkova is 85.", "Valentina Tereshkova is 85."),
        ("Le vin de Savone.", "The wine of Savone.", "The wine of Savona."),
        ("Savone et Savone", "Savone and Savone", "Savona and Savona"),
        ("« Savone »", '"Savone"', '"Savona"'),
        ("Savone, Vicence", "Savone, Vicence", "Savona, Vicenza"),
        # A part of another word or name, not in the source, there already, or as the model chose.
        ("Savone-Blanche", "Savone-Blanche", "Savone-Blanche"),
        ("Savone Dupont", "Savone Dupont", "Savone Dupont"),
        ("M. Savone", "M. Savone", "M. Savone"),
        ("Le vin.", "The wine of Savone.", "The wine of Savone."),
        ("Savone", "Savona (Savone)", "Savona (Savone)"),
        ("Le vin de Savone.", "The wine of Savonne.", "The wine of Savonne."),
        # One that is a part of a longer name speaks against all, wherever it is.
        ("Savone Dupont est là. Savone dort.", "Savone Dupont is here. Savone sleeps.", None),
        ("Savone dort. Voici Mme Savone.", "Savone sleeps. Here is Mme Savone.", None),
        # Given names, surnames, common words, and names with more bearers than one.
        ("Victoire a ouvert une librairie.", "Victoire opened a bookshop.", None),
        ("Rosette a 90 ans.", "Rosette is 90.", None),
        ("Barbade, Sicile, Surate, Séthi", "Barbade, Sicile, Surate, Séthi", None),
        ("Zsófia, Amazone, Génois, Pari", "Zsófia, Amazone, Génois, Pari", None),
        ("", "", ""),
    ],
)
def test_copied_names(source: str, made: str, right: str | None) -> None:
    right = made if right is None else right
    assert with_english_names(made, source) == right
    assert with_english_names(right, source) == right


@given(st.sampled_from(sorted(french for names in _gazetteer().values() for french, _ in names)))
def test_each_name_is_replaced_where_it_was_copied(name: str) -> None:
    made = with_english_names(f"It was {name}.", f"Voici {name}.")
    assert made != f"It was {name}."
    assert with_english_names(made, f"Voici {name}.") == made


def test_a_name_over_and_over_costs_no_more_each_time() -> None:
    source = "palerme, Palerme, " * 20_000
    started = time.process_time()
    assert "Palerme" not in with_english_names(source, source)
    assert time.process_time() - started < 5
