"""Idioms as plain French, for the model's eyes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.text.idioms import _lines, _row, plain_words


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Le conducteur a pris la fuite.", "Le conducteur a fui."),
        ("Prenant la fuite, il a heurté un mur.", "Fuyant, il a heurté un mur."),
        ("Les Bleus se sont lourdement inclinés 3-1.", "Les Bleus ont lourdement perdu 3-1."),
        ("Les deux hommes ont été écroués.", "Les deux hommes ont été emprisonnés."),
        ("La piétonne a été heurtée de plein fouet.", "La piétonne a été heurtée très violemment."),
        ("Elle s’est inclinée en finale.", "Elle a perdu en finale."),
        ("Ils ont d'ailleurs fait volte-face.", "Ils ont d'ailleurs changé d'avis."),
        ("Le maire a soudain fait volte-face.", "Le maire a soudain changé d'avis."),
        ("Cette volte-face surprend.", "Cette changement d'avis surprend."),
        ("La salle est pleine : du jamais-vu.", "La salle est pleine : sans précédent."),
        ("Les Gilets jaunes défilent.", "Les yellow vests défilent."),
        ("Des pluies jamais vues depuis un siècle.", "Des pluies sans précédent depuis un siècle."),
    ],
)
def test_an_idiom_becomes_plain(said: str, plain: str) -> None:
    assert plain_words(said) == plain
    assert plain_words(plain) == plain


@pytest.mark.parametrize(
    "said",
    [
        "Il s'est incliné devant sa tombe.",
        "Une fuite d'eau.",
        "Il a pris la fuite-éclair.",
        "Je ne l'ai jamais vu depuis.",
    ],
)
def test_other_senses_stay(said: str) -> None:
    assert plain_words(said) == said


def test_each_row_says_what_to_say_instead() -> None:
    rows = {_row(line) for found in _lines().values() for line in found}
    assert len(rows) > 50
    for row in rows:
        for form in row.forms.values():
            plain = plain_words(f"{row.plain[0]}{form}{row.plain[1]}".replace("_ ", "").replace("~", "é").strip())
            assert plain_words(plain) == plain


@given(st.text(alphabet="prendlafuites'é 31-", max_size=60))
def test_is_idempotent(text: str) -> None:
    assert plain_words(plain_words(text)) == plain_words(text)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Le gouvernement fait marche arrière.", "Le gouvernement change d'avis."),
        ("Le maire a finalement fait marche arrière.", "Le maire a finalement changé d'avis."),
        ("La voiture a fait marche arrière.", "La voiture a fait marche arrière."),
    ],
)
def test_who_turns_back_changes_his_mind_unless_he_drives(said: str, plain: str) -> None:
    assert plain_words(said) == plain
