"""Which language a text is in, and which texts need word links: a few words are as hard as they are common."""

from __future__ import annotations

import pytest

from dipx.serve.languages import Detected, detected
from dipx.serve.texts import TextFormat, needs_links, read


@pytest.mark.parametrize(
    ("text", "language", "least", "most"),
    [
        ("le", "fr", 60, 95),  # a small word decides
        ("the", "en", 60, 95),
        ("but", "en", 50, 80),  # letters say French
        ("Le président", "fr", 95, 100),
        ("I'm here", "en", 90, 100),
        ("auto", "fr", 50, 70),
        ("Paris", "fr", 50, 50),  # nothing decides: French, and hardly so
        ("train", "fr", 50, 50),
        ("a", "fr", 50, 50),
        ("car", "fr", 50, 50),
        ("OK", "fr", 50, 50),
        ("hello world", "en", 80, 100),
        ("Résultats sportifs", "fr", 80, 100),  # letters say Catalan or Occitan nearly as loud
        ("Transport ferroviaire", "fr", 60, 100),
        ("Grève SNCF", "fr", 80, 100),
        ("Real Madrid - Barcelona", "en", 50, 80),  # names are of no language
        ("東京", "zh", 50, 100),  # no Latin letter: neither French nor English
        ("Москва", "ru", 90, 100),
    ],
)
def test_a_few_words(text: str, language: str, least: float, most: float) -> None:
    found = detected(text)
    assert found[0].language == language
    assert least <= found[0].confidence <= most
    assert sum(each.confidence for each in found) == pytest.approx(100, abs=2)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El presidente anunció la reforma.", "es"),  # or Catalan: surely no French
        ("Dove si trova la biblioteca?", "it"),
        ("Bom dia a todos", "pt"),
        ("Bon dia a tothom", "ca"),
        ("Lo president a anonciat la reforma.", "oc"),
        ("Unde este biblioteca?", "ro"),  # or Spanish, or Portuguese
        ("Guten Morgen zusammen", "de"),
    ],
)
def test_a_few_words_of_another_language(text: str, language: str) -> None:
    assert detected(text)[0].language == language


@pytest.mark.parametrize("text", ["", " \n", "!!!", "12,5 %", "🙂 🙂", "—"])
def test_without_letters_nothing_is_seen(text: str) -> None:
    assert detected(text) == [Detected("en", 0.0)]


@pytest.mark.parametrize(
    ("text", "format", "needed"),
    [("le chat", "text", False), ("<p>le chat</p>", "html", False), ("<p>le <b>chat</b></p>", "html", True)],
)
def test_links_are_for_markup_amid_a_paragraph(text: str, format: TextFormat, needed: bool) -> None:
    assert needs_links(read(text, format)) is needed
