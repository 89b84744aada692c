"""A people that a model copied gets its English name, and nothing else is touched."""

from __future__ import annotations

import pytest

from dipx.translation.peoples import with_english_peoples


@pytest.mark.parametrize(
    ("source", "made", "right"),
    [
        ("Le Kényan gagne.", "The Kényan wins.", "The Kenyan wins."),
        ("Le Kényan et l'Éthiopienne", "The Kényan and the Éthiopienne", "The Kenyan and the Ethiopian"),
        ("Les Kényans votent.", "The Kényans vote.", "The Kenyans vote."),
        ("Les Béninoises votent.", "The Béninoises vote.", "The Beninese vote."),
        ("Deux Bangladais en mer", "Two Bangladais at sea", "Two Bangladeshis at sea"),
        ("Un Mauricien gagne.", "A Mauricien wins.", "A Mauritian wins."),
        ("Un Zimbabwéen gagne.", "A Zimbabwéan wins.", "A Zimbabwean wins."),
        # As the model chose, a name, a part of a longer word, or no people of the list.
        ("Le Kényan gagne.", "The Kenyan wins.", None),
        ("Les Néo-Kényans votent.", "The Néo-Kényans vote.", None),
        ("Le Québécois dort.", "The Québécois sleeps.", None),
        ("Le Club América joue.", "The Club América plays.", None),
        ("À Panamá Viejo et Thái Bình", "In Panamá Viejo and Thái Bình", None),
        ("Voici Éloïse Kervéan.", "Here is Éloïse Kervéan.", None),
        ("Il dort.", "The Mauricien sleeps.", None),
        ("Le Seychellois gagne.", "The Seychellois wins.", None),
    ],
)
def test_copied_peoples(source: str, made: str, right: str | None) -> None:
    right = made if right is None else right
    assert with_english_peoples(made, source) == right
    assert with_english_peoples(right, source) == right
