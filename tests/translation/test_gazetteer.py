"""Names that were copied are spelled as English does, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.translation.gazetteer import _gazetteer, with_english_names


@pytest.mark.parametrize(
    ("source", "made", "right"),
    [
        ("Valentina Terechkova a 85 ans.", "Valentina Terechkova is 85.", "Valentina Tereshkova is 85."),
        ("La statue de Persée.", "The statue of Persée.", "The statue of Perseus."),
        ("Persée et Persée", "Persée and Persée", "Perseus and Perseus"),
        ("« Persée »", '"Persée"', '"Perseus"'),
        # A part of another word or name, not in the source, there already, or as the model chose.
        ("Persée-Blanche", "Persée-Blanche", "Persée-Blanche"),
        ("Persée Dupont", "Persée Dupont", "Persée Dupont"),
        ("M. Persée", "M. Persée", "M. Persée"),
        ("La statue.", "The statue of Persée.", "The statue of Persée."),
        ("Persée", "Perseus (Persée)", "Perseus (Persée)"),
        ("La statue de Persée.", "The statue of Perseo.", "The statue of Perseo."),
        ("", "", ""),
    ],
)
def test_copied_names(source: str, made: str, right: str) -> None:
    assert with_english_names(made, source) == right
    assert with_english_names(right, source) == right


@given(st.sampled_from(sorted(french for names in _gazetteer().values() for french, _ in names)))
def test_each_name_is_replaced_where_it_was_copied(name: str) -> None:
    made = with_english_names(f"It was {name}.", f"Voici {name}.")
    assert made != f"It was {name}."
    assert with_english_names(made, f"Voici {name}.") == made
