"""A formula between dollar signs is copied whole; prices and variables of a shell are none."""

from __future__ import annotations

import pytest

from dipx.translation.protect import Shield


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Le tarif vaut $t = 3n$ euros.", ["$t = 3n$"]),
        ("Avec $x$ et $y_1 < 3$, tout va.", ["$x$", "$y_1 < 3$"]),
        ("On sait que $E=mc^2$ ici.", ["$E=mc^2$"]),
        ("On sait que $$F = ma$$ ici.", ["$$F = ma$$"]),
        (r"Soit $\frac{a}{b} \leq \text{prix}$.", [r"$\frac{a}{b} \leq \text{prix}$"]),
        ("Ouvrez $HOME/a puis $b.", ["$HOME/a", "$b"]),
        ("De 5$ à 10$, ou de $6 à $12.", []),
        ("À $5 = 4 € ou 10$ pièce.", []),
        ("En $CA ou en $US - et en $ALM.", ["$ALM"]),
    ],
)
def test_formulas(text: str, kept: list[str]) -> None:
    shield = Shield()
    masked = shield.mask(text)
    assert [shield.slot(mark).surface for mark in shield.marks(masked) if "$" in shield.slot(mark).surface] == kept
    assert shield.source(masked) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (r"Soit \(x^2 + 1\) la somme.", [r"\(x^2 + 1\)"]),
        (r"Soit \[ \frac{a}{b} \] la somme.", [r"\[ \frac{a}{b} \]"]),
        (r"On vient \(voir ici\) ou \[là\].", []),
        (r"On vient \(voir = ici", []),
    ],
)
def test_formulas_in_brackets(text: str, kept: list[str]) -> None:
    shield = Shield()
    masked = shield.mask(text)
    assert [shield.slot(mark).surface for mark in shield.marks(masked) if "\\" in shield.slot(mark).surface] == kept
    assert shield.source(masked) == text
