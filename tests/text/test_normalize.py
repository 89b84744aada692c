"""What the model sees, and what the reader sees: the normaliser of French and the typography of English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.options import Quotes
from dipx.text.normalize import normalize
from dipx.text.typography import english

# Half of the characters are those that the rules look at, so that the rules meet each other.
SPECIAL = (
    "h«»“”„\"'’‘ʼ…. \u00a0\u202f\u2009\u200b\u00ad\ufeff\n\r\t-‐–—ﬁﬂœéÉe\u0301!?;:,%0123456789aBn°`´\x00\x85()\ud800"
)
TEXTS = st.text(st.one_of(st.sampled_from(SPECIAL), st.characters()), max_size=40)

NORMALIZED = [
    ("Le pont est _fermé_, *très* vieux, **dit _Paul_ hier**", "Le pont est fermé, très vieux, dit Paul hier"),
    ("2 * 3 * 4, snake_case_a, __init__, prix* et remise*", "2 * 3 * 4, snake_case_a, __init__, prix* et remise*"),
    ("la variable *a*, f(*args, **kwargs)", "la variable *a*, f(*args, **kwargs)"),
    ("Il dit : « Nous partirons »", 'Il dit : "Nous partirons"'),
    ("Il dit : «\u202fNous partirons\u202f»", 'Il dit : "Nous partirons"'),
    ("“Oui”, „non“", '"Oui", "non"'),
    ("l'''Humanité'', d’’’Ouest-France’’, ''Sud''", 'l\'"Humanité", d\'"Ouest-France", "Sud"'),
    ("l’eau, l‘eau, lʼeau, l`eau", "l'eau, l'eau, l'eau, l'eau"),
    ("12\u00a0000, 12\u202f000, 12\u2009000", "12 000, 12 000, 12 000"),
    ("cœur et ﬁn de ﬂeuve", "cœur et fin de fleuve"),
    ("e\u0301te\u0301", "été"),
    ("a\u200bb\ufeffc\u00add", "abcd"),
    ("a\x00b\x1dc\x01 d\x02, \x03e", "a b c d, e"),
    ("porte\x1eavions, gou\x1fver\x1fnement", "porte-avions, gouvernement"),
    ("\ud800a", "a"),
    ("gouver-\nnement", "gouvernement"),
    ("gouver\u00ad\nnement", "gouvernement"),
    ("Corée-\ndu-Nord", "Corée-du-Nord"),
    ("Saint-\nDenis", "Saint-Denis"),
    ("vice-\nprésident", "vice-président"),
    ("peut-\nêtre", "peut-être"),
    ("a-t-\nil", "a-t-il"),
    ("une ligne\net une autre", "une ligne et une autre"),
    ("une ligne\r\net  une\tautre", "une ligne et une autre"),
    ("malgré des ressources limitées. .", "malgré des ressources limitées."),
    ("malgré des ressources limitées .", "malgré des ressources limitées."),
    ("Nous partirons peut-être…", "Nous partirons peut-être..."),
    ("Nous partirons peut-être ...", "Nous partirons peut-être ..."),
    ("Que faire ?", "Que faire ?"),
    ("Le parti – fondé en 1990 – gagne", "Le parti – fondé en 1990 – gagne"),
    ("244890 voix", "244 890 voix"),
    ("75012 Paris", "75012 Paris"),
    ("le dossier n° 244890", "le dossier n° 244890"),
    ("l'an 2012", "l'an 2012"),
    ("1234567,89 euros", "1234567,89 euros"),
    ("  ", ""),
]

# The target, its source, and what the reader should see.
ENGLISH = [
    ('The word " summer", and "so" on " it"', "", 'The word "summer", and "so" on "it"'),
    ('5 " by 7 " is "a"', "", '5 " by 7 " is "a"'),
    ("What is this ?", "Qu'est-ce ?", "What is this?"),
    ("Yes ! He said : no ; then left .", "", "Yes! He said: no; then left."),
    ("20 % of voters", "", "20% of voters"),
    ("limited resources. .", "", "limited resources."),
    ("limited  resources .", "", "limited resources."),
    ("He said « yes » twice", "", 'He said "yes" twice'),
    ("He said “yes”, it’s fine", "", 'He said "yes", it\'s fine'),
    ("244 890 votes", "244\u202f890 voix", "244,890 votes"),
    ("2.200.112 people", "2.200.112 habitants", "2,200,112 people"),
    ("1,5 million", "1,5 million", "1.5 million"),
    ("1 234,5 euros and 1.234,56", "1\u202f234,5 euros et 1.234,56", "1,234.5 euros and 1,234.56"),
    ("1 234,5 euros", "d'autres euros", "1 234,5 euros"),
    ("1,500 people", "1 500 personnes", "1,500 people"),
    ("in 2012 300 died", "en 2012 300 sont morts", "in 2012 300 died"),
    ("70,000 books", "70,000 livres", "70,000 books"),
    ("Then ... nothing", "", "Then ... nothing"),
    ("at 14:30", "à 14 h 30", "at 2:30 p.m."),
    ("at 14 h 30, then 8h05.", "à 14 h 30, puis 8h05.", "at 2:30 p.m., then 8:05 a.m."),
    ("at 14\u00a0h\u00a030", "à 14\u00a0h\u00a030", "at 2:30 p.m."),
    ("for 8 h at 90 km/h", "pendant 8 h à 90 km/h", "for 8 h at 90 km/h"),
    ("25 h 30, 14 h 300", "", "25 h 30, 14 h 300"),
    ("the .com bubble", "la bulle .com", "the .com bubble"),
    ("smile :)", "", "smile :)"),
]


@pytest.mark.parametrize(("text", "expected"), NORMALIZED)
def test_normalize(text: str, expected: str) -> None:
    assert normalize(text) == expected


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("10 h", "10h"),
        ("10 h 30", "10 h 30"),
        ("Rendez-vous à 10 h", "Rendez-vous à 10 h"),
    ],
)
def test_hours_that_the_model_does_not_know(text: str, seen: str) -> None:
    assert normalize(text) == seen


@given(TEXTS)
def test_normalizing_twice_changes_nothing_more(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@given(TEXTS)
def test_normalized_text_is_one_encodable_line(text: str) -> None:
    once = normalize(text)
    once.encode("utf-8")
    assert "\n" not in once
    assert "  " not in once
    assert once == once.strip()
    assert not set(once) & set("«»“”’\u00a0\u202f\u00ad\x00")


@pytest.mark.parametrize(("target", "source", "expected"), ENGLISH)
def test_english(target: str, source: str, expected: str) -> None:
    assert english(target, source) == expected


def test_curly_quotes_on_request() -> None:
    assert english("He said \"yes\", it's 'fine'", "", quotes="curly") == "He said “yes”, it’s ‘fine’"
    assert english('He said "yes" and “no”', "", quotes="keep") == 'He said "yes" and “no”'


@given(TEXTS, TEXTS, st.sampled_from(["straight", "curly", "keep"]))
def test_english_twice_changes_nothing_more(target: str, source: str, quotes: Quotes) -> None:
    once = english(target, source, quotes=quotes)
    assert english(once, source, quotes=quotes) == once


@given(TEXTS, TEXTS, st.sampled_from(["straight", "curly", "keep"]))
def test_english_changes_no_digit_and_no_letter_but_that_of_hours(target: str, source: str, quotes: Quotes) -> None:
    once = english(target, source, quotes=quotes)
    assert [c for c in once if c.isalnum() and c not in "hH"] == [c for c in target if c.isalnum() and c not in "hH"]
