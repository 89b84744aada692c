"""The list of names that the CLDR gives is the one that the script makes, and the check uses it."""

from __future__ import annotations

import pytest
from training.resources.exonyms import OUT, table

from dipx.checks.names import check


def test_the_list_is_the_one_that_the_script_makes() -> None:
    lines = [line for line in OUT.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines == [f"{word}\t{' '.join(english)}" for word, english in table().items()]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il est parti pour Le Caire puis pour Athènes.", "He left for Cairo and then for Athens."),
        ("Elle vit en Allemagne et aux Pays-Bas.", "She lives in Germany and in the Netherlands."),
        ("Le vol reliait Singapour à Nicosie.", "The flight linked Singapore to Nicosia."),
        ("Une secousse a touché les Îles Salomon.", "A quake hit the Solomon Islands."),
    ],
)  # fmt: skip
def test_places_with_another_english_name_are_known(source: str, target: str) -> None:
    assert check(source, target) is None


def test_another_place_is_still_a_finding() -> None:
    finding = check("Il est parti pour Le Caire.", "He left for Athens.")
    assert finding
    assert "Caire" in finding.message
