"""Results, fixtures, scorers and towns alone: their names stay and no model is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.checks.lists import rows
from dipx.document import Hypothesis, Segment
from dipx.options import Decoding
from dipx.translation.results import in_english
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted

LINES = {
    "Sens – Mende : 2-0": "Sens – Mende: 2-0",
    "Tours – Gap": "Tours – Gap",
    "OL-PSG 1-3": "OL-PSG 1-3",
    "Le Mans bat Pau 3-2.": "Le Mans beat Pau 3-2.",
    "Metz – Guingamp : 1-1 (mi-temps : 1-0)": "Metz – Guingamp: 1-1 (half-time: 1-0)",
    "Espagne – Pays de Galles : 2-2 (5-4 t.a.b.)": "Spain – Wales: 2-2 (5-4 on penalties)",
    "Bâle - Young Boys, 20h30": "Basel - Young Boys, 8:30 p.m.",
    "Brest – Nice (21 h)": "Brest – Nice (9 p.m.)",
    "Buts : Dubreuil (23e, 45e+2), Karamoko (61e s.p.).": "Goals: Dubreuil (23rd, 45th+2), Karamoko (61st pen.).",
    "1. Lens 45 pts, 2. Lille 43 pts": "1. Lens 45 pts, 2. Lille 43 pts",
    "Stade rennais – Schalke 04 : 1-0": "Rennes – Schalke 04: 1-0",
    "Ligue 2 : Pau – Le Mans 0-0": "Ligue 2: Pau – Le Mans 0-0",
    "Samedi : Troyes – Caen, 15h": "Saturday: Troyes – Caen, 3 p.m.",
    "Fourvière": "Fourvière",
    "Vannes": "Vannes",
    "Londres": "London",
    "Espagne-Italie : 1-0": "Spain-Italy: 1-0",
    "Ukraine-Russie": "Ukraine-Russia",
    "Angleterre-Pays de Galles : 20-3": "England-Wales: 20-3",
    "Corée du Sud-Pays-Bas-Japon": "South Korea-Netherlands-Japan",
    "Zorbland-Russie : 1-0": "Zorbland-Russia: 1-0",
    "Essais : Dubreuil (23e), Karamoko (61e)": "Tries: Dubreuil (23rd), Karamoko (61st)",
    "Metz – Brest : 1-1 (AP)": "Metz – Brest: 1-1 (a.e.t.)",
}
NONE = [
    "Filles – Garçons : 12-9",
    "Oui – Non : 52-48",
    "Politique – Monde",
    "Page 12-14",
    "Âge 3-6",
    "Moyenne : 3-4",
    "Samedi",
    "Les Bleus battent les Espagnols 2-1",
    "Lens reçoit Lille à 21 h",
    "Espoir – Avenir : 2-1",
    "Serge Lama – Biographie",
    "20h45",
    "",
    "Étoile de Moscou – Lens : 1-0",
    "Zorbek de Moscou – Lens : 1-0",
    "Essai : Peugeot 208",
    "Essai : Audi A3",
    "Essai : Seat Ibiza 2024",
    "Essais : Renault Clio, Dacia Duster",
    "Essai : Opel Corsa – Peugeot 208",
    "Essai – Peugeot 308-208",
    "But : Londres",
    "Londres (AP)",
    "AP, Bruxelles",
    "SP : Lyon",
    "Mi-temps : Lens",
    "Brésil (PT)",
]


@pytest.mark.parametrize(("line", "english"), LINES.items())
def test_the_names_of_a_line_stay(line: str, english: str) -> None:
    engine = Scripted(lambda text, _: Hypothesis("nonsense"))
    (made,) = translate_segments([Segment(line, 0, len(line), 0)], engine, Decoding())
    assert made.target == english
    assert not engine.asked


@pytest.mark.parametrize("line", NONE)
def test_what_has_other_words_is_for_the_model(line: str) -> None:
    assert in_english(line) is None


EXONYMS = [
    (french, english)
    for row in rows("places.txt", "dipx.translation")
    for french, _, english in (listed.strip().partition("=") for listed in row.split(", "))
    if english and english != french
]


@pytest.mark.parametrize("joint", ["-", " - ", " – ", "–"])
def test_no_listed_country_or_town_stays_french(joint: str) -> None:
    for french, english in EXONYMS:
        assert in_english(f"{french}{joint}Metz : 1-0") == f"{english}{joint}Metz: 1-0"
        assert in_english(f"Metz{joint}{french} : 1-0") == f"Metz{joint}{english}: 1-0"


@given(st.lists(st.sampled_from(EXONYMS), min_size=2, max_size=4))
def test_several_joined_by_hyphens_are_all_in_english(places: list[tuple[str, str]]) -> None:
    french, english = ("-".join(names) for names in zip(*places, strict=True))
    assert in_english(french) == english


@given(st.text("Lens –Tours-:0123()pht.ab 'é", max_size=60))
def test_digits_are_never_lost(line: str) -> None:
    made = in_english(line)
    if made is not None and " p.m." not in made and " a.m." not in made:
        assert [c for c in made if c.isdigit()] == [c for c in line if c.isdigit()]
