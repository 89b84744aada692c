"""Inline marks without word links: by the same word, else by position."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.document import Block, Counterpart, Span
from dipx.formats.inline import Marked, events
from dipx.formats.placing import carry

CARRY = [
    # source, span, English, where it goes
    ("Tout.", (0, 5), "Everything.", (0, 11)),
    ("Le Monde dit", (3, 8), "Le Monde says", (3, 8)),
    ("Paris et Paris", (0, 5), "Paris and Paris", (0, 5)),
    ("un mot", (3, 6), "a word", (2, 6)),
    ("de or", (3, 5), "for gold", (4, 8)),
    ("(de) or", (0, 4), "(for) gold", (0, 5)),
    ("long*, dit", (4, 5), "long*, said", (4, 5)),
    ("il part", (3, 7), "it parts", (3, 8)),
    ("un mot", (3, 6), "", None),
    ("un …", (3, 4), "a dot", None),
]


@pytest.mark.parametrize(("source", "span", "target", "place"), CARRY)
def test_carry(source: str, span: tuple[int, int], target: str, place: tuple[int, int] | None) -> None:
    block = Block(source, 0, len(source), spans=(Span(*span, "bold"),))
    marked, placed = carry(block, target)
    assert [(s.start, s.end) for s in marked.spans] == ([place] if place else [])
    assert placed.lost == (place is None)


def test_a_mark_does_not_begin_with_the_space_before_it() -> None:
    block = Block("Un mot ici", 0, 10, spans=(Span(0, 2, "bold", key=0), Span(3, 10, "italic", key=1)))
    marked, _ = carry(block, "One word")
    assert [(span.start, span.end) for span in marked.spans] == [(0, 3), (4, 8)]


@pytest.mark.parametrize(("source", "place"), [("Un mot dit", 6), ("Un mot", 6)])
def test_a_break_between_words_comes_before_no_comma(source: str, place: int) -> None:
    links = (((3, 6), (0, 4)),)
    part = Counterpart((0, len(source)), (0, 10), links)
    block = Block(source, 0, len(source), spans=(Span(place, place, "object"),))
    assert [span.start for span in carry(block, "Word, said", (part,))[0].spans] == [5 if place < len(source) else 10]


def test_what_stands_alone_in_brackets_stays_there() -> None:
    block = Block("Un () prix () bas", 0, 17, spans=(Span(12, 12, "object"),))
    assert [span.start for span in carry(block, "A () low () price")[0].spans] == [10]


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6))
def test_events_give_the_text_back_and_are_nested(text: str, places: list[tuple[int, int]]) -> None:
    spans = [
        Span(min(a, b, len(text)), min(max(a, b), len(text)), "bold" if a != b else "object", key=key)
        for key, (a, b) in enumerate(places)
    ]
    block = Block(text, 0, len(text), spans=tuple(spans))
    marked, _ = carry(block, text)
    seen, stack = "", []
    for kind, value in events(marked):
        if isinstance(value, str):
            seen += value
        elif kind == "open":
            stack.append(value)
        else:
            assert stack.pop() == value
    assert seen == text
    assert not stack
    assert "".join(v for _, v in events(Marked(text)) if isinstance(v, str)) == text
