"""A set phrase alone on a line asks no model; within a sentence it is the model's, but for calls in quotation marks."""

from __future__ import annotations

import pytest

from dipx.document import Hypothesis, Segment
from dipx.options import Decoding
from dipx.translation.set_phrases import in_english, with_calls
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Cordialement,", "Kind regards,"),
        ("cordialement", "kind regards"),
        ("Bonne année\u00a0!", "Happy New Year!"),
        ("À bientôt…", "See you soon..."),
        ("D’avance.", "In advance."),
        ("- Bonne soirée, ", "- Have a nice evening,"),
        ("Mesdames, messieurs,", "Ladies and gentlemen,"),
        ("Bonjour !", "Hello!"),
        ("« Bonjour ! »", '"Hello!"'),
        ("Bonne chance", "Good luck"),
        ("Au secours !!", "Help!!"),
        ("« merci »", '"thank you"'),
        ("Salut, ça va ?", "Hi, how are you?"),
        ("« L’horreur »", None),
        ("Chapeau", None),  # without its mark, something to wear
        ("Bonjour tristesse", None),
        ("« Bonjour à tous »", '"Hello everyone"'),
        ("*Cordialement,*", "*Kind regards,*"),
        ("(Rires)", "(Laughter)"),
        ("(Rires", None),
        ("Petit à petit, la ville change.", None),
        ("Bonjour Anne,", None),
        ("« Bisous »", '"Kisses"'),
        ("Bonjour. Merci.", None),
        ("", None),
        ("-", None),
    ],
)
def test_set_phrases(french: str, english: str | None) -> None:
    assert in_english(french) == english


@pytest.mark.parametrize(
    ("french", "made", "right"),
    [
        ("« Bonjour ! », dit-il.", '"Bonllo!," he says.', '"Hello!" he says.'),
        ("« Merci », a-t-elle dit.", '"Merci," she said.', '"Thank you," she said.'),
        (
            "Elle a crié « Au secours ! » et « À l'aide ! ».",
            'She shouted "All!" and "A!".',
            'She shouted "Help!" and "Help!".',
        ),
        ("Il a dit « merci » au « patron ».", 'He "thanked" the "boss".', 'He "thanked" the "boss".'),
        # A quotation that ends elsewhere or says more; words of the sentence itself.
        (
            "« Oui » dit-il, « non » dit-elle.",
            '"Yes\', he says, "no\', she says".',
            '"Yes\', he says, "no\', she says".',
        ),
        (
            "Cela fait « aïe ». Puis rien.",
            '"It hurts. Then nothing comes at all."',
            '"It hurts. Then nothing comes at all."',
        ),
        (
            "Il n'est « pas question » de payer.",
            'There is "no question" of paying.',
            'There is "no question" of paying.',
        ),
        ("« Bonjour ! », dit-il.", "He says hello.", "He says hello."),
        ("« La vie ! », dit-il.", '"Life!" he says.', '"Life!" he says.'),
    ],
)
def test_a_call_in_quotation_marks(french: str, made: str, right: str) -> None:
    assert with_calls(made, french) == right
    assert with_calls(right, french) == right


def test_they_ask_nobody() -> None:
    engine = Scripted(lambda asked, decoding: Hypothesis("wrong"))
    (made,) = translate_segments([Segment("JOYEUX NOËL !", 0, 13, 0)], engine, Decoding())
    assert (made.target, made.findings, engine.asked) == ("Merry Christmas!", (), [])
