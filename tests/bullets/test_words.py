"""Numbers and names of a sentence."""

from __future__ import annotations

from dipx.bullets.words import names, numbers


def test_numbers_and_names() -> None:
    assert numbers("1,500 of two million, $3.5") == ["1500", "3.5", "$", "2", "million"]
    assert names("Mr. Dupont met the EU's envoy. Officials said Paris agreed.") == ["Dupont", "EU", "Paris"]
