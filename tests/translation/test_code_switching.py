"""Rare words that left no trace: asked again with the dictionary's English in their place."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dipx.document import Hypothesis, Segment, Translation
from dipx.options import Decoding
from dipx.translation import translate_segments
from tests.translation.scripted import Scripted


def _made(text: str, answers: Mapping[str, str]) -> tuple[Translation, list[str]]:
    engine = Scripted(lambda asked, decoding: Hypothesis(answers.get(asked, "wrong")))
    (made,) = translate_segments([Segment(text, 0, len(text), 0)], engine, Decoding())
    return made, [asked for asked, _ in engine.asked]


def test_a_rare_word_that_became_another_is_asked_in_english() -> None:
    text = "Elle dort dans une buanderie commune."
    english = "She sleeps in a common laundry."
    made, asked = _made(text, {text: "She sleeps in a common burial.", "Elle dort dans une laundry commune.": english})
    assert (made.target, made.step, made.findings) == (english, "dictionary", ())
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("text", "asked", "english"),
    [
        ("Deux péniches passent.", "Deux barges passent.", "Two barges pass."),  # the French form's
        ("Une péniche, une péniche.", "Une barge, une barge.", "A barge, a barge."),
        ("Le porte-péniche et la péniche", "Le porte-péniche et la barge", "The barge carrier and the barge"),
        ("Les soudeurs sont là.", "Les welders sont là.", "The welders are there."),
    ],
)
def test_the_english_takes_the_words_place_and_form(text: str, asked: str, english: str) -> None:
    made, _ = _made(text, {text: "Something else is here.", asked: english})
    assert (made.target, made.step) == (english, "dictionary")


def test_a_word_that_the_model_made_up_is_asked_again_too() -> None:
    text = "Une péniche bloque le canal."
    answers = {text: "A penish blocks it.", "Une barge bloque le canal.": "A barge blocks the canal."}
    made, _ = _made(text, answers)
    assert (made.target, made.findings) == ("A barge blocks the canal.", ())


@pytest.mark.parametrize(
    "again",
    [
        "She sleeps in a joint grave.",  # the word is not there
        "She sleeps in 12 common laundries.",  # it is, and a number that the French has not
        "",
    ],
)
def test_what_is_no_better_is_not_taken(again: str) -> None:
    text = "Elle dort dans une buanderie commune."
    first = "She sleeps in a common burial."
    made, _ = _made(text, {text: first, "Elle dort dans une laundry commune.": again})
    assert (made.target, made.step) == (first, None)
    assert [finding.code for finding in made.findings] == ["words"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Elle dort dans une buanderie commune.", "She sleeps in a common laundry room."),
        ("Le fait dont elle parle.", "The matter of which she speaks."),  # a small word
        ("Il arguait de son âge.", "He pleaded his age."),  # a form whose gloss is another word's
        ("La maison est grande.", "The home is big."),  # a common word is the model's own matter
        ("La Buanderie est un café.", "La Buanderie is a café."),
    ],
)
def test_nothing_else_is_asked_twice(text: str, english: str) -> None:
    made, asked = _made(text, {text: english})
    assert (made.target, asked) == (english, [text])
