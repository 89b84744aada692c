"""What lasts is written out for the model, what is a time of day stays; and no length is a time of day."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.text.clock import french_clocks
from dipx.text.lengths import lengths, written_out

LASTING = {
    "Comptez 2 h 15 de montée.": "Comptez 2 heures 15 minutes de montée.",
    "Prévoyez environ 1h30 de visite": "Prévoyez environ 1 heure 30 minutes de visite",
    "Compter 2 à 3 h de navigation": "Compter 2 à 3 heures de navigation",
    "Comptez 2 h à 3 h.": "Comptez 2 heures à 3 heures.",
    "Après 3 h 40 d'échanges": "Après 3 heures 40 minutes d'échanges",
    "Après 3 h d'une réunion tendue": "Après 3 heures d'une réunion tendue",
    "après 24h de cavale": "après 24 heures de cavale",
    "Il est sorti il y a 2 h.": "Il est sorti il y a 2 heures.",
    "y a 1\u00a0h\u00a020 qu'il attend": "y a 1 heure 20 minutes qu'il attend",
    "Le match commence dans 2 h.": "Le match commence dans 2 heures.",
    "On y va en moins de 3 h.": "On y va en moins de 3 heures.",
    "depuis plus de 9 h": "depuis plus de 9 heures",
    "toutes les 2 h": "toutes les 2 heures",
    "au bout de 5 h": "au bout de 5 heures",
    "une réponse sous 24 h": "une réponse sous 24 heures",
    "Il faudra 1 h 05 pour en venir à bout.": "Il faudra 1 heure 5 minutes pour en venir à bout.",
    "Il a fallu 4 h.": "Il a fallu 4 heures.",
    "Il a mis 3 h 12.": "Il a mis 3 heures 12 minutes.",
    "Il a dormi 11 h.": "Il a dormi 11 heures.",
    "Un documentaire de 1 h 20.": "Un documentaire de 1 heure 20 minutes.",
    "un vol direct de 14 h": "un vol direct de 14 heures",
    "une durée de 2H30": "une durée de 2 heures 30 minutes",
    "Temps de cuisson : 1 h 15": "Temps de cuisson : 1 heure 15 minutes",
    "La traversée prend 1 h 15.": "La traversée prend 1 heure 15 minutes.",
    "L'audience, suspendue 2 h, a repris.": "L'audience, suspendue 2 heures, a repris.",
    "Le vol est retardé de 3 h.": "Le vol est retardé de 3 heures.",
    "plus d’1 h 30 après": "plus d’1 heure 30 minutes après",
    "une durée d'1h": "une durée d'1 heure",
    "Trajet : 2 h": "Trajet : 2 heures",
    "2 h après la fin": "2 heures après la fin",
    "3 h plus tard": "3 heures plus tard",
    "La plage est à 1 h 15 à pied.": "La plage est à 1 heure 15 minutes à pied.",
    "à 2 h de route": "à 2 heures de route",
    "La plage est à 1 h 15 min à pied.": "La plage est à 1 heure 15 minutes à pied.",
    "en 2 h 35 min. de course": "en 2 heures 35 minutes de course",
    "en 1 h 02 min 15 s": "en 1 heure 2 minutes 15 secondes",
    "en 3h05mn07sec.": "en 3 heures 5 minutes 7 secondes.",
    "à 2 h 03 min 12 s de la tête": "à 2 heures 3 minutes 12 secondes de la tête",
    "vainqueur en 0 h 58 min 1 s": "vainqueur en 58 minutes 1 seconde",
    "les 2 heures 40 de débats": "les 2 heures 40 minutes de débats",
    "une journée de 10 h de travail": "une journée de 10 heures de travail",
}
SAME = """
à 20 h de nombreux habitants
Vers 5 h d'autres habitants sont arrivés
de 8 h à 20 h d'affilée
à 8 h de Paris
le train de 8 h de dimanche
le journal de 20 h de TF1
le 20 h de France 2
à 3 h de la nuit
14 h de l'après-midi
à 2 h du matin
il est plus de 2 h du matin
Il est près de 20 h.
dans 3 h du matin
ont duré jusqu'à 4 h
La panne a duré de 14 h à 18 h.
Départ à 7 h à pied
à 20 h après le dîner
Vers 2 h avant l'aube
Ouvert 8 h - 20 h
Il pleut depuis 3 h.
Il prend le train de 8 h.
L'heure du départ, avancée à 8 h
14 h de préférence
20 h 30 sept personnes
La séance de 14 h 30
à 8 h
Rendez-vous à prévoir 20 h
compte 2 h/2
130 km/h de moyenne
"""


@pytest.mark.parametrize("text", LASTING)
def test_a_length_is_written_out_and_is_no_time_of_day(text: str) -> None:
    assert written_out(text) == LASTING[text]
    assert written_out(LASTING[text]) == LASTING[text]
    assert french_clocks(text.replace("\u00a0", " ")) == ()


@pytest.mark.parametrize("text", SAME.strip().splitlines())
def test_what_may_be_a_time_of_day_stays(text: str) -> None:
    assert written_out(text) == text


@pytest.mark.parametrize(
    ("text", "time_of_day"),
    [
        ("à 23 h 59 min", "à 23 h 59"),
        ("vers 9h5mn", "vers 9 h 05"),
        ("autour de 14 h 30 min.", "autour de 14 h 30."),
        ("à partir de 8 h 15 min du matin", "à partir de 8 h 15 du matin"),
    ],
)
def test_minutes_of_a_time_of_day(text: str, time_of_day: str) -> None:
    assert written_out(text) == time_of_day
    assert lengths(text) == ()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("après deux heures de route", [120]),
        ("pendant une heure et demie", [90]),
        ("2 h et demie de queue", [150]),
        ("douze heures d'audience, puis 1 h 30 de pause", [720, 90]),
        ("à deux heures et demie", []),
        ("à 10 heures 30 minutes", []),
    ],
)
def test_lengths_in_words(text: str, minutes: list[int]) -> None:
    assert [length.hours * 60 + length.minutes for length in lengths(text)] == minutes


@given(st.text(st.sampled_from("0123 hd'eàcomptez:minurs\u00a0"), max_size=40))
def test_no_text_stops_it(text: str) -> None:
    made = written_out(text)
    assert written_out(made) == made


@pytest.mark.parametrize("said", ["comptez 1 h 30 de ", "2 h à ", "un vol de 2 h de ", "est plus de "])
def test_time_is_linear(said: str) -> None:
    start = time.perf_counter()
    lengths(said * (100_000 // len(said)))
    assert time.perf_counter() - start < 5
