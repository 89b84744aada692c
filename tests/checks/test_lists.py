"""The lists by hand: every name stands in one place."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from dipx.checks.kept_names import mangled
from dipx.checks.lists import rows
from dipx.checks.name_lists import articled, hyphened, towns
from dipx.text.words import fold

_LISTS = [
    (package, entry.name)
    for package in ("dipx.checks", "dipx.translation", "dipx.text")
    for entry in files(package).iterdir()
    if entry.name.endswith((".tsv", ".txt"))
]
_OF_KINDS = {"kept_names.tsv", "kinds.tsv", "phrases.tsv", "measures.tsv"}  # a row's first cell is a kind


def _kept_names() -> list[str]:
    listed = (name for row in rows("kept_names.tsv") for name in row.split("\t")[1].split(", "))
    return [name.removeprefix("?").partition("=")[0] for name in listed]


def _places() -> list[str]:
    return [name.partition("=")[0] for row in rows("places.txt", "dipx.translation") for name in row.split(", ")]


def _keys(package: str, name: str) -> list[str]:
    if name == "places.txt":
        return _places()
    if name == "nations.tsv":
        return [word for row in rows(name, package) for word in row.split("\t")[0].split()]
    return [row.split("\t")[0] for row in rows(name, package)]


def _twice(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


@pytest.mark.parametrize(("package", "name"), [each for each in _LISTS if each[1] not in _OF_KINDS])
def test_no_key_stands_twice(package: str, name: str) -> None:
    assert len(_LISTS) > 12
    assert _twice(_keys(package, name)) == []


def test_no_kept_name_stands_twice() -> None:
    assert _twice([fold(name) for name in _kept_names()]) == []


def test_no_town_stands_in_both_lists() -> None:
    assert set(towns()).isdisjoint(_places())


def test_no_acronym_stands_among_the_names() -> None:
    exonyms = _keys("dipx.checks", "exonyms.tsv")
    assert set(exonyms).isdisjoint(_keys("dipx.checks", "acronyms.tsv"))
    assert not any(name.isupper() for name in exonyms)


def test_towns_and_their_articles() -> None:
    assert {"Le Havre", "Lens", "Saint-Denis", "Les Lilas"} <= set(towns())
    assert (articled()["Havre"], articled()["Herbiers"]) == ("Le", "Les")
    assert "Bourget" not in articled()
    assert {"Saint-Denis", "Roche-sur-Yon", "Loire-Atlantique"} <= hyphened()


def test_an_accent_that_the_list_lacks_makes_another_word() -> None:
    assert mangled("Marié depuis dix ans", "Married for ten years") == []
    assert [found.name for found in mangled("Herve est là", "He is here")] == ["Herve"]
