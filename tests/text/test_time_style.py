"""Times of day in one style, whatever the model wrote."""

from __future__ import annotations

import pytest

from dipx.text.time_style import in_one_style
from dipx.text.typography import english


@pytest.mark.parametrize(
    ("source", "made", "right"),
    [
        ("à 10 h 30", "at 10.30am", "at 10:30 a.m."),
        ("à minuit et demi", "at 0:30 a.m.", "at 12:30 a.m."),
        ("à 23 h 45.", "at 11.45 p.M.", "at 11:45 p.m."),
        ("à 22 h, puis à 23 h", "at 10:00 p.m, then at 11pm", "at 10 p.m., then at 11 p.m."),
        ("à 3 h 30 du matin.", "at 3:30 in the morning.", "at 3:30 a.m."),
        ("deux des 3 matins", "2 of 3 in the morning", "2 of 3 in the morning"),
        ("à 22h00", "at 10:00 PM", "at 10:00 p.m."),
        ("de 22 h 30 à 5 h 45", "from 22:30 to 5:45 a.m.", "from 10:30 p.m. to 5:45 a.m."),
        ("à 16 h 45.", "at 16:45.", "at 4:45 p.m."),
        ("à 16 h 45 GMT", "at 16:45 GMT", "at 16:45 GMT"),
        ("score de 16:45", "a score of 16:45", "a score of 16:45"),
        ("à 8 h 05", "at 8:05", "at 8:05"),  # of the evening, for all that is said
        ("le film « 3:10 am »", 'the film "3:10 am"', 'the film "3:10 am"'),
        ("I am 12 ans", "I am 12 am", "I am 12 am"),
    ],
)
def test_one_style(source: str, made: str, right: str) -> None:
    assert in_one_style(made, source) == right
    assert in_one_style(right, source) == right


@pytest.mark.parametrize(
    ("source", "made", "right"),
    [
        ("Après 3 h 30 de débat", "After 3:30 minutes of debate", "After 3 hours 30 minutes of debate"),
        ("Après 3 h 30 de débat", "After 3:30 of debate", "After 3 hours 30 minutes of debate"),
        ("Une attente de 3 h 30.", "A 3:30-minute wait.", "A 3-hour 30-minute wait."),
        ("Une vidéo de 3 min 30 s", "A 3:30-minute video", "A 3:30-minute video"),
        ("« Stop ! », dit-il.", '"Stop!," he said.', '"Stop!" he said.'),
    ],
)
def test_a_length_is_no_time(source: str, made: str, right: str) -> None:
    assert english(made, source) == right
    assert english(right, source) == right
