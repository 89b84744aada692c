"""Attention of pieces to links of words."""

from __future__ import annotations

import pytest

from dipx.document import Alignment
from dipx.engines.alignment import aligned, places_of
from dipx.text.links import onto


def _pairs(alignment: Alignment | None) -> list[tuple[str, str]]:
    assert alignment is not None
    return [(alignment.source[a:b], alignment.target[c:d]) for (a, b), (c, d) in alignment.links]


def test_attention_of_pieces_becomes_links_of_words() -> None:
    texts = ("l'eau, bleue", "the blue water")
    pieces = (["▁l", "'", "e", "au", ",", "▁bleue", "</s>"], ["▁the", "▁blue", "▁wat", "er", "</s>"])
    attention = [
        [0.9, 0, 0, 0, 0, 0.1, 0],
        [0.1, 0, 0, 0, 0, 0.9, 0],
        [0, 0, 0.2, 0.3, 0.4, 0.1, 0],
        [0, 0, 0.3, 0.2, 0.4, 0.1, 0],
        [0, 0, 0, 0, 0, 0, 1.0],
    ]
    assert _pairs(aligned(texts, pieces, attention)) == [("l", "the"), ("bleue", "blue"), ("eau", "water")]
    assert aligned(("l'eau, rouge", texts[1]), pieces, attention) is None
    assert aligned((texts[0] + " oui", texts[1]), pieces, attention) is None


@pytest.mark.parametrize(
    ("text", "pieces", "places"),
    [
        ("à €5", ["▁à", "▁", "<0xE2>", "<0x82>", "<0xAC>", "5"], [(0, 1), (4, 4), (2, 3), (2, 3), (2, 3), (3, 4)]),
        ("", ["</s>"], [(0, 0)]),
        ("oui", ["▁non"], None),
        ("oui", ["▁oui", "▁non"], None),
    ],
)
def test_pieces_have_their_places(text: str, pieces: list[str], places: list[tuple[int, int]] | None) -> None:
    assert places_of(text, pieces) == places


def test_a_source_that_the_tokenizer_normalises_is_aligned_as_it_saw_it() -> None:
    made = aligned(("10 m²", "10 m2"), (["▁10", "▁m", "2"], ["▁10", "▁m", "2"]), [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert made is not None
    assert made.source == "10 m2"
    assert [("10 m²"[a:b], "10 m2"[c:d]) for (a, b), (c, d) in onto(made, "10 m²", "10 m2")] == [
        ("10", "10"),
        ("m²", "m2"),
    ]
