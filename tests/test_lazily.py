"""Values that are made when they are asked for; names that a package hands on."""

from __future__ import annotations

import pytest

from dipx.lazily import Lazily, handed_on


def test_each_value_is_made_once_and_when_asked_for() -> None:
    made: list[str] = []
    table = Lazily(["one", "two"], lambda name: made.append(name) or name.upper())  # type: ignore[func-returns-value]
    assert (list(table), len(table), "one" in table, "three" in table, made) == (["one", "two"], 2, True, False, [])
    assert table["two"] == table["two"] == "TWO"
    assert made == ["two"]
    with pytest.raises(KeyError):
        table["three"]


def test_a_package_hands_on_what_it_names() -> None:
    get = handed_on("dipx.text", {"fold": "words"})
    assert get("fold") is __import__("dipx.text.words", fromlist=["fold"]).fold
    with pytest.raises(AttributeError, match="no attribute 'other'"):
        get("other")
