"""Letters in two signs each: one sign for those that have one, and the way back to the text as it was."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.text.composed import composed, composed_spans, original_spans


@pytest.mark.parametrize("text", ["Réélu à Évry, l’été.", "ệlu", "où ça ? là"])
def test_letters_in_two_signs_are_those_in_one(text: str) -> None:
    assert composed(unicodedata.normalize("NFD", text)) == text == composed(text)


@given(st.lists(st.sampled_from(["e\u0301", "a", "x\u0304", "é", "e\u0323\u0302", " ", "😀", "\u0958"])), st.data())
def test_places_lead_there_and_back(signs: list[str], data: st.DataObject) -> None:
    text = "".join(signs)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(composed(text)))] * 2)))
    ((a, b),) = original_spans(text, [(start, end)])
    assert composed_spans(text, [(a, b)]) == ((start, end),)
    assert composed(text[a:b]) == composed(text)[start:end]
