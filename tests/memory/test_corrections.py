"""A person's corrections: kept apart, found whatever the typography, never lost in silence."""

from __future__ import annotations

import sqlite3
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx.document import Hypothesis, Pair
from dipx.errors import InputError
from dipx.memory.corrections import Added, Corrections, merged, same_as
from dipx.memory.store import Memory
from dipx.text.normalize import normalize


@settings(max_examples=30, deadline=None)
@given(pairs=st.dictionaries(st.text(min_size=1), st.text(min_size=1), max_size=8))
def test_corrections_round_trip(tmp_path_factory: pytest.TempPathFactory, pairs: dict[str, str]) -> None:
    corrections = Corrections(tmp_path_factory.mktemp("corrections"))
    added = corrections.add(Pair(source, target) for source, target in pairs.items())
    assert added.kept + added.blank == len(pairs)
    found = corrections.find(pairs)
    last = {normalize(source): target.strip() for source, target in pairs.items() if target.strip()}
    assert found == {
        source: last[normalize(source)] for source in pairs if normalize(source) in last and normalize(source)
    }


def test_a_correction_is_found_whatever_the_typography(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path)
    corrections.add([Pair("L’été «\u00a0chaud\u00a0» !", "Hot summer!")])
    assert corrections.find(['L\'été  "chaud" !']) == {'L\'été  "chaud" !': "Hot summer!"}
    assert corrections.find(["L'été chaud !"]) == {}


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("read", ["NFC", "NFD"])
def test_accents_may_be_signs_of_their_own_in_either(
    tmp_path: Path, typed: Literal["NFC", "NFD"], read: Literal["NFC", "NFD"]
) -> None:
    target = unicodedata.normalize(typed, "The café’s 12\u202f000 guests.")
    text = unicodedata.normalize(read, "L'été, 12 000 élus étaient là !")
    corrections = Corrections(tmp_path)
    corrections.add([Pair(unicodedata.normalize(typed, "L’été, 12\u202f000 élus étaient là\u00a0!"), target)])
    assert corrections.find([text]) == {text: target}


def test_accents_written_otherwise_correct_nothing() -> None:
    pair = Pair("L'été est là.", "The café’s summer.")
    other = Pair(unicodedata.normalize("NFD", "L’été est là."), unicodedata.normalize("NFD", "The café’s summer.\n"))
    assert same_as(pair) == same_as(other)
    assert same_as(pair) != same_as(Pair(pair.source, "The cafe’s summer."))


def test_corrections_outlive_the_memory_and_change_the_digest(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path)
    assert (corrections.digest(), corrections.find(["a"]), corrections.path.exists()) == (None, {}, False)
    corrections.add([Pair("a", "b")])
    first = corrections.digest()
    Memory(tmp_path).put("a", {"x": Hypothesis("y")})
    Memory(tmp_path).clear()
    assert Corrections(tmp_path).find(["a"]) == {"a": "b"}
    corrections.add([Pair("a", "c")])
    assert corrections.digest() not in (None, first)


def test_what_the_machine_says_anyway_is_no_correction(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path)
    pairs = [Pair("a", "b"), Pair("c", "d"), Pair("e", " "), Pair(" ", "f")]
    assert corrections.add(pairs, lambda pair: pair.target == "b") == Added(kept=1, unchanged=1, blank=2)
    assert corrections.pairs() == [Pair("c", "d", "correction")]


def test_the_export_has_a_correction_instead_of_what_it_corrects() -> None:
    corrections = [Pair("L'été.", "The summer.", "correction")]
    remembered = [Pair("L’été.", "Summer.", "engine"), Pair("b", "c", "engine")]
    assert list(merged(corrections, remembered)) == [corrections[0], remembered[1]]


@pytest.mark.parametrize("damage", ["corrupt", "schema"])
def test_corrections_that_cannot_be_read_stop_the_work(tmp_path: Path, damage: str) -> None:
    corrections = Corrections(tmp_path)
    corrections.add([Pair("a", "b")])
    if damage == "corrupt":
        corrections.path.write_bytes(b"no database" * 1000)
    else:
        with sqlite3.connect(corrections.path) as connection:
            connection.execute("pragma user_version = 99")
        connection.close()
    with pytest.raises(InputError, match="Move the file away"):
        corrections.find(["a"])
