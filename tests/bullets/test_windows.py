"""An article in windows that a model can read."""

from __future__ import annotations

import math

import pytest

from dipx.bullets.windows import windows
from dipx.evaluation.summary import as_translations
from tests.bullets.articles import article
from tests.bullets.spy import count_words


@pytest.mark.parametrize("room", [14, 15, 40, 64, 10_000])
def test_windows_hold_every_sentence_once_and_are_as_few_and_even_as_they_can_be(room: int) -> None:
    sentences = article(30)
    made = windows(sentences, count_words, room)
    assert [source for window in made for source in window.sources] == sentences
    assert [part.text for window in made for part in window.parts] == [item.target for item in sentences]
    sizes = [sum(count_words([window.text])) for window in made]
    each = count_words([sentences[0].target])[0]  # all are of one length
    assert max(sizes) <= room
    assert len(made) == math.ceil(30 / (room // each))
    assert max(len(window.parts) for window in made) == math.ceil(30 / len(made))


def test_a_sentence_longer_than_a_window_is_cut_and_nothing_of_it_is_lost() -> None:
    (short, *_) = article(1)
    (long,) = as_translations(" ".join(f"Word{n}" for n in range(100)) + ".")
    made = windows([short, long], count_words, 20)
    assert all(window.tokens <= 20 for window in made)
    assert " ".join(window.text for window in made) == f"{short.target} {long.target}"
    assert [part.is_whole for window in made for part in window.parts][:2] == [True, False]
    assert windows([], count_words, 20) == []


def test_a_word_longer_than_a_window_ends_too() -> None:
    (endless,) = as_translations("x" * 50)
    made = windows([endless], lambda texts: [len(text) for text in texts], 8)
    assert "".join(window.text.replace(" ", "") for window in made) == "x" * 50
