"""Sentence boundaries: known cases, invariants on any text, and cost."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx.document import Block, Document
from dipx.text.segmentation import MAX_QUOTED, segment, segment_document, sentences

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "segmentation_cases.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]

# What the rules look at, so that random texts meet them.
PIECES = st.sampled_from(
    [
        *".!?…«»“”\"'’()[]—–-•:;,0 \n\t\r",
        "\u00a0",
        "\u202f",
        "\u2028",
        "\u2029",
        "\x00",
        "😀",
        "e\u0301",
        "...",
        "\n\n",
        "M",
        "Le",
        "le",
        "etc",
        "J",
        "J.-C",
        "art",
        "12",
        "O.N.U",
        "Paris",
        "Yahoo!",
        "www.a.fr",
        "iOS",
        "É",
        "中",
        "p",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))
# No quotation marks, brackets or line breaks: what may tie a sentence to its neighbors.
PLAIN_TEXTS = st.lists(
    st.sampled_from(
        [*".!?…,: 1", "\u202f", "Le", "le", "M", "J", "etc", "art", "O.N.U", "Paris", "Yahoo!", "IV", "°C"]
    ),
    max_size=40,
).map("".join)

# One character or phrase, many times: what a careless pattern reads again and again.
HAZARDS = [
    "a",
    ".",
    ". ",
    "... ",
    "« ",
    "(",
    '"',
    ' "',
    " ",
    "\n",
    "A. ",
    "😀",
    ".  \u00a0 ",
    "[1]",
    "M.",
    "Oui.\n- ",
    ". »",
]


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}-{n}" for n, case in enumerate(CASES)])
def test_known_boundaries(case: dict[str, object]) -> None:
    assert [list(span) for span in sentences(str(case["text"]))] == case["sentences"]


def test_cases_are_many_and_well_formed() -> None:
    assert len(CASES) >= 60
    for case in CASES:
        inside = [case["text"][start:end] for start, end in case["sentences"]]
        assert all(piece == piece.strip() != "" for piece in inside)


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_spans_cover_all_but_white_space(text: str) -> None:
    spans = sentences(text)
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        position = end
    assert text[position:].strip() == ""


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_punctuation_never_stands_alone(text: str) -> None:
    found = pieces(text)
    assert len(found) <= 1 or all(any(c.isalnum() for c in piece) for piece in found)


@given(st.text(alphabet=" \t\r\n\v\f\x1c\x85\u00a0\u202f\u2028\u2029\u3000"))
def test_white_space_has_no_sentence(text: str) -> None:
    assert sentences(text) == []


@given(PLAIN_TEXTS)
@settings(max_examples=500, deadline=None)
def test_a_sentence_is_one_sentence(text: str) -> None:
    for piece in pieces(text):
        assert sentences(piece) == [(0, len(piece))]


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_paragraphs_are_independent(first: str, second: str) -> None:
    first, second = f"Un {first}".rstrip(), f"Deux {second}"
    assert pieces(f"{first}\n\n{second}") == pieces(first) + pieces(second)


@given(TEXTS, st.integers(min_value=0, max_value=10_000), st.integers(min_value=0, max_value=50))
@settings(deadline=None)
def test_segments_carry_document_offsets(text: str, offset: int, index: int) -> None:
    block = Block(text, offset, offset + len(text))
    found = segment(block, index)
    assert [(s.start - offset, s.end - offset) for s in found] == sentences(text)
    assert all(s.text == text[s.start - offset : s.end - offset] and s.block == index for s in found)


def test_document_segments_in_order() -> None:
    text = "Un titre\n\nM. Dupont part. Il reste.\n\n\n- Fin."
    spans = [(0, 8), (10, 35), (38, 44)]
    document = Document("a.txt", text, tuple(Block(text[a:b], a, b) for a, b in spans))
    found = segment_document(document)
    assert [s.text for s in found] == ["Un titre", "M. Dupont part.", "Il reste.", "- Fin."]
    assert [s.block for s in found] == [0, 1, 1, 2]
    assert all(text[s.start : s.end] == s.text for s in found)


def test_long_quotation_is_cut_inside() -> None:
    sentence = "Nous ne céderons pas sur ce point. "
    short, long = (f"« {sentence * n}» Puis il part." for n in (3, 1 + MAX_QUOTED // len(sentence)))
    assert len(pieces(short)) == 2
    assert len(pieces(long)) == 2 + MAX_QUOTED // len(sentence)


def test_unclosed_quotation_hides_no_boundary() -> None:
    assert len(pieces("Il dit : « C'est fini. Il part. (Sans un mot. Il revient.")) == 4


def test_text_without_space_is_one_sentence() -> None:
    assert sentences("a" * 200_000) == [(0, 200_000)]
    assert sentences("x.y" * 70_000) == [(0, 210_000)]


@pytest.mark.parametrize("hazard", HAZARDS)
def test_cost_is_linear(hazard: str) -> None:
    def seconds(size: int) -> float:
        text = "Le " + hazard * (size // len(hazard)) + " Fin."
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            sentences(text)
            times.append(time.perf_counter() - begin)
        return min(times)

    # Ten times the text: ten times the cost if linear, a hundred if quadratic; the rest is for noise.
    assert seconds(100_000) < 35 * seconds(10_000) + 0.02
