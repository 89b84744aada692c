"""What points back at another sentence, and whether a bullet before it names that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dipx.bullets.candidates import Candidates, pick
from dipx.bullets.references import NONE, references
from dipx.bullets.selector import dangles, vectorize

LEAD = "The harbor of Brest will be closed in May, and a ferry operator will lose its license."
PERSON = "The town council met Claire Morel in the old theater on Monday."
POINTING = [
    ("She will speak to the unions of the harbor.", 1),
    ("Until then, the council will hold no vote.", 1),
    ("This decision was made in a closed session.", 1),
    ("No such law exists in the rest of the country.", 1),
    ("A fourth person died on the way to the hospital.", 1),
    ("The operator has asked for three more years.", 0),
    ("The young man, who had come from Lyon, was hurt.", 1),
    ("The campaign was paid for by the region.", 1),
    ("Morel said that the theater would stay open.", 1),
    ("Mrs Morel will not be there.", 1),
]
STANDING = [
    "The government of France will pay for the harbor.",
    "The campaign for the mayor's office has begun in Lyon.",
    "Thousands of dockers fear that they will lose their work.",
    "Marine Dubois said that she would not come.",
    "Morel, who was elected in May, will not be there.",
    "The US has closed two of its harbors.",
]


@pytest.mark.parametrize(("text", "naming"), POINTING)
def test_what_points_back_is_open_until_the_sentence_that_names_is_chosen(text: str, naming: int) -> None:
    found = references([LEAD, PERSON, text])
    assert found.naming[2] == naming
    assert found.is_open(2, set())
    assert not found.is_open(2, {naming})


@pytest.mark.parametrize("text", STANDING)
def test_what_names_is_never_open(text: str) -> None:
    assert not references([LEAD, PERSON, text]).is_open(2, set())


def test_any_sentence_before_that_has_the_noun_will_do() -> None:
    found = references([LEAD, "The ferry operator of Brest has two ships.", "The operator has asked for a delay."])
    assert not found.is_open(2, {1})


def test_the_first_sentence_and_unknown_ones_are_not_open() -> None:
    assert not references(["The campaign was paid for by the region."]).is_open(0, set())
    assert not NONE.is_open(3, set())


def test_the_country_is_no_pronoun() -> None:
    assert not dangles("Troops of the US will leave in May.")
    assert dangles("They told us in May.")


def test_what_points_back_is_chosen_behind_what_names() -> None:
    texts = [LEAD, "Brittany began a campaign against fires in its forests.", "The campaign was paid for by Rennes."]
    made = Candidates(vectorize(texts), [0.0, 1.0, 1.2], references(texts))
    assert pick(made, [0, 1, 2], 1, None) == [1]
    assert pick(replace(made, references=NONE), [0, 1, 2], 1, None) == [2]
