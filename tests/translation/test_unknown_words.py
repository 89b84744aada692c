"""A dictionary's word where the model wrote one that is no English."""

from __future__ import annotations

import pytest

from dipx.translation.unknown_words import glossed


@pytest.mark.parametrize(
    ("source", "said", "wanted"),
    [
        ("Une péniche bloque le canal.", "A penish blocks the canal.", "A barge blocks the canal."),
        ("Un arrosoir est tombé.", "An arrosoirt fell.", "A watering-can fell."),
        ("Des cordonniers jouent.", "Some cordoners are playing.", "Some shoemakers are playing."),
        ("Elle a vu un perroquet.", "She saw a perroquet.", "She saw a parrot."),
        ("La récolte de betteraves.", "The harvest of betteraves.", "The harvest of beet."),
        ("Le préfet a dit non.", "The prefet said no.", "The prefect said no."),  # they begin alike
        ("Péniche à vendre.", "Penish for sale.", "Barge for sale."),
        ("Une péniche, et une péniche.", "A penish, and a penish.", "A barge, and a barge."),
        ("La péniche français.", "The francais penish.", "The French barge."),
    ],
)
def test_the_dictionarys_word_stands_there(source: str, said: str, wanted: str) -> None:
    assert glossed(said, source)[0] == wanted
    assert glossed(wanted, source) == (wanted, ())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Une péniche bloque le canal.", "A barge blocks the canal."),
        ("Le maire a vu hier une péniche.", "Le maire a vu hier une péniche."),  # left in French as a whole
        ("Une péniche, dit-il.", "A barge, a penish, he says."),  # the dictionary's word is there
        ("Pour 6 pers.", "For 6 pers."),  # an abbreviation
        ("Il a lancé la balle.", "He throwed the ball."),  # made of no word of the source
        ("Le plat s'appelle bacalhau.", "The dish is called bacalhau."),
        ("Il chante Les galets d'Étretat ce soir.", "He sings Les galets d'Étretat tonight."),  # half of a title
        ("Le lecteur de Midi libre rit.", "The reader of Midi libre laughs."),
        ("Le mot « péniche » est joli.", 'The word "péniche" is pretty.'),
    ],
)
def test_other_words_stay(source: str, said: str) -> None:
    assert glossed(said, source) == (said, ())


def test_says_what_was_put_for_what() -> None:
    _, (put,) = glossed("A penish blocks the canal.", "Une péniche bloque le canal.")
    assert (put.made, put.french, put.english) == ("penish", "péniche", "barge")


def test_a_long_text_is_no_square_of_a_short_one() -> None:
    many = [f"péni{a}{b}che" for a in "bcdfghjklmnpqrstvwxz" for b in "bcdfghjklmnpqrstvwxz" for _ in range(20)]
    assert len(glossed(" ".join(many).replace("é", "e"), " ".join(many))[0].split()) == len(many)
