"""The selector: what it looks at."""

from __future__ import annotations

import pytest

from dipx.bullets.selector import dangles, features, load_weights, vectorize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She's quietly fighting back.", True),
        ("Macron also met the unions.", True),
        ("In Paris, we met the unions.", True),
        ('"We met the unions," Macron said.', False),
        ("Macron met the unions.", False),
        ("", False),
    ],
)
def test_what_needs_another_sentence(text: str, expected: bool) -> None:
    assert dangles(text) == expected


def test_every_weight_has_its_feature() -> None:
    (row,) = features(["The vote was lost."], [0], None, vectorize(["The vote was lost."]))
    assert set(load_weights().values) == set(row)
