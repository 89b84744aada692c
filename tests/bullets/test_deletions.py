"""A sentence less what a spoilt rewriting left out: in its own words, as far as a check allows."""

from __future__ import annotations

import pytest

from dipx.bullets.deletions import attributed, cut_like

CUT = [
    # The rewriting has a word that is none, or stops too early; what it leaves out can go all the same.
    (
        "The deputy named several culctions for the fire in the harbor of Brest on Sunday.",
        "The deputy named several culprits for the fire in the harbor of Brest on Sunday, including two local firms.",
        "The deputy named several culprits for the fire in the harbor of Brest on Sunday.",
    ),
    (
        "The bank of the coast will riase money for the largest fund of the region.",
        "With winter coming, the bank of the coast will raise money for the largest fund of the region.",
        "The bank of the coast will raise money for the largest fund of the region.",
    ),
    (
        "The north of the island will not open the port to ships of the coast guard.",
        "The north of the island will not open the port to the ships of the coast guard while the talks go on, "
        "state media said.",
        "The north of the island will not open the port to the ships of the coast guard, state media said.",
    ),
    (
        "The ship was towed to the harbor of Brest by four tugs from the south.",
        "The ship, which had served in two wars, was towed to the harbor of Brest by four tugs from the southern bay.",
        "The ship was towed to the harbor of Brest by four tugs from the southern bay.",
    ),
    (
        "The mayor said that the town will rebuild the school of the old quarters.",
        "The mayor said that, on Monday, the town will rebuild the school “of hope” in the old quarter.",
        "The mayor said that the town will rebuild the school “of hope” in the old quarter.",
    ),
]
WHOLE = [
    # Nothing of it can go: a number, a second thing that was done, who somebody is, a quotation, a restrictive clause.
    (
        "A gunman attacked the club in the old town of the capital on Monday night.",
        "A gunman attacked the club in the old town of the capital on Monday night, killing 39 guests.",
    ),
    (
        "The activist was stopped in Iceland on his way to a meeting in the north of Sweden.",
        "The activist was stopped in Iceland on his way to a meeting in the north of Sweden and sent home.",
    ),
    (
        "Claire Petit said that the town would do without the new stadiums and the new harbor.",
        "Claire Petit, the deputy mayor of Lyon, said that the town would do without the new stadium and the port.",
    ),
    (
        "The artist spent several years with a project in the mountains that he calls.",
        'The artist spent several years with a project in the mountains that he calls "After Schengen."',
    ),
    (
        "There is not much love in the town of Brest these days for the man.",
        "There is not much love in the town of Brest these days for the man who replaced him.",
    ),
    # The main clause comes last; somebody speaks amid it; a list; brackets.
    (
        "Last week, when the government and the film maker fell out over a film on a crime.",
        "Last week, when the government and the film maker fell out over a film on a crime, a channel had its own.",
    ),
    (
        "By the time the mayor read about the boy, a child with an arm made by a printer.",
        "By the time the mayor read about the boy, a child with an arm made by a printer last May, she had resigned.",
    ),
    (
        "The end of the film has begun a debate on whether some statements that Petit made.",
        "The end of the film has begun a debate on whether some statements that Petit made while alone may be used.",
    ),
    (
        "Petit said, she painted the club in color, but the look of it did not satisfy her.",
        "At first, Petit said, she painted the club in color, but the look of it did not satisfy her.",
    ),
    (
        "The firms are strong in roads mining giant Vale plans to spend more in the years to come.",
        "The firms are strong in roads, mining and energy -- last year, mining giant Vale plans to spend more in the "
        "years to come.",
    ),
    ("The coffin it took him weeks of work in the shop of his father.", "He has no such words."),
    ("", "The mayor of Lyon spoke."),
]


@pytest.mark.parametrize(("text", "sentence", "expected"), CUT)
def test_what_may_go_goes_in_the_sentences_own_words(text: str, sentence: str, expected: str) -> None:
    assert cut_like(text, sentence) == expected


@pytest.mark.parametrize(("text", "sentence"), WHOLE)
def test_what_may_not_go_stays(text: str, sentence: str) -> None:
    assert cut_like(text, sentence) is None


def test_who_says_so_at_the_end() -> None:
    assert attributed("A bomb fell, police said.") == ("A bomb fell.", ", police said.")
    assert attributed("A bomb fell, killing two.") == ("A bomb fell, killing two.", "")
