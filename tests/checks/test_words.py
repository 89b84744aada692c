"""The second opinion on rare words, with rows made by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dipx.checks import dictionary
from dipx.checks.dictionary import english_stem, key, lookup
from dipx.checks.words import check, missing

ROWS = {
    "lavoir": "washhouse|wash place\tlaund publi wash washh",
    "glaneuse": "gleaner\tgathe glean",
    "écrin": "jewel case|setting\tbox case jewel set",
}


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    dictionary._row.cache_clear()
    monkeypatch.setattr(dictionary, "_lines", lambda: ROWS)
    yield
    dictionary._row.cache_clear()


@pytest.mark.parametrize("form", ["lavoir", "lavoirs", "glaneuses"])
def test_a_plural_has_the_row_of_its_singular(form: str) -> None:
    assert lookup(form) is not None


def test_the_words_are_named_with_what_the_dictionary_says() -> None:
    finding = check("Le lavoir et deux glaneuses.", "The sink and two ice creams.")
    assert finding is not None
    assert finding.severity == "note"
    assert finding.message == "Not found in the translation: lavoir (washhouse, wash place), glaneuses (gleaner)."


@pytest.mark.parametrize(
    "target",
    [
        "The washhouse is old.",  # the dictionary's own
        "The public place is old.",  # what stands beside it in human translations
        "The laundries are old.",  # another form
        "The lavoirium is old.",  # a lookalike that is not the word itself
    ],
)
def test_a_witness_is_enough(target: str) -> None:
    assert check("Le lavoir est vieux.", target) is None


def test_what_was_left_in_french_is_no_witness() -> None:
    assert check("Le lavoir est vieux.", "The lavoir is old.") is not None


@pytest.mark.parametrize("source", ["Le Lavoir est vieux.", "Un bateau-lavoir.", "Sur lavoir.fr", "LE LAVOIR"])
def test_names_compounds_and_addresses_are_not_looked_up(source: str) -> None:
    assert missing(source, "Something else.") == []


def test_an_elision_hides_no_word() -> None:
    source = "Dans l'écrin, rien."
    (lost,) = missing(source, "In the screen, nothing.")
    assert lost.word == "écrin"


@pytest.mark.parametrize(
    ("one", "other"),
    [("laundry", "laundries"), ("steal", "stealing"), ("rob", "robbed"), ("bake", "baked"), ("wolf's", "wolf")],
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert english_stem(one) == english_stem(other)


def test_a_short_word_keeps_its_s() -> None:
    assert key("bris") == "bris"
