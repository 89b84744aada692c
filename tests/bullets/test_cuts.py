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
    # What only says that officials say so, hedges another clause, or tells of somebody else in passing.
    ("A bomb killed five people in Mali.", "A bomb killed five people in Mali, police said on Friday."),
    ("The town paid millions.", "The town paid millions, partly filling the gap that the state left."),
    ("Morel is no longer at work, Petit said.", "Morel, who reported the theft, is no longer at work, Petit said."),
    # Verbs that no list has.
    ("Morel replaces the former minister.", "Morel replaces the former minister after a vote of the deputies."),
    ("Morel will speak when he meets the unions.", "Morel will speak when he meets the unions on Monday morning."),
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
    ("A bomb killed five people in Mali.", "A bomb killed five people in Mali, a rival said.", "drops 'said'"),
    ("The mayor took the money.", "The mayor allegedly took the money.", "drops 'allegedly'"),
    ("The line will open in 2030.", "The line will open in 2030, if the parliament agrees.", "drops 'if'"),
    ("The trial will resume on Monday.", "If the judge agrees, the trial will resume on Monday.", "drops 'If'"),
    # Half of what belongs together.
    ("It sold a million between 2005.", "It sold a million between 2005 and 2015 in Brittany.", "in a list"),
    ("The trial should last until May.", "The trial should last until May or June, its judge said.", "drops 'said'"),
    ("The trial should last until May.", "The trial should last until May or June.", "in a list"),
    ("They made false soap, oil.", "They made false soap, oil, cream and towels.", "in a list"),
    ('He plays in "Mission."', 'He plays in "Mission: Impossible" next year.', "stops before 'Impossible'"),
    ("It fell at some 250 km.", "It fell at some 250 km (155 miles) northwest of Lyon.", "stops before '155'"),
    ("Trains stop in Washington, D.C.", "Trains stop in Washington, D.C., area stations.", "stops before 'area'"),
    ("Morel.", "Morel, who spoke in Lyon, left the party.", "verb"),
    ("Morel", "Morel, after the vote, left the party.", "verb"),
    ("A team announced.", "A team announced Tuesday that it had found the ship.", "stops before 'Tuesday'"),
    # No verb, or nothing said.
    (
        "Morel, who was sent to oversee the works.",
        "Morel, who was sent to oversee the works -- conducted the inquiry.",
        "main clause",
    ),
    ("Morel wrote in an article.", '"I have a master\'s in law," Morel wrote in an article.', "drops what was said"),
    ("A clash between two ideas.", "A clash between two ideas of peace and another one.", "in a list"),
    ("It serves lesbian and gay.", "It serves lesbian and gay (LGB) people.", "stops before 'LGB'"),
    (
        "Some led by Morel, Petit and Roy agree.",
        "Some led by Morel, and the moderates of the north, Petit and Roy agree.",
        "leaves out",
    ),
    (
        "Roy says that as a member of the old house.",
        "Roy says that as a member of the old house, she has more votes.",
        "main clause",
    ),
    ("France has a long tradition.", "On the subject of debate, France has a long tradition.", "leaves out"),
    ("Roy believes.", "Roy believes, despite all that, that the vote was lost.", "stops before"),
    ("It may sound odd, but when she gave it.", "It may sound odd, but when she gave it, it helped.", "stops before"),
    ("Members are paid too much.", "He denied the fact that members are paid too much.", "leaves out"),
    ("Goto would go free.", "A voice repeats a proposal: Goto would go free.", "leaves out"),
    ('"We look into it."', '"We look into it," the police confirmed.', "who says so"),
    ('He said "noise is safe."', 'He said "noise, which is loud, is safe."', "quotation"),
    ("The court denounced, on Monday.", "The court denounced, on Monday, the plan.", "stops before 'the'"),
    ("He fell shortly.", "He fell shortly before Christmas.", "stops before 'before'"),
    ("If you laugh, calling Scots.", "If you laugh, calling Scots, this is for you.", "stops before"),
    ("The volcano is fascinating that there are 400.", "The volcano is fascinating: there are 400.", "says 'that'"),
    ("The rocket is now board.", "The rocket is now on board.", "leaves out 'on'"),
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


def test_what_is_taken_from_around_stays_together_and_stands_for_something() -> None:
    around = "In 2011, journalists flew to Kinshasa, the capital of the republic."
    sentence = "Leonard Pongo had other plans."
    for text, why in (
        ("Leonard Pongo had other plans in 2011.", "puts in '2011'"),
        ("Leonard Pongo had other plans in 2011, the capital of the republic.", "together"),
    ):
        finding = check_cuts(text, sentence, around)
        assert finding is not None
        assert why in finding.message
    named = "Claire Morel met the unions. She will open the line."
    assert check_cuts("Claire Morel will open the line.", "She will open the line.", named) is None
