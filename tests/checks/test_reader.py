"""Quantities in French and in English words and figures."""

from __future__ import annotations

import pytest

from dipx.checks.reader import english_quantities, french_quantities

FRENCH_VALUES = [
    ("vingt et un", 21),
    ("soixante et onze", 71),
    ("quatre-vingt-onze", 91),
    ("quatre-vingt-dix-sept", 97),
    ("septante-deux", 72),
    ("cent un", 101),
    ("deux cent trente-quatre", 234),
    ("mille neuf cent quatre-vingt-quatre", 1984),
    ("deux cent mille", 200_000),
    ("trois millions cinq cent mille", 3_500_000),
    ("1,5 million", 1_500_000),
    ("2.200.112", 2_200_112),
    ("12\u202f000", 12_000),
    ("3,2 Mds", 3_200_000_000),
    ("mille milliards", 10**12),
    ("XXIe", 21),
    ("IXème", 9),
    ("1er", 1),
    ("soixante-quinzième", 75),
    ("2,75", 2.75),
]
ENGLISH_VALUES = [
    ("twenty-one", 21),
    ("one hundred and one", 101),
    ("two hundred thirty-four", 234),
    ("twelve hundred", 1200),
    ("one hundred and twenty-three thousand", 123_000),
    ("three million five hundred thousand", 3_500_000),
    ("1.5 million", 1_500_000),
    ("$5bn", 5 * 10**9),
    ("2,200,112", 2_200_112),
    ("12 000", 12_000),
    ("half a million", 500_000),
    ("seventy-fifth", 75),
    ("21st", 21),
    ("2.75", 2.75),
    ("the 1990s", 1990),
    ("the '90s", 1990),
]


@pytest.mark.parametrize(("text", "value"), FRENCH_VALUES)
def test_french_value(text: str, value: float) -> None:
    demanded = [quantity for quantity in french_quantities(text) if quantity.is_demanded]
    assert len(demanded) == 1
    assert value in demanded[0].values


@pytest.mark.parametrize(("text", "value"), ENGLISH_VALUES)
def test_english_value(text: str, value: float) -> None:
    demanded = [quantity for quantity in english_quantities(text) if quantity.is_demanded]
    assert len(demanded) == 1
    assert value in demanded[0].values
