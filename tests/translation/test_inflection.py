"""English plurals, and the English that is looked for."""

from __future__ import annotations

import pytest

from dipx.translation.inflection import english_plural, occurs


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("carbon levy", "carbon levies"),
        ("day", "days"),
        ("point of order", "points of order"),
        ("business", "businesses"),
        ("church", "churches"),
        ("chairman", "chairmen"),
        ("German", "Germans"),
        ("armed forces", "armed forces"),
        ("COP26", "COP26"),
    ],
)
def test_english_plurals(one: str, many: str) -> None:
    assert english_plural(one) == many


@pytest.mark.parametrize(
    ("term", "text", "there"),
    [
        ("carbon levy", "Carbon levies rise.", True),
        ("carbon levy", "The carbon  levy.", True),
        ("levy", "Levying taxes", False),
        ("C++", "in C++.", True),
        ("ECB", "the ECB's rate", True),
        ("cat", "concatenate a cat", True),
        ("cat", "concatenate", False),
    ],
)
def test_occurs(term: str, text: str, there: bool) -> None:
    assert occurs(term, text) is there
