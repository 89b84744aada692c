"""Bytes are the French's octets: 2 Mo is 2 MB, whatever a model makes of it."""

from __future__ import annotations

import pytest

from dipx.translation.codes import in_english_bytes
from dipx.translation.touch_up import touched_up


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("2 Mo", "2 MB"),
        ("1,5 To", "1.5 TB"),
        ("500 ko", "500 kB"),
        ("25 Ko", "25 kB"),
        ("1\u00a0000 Go", "1,000 GB"),
    ],
)
def test_bytes_in_english(french: str, english: str) -> None:
    assert in_english_bytes(french) == english


def test_what_is_left_in_french_letters_is_set_right() -> None:
    assert touched_up("The key is 2 Mo.", "La clé fait 2 Mo.") == "The key is 2 MB."
    assert touched_up("100 Mo/s", "100 Mo/s") == "100 MB/s"
    assert touched_up("Mo Farah, 12 Mo.", "Mo Farah a 12 ans.") == "Mo Farah, 12 Mo."
