"""Batches of like lengths, the room that each text has, and how many cores work on them."""

from __future__ import annotations

import random
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace

import pytest

from dipx.engines.batching import batches, dealt, fewest_of, hands_of, length_bound
from dipx.engines.cores import usable_cores
from dipx.engines.padding import FILE, SPANS, leaves_no_trace, remembered


def test_batches_are_of_one_length_and_hold_everything() -> None:
    rng = random.Random(0)
    lengths = [rng.randrange(0, 40) for _ in range(500)]
    made = list(batches(lengths, budget=128))
    assert sorted(i for batch in made for i in batch) == [i for i, n in enumerate(lengths) if n]
    for batch in made:
        assert len({lengths[i] for i in batch}) == 1
        assert len(batch) * lengths[batch[0]] <= 128
    firsts = [lengths[batch[0]] for batch in made]
    assert firsts == sorted(firsts, reverse=True)
    assert list(batches([500], budget=128)) == [[0]]


def test_small_batches_take_in_shorter_texts_of_the_span() -> None:
    assert list(batches([30, 9, 20, 25, 8, 7], 128, [range(8, 31)], fewest=3)) == [[0, 3, 2], [1, 4], [5]]
    assert list(batches([30, 30, 30, 20, 20], 1024, [range(8, 31)], fewest=2)) == [[0, 1, 2], [3, 4]]
    assert list(batches([30, 29, 28], 60, [range(8, 31)], fewest=3)) == [[0, 1], [2]]
    assert list(batches([30, 20, 9, 7], 128, [range(16, 31), range(1, 16)], fewest=9)) == [[0, 1], [2, 3]]
    assert list(batches([40, 30], 128, [range(8, 31)], fewest=2)) == [[0], [1]]


@pytest.mark.parametrize(
    ("lengths", "budget", "hands", "made"),
    [
        ([20, 30, 10, 40, 25], 1024, 2, [[3, 4, 2], [1, 0]]),  # each hand has long and short ones
        ([20, 0, 5, 50, 30], 1024, 2, [[3], [4], [0], [2]]),  # what is not of the span has its own batches
        ([20, 5, 50, 30, 5], 1024, 1, [[2], [3, 0], [1, 4]]),
        ([30, 30, 30, 30], 60, 1, [[0, 2], [1, 3]]),  # the budget asks for more hands
        ([30, 31], 20, 1, [[1], [0]]),
        ([5, 0], 64, 2, [[0]]),
        ([], 64, 2, []),
    ],
)
def test_a_few_texts_are_dealt_by_length(lengths: list[int], budget: int, hands: int, made: list[list[int]]) -> None:
    assert list(dealt(lengths, budget, range(8, 45), hands)) == made


@pytest.mark.parametrize(
    ("texts", "workers", "calls", "hands"),
    [(1, 2, 1, 0), (4, 2, 1, 2), (16, 2, 1, 2), (17, 2, 1, 0), (2, 2, 2, 1), (8, 2, 0, 2), (1, 1, 9, 0), (40, 8, 1, 8)],
)
def test_few_texts_are_those_of_one_batch_a_worker(texts: int, workers: int, calls: int, hands: int) -> None:
    assert hands_of(texts, workers, calls) == hands


@pytest.mark.parametrize(
    ("texts", "workers", "calls", "fewest"),
    [
        (15, 2, 1, 4),  # two batches a worker
        (8, 2, 1, 2),
        (4, 2, 1, 1),
        (4, 2, 2, 4),  # the other call has the other worker
        (4, 4, 2, 2),
        (3, 2, 9, 3),
        (0, 2, 2, 0),
        (100, 2, 1, 25),
        (60, 2, 2, 30),  # one batch would be beyond the budget: two halves
    ],
)
def test_a_call_has_batches_of_one_size(texts: int, workers: int, calls: int, fewest: int) -> None:
    assert fewest_of([20] * texts + [0], 1024, workers, calls) == fewest


@pytest.mark.parametrize("span", SPANS, ids=lambda span: f"{span[0]}-{span[-1]}")
@pytest.mark.parametrize("edge", [None, 1, 9, 15, 16, 30, 100])
def test_padding_is_tried_before_it_is_trusted(edge: int | None, span: range) -> None:
    def ask(texts: list[list[str]]) -> list[Future[SimpleNamespace]]:
        """Scores that change a little where the longest text of a batch is beyond the edge."""
        futures = []
        for text in texts:
            futures.append(Future[SimpleNamespace]())
            noise = 1e-7 if edge and max(map(len, texts)) >= edge > len(text) else 0.0
            futures[-1].set_result(SimpleNamespace(hypotheses=[text], scores=[noise - len(text)], attention=[]))
        return futures

    within = edge is not None and edge in span and edge > span.start
    assert leaves_no_trace(ask, [["a", "b"], [], ["c"]], SPANS[span]) is not within


def test_a_trial_is_remembered_for_its_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert remembered(tmp_path, "a", lambda: False) is False
    assert remembered(tmp_path, "a", lambda: pytest.fail("tried again")) is False
    assert remembered(tmp_path, "b", lambda: True) is True
    assert remembered(tmp_path, "a", lambda: True) is False
    (tmp_path / FILE).write_text("{'a'", "utf-8")
    assert remembered(tmp_path, "a", lambda: True) is True
    assert remembered(tmp_path / FILE, "a", lambda: False) is False  # nowhere to remember it
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    assert remembered(tmp_path, "a", lambda: False) is False, "other kernels are another machine"


def test_length_bound_leaves_room() -> None:
    assert length_bound(1) >= 20
    assert length_bound(100) >= 200


@pytest.mark.parametrize(("quota", "expected"), [("max 100000", None), ("50000 100000", 1), ("150000 100000", 2)])
def test_usable_cores_respects_a_container(tmp_path: Path, quota: str, expected: int | None) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(quota)
    free = usable_cores(tmp_path / "missing")
    assert usable_cores(file) == (free if expected is None else min(free, expected))
