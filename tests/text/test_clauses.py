"""Sentences in halves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dipx.text.clauses import halves


@given(st.text(min_size=2).filter(lambda text: text.strip()))
def test_halves_lose_no_letter(text: str) -> None:
    assert "".join("".join(halves(text)).split()) == "".join(text.split())
