"""How French words are usually written, whatever their letters here, and which of them are English too.

``casing.txt`` and ``english_too.txt`` are made by ``training/resources/casing.py``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dipx.text.words import fold


def usual_form(word: str) -> str | None:
    """``État`` for ``ETAT``, ``ONU`` for ``Onu``; ``None`` for small letters without accents, or unknown."""
    return _forms().get(fold(word))


def is_name(word: str) -> bool:
    """Whether the word is usually written with a capital."""
    form = usual_form(word)
    return form is not None and form[0].isupper()


def is_english_too(word: str) -> bool:
    """Whether translations often keep the word: restaurant, sport."""
    return word.lower() in _english_too()


@cache
def _forms() -> dict[str, str]:
    return {fold(word): word for word in _lines("casing.txt")}


@cache
def _english_too() -> frozenset[str]:
    return frozenset(_lines("english_too.txt"))


def _lines(name: str) -> list[str]:
    return files("dipx.checks").joinpath(name).read_text(encoding="utf-8").split()
