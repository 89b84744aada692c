"""Times of day: what they are in minutes, which of the English ones are wrong, and which are set right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.text.clock import DAY, NOON, english_clocks, french_clocks, wrong_times
from dipx.text.right_times import with_right_times
from dipx.text.typography import english

FRENCH = {
    "à 20h45": {20 * 60 + 45},
    "à 20 h 45": {20 * 60 + 45},
    "à 20 heures 45": {20 * 60 + 45},
    "à 20:45": {20 * 60 + 45},
    "à vingt heures quarante-cinq": {20 * 60 + 45},
    "à neuf heures moins le quart du soir": {20 * 60 + 45},
    "à 8 h 45": {8 * 60 + 45},
    "demain soir à 8 h 45": {8 * 60 + 45, 20 * 60 + 45},
    "à 8 heures du soir": {20 * 60},
    "à 3 heures de l'après-midi": {15 * 60},
    "à 2 heures de la nuit": {2 * 60},
    "à 11 heures de la nuit": {23 * 60},
    "à 0 h 05": {5},
    "à 24 h": {0},
    "à midi": {NOON},
    "à midi et quart": {NOON + 15},
    "à minuit": {0},
    "à minuit et demi": {30},
    "à minuit moins dix": {DAY - 10},
    "cet après-midi": None,
    "à 90 km/h": None,
    "les 12 heureux élus": None,
}
ENGLISH = {
    "at 8:45 p.m.": 20 * 60 + 45,
    "at 8.45pm": 20 * 60 + 45,
    "at 20:45": 20 * 60 + 45,
    "at 8 PM": 20 * 60,
    "at eight o'clock in the evening": 20 * 60,
    "at 8 on Monday evening": 20 * 60,
    "at half past midnight": 30,
    "at a quarter to nine in the evening": 20 * 60 + 45,
    "at ten to six in the morning": 5 * 60 + 50,
    "at noon": NOON,
    "at 12:30 a.m.": 30,
    "at 0:05 p.m.": NOON + 5,
    "at 2 at night": 2 * 60,
    "at 8:45": None,
    "this afternoon": None,
    "for $8 a month": None,
}


@pytest.mark.parametrize("text", FRENCH)
def test_french_times(text: str) -> None:
    assert [set(clock.minutes) for clock in french_clocks(text)] == ([FRENCH[text]] if FRENCH[text] else [])


@pytest.mark.parametrize("text", ENGLISH)
def test_english_times(text: str) -> None:
    found = [clock.minutes for clock in english_clocks(text)]
    assert found == ([{ENGLISH[text]}] if ENGLISH[text] is not None else [])


RIGHT = [  # French, English, what it becomes
    ("Le train part à 20h45.", "The train leaves at 8:45 a.m.", "The train leaves at 8:45 p.m."),
    ("À 12 h 30, à 0 h 05.", "At 12:30 p.m., at 0:05 p.m.", "At 12:30 p.m., at 12:05 a.m."),
    ("À 0 h 05.", "At 0:05 a.m.", "At 12:05 a.m."),
    ("À 13 heures.", "At 1 AM.", "At 1 p.m."),
    ("À vingt heures.", "At eight am.", "At eight pm."),
    ("À minuit et demi.", "At 12:30 p.m.", "At 12:30 a.m."),
    ("À 20h45.", "At 20:45 p.m.", "At 8:45 p.m."),
    # As the press writes, where nothing speaks of an evening.
    ("À 8h45.", "At 8:45 p.m.", "At 8:45 a.m."),
    ("Embargo lundi 6 h", "Embargo Monday 6 p.m.", "Embargo Monday 6 a.m."),
    # What is not sure, or two times, or words, is left to the check.
    ("Ce soir à 8h45.", "Tonight at 8:45 p.m.", "Tonight at 8:45 p.m."),
    ("À 8h45, puis à 20h45.", "At 8:45 a.m.", "At 8:45 a.m."),
    ("Après 20 heures de vol, à 8 heures.", "After 20 hours, at 8 a.m.", "After 20 hours, at 8 a.m."),
    ("À 20 h.", "At 8 in the morning.", "At 8 in the morning."),
    ("À minuit.", "At noon.", "At noon."),
    ("À 20h45.", "At 9 a.m.", "At 9 a.m."),
    ("Rien.", "At 9 a.m.", "At 9 a.m."),
]


@pytest.mark.parametrize(("source", "target", "expected"), RIGHT)
def test_a_sure_half_of_the_day_is_set_right(source: str, target: str, expected: str) -> None:
    assert english(target, source) == expected


@given(st.integers(0, DAY - 1), st.booleans())
def test_a_time_of_24_hours_is_found_in_its_half_and_set_right_from_the_other(minutes: int, is_turned: bool) -> None:
    hour, minute = divmod(minutes, 60)
    source = f"Il part à {hour} h {minute:02d}."
    right = f"It leaves at {hour % 12 or 12}:{minute:02d} {'p' if hour >= 12 else 'a'}.m."
    wrong = right.replace("p.m.", "a.m.") if hour >= 12 else right.replace("a.m.", "p.m.")
    assert wrong_times(source, right) == []
    assert [meant is not None for _, meant in wrong_times(source, wrong)] == [True]
    is_sure = not 1 <= hour <= 5  # « à 2 h » may be said of an afternoon
    assert with_right_times(wrong if is_turned else right, source) == (wrong if is_turned and not is_sure else right)


@given(st.text("0123456789:hap.m midéourx ", max_size=40), st.text("0123456789:hap.m nofthe ", max_size=40))
def test_setting_right_is_done_once(source: str, target: str) -> None:
    once = with_right_times(target, source)
    assert with_right_times(once, source) == once


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("2,200.112 tonnes", "2.200.112 tonnes", "2,200,112 tonnes"),
        ("2.200,112 tonnes", "2 200 112 tonnes", "2,200,112 tonnes"),
        ("2,200.113 tonnes", "2.200.112 tonnes", "2,200.113 tonnes"),
        ("1,234.567 francs", "1.234,567 francs", "1,234.567 francs"),
    ],
)
def test_mixed_separators_of_thousands(target: str, source: str, expected: str) -> None:
    assert english(target, source) == expected
