"""Letters that were damaged on their way: repaired where it is sure, told where not, and right text is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dipx.text.damage import mended, traces, windows_signs
from dipx.text.normalize import normalize

TEXT = "Réélu à l’unanimité, le maire de Besançon a dit : « C’est l’œuvre d’un cœur… » Où ? À Évry, pour 50 € l’été."
WORDS = st.lists(st.sampled_from(TEXT.split()) | st.text("éèàçêîôûÉÀŒœ’«»–…€ abc", min_size=1, max_size=9), min_size=1)


def _seen_in(raw: bytes, encoding: str) -> str:
    """The bytes in an encoding, those that it has no sign for as control characters."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in raw)


@pytest.mark.parametrize("view", ["cp1252", "latin-1", "mac_roman", "cp850", "cp437"])
@given(words=WORDS)
def test_utf8_that_was_read_in_another_encoding(view: str, words: list[str]) -> None:
    text = " ".join(words)
    assume(mended(text) == (text, 0))  # what looks damaged is none that was right
    assert mended(_seen_in(text.encode(), view))[0] == text
    twice = _seen_in(_seen_in(text.encode(), "cp1252").encode(), "cp1252")
    assert mended(twice)[0] == text


@pytest.mark.parametrize(("was", "read_as"), [("mac_roman", "cp1252"), ("mac_roman", "latin-1"), ("cp1252", "latin-1")])
def test_one_encoding_that_was_read_as_another(was: str, read_as: str) -> None:
    assert mended(_seen_in(TEXT.encode(was), read_as))[0] == TEXT


def test_dos_letters_that_were_read_as_windows_letters() -> None:
    text = "Le préfet de Besançon a été réélu, déjà, à l'unanimité : « ça suffit »."
    assert mended(_seen_in(text.encode("cp850"), "cp1252"))[0] == text


@pytest.mark.parametrize(
    ("damaged", "text", "places"),
    [
        ("Ã l'unanimitÃ©", "à l'unanimité", 2),
        ("Lâ€™Ã‰tat", "L’État", 2),
        ("dÃ©jÃ\xa0 vu Ã  Nice", "déjà vu à Nice", 3),
        ("ðŸ˜€ super", "😀 super", 1),
        ("Â«Â FiniÂ Â», dit-ilÂ : 3Â 000Â â‚¬", "« Fini », dit-il : 3 000 €", 8),
        ("un prŽsident ŽlÕu", "un président él’u", 3),
        ("L\x92\x9cuvre\x85 50 \x80", "L’œuvre… 50 €", 4),
        ("« fini\x85 » dit\x97il", "« fini… » dit—il", 2),
        ("\x81", "\x81", 0),
    ],
)
def test_repaired(damaged: str, text: str, places: int) -> None:
    assert mended(damaged) == (text, places)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "écrasé»«Ils",
        "SÃO PAULO, Ângela et Åse Ødegård à Łódź, Škoda de Žižkov",
        "√2 ≈ 1,41 et ├── racine",
        "âgé – « Â » est une lettre, Ö aussi",
        '«Â » et "Â", ou Â et É, É,Â',
        "Dvořák, Čapek, İzmir, Türkeş ‚ainsi‘ „so“",
        "€50™ ®©° n° 5 ½ ¼",
        "une ligne.\x85Une autre.\x85",
        unicodedata.normalize("NFD", "Près du lycée, les élèves étaient là, l’été déjà."),
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert mended(text) == (text, 0)
    assert not traces(text)


@given(st.text() | WORDS.map(" ".join))
@example("Â\x83û")
def test_what_is_repaired_needs_no_repair(text: str) -> None:
    assert mended(mended(text)[0]) == (mended(text)[0], 0)
    assert len(windows_signs(text)) == len(text)


def test_the_model_sees_the_repaired_text() -> None:
    assert normalize("L\x92Ã©tÃ©\x85") == "L'été..."
    assert normalize("a\x81b") == "ab"


def test_traces_are_the_words_that_nothing_repairs() -> None:
    assert traces("Le pr\ufffdfet d?missionne, dit BesanÃ§on. Viens-tu ?") == ["pr\ufffdfet", "d?missionne,"]
