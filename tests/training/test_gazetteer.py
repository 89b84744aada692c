"""What the gazetteer's recipe lets through."""

from __future__ import annotations

import re

import pytest
from training.resources.gazetteer_sift import denied, is_french_spelling, read

from dipx.checks.lists import rows

NAMES = dict(line.split("\t") for line in rows("gazetteer.tsv", "dipx.translation"))


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Anton Tchekhov", "Anton Chekhov"),
        ("Todor Jivkov", "Todor Zhivkov"),
        ("Ilia Frank", "Ilya Frank"),
        ("Anne de Bohême", "Anne of Bohemia"),
        ("Laurel et Hardy", "Laurel and Hardy"),
    ],
)
def test_what_french_spells_otherwise(french: str, english: str) -> None:
    assert is_french_spelling(french, english)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Alfons Mucha", "Alphonse Mucha"),
        ("Adam von Bartsch", "Adam Bartsch"),
        ("Carlyle Group", "The Carlyle Group"),
        ("Kiron Kher", "Kirron Kher"),
        ("Walter de Cronberg", "Walter von Cronberg"),
    ],
)
def test_what_is_no_matter_of_french(french: str, english: str) -> None:
    assert not is_french_spelling(french, english)


def test_other_titles_deny_a_single_word() -> None:
    found = [
        ("Barbade", "Barbuda", True),
        ("Histoire de la Barbade", "History of Barbados", False),
        ("Parme", "Parma", True),
        ("Duché de Parme", "Duchy of Parma", False),
    ]
    assert denied(found, {"Barbade": "Barbuda", "Parme": "Parma", "Vicence": "Vicenza"}) == {"Barbade"}


def test_the_list_is_as_its_reader_left_it() -> None:
    refused, kept = read()
    assert len(refused) > 200 and len(kept) > 20
    assert refused.isdisjoint(NAMES)
    assert kept <= NAMES.keys()


def test_every_name_can_be_found() -> None:
    assert all(re.match(r"[A-ZÀ-Þ]", name) and not name.startswith("L'") for name in NAMES)


def test_no_name_is_an_article_of_an_encyclopedia() -> None:
    assert not [name for name in NAMES if re.match(r"\w+ en |(?:Provinces|Régions|Duché|Ordre|Tribu|Rallye) ", name)]
