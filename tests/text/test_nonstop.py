"""What never closes, and articles that have a name."""

from __future__ import annotations

import pytest

from dipx.text.nonstop import written_out


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Ouvert 24 h/24 et 7 j/7.", "Ouvert 24 heures par jour et 7 jours par semaine."),
        ("Ouvert 24h/24h, 7j/7.", "Ouvert 24 heures par jour, 7 jours par semaine."),
        ("Joignable 24 heures sur 24, 7 jours sur 7", "Joignable 24 heures par jour, 7 jours par semaine"),
        ("Joignable 24/24 et 7/7", "Joignable 24 heures par jour et 7 jours par semaine"),
        ("Ouvert 6j/7 et un jour sur deux", "Ouvert 6 jours par semaine et un jour sur deux"),
        ("Le recours au 49-3", "Le recours à l'article 49.3"),
        ("Le 49.3 divise.", "L'article 49.3 divise."),
        ("L'article 49, alinéa 3, divise.", "L'article 49.3, divise."),
        ("Elle a noté 24/24.", "Elle a noté 24/24."),
        ("Ils ont gagné 49-3.", "Ils ont gagné 49-3."),
        ("L'article 121-3 du code pénal", "L'article 121-3 du code pénal"),
        ("L'article 49-1 du Code du travail", "L'article 49-1 du Code du travail"),
        ("L'article 47-1 de la loi de 1986", "L'article 47-1 de la loi de 1986"),
        ("L'article 47-1 de la Constitution", "L'article 47.1 de la Constitution"),
        ("Les 24 et 25 mai", "Les 24 et 25 mai"),
    ],
)
def test_written_out(said: str, plain: str) -> None:
    assert written_out(said) == plain
    assert written_out(plain) == plain
