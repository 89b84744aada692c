"""A set phrase alone on a line asks no model; within a sentence it is the model's."""

from __future__ import annotations

import pytest

from dipx.document import Hypothesis, Segment
from dipx.options import Decoding
from dipx.translation.set_phrases import in_english
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Cordialement,", "Kind regards,"),
        ("cordialement", "kind regards"),
        ("Bonne année\u00a0!", "Happy New Year!"),
        ("À bientôt…", "See you soon…"),
        ("D’avance.", "In advance."),
        ("- Bonne soirée, ", "- Have a nice evening,"),
        ("Mesdames, messieurs,", "Ladies and gentlemen,"),
        ("(Rires)", "(Laughter)"),
        ("(Rires", None),
        ("Petit à petit, la ville change.", None),
        ("Bonjour Anne,", None),
        ("« Bisous »", None),
        ("Bonjour. Merci.", None),
        ("", None),
        ("-", None),
    ],
)
def test_set_phrases(french: str, english: str | None) -> None:
    assert in_english(french) == english


def test_they_ask_nobody() -> None:
    engine = Scripted(lambda asked, decoding: Hypothesis("wrong"))
    (made,) = translate_segments([Segment("JOYEUX NOËL !", 0, 13, 0)], engine, Decoding())
    assert (made.target, made.findings, engine.asked) == ("Merry Christmas!", (), [])
