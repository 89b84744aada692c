"""A call that opens a sentence, without its quotation marks for the model and with them for the reader."""

from __future__ import annotations

import pytest

from dipx.translation.capitals import for_model
from dipx.translation.opening_calls import with_marks


@pytest.mark.parametrize(
    ("french", "shown", "made", "right"),
    [
        (
            "« Sortez d'ici ! », a-t-il crié.",
            "Sortez d'ici ! a-t-il crié.",
            "Get out of here. He shouted.",
            '"Get out of here!" he shouted.',
        ),
        (
            "« Merci la France ! », dit Léa.",
            "Merci la France ! dit Léa.",
            "Thanks France! Léa said.",
            '"Thanks France!" Léa said.',
        ),
        ("« Qui va payer ? », dit-il.", "Qui va payer ? dit-il.", "Who will pay? He says.", '"Who will pay?" he says.'),
        ("« Oui ! », dit-il.", "Oui ! dit-il.", "Yes, he says.", '"Yes," he says.'),
        ("« Oui ! », dit M. Roux.", "Oui ! dit M. Roux.", "Yes! Mr. Roux says.", '"Yes!" Mr. Roux says.'),
        ("« Oui ! », dit-il.", "Oui ! dit-il.", '"Yes!" he says.', '"Yes!" he says.'),
    ],
)
def test_marks_go_and_come_back(french: str, shown: str, made: str, right: str) -> None:
    assert for_model(french) == shown
    assert with_marks(made, french) == right
    assert with_marks(right, french) == right


@pytest.mark.parametrize(
    ("french", "made"),
    [
        ("« Que c'est drôle ! » dit le diable. Il rit.", "The devil said this was fun. He laughs."),
        ("« Pourquoi le Japon ? » dit-elle.", "Why Japan, of all places?"),
    ],
)
def test_no_marks_where_the_call_is_not_found(french: str, made: str) -> None:
    assert with_marks(made, french) == made


@pytest.mark.parametrize(
    "french",
    [
        "« Oui », dit-il.",
        "« Oui ! » et « Non ! », disent-ils.",
        "« Oui ! » Marie part.",
        "« Je ne sais pas du tout qui va payer cela un jour ! », dit-il.",
    ],
)
def test_other_quotations_keep_theirs(french: str) -> None:
    assert for_model(french).count('"') == french.count("«") * 2
