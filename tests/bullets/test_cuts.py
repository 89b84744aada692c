"""What a rewriting left out: cuts that a sentence survives, and those that it does not."""

from __future__ import annotations

import pytest

from dipx.bullets.cuts import check_cuts

# Rewritings of development stories, shortened; names changed.
GOOD = [
    (
        "A court in Lyon summoned the former minister on Monday.",
        "A court in Lyon summoned the former minister on Monday, where he will answer questions about the contract.",
    ),
    (
        "Gomis, who has a history of fainting, said he is now well.",
        "Gomis, who has a history of fainting, said he is now well after collapsing during the match on Wednesday.",
    ),
    ("The ship sank off the coast.", "The ship, which was built in 1954, sank off the coast."),
    ("The ship sank off the coast.", "The ship now sank off the coast, killing eleven sailors."),
    ("Four people were hurt in the fire.", "Four people were hurt in the fire."),
    (
        "More than 500 people are at risk, according to the WHO.",
        "More than 500 people are at risk, according to the WHO (the World Health Organization).",
    ),
]
BAD = [
    # It stops before its verb, or in mid-phrase.
    (
        "Lakhvi, a top leader of the group.",
        "Lakhvi, a top leader of the group, was not present at Friday's hearing.",
        "stops before 'was'",
    ),
    (
        "The judge has a young.",
        "The judge has a young, liberal following that shows its devotion on the internet.",
        "stops before 'liberal'",
    ),
    (
        "Welbeck returned to send holders Arsenal.",
        "Welbeck returned to send holders Arsenal into the semifinals of the cup.",
        "stops before 'into'",
    ),
    (
        "For those who hoped that the election would bring a new politics.",
        "For those who hoped that the election would bring a new politics, this week has been discouraging.",
        "main clause",
    ),
    (
        "The murder of a man at the hands of a mob that beat him to death.",
        "The murder of a man at the hands of a mob that beat him to death, burned his body and fled shocked the city.",
        "verb",
    ),
    (
        "The two teams travelled 2.",
        "The two teams travelled 2,300 kilometers to the north.",
        "says '2'",
    ),
    # What the claim hung on is gone.
    ("A bomb killed five people in Mali.", "A bomb killed five people in Mali, officials said.", "drops 'said'"),
    ("The mayor took the money.", "The mayor allegedly took the money.", "drops 'allegedly'"),
    ("The line will open in 2030.", "The line will open in 2030, if the parliament agrees.", "drops 'if'"),
    ("The trial will resume on Monday.", "If the judge agrees, the trial will resume on Monday.", "drops 'If'"),
    # Another subject.
    (
        "Prince Charles and Diana seemed to thrive.",
        "The younger son of Prince Charles and Diana seemed to thrive.",
        "leaves out 'The younger son of'",
    ),
    ("Wichita was reluctant to play.", "Wichita school principal Sherman was reluctant to play.", "leaves out"),
    # Other words, or another order.
    ("Two actors criticised their roles.", "Two actors reprised their roles.", "says 'criticised'"),
    (
        "He was caught carrying undeclared into gold at the airport.",
        "He was caught carrying undeclared gold into the country at the airport.",
        "says 'into'",
    ),
    ('Someone reported a man "acting strangely.', 'Someone reported a man "acting strangely" in the street.', "open"),
]


@pytest.mark.parametrize(("text", "sentence"), GOOD)
def test_a_safe_cut_passes(text: str, sentence: str) -> None:
    assert check_cuts(text, sentence) is None


@pytest.mark.parametrize(("text", "sentence", "why"), BAD)
def test_a_harmful_cut_is_named(text: str, sentence: str, why: str) -> None:
    found = check_cuts(text, sentence)
    assert found is not None
    assert (found.code, found.severity, found.source, found.target) == ("bullet-cuts", "note", sentence, text)
    assert why in found.message


def test_a_name_of_the_context_may_stand_for_a_pronoun() -> None:
    context = "Marine Dubois was elected mayor of Lille on Sunday."
    assert check_cuts("Marine Dubois promised new schools.", "She promised new schools.", context) is None
    assert check_cuts("In Lille, Dubois promised schools.", "In Lille, she promised schools.", context) is None
    assert check_cuts("Promised new schools.", "She promised new schools.", context) is not None
    assert check_cuts("Martin promised new schools.", "She promised new schools.", context) is not None
