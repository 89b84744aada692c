"""In which words: what a sentence is tidied of, what it can lose, and what it cannot."""

from __future__ import annotations

import pytest

from dipx.bullets.shorten import count_words, shorten, tidy

TIDIED = [
    ("However, the vote was lost.", "The vote was lost."),
    ("For his part, Macron refused the deal.", "Macron refused the deal."),
    ("In addition, however, the vote was lost.", "The vote was lost."),
    ("But the vote was lost.", "The vote was lost."),
    ("But for the rain, all was well.", "But for the rain, all was well."),
    ("In addition to the meeting, there were talks.", "In addition to the meeting, there were talks."),
    ("Let us recall that this meeting was the third.", "This meeting was the third."),
    ("(CNN)Share, and your gift will be multiplied.", "Share, and your gift will be multiplied."),
    ("PARIS (AFP) - The vote was lost.", "The vote was lost."),
    ("WASHINGTON—President Roy lost the vote.", "President Roy lost the vote."),
    ("MICROSOFT — The company will cut jobs in May.", "MICROSOFT — The company will cut jobs in May."),
    ("“We will go.” Read also: Our file on the strike", "“We will go.”"),
    ("NEW YORK -- The vote was lost.", "The vote was lost."),
    ("ORLANDO, Fla. — The vote was lost.", "The vote was lost."),
    ("Good news, the vote was won.", "The vote was won."),
    ("For cause: the vote was lost.", "The vote was lost."),
    ("The vote was lost. Also to read REPORTAGE.", "The vote was lost."),
    ("Belgium © Belga With the tourists of winter, hotels are full.", "With the tourists of winter, hotels are full."),
    ("SNCF – The trains run on Monday.", "SNCF – The trains run on Monday."),
    ("COVID-19 — The virus is back.", "COVID-19 — The virus is back."),
    ("The  vote was lost . .", "The vote was lost."),
    ("Finally, yes.", "Finally, yes."),
]


@pytest.mark.parametrize(("text", "expected"), TIDIED)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected
    assert tidy(expected) == expected


SHORTENED = [
    (
        "The minister opened the new line between Rennes and Brest, which had been closed for nine years.",
        "The minister opened the new line between Rennes and Brest.",
    ),
    (
        "North Korea (officially the DPRK) has welcomed a large delegation of the Chinese government.",
        "North Korea has welcomed a large delegation of the Chinese government.",
    ),
    (
        "As members of the council, China and Russia have blocked new sanctions for years, opening a gulf.",
        "As members of the council, China and Russia have blocked new sanctions for years.",
    ),
]
KEPT_WHOLE = [
    # The clause ends before the verb, or the sentence cannot stand without it.
    "The agency reported that Kim, who has led the party for more than ten years, met Putin.",
    "As Kim has given priority to his relations with the Russian president, he invited the generals.",
    "The footage that the police published showed several men, thought to be fans, singing songs on a train.",
    # Conditions, concessions and attributions carry meaning.
    "The government will build the new line between Rennes and Brest by 2030, if the parliament agrees.",
    "The police found the chemicals in the flat of the man on Monday, although no bombs were found.",
    "The president took money from three companies in Lyon and Marseille, according to the opposition.",
    'He wrote "I am a (true) friend of all those who have lost their homes in the great fire of June."',
    # What has lost its beginning already.
    ", which the government and the opposition have long said that they would do in this year of all years.",
]


@pytest.mark.parametrize(("text", "expected"), SHORTENED)
def test_shorten(text: str, expected: str) -> None:
    assert shorten(text, 12) == expected
    assert shorten(text, count_words(text)) == text


@pytest.mark.parametrize("text", KEPT_WHOLE)
def test_what_cannot_be_shortened_stays_whole(text: str) -> None:
    assert shorten(text, 8) == text
