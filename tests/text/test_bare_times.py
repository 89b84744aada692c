"""A time that became a number is a time again, and a range says both its halves of the day; numbers stay."""

from __future__ import annotations

import pytest

from dipx.text.bare_times import with_whole_times

MADE = [  # French, English, what it becomes
    ("Il était 0 h 30 quand elle est partie.", "It was 0.30 when she left.", "It was 12:30 a.m. when she left."),
    ("Il était midi et demi.", "It was 12.30.", "It was 12:30 p.m."),
    ("Il est arrivé à 22h30.", "He arrived at 22.30.", "He arrived at 10:30 p.m."),
    ("À 5h15 du matin.", "At 5.15 in the morning.", "At 5:15 in the morning."),
    ("Le vote a lieu à 12 heures.", "The vote is at 12.00.", "The vote is at 12 p.m."),
    ("De 22h30 à 1h15.", "From 10:30 to 1:15 a.m.", "From 10:30 p.m. to 1:15 a.m."),
    (
        "De 22h30 à 5h15 du matin.",
        "From 10:30 to 5.15 in the morning.",
        "From 10:30 p.m. to 5:15 in the morning.",
    ),
    ("De 9 h à 18 h.", "From 9 to 6 p.m.", "From 9 a.m. to 6 p.m."),
]
KEPT = [
    ("Elle gagne 10,30 € depuis 10h30.", "She has earned 10.30 since then."),
    ("Il a sauté 2,05 m à 14h05.", "He jumped 2.05 m at 2:05 p.m."),
    ("La hausse est de 9.30 points à 9h30.", "It rose by 9.30 points at 9:30 a.m."),
    ("La version 12.30 sort à midi et demi.", "Version 12.30 is out."),
    ("De 22 h à 23 h.", "From 10 to 11 p.m."),
    ("De 2 h à 5 h.", "From 2 to 5 p.m."),
    ("Il est passé de 9 à 18 h par semaine.", "It went from 9 to 6 p.m."),
    ("Le vote a lieu à 12 heures.", "The vote is at 12.00 noon."),
    ("Ce mardi (20h45).", "This Tuesday (20.45 hrs)."),
    ("La séance est levée à 13 h 38.", "The sitting was closed at 1.38. p.m."),
    ("Il a couru en 2h05.", "He ran for 2.05."),
]


@pytest.mark.parametrize(("source", "target", "made"), [*MADE, *((*pair, pair[1]) for pair in KEPT)])
def test_times_are_whole(source: str, target: str, made: str) -> None:
    once = with_whole_times(target, source)
    assert once == made
    assert with_whole_times(once, source) == once
