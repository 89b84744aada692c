"""Lines of notices: opening hours without a model, and what has a price or hours beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.document import Hypothesis, Segment
from dipx.options import Decoding
from dipx.text.longhand import longhand
from dipx.translation import hours
from dipx.translation.capitals import for_model
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted

HOURS = {
    "Ouvert lun.-ven. 9h30-18h, sam. 10h-12h, dim. fermé.": (
        "Open Monday to Friday from 9:30 a.m. to 6 p.m., Saturday from 10 a.m. to 12 p.m., Sunday closed."
    ),
    "Lun.-sam. 10h-19h.": "Monday to Saturday from 10 a.m. to 7 p.m.",
    "Fermé les dim. et j.f.": "Closed on Sunday and public holidays.",
    "Ouvert tlj sf lun. 10h-18h": "Open every day except Monday from 10 a.m. to 6 p.m.",
    "Du 2 mai au 1er juin : mar.-dim. 14h-minuit": "From May 2 to June 1: Tuesday to Sunday 2 p.m. to midnight",
    "Du 2 mai au 1er juin : mar.-dim. 14h-18h": "From May 2 to June 1: Tuesday to Sunday from 2 p.m. to 6 p.m.",
    "les 2e et 5e jeudis du mois": "the second and fifth Thursdays of the month",
    "les 1er et 3e samedis du mois": "the first and third Saturdays of the month",
    "Mardi 9h30-12h30/14h-18h": "Tuesday 9:30 a.m. to 12:30 p.m. and 2 p.m. to 6 p.m.",
    "Ouvert le samedi de 20h à 0h": "Open on Saturday from 8 p.m. to midnight",
    "La poste est ouverte le lundi de 9h à 12h.": None,
    "Lundi": None,
    "20h45": None,
    "Ils arrivent lundi à 9h.": None,
}
ENGLISH = {
    "thé": "tea",
    "café": "coffee",
    "Jus d'orange maison": "Homemade orange juice.",
    "mairie": "town hall",
    "départ des coureurs": "start of the runners",
    "Bus 12": "Bus 12",
}
PRICED = {
    "8h30 : départ des coureurs": "8:30 a.m.: start of the runners",
    "Thé 2 €.": "Tea €2.",
    "Thé : 2,50 €": "Tea: €2.50",
    "Jus d'orange maison : 3 €": "Homemade orange juice: €3",
    "Thé 2 € / café 1,50 €": "Tea €2 / coffee €1.50",
    "Café 12 euros": "Coffee 12 euros",
    "Café ..... 3 €": "Coffee ..... €3",
    "Bus 12 samedi 7h-20h": "Bus 12 Saturday from 7 a.m. to 8 p.m.",
    "Thé 2 €, café 1,50 €.": "Tea €2, coffee €1.50.",
    "Café 6 €/pers.": "Coffee €6 per person",
    "Café – 1 250 € HT": "Coffee – €1,250 before tax",
    "Mairie : lun., jeu. 8h30-12h": "Town hall: Monday, Thursday from 8:30 a.m. to 12 p.m.",
    "Bus 12 : sam. 7h-20h, dim. 9h-19h.": "Bus 12: Saturday from 7 a.m. to 8 p.m., Sunday from 9 a.m. to 7 p.m.",
}
WHOLE = """
Il coûte 3 €.
Le livre est à 3 €.
Elle gagne 1 250 €.
Un budget de 3 millions d'euros.
La France affronte l'Italie samedi à 21 h.
Lens affronte Lille samedi à 21 h
Le procès s'ouvre lundi à 9 h
Le conseil municipal siège lundi à 20 h.
Macron arrive lundi à 9 h
La piscine rouvre tous les jours de 9 h à 18 h
Le musée reste fermé lundi de 9 h à 12 h
Paul doit 20 euros
Léa doit 20 €
Pierre doit 20 euros, Marie 10 €.
Jus d'orange 3 €
Il est venu. 20 €
Pour 20 €
Dès 5 €
""".strip().splitlines()


@pytest.mark.parametrize(("text", "english"), HOURS.items())
def test_opening_hours(text: str, english: str | None) -> None:
    assert hours.in_english(longhand(text)) == english


@pytest.mark.parametrize(("text", "english"), PRICED.items())
def test_what_has_a_price_or_hours_is_asked_alone(text: str, english: str) -> None:
    engine = Scripted(lambda asked, _: Hypothesis(ENGLISH[asked]))
    (made,) = translate_segments([Segment(text, 0, len(text), 0)], engine, Decoding())
    assert made.target == english
    assert not made.findings


@pytest.mark.parametrize("text", WHOLE)
def test_a_sentence_is_asked_whole(text: str) -> None:
    engine = Scripted(lambda asked, _: Hypothesis("It costs €3."))
    translate_segments([Segment(text, 0, len(text), 0)], engine, Decoding())
    assert engine.asked[0][0] == for_model(text)


@pytest.mark.parametrize(
    "text", ["Il habite au 2bis rue Hoche.", "Au 14 ter, tout va bien.", "Gagné en 1'02''.", "Un temps de 1h03'12''5."]
)
def test_numbers_of_houses_and_chronometers_stay(text: str) -> None:
    token = text.split(" ")[3 if "habite" in text else 1 if "Au" in text else -1].rstrip(".") + " ter" * ("ter" in text)
    engine = Scripted(lambda asked, _: Hypothesis("nothing of the kind"))
    (made,) = translate_segments([Segment(text, 0, len(text), 0)], engine, Decoding())
    assert token in made.target


@given(st.lists(st.sampled_from(["lundi", "du mardi au jeudi", "de 9h à 12h", "fermé", ",", "et"]), max_size=8))
def test_every_day_of_the_hours_is_said(pieces: list[str]) -> None:
    text = " ".join(pieces)
    made = hours.in_english(text)
    if made is not None:
        assert made.count("Monday") == text.count("lundi")
        assert made.count("a.m.") == text.count("9h")
