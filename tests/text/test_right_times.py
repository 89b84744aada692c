"""Times of the English are set right where the French is sure of them, and told where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.checks.numbers import check
from dipx.text.right_times import with_right_times

RIGHT = [  # French, English, what it becomes
    ("Fermé de 8 h à 20 h.", "Closed from 8 p.m. to 8 p.m.", "Closed from 8 a.m. to 8 p.m."),
    ("Fermé de 7 h à 19 h.", "Closed from 7 p.m. to 7:00 p.m.", "Closed from 7 a.m. to 7:00 p.m."),
    ("Fermé entre 6 h et 18 h.", "Closed between 6 p.m. and 6 p.m.", "Closed between 6 a.m. and 6 p.m."),
    ("Fermé de 20 h à 8 h.", "Closed from 8 a.m. to 8 p.m.", "Closed from 8 p.m. to 8 a.m."),
    ("De 10 h à 22 h.", "From 10:00 to 10:00 p.m.", "From 10:00 a.m. to 10:00 p.m."),
    ("De 10 h à 22 h.", "From 10 to 10pm.", "From 10am to 10pm."),
    ("À 7 h 30 et à 19 h 30.", "At 7:30 p.m. and 7:30 p.m.", "At 7:30 a.m. and 7:30 p.m."),
    ("Samedi de 9 h à 21 h, le soir en fête.", "From 9 p.m. to 9 p.m.", "From 9 a.m. to 9 p.m."),
    ("De midi à minuit.", "From 12 p.m. to 12 p.m.", "From 12 p.m. to 12 a.m."),
    ("De 8 h à 19 h.", "From 8 p.m. to 7 p.m.", "From 8 a.m. to 7 p.m."),
    ("De 8 h à 20 h 30.", "From 8:30 p.m. to 8:30 p.m.", "From 8 a.m. to 8:30 p.m."),
    ("Ouvert de 9 h à 18h15.", "Open from 9:15 a.m. to 6:15 p.m.", "Open from 9 a.m. to 6:15 p.m."),
    ("De 9 h 10 à 18 h 15.", "From 9:15 to 6:15 p.m.", "From 9:10 a.m. to 6:15 p.m."),
    ("De 9 h 15 à 18 h 15.", "From 9:15 a.m. to 6:15 p.m.", "From 9:15 a.m. to 6:15 p.m."),
    ("De 9 h à 18 h 15, de 7 h à 8 h 30.", "From 9:15 a.m. to 6:15 p.m.", "From 9:15 a.m. to 6:15 p.m."),
    ("À 4 h du matin.", "At 4:4 a.m.", "At 4 a.m."),
    ("De 9 h à 21 h.", "From 9:9 a.m. to 9 p.m.", "From 9 a.m. to 9 p.m."),
    ("De 9 h à 18 h.", "From 9:9 to 6 p.m.", "From 9 to 6 p.m."),
    ("À 9 h 05.", "At 9:5 a.m.", "At 9:05 a.m."),
    ("Il y a 2 h.", "2 a.m. ago.", "2 hours ago."),
    ("Il est parti il y a 2 heures.", "He left 2 o'clock ago.", "He left 2 hours ago."),
    ("Dans 3 h, il ferme.", "In three o'clock it closes.", "In 3 hours it closes."),
    ("Le film dure 2 h 10.", "The film lasts 2 hours.10 minutes.", "The film lasts 2 hours 10 minutes."),
    ("Plus de 6 heures de lutte.", "More than 6 a.m.", "More than 6 hours."),
    ("Comptez 1 h 30 de marche.", "Take a 1:30 a.m. walk.", "Take a 1-hour 30-minute walk."),
    ("Comptez 1 h 15 de marche.", "Take 1 a.m. 15 minutes.", "Take 1 hour 15 minutes."),
    ("De 9 h à 18 h.", "Between 9:9 and 6 p.m.", "Between 9 and 6 p.m."),
    ("À 8 h.", "At 8:0.", "At 8."),
    ("De 0 h 00 à 23 h 59.", "From 0:00 to 11:59 p.m.", "From 12:00 a.m. to 11:59 p.m."),
    ("Entre 0h20 et 13h.", "Between 00:20 and 1 p.m.", "Between 12:20 a.m. and 1 p.m."),
    ("De 0 h 00 à 23 h 59.", "From 0:00 to 23:59.", "From 0:00 to 23:59."),
    ("Score de 0:00 à 3 h.", "Score 0:30 at 3 a.m.", "Score 0:30 at 3 a.m."),
    # A turn of the sentence, a score, what nobody can say.
    ("À 8 h, puis à 20 h.", "At 8 p.m., after 8 a.m.", "At 8 p.m., after 8 a.m."),
    ("Score de 3:3 à 3 h.", "Score 3:3 at 3 a.m.", "Score 3:3 at 3 a.m."),
    ("Sur un score de 8 à 0, à 8 h.", "With a score 8:0, at 8 a.m.", "With a score 8:0, at 8 a.m."),
    ("Ils en étaient à 3-3 à 3 h.", "They stood at 3:3 at 3 a.m.", "They stood at 3:3 at 3 a.m."),
    ("3 partout à 3 h.", "Level at 3:3 at 3 a.m.", "Level at 3:3 at 3 a.m."),
    ("Trois buts à 3 h.", "In 3:3, at 3 a.m.", "In 3:3, at 3 a.m."),
    ("Jean 3, verset 3, à 3 h.", "John 3:3, 3 a.m.", "John 3:3, 3 a.m."),
    ("À 2 h de route.", "At 2 a.m. road.", "At 2 a.m. road."),
    ("Après 2 h de route, à 2 h.", "After two hours, at 2 a.m.", "After two hours, at 2 a.m."),
    ("À 8 h.", "At 9:9 a.m.", "At 9:9 a.m."),
]
WRONG = [
    ("Fermé de 8 h à 20 h.", "Closed from 8 a.m.", "Not in the translation: 20 h."),
    ("Ouvert de midi à minuit.", "Open at midnight.", "Not in the translation: midi."),
    ("De 8 h à 20 h.", "At eight p.m. to eight in the evening.", "In the wrong half of the day: eight p.m. for 8 h."),
    ("Il est parti il y a 2 h.", "He left at 2 a.m.", "A time of day for a length of time: 2 a.m. for 2 h."),
    ("Il a dormi 5 h.", "He slept at five.", "A time of day for a length of time: at five for 5 h."),
    ("À 2 h de route, à 4 h, il dort.", "At 2 a.m. road, at 4 a.m. he sleeps.", "A time of day for a length of time"),
    ("Il a 9 h.", "He has 9:9 a.m.", "Not in the source: 9:9 a.m"),
    ("De 9 h à 21 h.", "From 9: to 9 p.m. to 9 a.m.", "Not in the source: 9: to 9"),
    ("Il a fallu 4 h 10.", "It took 4:10 a.m.", "4:10 a.m."),
    ("Il pleut depuis 3 h.", "It has been raining for 3 a.m.", "raining for 3 a.m."),
    ("Vers 19 h GMT.", "Around 0700 GMT.", "In the wrong half of the day: 0700 for 19 h."),
]
FINE = [
    ("Vers 19 h GMT.", "Around 1900 GMT."),
    ("À 21 h (19 h GMT).", "At 9 p.m. (1900 GMT)."),
    ("À 19h30 UTC.", "At 1930 UTC."),
    ("À 8 h 05 GMT.", "At 0805 GMT."),
    ("De 8 h à 20 h.", "It closes at 8 p.m. and opens at 8."),
    ("De 8 h à 20 h.", "From 8 a.m. until eight in the evening."),
    ("De midi à minuit.", "From lunchtime to midnight."),
    ("Tous les jours à 8 h et à 20 h.", "At 8 a.m. and p.m. every day."),
    ("De 8 h à 20 h, les 8 h du bus.", "From 8 a.m. to 8 p.m., the bus's 8 hours."),
    ("Après 2 h de route, à 14 h.", "After two hours on the road, at 2 p.m."),
    ("Il a dormi 12 h, jusqu'à midi.", "He slept for 12 hours, until noon."),
    ("Un séjour de 24 heures.", "A one-day stay."),
    ("Il y a 2 h.", "Two hours ago."),
    ("Il faut le train de 8 h.", "Take the 8 a.m. train."),
    ("Vers 10h30mn.", "At around 10:30 a.m."),
    ("Debout à 9 h, bien avant lui.", "Up at 9 a.m. long before him."),
    ("Score final : 3:2, à 15 h.", "Final score: 3:2, at 3 p.m."),
    ("Score de 8 à 0, à 8 h.", "Score 8:0, at 8 a.m."),
]


@pytest.mark.parametrize(("source", "target", "expected"), RIGHT)
def test_what_is_sure_is_set_right(source: str, target: str, expected: str) -> None:
    made = with_right_times(target, source)
    assert made == expected
    assert with_right_times(made, source) == made


@pytest.mark.parametrize(("source", "target", "said"), WRONG)
def test_what_is_wrong_is_said(source: str, target: str, said: str) -> None:
    finding = check(source, target)
    assert finding is not None
    assert finding.severity == "error"
    assert said in finding.message


@pytest.mark.parametrize(("source", "target"), FINE)
def test_what_is_right_is_no_finding(source: str, target: str) -> None:
    assert check(source, target) is None
    assert with_right_times(target, source) == target


def test_no_clock_strikes_twenty() -> None:
    assert with_right_times("It is 20 o'clock.", "Il est 20 heures.") == "It is 8 p.m."
    assert with_right_times("At 20 o'clock he left.", "À 20 heures, il partit.") == "At 8 p.m. he left."
    assert check("Le journal de 21 heures.", "The 20 o'clock news.") is not None


OURS = ["2", "9", "1", "20", " h ", " heures ", "de ", "à ", "il y a "]
THEIRS = ["2", "9", ":", " a.m.", " p.m. ", " to ", "from ", " o'clock", " hours", "."]


@given(st.lists(st.sampled_from(OURS), max_size=12), st.lists(st.sampled_from(THEIRS), max_size=12))
def test_setting_right_is_done_once(french: list[str], english: list[str]) -> None:
    source, target = "".join(french), "".join(english)
    made = with_right_times(target, source)
    assert with_right_times(made, source) == made
    check(source, made)


@given(st.integers(1, 11), st.sampled_from(["00", "05", "30"]), st.sampled_from("ap"), st.sampled_from("ap"))
def test_a_span_of_twelve_hours_has_both_its_halves(hour: int, minute: str, one: str, other: str) -> None:
    source = f"Fermé de {hour} h {minute} à {hour + 12} h {minute}."
    made = with_right_times(f"Closed from {hour}:{minute} {one}.m. to {hour}:{minute} {other}.m.", source)
    assert made == f"Closed from {hour}:{minute} a.m. to {hour}:{minute} p.m."
    assert check(source, made) is None
    assert (one == other) == (
        check(source, f"From {hour}:{minute} {one}.m., to {hour}:{minute} {other}.m.") is not None
    )
