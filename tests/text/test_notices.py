"""What notices and captions abbreviate, in full; and days whose stop ends no sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.text.longhand import longhand
from dipx.text.notices import written_out
from dipx.text.segmentation import sentences

WRITTEN = {
    "Le préfet (à g.) et le maire (à dr.)": "Le préfet (à gauche) et le maire (à droite)",
    "De g. à d. : Ana, Luc et Zoé": "De gauche à droite : Ana, Luc et Zoé",
    "De g. à dr. Ana et Luc": "De gauche à droite Ana et Luc",
    "À g., Ana ; à dr., Luc": "À gauche, Ana ; à droite, Luc",
    "Ana est à g.": "Ana est à gauche.",
    "Luc (en h. à g.), Zoé (au c.)": "Luc (en haut à gauche), Zoé (au centre)",
    "la 2e à partir de la g.": "la 2e à partir de la gauche.",
    "19 €/mois, 4 €/h": "19 € par mois, 4 € par heure",
    "6,50 €/pers. le midi": "6,50 € par personne le midi",
    "12 €/an": "12 € par an",
    "ouvert tlj sf lundi": "ouvert tous les jours sauf lundi",
    "T.l.j. sf. le mardi": "Tous les jours sauf le mardi",
    "dimanches et j.f. de 9 h à 12 h": "dimanches et jours fériés de 9 h à 12 h",
    "tlj sf les lundis et le 1er mai": "tous les jours sauf les lundis et le 1er mai",
    "10h-18h30 sf lun., 7j/7 sf 25 décembre": "10h-18h30 sauf lun., 7j/7 sauf 25 décembre",
    "Ouvert (sf dim. et JF)": "Ouvert (sauf dim. et jours fériés)",
    "sam., dim. et JF 9h-12h": "sam., dim. et jours fériés 9h-12h",
    "dimanche, jf : fermé": "dimanche, jours fériés : fermé",
    "Fermé le dimanche et les JF.": "Fermé le dimanche et les jours fériés.",
    "sf j.f.": "sauf jours fériés.",
    "le 1er dimanche du mois": "le premier dimanche du mois",
    "les 2e et 4e mardis": "les deuxième et quatrième mardis",
    "la cérémonie du 11-Novembre": "la cérémonie du 11 novembre",
    "place du 8-Mai-1945": "place du 8 mai 1945",
}
ALONE = [
    "à 90 km/h, 3 €/kg, 1,8 enfant/femme",
    "le 1er janvier, le 2e jour, le 3e étage",
    "Jean D. et Paul G. sont à Lyon",
    "au c. de la ville",
    "le SF et la TV, le groupe JF Lavigne",
    "un film de sf",
    "un film de sf dimanche soir",
    "la sf le lundi, un roman de sf les jours de pluie",
    "Simon et JF Copé",
    "dimanche et JF Copé, dimanche, JF cherche appartement",
    "à 20 h, JF est là",
    "vu à 9, JF Kahn",
]
ONE = [
    "Ouvert lun.-ven. 9h30-18h, sam. 10h-12h, dim. fermé.",
    "Guichet : mar., mer., jeu. 8 h 15-12 h ; ven. 8 h 15-17 h.",
    "Consultations lun.-mer.-ven. 14h-16h.",
    "Séances mer./sam. 15h.",
    "sam. 10:00-18:00, dim. 10:00-13:00",
    "Dim. Fermé.",
    "Expo jusqu'au dim. 5 mai, mer.-dim. 11h-18h.",
    "Concert jeu. 20h30, sam. 15h et 20h.",
]
SEVERAL = {
    "Ils sont partis en mer. 12 hommes ont disparu.": 2,
    "Ils sont en mer. 14h plus tard, on les trouve.": 2,
    "C'est un jeu. 8 joueurs y participent.": 2,
    "Lun.-sam. 10h-19h. Dim. 14h-18h.": 2,
    "Fermé le lun. Ouvert le mar. 10h-12h.": 2,
}
HOURS = {
    "Ouvert lun.-ven. 9h30-18h, dim. fermé.": "Ouvert du lundi au vendredi de 9h30 à 18h, dimanche fermé.",
    "Lun.-mer.-ven. 14h-16h": "Lundi-mercredi-vendredi de 14h à 16h",
    "Jeu. 9h30-12h": "Jeudi de 9h30 à 12h",
    "Mar.": "Mardi.",
    "Dim. Fermé": "Dimanche Fermé",
}


@pytest.mark.parametrize(("text", "full"), WRITTEN.items())
def test_is_written_out(text: str, full: str) -> None:
    assert written_out(text) == full
    assert written_out(full) == full


@pytest.mark.parametrize("text", ALONE)
def test_is_left_alone(text: str) -> None:
    assert longhand(text) == text


@pytest.mark.parametrize("text", ONE)
def test_opening_hours_are_one_sentence(text: str) -> None:
    assert sentences(text) == [(0, len(text))]


@pytest.mark.parametrize(("text", "number"), SEVERAL.items())
def test_a_stop_behind_a_word_that_is_no_day_ends_the_sentence(text: str, number: int) -> None:
    assert len(sentences(text)) == number


@pytest.mark.parametrize(("text", "full"), HOURS.items())
def test_days_of_opening_hours(text: str, full: str) -> None:
    assert longhand(text) == full


@given(st.text("àg.d r(),;/mois€1er-Mai 2e dimancheslun", max_size=40))
def test_is_idempotent(text: str) -> None:
    assert written_out(written_out(text)) == written_out(text)
