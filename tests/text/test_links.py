"""Word links from what the model saw and made to the finished texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dipx.document import Alignment
from dipx.text.links import joined, onto, words


def _pairs(alignment: Alignment | None) -> list[tuple[str, str]]:
    assert alignment is not None
    return [(alignment.source[a:b], alignment.target[c:d]) for (a, b), (c, d) in alignment.links]


def test_links_follow_the_words_through_typography() -> None:
    seen = Alignment(
        '"244 890" ETAT ok', 'the state "244 890" 14 h 30', (((1, 4), (11, 14)), ((5, 8), (15, 18)), ((10, 14), (4, 9)))
    )
    source, target = "« 244 890 » État ok", "The State “244,890” 14:30"
    found = [(source[a:b], target[c:d]) for (a, b), (c, d) in onto(seen, source, target)]
    assert found == [("État", "State"), ("244", "244"), ("890", "890")]
    grouped = Alignment("il a 244890 ans", "he is 244890", (((5, 11), (6, 12)),))
    target = "he is 244,890"
    assert [target[c:d] for _, (c, d) in onto(grouped, "il a 244890 ans", target)] == ["244,890"]
    assert onto(grouped, "il a 244890 ans", "he is") == ()


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=3), min_size=1, max_size=8))
def test_links_onto_the_same_texts_are_themselves(tokens: list[str]) -> None:
    text = " ".join(tokens)
    links = tuple((word, word) for word in words(text))
    assert onto(Alignment(text, text, links), text, text) == links


def test_parts_are_joined_with_their_links() -> None:
    parts = [
        Alignment("le chat", "the cat", (((3, 7), (4, 7)),)),
        None,
        Alignment("dort", "sleeps", (((0, 4), (0, 6)),)),
    ]
    assert _pairs(joined(parts)) == [("chat", "cat"), ("dort", "sleeps")]
    assert joined([None]) is None


def test_an_abbreviation_is_a_word_with_its_periods() -> None:
    text = "The U.S. president, e.g. in v.2 of a.b.c, left at 5 p.m."
    found = [text[slice(*span)] for span in words(text)]
    assert [word for word in found if "." in word] == ["U.S.", "e.g.", "p.m."]
    assert "president" in found
