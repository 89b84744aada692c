"""How the dictionary of rare words, the glosses and the English words are made of dictionaries, lists and pairs."""

from __future__ import annotations

from collections import Counter

import pytest
from training.resources import dictionary, vocabulary
from training.resources.dictionary import bare, meanings, rows, seen
from training.resources.glosses import forms, glosses

from dipx.checks.dictionary import lookup
from dipx.checks.vocabulary import places

ENTRIES = [
    ("le lavoir", "the washhouse"),
    ("lavoirs", "washhouses"),
    ("laver", "to wash"),
    ("glaner", "to glean"),
    ("glaner", "to gather"),
    ("grappiller", "to gather"),
    ("grappiller", "to pick up"),
    ("muséal", "of museums"),
    ("tour de main", "knack"),
]
PAIRS = [("Le lavoir est vieux.", "The washhouse stands by the brook.")] * 3 + [("Il lave.", "He washes.")] * 600


def _made(pairs: list[tuple[str, str]]) -> dict[str, tuple[list[str], set[str]]]:
    known = meanings(ENTRIES)
    forms = {"lavoir": {"lavoir"}, "glaner": {"glaner"}}
    return {french: (shown, found) for french, shown, found in rows(known, seen(pairs, known.keys()), forms)}


@pytest.mark.parametrize(
    ("english", "said"),
    [("to wash", "wash"), ("it was being washed", "washed"), ("(rare) the lock [canal]", "lock"), ("some", "some")],
)
def test_an_entry_is_bared(english: str, said: str) -> None:
    assert bare(english) == said


def test_meanings_are_of_single_words_and_say_something() -> None:
    found = meanings(ENTRIES)
    assert set(found["lavoir"]) == {"washhouse", "washhouses"}
    assert "muséal" not in found
    assert not any("tour" in french for french in found)


def test_a_row_shows_each_family_once_and_has_witnesses_of_all_kinds() -> None:
    made = _made(PAIRS)
    shown, witnesses = made["lavoir"]
    assert len(shown) == 1
    assert "washh" in witnesses
    assert "brook" in witnesses  # beside it in the pairs, and nowhere else
    assert "pick" in made["glaner"][1]  # what the dictionaries have beside "gather" for another word


def test_what_the_pairs_have_often_has_no_row() -> None:
    assert "lavoir" not in _made(PAIRS[:3] * dictionary.RARE)


def test_what_translators_say_otherwise_has_no_row() -> None:
    assert "lavoir" not in _made([("Le lavoir est vieux.", "The sink is old.")] * 9)


def test_the_bundled_dictionary_knows_rare_words_alone() -> None:
    known = lookup("buanderie")
    assert known is not None
    assert lookup("buanderies") == known
    assert lookup("gouvernement") is None


def test_a_gloss_is_what_the_translators_say_most() -> None:
    entries = [("glaner", "to gather"), ("glaner", "to glean"), ("lavoir", "sink"), ("radio", "radio")]
    pairs = [("Il va glaner.", "He will glean.")] * 9 + [("Le lavoir est vieux.", "The washhouse is old.")] * 9
    by_key = meanings(entries)
    assert dict(glosses(forms(entries), by_key, seen(pairs, by_key.keys()))) == {"glaner": "glean"}


def test_english_words_are_found_in_their_filter_and_others_hardly() -> None:
    words = vocabulary.listed(["Compère", "NATO", "barge"]) | vocabulary.in_use(
        Counter(), vocabulary.counted(["The reshoring mesures"] * 3 + ["a typo"]), Counter(mesures=4)
    )
    assert words == {"compère", "compere", "barge", "reshoring"}
    bits = vocabulary.bloom(words)
    among = [
        word
        for word in [*words, "penish", "covotu"]
        if all(bits[at >> 3] >> (at & 7) & 1 for at in places(word, 8 * len(bits)))
    ]
    assert set(among) == words
