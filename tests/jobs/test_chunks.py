"""A job's files in portions: each is in one, and a file that kills its workers is alone soon."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx.formats.paths import Input
from dipx.jobs.chunks import DEATHS, LEAST, MOST, Chunk, Chunks


def _items(count: int) -> list[Input]:
    return [Input(Path(f"{number}.txt"), Path(str(number))) for number in range(count)]


@given(st.integers(0, 1000), st.integers(1, 50))
@settings(deadline=None)
def test_each_file_is_in_one_chunk(files: int, workers: int) -> None:
    chunks, sizes = Chunks(_items(files)), []
    taken: list[Input] = []
    while chunks:
        chunk = chunks.take(workers)
        taken += chunk.items
        sizes.append(len(chunk.items))
    assert taken == _items(files)
    assert sizes == sorted(sizes, reverse=True), "workers end together"
    assert all(LEAST <= size <= MOST for size in sizes[:-1])


def test_workers_end_together() -> None:
    chunks = Chunks(_items(1000))
    assert len(chunks.take(2).items) == MOST
    assert len(Chunks(_items(64)).take(4).items) == LEAST


def test_files_of_records_are_a_chunk_each() -> None:
    chunks = Chunks(_items(4), 1, 1)
    assert [len(chunks.take(4).items) for _ in range(4)] == [1] * 4


@pytest.mark.parametrize("files", [1, 2, 7, 64])
def test_a_file_that_kills_its_worker_is_given_up_alone(files: int) -> None:
    items = _items(files)
    for killer in {items[0], items[-1], items[files // 2]}:
        chunks, deaths = Chunks([]), 0
        done: list[Input] = []
        given_up: list[Input] = []
        chunks.back(Chunk(tuple(items)))
        while chunks:
            chunk = chunks.take(3)
            if killer in chunk.items:
                deaths += 1
                given_up += chunks.killed(chunk)
            else:
                done += chunk.items
        assert given_up == [killer]
        assert sorted([*done, killer], key=items.index) == items
        assert deaths <= DEATHS + 1 + files.bit_length()


def test_two_deaths_of_a_file_are_not_held_against_it() -> None:
    chunks = Chunks(_items(1))
    for _ in range(DEATHS - 1):
        assert not list(chunks.killed(chunks.take(1)))
    assert chunks.take(1).items == tuple(_items(1))
    assert not chunks
