"""Texts without capitals, and without stops: cut where a reader would, never lost, and said so."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx import formats
from dipx.options import Options
from dipx.reading import prepare
from dipx.text.caseless import ENDLESS, RUN_ON, lacks_capitals
from dipx.text.segmentation import sentences

STOPS = (
    "bonjour à tous. le conseil s'est réuni hier à lyon. m. petit n'a pas répondu, env. 300 personnes l'attendaient. "
    "la suite est connue... dit-on ! qui l'aurait cru ? personne."
)
NO_STOPS = (
    "donc ce matin on est avec les pêcheurs du port et ils nous expliquent que le prix du gazole a doublé en un an "
    "mais les aides promises ne sont toujours pas là alors ils bloquent l'entrée du bassin depuis six heures parce que "
    "pour eux c'est une question de survie voilà on va essayer d'en savoir plus avec leur porte-parole"
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_stops_end_sentences_whatever_follows() -> None:
    assert cut(STOPS) == [
        "bonjour à tous.",
        "le conseil s'est réuni hier à lyon.",
        "m. petit n'a pas répondu, env. 300 personnes l'attendaient.",
        "la suite est connue... dit-on !",
        "qui l'aurait cru ?",
        "personne.",
    ]


def test_the_same_text_with_capitals_is_cut_at_capitals_only() -> None:
    text = "Le prix est de 3 euros env. par kilo selon l'accord. Le Conseil de Lyon a voté. " * 3
    assert not lacks_capitals(text)
    assert len(cut(text)) == 6


def test_without_stops_it_is_cut_by_length_before_what_opens_a_clause() -> None:
    made = cut(NO_STOPS * 4)
    assert max(len(piece.split()) for piece in made) <= RUN_ON
    assert len(made) >= 6
    openers = [piece.split()[0] for piece in made[1:]]
    assert sum(word in {"mais", "alors", "voilà", "donc", "et", "parce"} for word in openers) > len(openers) / 2


def test_no_number_and_no_preposition_is_cut_from_what_follows() -> None:
    made = cut(
        "bonjour à tous le président a annoncé hier que la réforme des retraites sera votée en juin il a évoqué la "
        "grève des cheminots qui dure depuis trois semaines selon la compagnie un train sur deux circulera demain la "
        "bourse de paris a perdu un virgule deux pour cent le prix du pétrole recule à soixante dix dollars le baril"
    )
    assert all(piece.split()[0] not in {"depuis", "hier", "virgule", "pour", "la"} or "a" in piece for piece in made)
    assert any("depuis trois semaines" in piece and "grève" in piece for piece in made)
    assert any("un virgule deux pour cent" in piece for piece in made)
    assert len(made) > 1


def test_capitals_without_any_stop_are_cut_where_no_sentence_is_so_long() -> None:
    text = " ".join(["Le Maire de Lyon parle avec Anne Petit"] * 60)
    assert max(len(piece.split()) for piece in cut(text)) <= RUN_ON
    short = " ".join(["Le Maire de Lyon parle avec Anne Petit"] * (ENDLESS // 8 - 1))
    assert cut(short) == [short]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (STOPS, ["next to no capitals"]),
        (NO_STOPS, ["cut by length"]),
        ("Le conseil s'est réuni hier à Lyon. Le maire n'a pas répondu aux questions des élus.", []),
        ("السلام عليكم ورحمة الله وبركاته. " * 4, []),
    ],
)
def test_the_reading_says_how_sentences_were_found(text: str, said: list[str]) -> None:
    notes = prepare(formats.parse(text), Options(lang="fr")).notes
    assert len(notes) == len(said)
    assert all(word in note for word, note in zip(said, notes, strict=True))


WORDS = st.sampled_from("le maire parle et mais alors hier . , ; 12 m. etc. paris ! ? … « » l'été donc".split())


@given(st.lists(WORDS, min_size=1, max_size=300).map(" ".join))
def test_nothing_is_lost_and_nothing_is_endless(text: str) -> None:
    made = cut(text)
    assert re.sub(r"\s", "", "".join(made)) == re.sub(r"\s", "", text)
    if lacks_capitals(text):
        assert max(len(piece.split()) for piece in made) <= RUN_ON


@pytest.mark.parametrize("end", ["", "a", "1"])
@pytest.mark.parametrize("piece", [". ", "? !", "\n?", "… ", ".\n"])
def test_stops_without_end_are_judged_at_once(piece: str, end: str) -> None:
    started = time.process_time()
    assert not lacks_capitals(piece * 30_000 + end)
    assert time.process_time() - started < 2  # minutes, where each stop begins a search of its own
