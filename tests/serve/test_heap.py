"""What is free is given back now and then, and nothing is done where the C library cannot."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dipx.serve import heap


def test_what_is_free_goes_back_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[object, ...]] = []
    library = SimpleNamespace(mallopt=lambda *asked: told.append(asked), malloc_trim=lambda left: told.append((left,)))
    monkeypatch.setattr(heap, "_library", lambda: library)
    heap.few_heaps()
    assert told == [(-8, heap.HEAPS), (-3, heap.LARGE)]
    trimmer = heap.Trimmer()
    trimmer.trim()
    assert len(told) == 2
    monkeypatch.setattr(heap, "EVERY", 0.0)
    trimmer.trim()
    assert told[2:] == [(0,)]


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap, "_library", lambda: None)
    monkeypatch.setattr(heap, "EVERY", 0.0)
    heap.few_heaps()
    heap.Trimmer().trim()
