"""Growth to an amount, which a model takes for a range, and quarters: as the model sees them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.text.growth import growths, written_out
from dipx.text.longhand import longhand
from dipx.translation.capitals import for_model

WRITTEN = {
    "La récolte a augmenté de 4,5 % à 12 millions de tonnes.": "de 4,5 % pour atteindre 12 millions de tonnes.",
    "Les stocks ont fondu de 3 %, à 1,4 milliard.": "de 3 % pour atteindre 1,4 milliard.",
    "Un bénéfice en hausse de 15\u00a0% à 230 M€": "de 15\u00a0% pour atteindre 230 millions d'€",
    "Le loyer grimpe d'environ 2 % à 14 euros.": "grimpe d'environ 2 % pour atteindre 14 euros.",
    "Le produit net baisse de 8 pour cent à 640 000 euros.": "de 8 pour cent pour atteindre 640 000 euros.",
    "L'indice a cédé près de 1 %, en recul de 2,1 % sur un an à 5 430 points": "sur un an pour atteindre 5 430 points",
    "Les ventes ont crû de 4 % à périmètre constant à 52 M€": "à périmètre constant pour atteindre 52 millions d'€",
    "Le chômage recule de 0,3 point à 7,1 %.": "recule de 0,3 point pour atteindre 7,1 %.",
    "La part gagne, en hausse de 2 points sur un an, à 34 %": "2 points sur un an pour atteindre 34 %",
    "Au troisième trimestre T3 2024": "Q3 2024",
    "Chiffre d'affaires T1 2023 / T1 2024": "Q1 2023 / Q1 2024",
    "Le résultat du T2 et celui du T4": "du Q2 et celui du Q4",
    "Au T3, les ventes ont reculé": "Au Q3, les ventes",
}
UNTOUCHED = """
La direction accorde une augmentation de 3 % à 125 000 salariés
Il a promis une hausse de 5 % à 2 millions de retraités
Une baisse de loyer de 10 % à 30 000 ménages
Le tram T1 2026 desservira la gare
Studio, T2 2019 à vendre
Le taux a augmenté de 3 % à 4 % en mars
La part progresse de 12 % à 15,5 % des voix
L'action baisse de 2 % à 10 heures
Un prêt de 3 % à 20 ans, en hausse
Une hausse de 5 % à 10 pour cent
L'écart recule de 5 points à 3 points
Une remise de 10 % à 200 clients
Le prix a augmenté de 5 % à 2 ans d'écart
La hausse de 2 % à 3 mois du vote
Elle a gagné de 5 à 12 millions
Un montant de 3 % à 5 000 euros
Il loue un T3 à Lyon, au T2 du port
Le tram T3 est en panne, les ventes du T3 aussi
Le T800 et le T4-bis
"""


@pytest.mark.parametrize(("text", "end"), WRITTEN.items())
def test_is_written_out(text: str, end: str) -> None:
    assert end in longhand(text)


@pytest.mark.parametrize("text", UNTOUCHED.strip().splitlines())
def test_is_left_as_it_is(text: str) -> None:
    assert written_out(text) == text


def test_the_model_sees_it_with_the_sign_of_the_euro_first() -> None:
    assert for_model("La marge recule de 6 % à 31 M€.") == "La marge recule de 6 % pour atteindre €31 millions."


def test_the_percentages_are_known_in_both_forms() -> None:
    text = "En hausse de 3,5 % à 12 000 euros, puis en baisse de 2 % pour atteindre 11 millions."
    assert growths(text) == growths(written_out(text)) == ["3.5", "2"]


@given(
    st.lists(st.sampled_from("hausse recule de 3 % , à 12 000 euros T3 2024 ventes sur un an . 4,5 millions €".split()))
)
def test_twice_is_once(words: list[str]) -> None:
    text = " ".join(words)
    assert longhand(longhand(text)) == longhand(text)


@pytest.mark.parametrize(
    "part", ["hausse de ", "hausse de 3 % ", "hausse de 3 % à 1 000 ", "T3 ", "hausse ", "en hausse d'"]
)
def test_it_is_linear(part: str) -> None:
    begin = time.perf_counter()
    written_out("%" + part * (100_000 // len(part)))
    assert time.perf_counter() - begin < 5
