"""Three hundred hard segments: whatever the model's weights, nothing loops, is empty or is silently French.

``data/stress.jsonl``: ``same`` marks what has nothing to translate (addresses, code, names, words that are
English too) and may come out as it is.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dipx.document import Hypothesis, Segment, Translation
from dipx.engines import load_engine
from dipx.options import Decoding, EngineOptions
from dipx.translation.translate import translate_segments

ROWS = [json.loads(line) for line in (Path(__file__).parent / "data/stress.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def made(converted_cache: Path) -> list[Translation]:
    engine = load_engine(EngineOptions(), converted_cache)
    segments = [Segment(row["text"], 0, len(row["text"]), 0) for row in ROWS]
    return translate_segments(segments, engine, Decoding())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _most_in_a_row(words: list[str]) -> int:
    """How often a phrase of up to eight words follows itself at most."""
    best = 1
    for size in range(1, 9):
        for start in range(len(words) - size):
            times = 1
            while words[start + times * size : start + (times + 1) * size] == words[start : start + size]:
                times += 1
            best = max(best, times)
    return best


def _most_frequent(words: list[str]) -> int:
    """How often the most frequent phrase of five words occurs."""
    return max(Counter(zip(*(words[place:] for place in range(5)), strict=False)).values(), default=0)


def test_there_are_three_hundred_of_twelve_kinds() -> None:
    assert len({row["text"] for row in ROWS}) == len(ROWS) == 300
    assert len({row["kind"] for row in ROWS}) == 12


class _Broken:
    """An engine that does one thing wrong with every text."""

    signature = "broken"

    def __init__(self, wrong: Callable[[str], str]) -> None:
        self.wrong = wrong

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        return [Hypothesis(self.wrong(text)) for text in texts]


def _broken(wrong: Callable[[str], str]) -> list[Translation]:
    segments = [Segment(row["text"], 0, len(row["text"]), 0) for row in ROWS]
    return translate_segments(segments, _Broken(wrong), Decoding())


@pytest.mark.parametrize(
    "wrong",
    [
        lambda text: "",
        lambda text: f"{text} " * 6,
        lambda text: "the the " * 50,
        lambda text: "a b c d e f g h " * 9,
        lambda text: "of the " * 3 + "no " * 5 + "ha" * 9,
    ],
)
def test_the_worst_engine_gives_nothing_unreadable(wrong: Callable[[str], str]) -> None:
    made = _broken(wrong)
    test_none_is_empty(made)
    test_none_loops_as_the_check_sees_it(made)
    test_none_loops_as_a_plain_count_sees_it(made)
    assert sum("mechanical" in {f.code for f in t.findings} for t in made) > 190


def test_an_engine_that_translates_nothing_is_found_out() -> None:
    made = _broken(lambda text: text)
    same = [row for row, t in zip(ROWS, made, strict=True) if _words(row["text"]) == _words(t.target)]
    silent = [row for row, t in zip(ROWS, made, strict=True) if row in same and not row.get("same") and not _says_so(t)]
    assert len(same) > 250
    assert len(silent) <= 12, silent  # "Non", "Score final : 3-1": short, and the same words exist in English


def test_none_is_empty(made: list[Translation]) -> None:
    assert [t.segment.text for t in made if not t.target.strip()] == []


def test_none_loops_as_the_check_sees_it(made: list[Translation]) -> None:
    assert [t.target for t in made if "loops" in {finding.code for finding in t.findings}] == []


def test_none_loops_as_a_plain_count_sees_it(made: list[Translation]) -> None:
    for t in made:
        ours, theirs = _words(t.segment.text), _words(t.target)
        # Long sentences are made of parts that come again.
        assert _most_in_a_row(theirs) <= max(3, _most_in_a_row(ours) + 1), t.target
        assert _most_frequent(theirs) <= max(3, _most_frequent(ours) + 1), t.target


def _says_so(translation: Translation) -> bool:
    return not {"copied", "untranslated", "mechanical"}.isdisjoint(finding.code for finding in translation.findings)


def test_none_is_silently_the_source(made: list[Translation]) -> None:
    silent = [
        row["text"]
        for row, t in zip(ROWS, made, strict=True)
        if _words(row["text"]) == _words(t.target) and not row.get("same") and not _says_so(t)
    ]
    assert silent == []


def test_what_was_mended_by_cutting_says_so(made: list[Translation]) -> None:
    for t in made:
        assert (t.step == "mechanical") == ("mechanical" in {f.code for f in t.findings if f.severity == "error"})
