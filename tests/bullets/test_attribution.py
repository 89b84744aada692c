"""Which sentences a bullet owes its words to."""

from __future__ import annotations

from dipx.bullets.attribution import attribute
from dipx.evaluation.summary import as_translations


def test_a_text_is_attributed_to_the_sentences_that_hold_it() -> None:
    sentences = as_translations(
        "The parliament adopted the budget on Friday.\nClaire Morel called the vote a turning point for schools.\n"
        "The budget gives 3.5 billion euros to hospitals.\nTrains were late in Brittany."
    )
    text = "Parliament adopted the budget on Friday, which gives hospitals 3.5 billion euros."
    assert set(attribute(text, sentences)) == {sentences[0], sentences[2]}
    assert attribute("Claire Morel called the vote a turning point.", sentences) == (sentences[1],)
    assert attribute("Penguins swim.", sentences) == ()
    assert attribute("The trains.", []) == ()
