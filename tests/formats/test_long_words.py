"""Marks and notes of music in a text without end: looked at where they stand."""

from __future__ import annotations

import time

import pytest

from dipx.document import Span
from dipx.formats import figures, subword
from dipx.formats.base import Source
from dipx.formats.subtitles import load

LONG = 60_000
TIMES = 100


@pytest.mark.parametrize("piece", ["a", "é", "1", "a1"])
@pytest.mark.parametrize("end", ["er", "2", "*"])
def test_what_stands_before_a_raised_text_is_not_searched(piece: str, end: str) -> None:
    text = f"{piece * LONG} {piece * LONG}{end}"
    span = Span(len(text) - len(end), len(text), "raised")
    started = time.process_time()
    for _ in range(TIMES):
        subword.is_french_alone(text, span)
    subword.is_note_mark(text[: span.start], end)
    figures.amount(text, "1", Span(5, 6, "bold"))
    assert time.process_time() - started < 2  # minutes, where each letter begins a search of its own


@pytest.mark.parametrize("piece", ["♪", " ", "♪ ", " #"])
def test_music_without_end_is_read_at_once(piece: str) -> None:
    time_line = "00:00:01,000 --> 00:00:02,000"
    cues = [f"{number}\n{time_line}\nUn mot {piece * 1_000} {number} est là\n\n" for number in range(400)]
    started = time.process_time()
    document = load(Source("a.srt", "".join(cues).encode()))
    assert time.process_time() - started < 2
    assert "399 est là" in document.text


@pytest.mark.parametrize(
    ("before", "raised", "is_mark"),
    [
        ("CO", "2", False),
        ("10", "3", False),
        ("en 2024", "3", True),
        ("Le mot", "3", True),
        ("km", "2", False),
        ("50 tonnes par an", "1", True),
        ("H", "2", False),
        ("xy", "2", False),
    ],
)
def test_the_word_before_tells_a_note_from_a_power(before: str, raised: str, is_mark: bool) -> None:
    assert subword.is_note_mark(before, raised) == is_mark
