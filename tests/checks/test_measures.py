"""Numbers with their units: what they are worth, and what is as much in the other language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.checks import run_checks
from dipx.checks.measures import converted, english_measures, exchanged_units, french_measures

FRENCH = [
    ("1 m 80", 1.8),
    ("1m80", 1.8),
    ("3 500 m", 3500),
    ("1 € 50", 1.5),
    ("trois quarts d'heure", 2700),
    ("une heure et demie", 5400),
    ("½ litre", 0.0005),
    ("1½ litre", 0.0015),
    ("300 m2", 300),
    ("40 hl", 4),
]
ENGLISH = [
    ("€1.50", 1.5),
    ("half a kilo", 0.5),
    ("three hours and five minutes", 11100),
    ("a 45-minute wait", 2700),
    ("3,500 meters", 3500),
    ("5 foot 6", 1.6764),
]


@pytest.mark.parametrize(("text", "amount"), FRENCH)
def test_french_measure(text: str, amount: float) -> None:
    (one,) = french_measures(text)
    assert list(one.amounts) == [pytest.approx(amount)]


@pytest.mark.parametrize(("text", "amount"), ENGLISH)
def test_english_measure(text: str, amount: float) -> None:
    (one,) = english_measures(text)
    assert list(one.amounts) == [pytest.approx(amount)]


@given(st.integers(1, 999))
def test_a_length_is_the_same_in_meters_and_kilometers_and_no_other(kilometers: int) -> None:
    assert converted(f"Il court {kilometers} km.", f"He runs {kilometers * 1000:,} m.")
    assert not converted(f"Il court {kilometers} km.", f"He runs {kilometers} m.")
    assert exchanged_units(f"Il court {kilometers} km.", f"He runs {kilometers} m.")


@pytest.mark.parametrize("number", ["9" * 5000, "€" + "9" * 5000, "1 m 80." * 2000, "12 " * 3000])
def test_a_measure_that_nobody_takes_is_no_crash(number: str) -> None:
    run_checks(f"Il y a {number} km là.", f"There are {number} g here.")
