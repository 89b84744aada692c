"""Sums, pages and basis points as newsrooms shorten them: in words, and with the euro's sign first for the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.text.longhand import longhand
from dipx.text.sums import signs_first, written_out
from dipx.text.typography import english, figures
from dipx.translation.capitals import for_model

WRITTEN = {
    "Le plan coûtera 3,75 Md€.": "Le plan coûtera 3,75 milliards d'€.",
    "une dette de 1\u202f234,5 M€": "une dette de 1\u202f234,5 millions d'€",
    "12 Mds€, 5 Mds €, 3 Mrd€ et 2 MEUR": "12 milliards d'€, 5 milliards d'€, 3 milliards d'€ et 2 millions d'€",
    "3 Mds d'euros, 1,2 Md d'euros": "3 milliards d'euros, 1,2 milliard d'euros",
    "12 M d'habitants": "12 millions d'habitants",
    "un fonds de 12 Md$ et 300 M$": "un fonds de 12 milliards de $ et 300 millions de $",
    "35 k€ par an, 1,2 k€ par mois, 45K€": "35 000 € par an, 1 200 € par mois, 45 000 €",
    "une amende de 800 kEUR": "une amende de 800 000 €",
    "1 M€, 0,8 M€, 1,9 M€": "1 million d'€, 0,8 million d'€, 1,9 million d'€",
    "Résultat net : (45,6) M€": "Résultat net : (45,6) millions d'euros",
    "450 €/mois, 5 € / pers., 30 €/jour": "450 € par mois, 5 € par personne, 30 € par jour",
    "11,50 €/m², 1,6 €/l": "11,50 €/m², 1,6 €/l",
    'Il court en 9"58, puis 1\'54"2.': "Il court en 9,58 secondes, puis 1 minute 54,2 secondes.",
    "2’13’’45": "2 minutes 13,45 secondes",
    'un écran de 27" et "2024"': 'un écran de 27" et "2024"',
    "1 ½ M€ de travaux": "1,5 million d'€ de travaux",
    "c pas possible": "ce n'est pas possible",
    "3,2 MdCHF et 450 k CHF": "3,2 milliards de CHF et 450 000 CHF",
    "12 MdF, 4 MF et 30 kF": "12 milliards de francs, 4 millions de francs et 30 000 francs",
    "la bande FM, 4 F, 12 MHz, 3 MFlops": "la bande FM, 4 F, 12 MHz, 3 MFlops",
    "Budget (en M€)": "Budget (en millions d'euros)",
    "Le bilan, 48 p., est en ligne": "Le bilan, 48 pages, est en ligne",
    "Un livre de 1 250 p.": "Un livre de 1 250 pages.",
    "Grasset, 288 p. Traduit du russe": "Grasset, 288 pages. Traduit du russe",
    "(320 p, 20 €)": "(320 pages, 20 €)",
    "un album de 32 p. en couleurs, 12 pp.": "un album de 32 pages en couleurs, 12 pages.",
    "un 100 m en 9\"58 et un 200 m en 19''19": "un 100 m en 9,58 secondes et un 200 m en 19,19 secondes",
    "50 p. 100 des voix, 3 p. cent": "50 % des voix, 3 %",
    "à 2,97 % (+3 pb), à 77 pb": "à 2,97 % (+3 points de base), à 77 points de base",
    "25 bps de plus, 1 pdb": "25 points de base de plus, 1 point de base",
    "Le 1er/02 à Lyon, le 1er/12/2024": "Le 1er février à Lyon, le 1er décembre 2024",
    "du 1er/07/24 au 31/08/24": "du 1er juillet 2024 au 31/08/24",
}
UNTOUCHED = """
Il reste 3 pb à régler
Voir n° 12 p. 45
une vidéo en 1080p, en 720 p
le Monde du 3 mai, p. 12
12 M de plus à Paris
appartement de 4 p. à louer
Maison, 5 p., jardin
un deux-pièces (2 p., 40 m²)
Blanquette pour 6 p. et pour 25 p.
un gîte jusqu'à 24 p.
300 m² de bureaux, 5 Mo, 3 M3
la salle M du musée
Un M€ss
45 € le 3 mai
la série 1er/13
"""


@pytest.mark.parametrize(("text", "right"), WRITTEN.items())
def test_written_out(text: str, right: str) -> None:
    assert longhand(text) == right
    assert longhand(right) == right


INCHES = """
écran de 15"6 pouces
un écran de 15"6
un PC portable 17"3 à 600 €
des jantes de 17"5
une tablette 10"1, la TV 31"5
vélo : roues de 27"5
un iPad 12"9
48°51'24"1 N, 2° 21'07"5 E
"""


@pytest.mark.parametrize("text", INCHES.strip().splitlines())
def test_inches_and_degrees_are_no_times_of_a_race(text: str) -> None:
    assert longhand(text) == text


@pytest.mark.parametrize("text", UNTOUCHED.strip().splitlines())
def test_what_is_no_such_shorthand_stays(text: str) -> None:
    assert written_out(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Il a payé 45 € le 3 mai.", "Il a payé €45 le 3 mai."),
        ("15 € (10 € tarif réduit)", "€15 (€10 tarif réduit)"),
        ("de 9 € à 11,50\u202f€/m²", "de €9 à €11,50/m²"),
        ("entre 25 et 60 €", "entre €25 et €60"),
        ("des billets à 25-60 €", "des billets à €25-60"),
        ("une maison à 1 250 000 €", "une maison à €1 250 000"),
        ("70.000 € selon lui", "€70.000 selon lui"),
        ("2,5 millions d'€", "€2,5 millions"),
        ("il y a 3 enfants et 60 €", "il y a 3 enfants et €60"),
        ("déjà €45 ici", "déjà €45 ici"),
        ("45 €", "45 €"),  # without a letter there is nothing to translate
        ("LE BUDGET EST DE 450 M€", "LE BUDGET EST DE €450 millions"),
    ],
)
def test_signs_first(text: str, shown: str) -> None:
    assert signs_first(longhand(text)) == shown
    assert signs_first(shown) == shown


def test_a_line_in_capitals_is_one_although_a_word_of_it_was_written_out() -> None:
    assert for_model("LE BUDGET EST DE 450 M€") == "Le budget est de €450 millions"


@given(st.text(st.sampled_from("0123456789 ,.€$MmdsKkpb()'’-er/ \u00a0àet%+"), max_size=40))
def test_twice_changes_nothing_more(text: str) -> None:
    once = written_out(text)
    assert written_out(once) == once
    first = signs_first(once)
    assert signs_first(first) == first


@given(st.text(st.sampled_from("0123456789 ,€Mdpk(àet"), max_size=30))
def test_the_sign_before_keeps_every_digit_and_sign(text: str) -> None:
    shown = signs_first(text)
    assert [c for c in shown if c.isdigit()] == [c for c in text if c.isdigit()]


@pytest.mark.parametrize(
    ("made", "source", "right"),
    [
        ("It cost 5 euros....", "Il a coûté 5 euros...", "It cost 5 euros..."),
        ("And then.... nothing....", "Et puis... plus rien...", "And then... nothing..."),
        ("Name: ........", "Nom : ........", "Name: ........"),
    ],
)
def test_no_dots_more_than_three(made: str, source: str, right: str) -> None:
    assert english(made, source) == right


@pytest.mark.parametrize(
    ("alone", "right"),
    [
        ("(14,2) %", "(14.2)%"),
        ("34 %", "34%"),
        ("22,5 %", "22.5%"),
        ("(34) %", "(34)%"),
        ("12,5 ‰", "12.5‰"),
        ("34", "34"),
        ("30 €", "€30"),
        ("30 € - 40,50 €", "€30 - €40.50"),
        ("30 €/1 250 €", "€30/€1,250"),
        ("30 - 40 €", "30 - 40 €"),
        ("30 € - 3", "30 € - 3"),
    ],
)
def test_percentages_and_sums_in_cells_are_written_alike(alone: str, right: str) -> None:
    assert figures(alone) == right
    assert figures(right) == right
