"""Rows of dots and lines to be filled in, the micro sign and basis points: as the French has them."""

from __future__ import annotations

import pytest

from dipx.translation.protect import Shield
from dipx.translation.touch_up import touched_up


@pytest.mark.parametrize("blank", ["." * 24, "." * 8, "_" * 5, "…" * 4, ". . . . . ."])
def test_what_is_to_be_filled_in_is_kept(blank: str) -> None:
    shield = Shield()
    masked = shield.mask(f"Nom : {blank} Lieu : {blank}")
    assert blank not in masked
    assert shield.source(masked) == f"Nom : {blank} Lieu : {blank}"


@pytest.mark.parametrize("text", ["Et puis... plus rien", "Euh.... non", "a __ b", "A. B. C. D."])
def test_what_is_no_blank_is_language(text: str) -> None:
    assert Shield().mask(text) == text


@pytest.mark.parametrize(
    ("made", "source", "right"),
    [
        ("5 \u03bcg a day", "5 \u00b5g par jour", "5 \u00b5g a day"),
        ("5 \u03bcg a day", "5 \u03bcg par jour", "5 \u03bcg a day"),
        ("25 base points", "25 points de base", "25 basis points"),
        ("1 basic point", "1 pb", "1 basis point"),
        ("the base points", "les points essentiels", "the base points"),
    ],
)
def test_signs_and_points_as_in_the_french(made: str, source: str, right: str) -> None:
    assert touched_up(made, source) == right
    assert touched_up(right, source) == right
