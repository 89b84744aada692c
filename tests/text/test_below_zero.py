"""Temperatures whose minus is a word, and minutes after noon in words: as the model sees them."""

from __future__ import annotations

import time

import pytest

from dipx.text.longhand import longhand

WRITTEN = {
    "moins trois degrés à Dole": "-3 degrés à Dole",
    "Moins vingt et un degrés ce matin": "-21 degrés ce matin",
    "moins 12,5 °C à Morez": "-12,5 °C à Morez",
    "Il fera moins huit à Dole, lundi.": "La température sera de -8 degrés à Dole, lundi.",
    "Hier, il faisait moins dix-sept.": "Hier, la température était de -17 degrés.",
    "Il devrait faire moins six demain": "La température devrait être de -6 degrés demain",
    "Il fait presque moins dix.": "Il fait presque -10 degrés.",
    "On dit qu'il fait moins dix.": "On dit qu'il fait -10 degrés.",
    "Il a fait -22 °C": "La température a été de -22 °C",
    "Il faut fuir, il y a moins deux degrés": "Il faut fuir, il y a -2 degrés",
    "Le thermomètre descend à moins trente-deux.": "Le thermomètre descend à -32.",
    "entre moins cinq et moins dix degrés": "entre -5 et -10 degrés",
    "Rendez-vous à midi vingt.": "Rendez-vous à 12 h 20.",
    "Minuit cinq": "0 h 05",
    "de midi dix à midi quarante-cinq dans la rue": "de 12 h 10 à 12 h 45 dans la rue",
}
UNTOUCHED = """
Ça fait moins dix à la mi-temps.
Ça fait moins cinq en un mois.
Ce midi cinq d'entre eux ont été libérés.
à midi vingt autres sont partis
Il faut au moins trois degrés
plus ou moins deux degrés, ni plus ni moins deux degrés
à tout le moins dix degrés
moins de trois degrés, trois degrés de moins
Il fait moins trois heures de route
Il fait moins froid, moins deux fois
Une température de dix degrés et moins trois élus
Tu as vingt moins deux, à l'examen
à midi dix élus, à minuit vingt mille personnes
midi dix-sept ouvriers, cet après-midi dix élèves
à midi vingt et un blessés
à midi trente %
"""


@pytest.mark.parametrize(("text", "written"), WRITTEN.items())
def test_is_written_out(text: str, written: str) -> None:
    assert longhand(text) == written
    assert longhand(written) == written


@pytest.mark.parametrize("text", UNTOUCHED.strip().splitlines())
def test_is_left_as_it_is(text: str) -> None:
    assert longhand(text) == text


@pytest.mark.parametrize("part", ["moins ", "il fait ", "il fait moins dix ", "midi dix ", "moins 1"])
def test_it_is_linear(part: str) -> None:
    begin = time.perf_counter()
    longhand(part * (100_000 // len(part)))
    assert time.perf_counter() - begin < 5
