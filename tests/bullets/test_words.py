"""Numbers and names of a sentence."""

from __future__ import annotations

from dipx.bullets.words import amounts, names, numbers


def test_numbers_and_names() -> None:
    assert numbers("1,500 of two million, $3.5") == ["1500", "3.5", "$", "2", "million"]
    assert names("Mr. Dupont met the EU's envoy. Officials said Paris agreed.") == ["Dupont", "EU", "Paris"]


def test_amounts_have_their_sign_and_scale() -> None:
    assert amounts("$5 and €3.5 billion, 1,500 of 2 million") == ["$5", "€3.5 billion", "1500", "2 million"]
    assert amounts("5 dollars, EUR 46 million, £2m, 12bn euros") == ["$5", "€46 million", "£2 million", "€12 billion"]
    assert amounts("25 percent, 25 %, 25%, 25 per cent") == ["%25"] * 4
    assert amounts("a tower of 12 m, May 4") == ["12", "4"]
