"""What people call out, whole or in quotation marks."""

from __future__ import annotations

import pytest

from dipx.translation.utterances import in_english, with_calls


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Bonjour !", "Hello!"),
        ("« Bonjour ! »", '"Hello!"'),
        ("Bonne chance", "Good luck"),
        ("Au secours !!", "Help!!"),
        ("« merci »", '"thank you"'),
        ("Salut, ça va ?", "Hi, how are you?"),
        ("« L’horreur »", None),
        ("Chapeau", None),  # without its mark, something to wear
        ("Bonjour tristesse", None),
    ],
)
def test_a_call_by_itself(french: str, english: str | None) -> None:
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
        ("Il a dit « merci » au « patron ».", 'He "thanked" the "boss".', 'He "thank you" the "boss".'),
        ("« Bonjour ! », dit-il.", "He says hello.", "He says hello."),
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
        ("« La vie ! », dit-il.", '"Life!" he says.', '"Life!" he says.'),
    ],
)
def test_a_call_in_quotation_marks(french: str, made: str, right: str) -> None:
    assert with_calls(made, french) == right
    assert with_calls(right, french) == right
