"""A line that is a set phrase and no more: « Cordialement, » is Kind regards, of which a model without a sentence
around makes "Cordally", of « Petit à petit. » "Little small". ``set_phrases.tsv`` has them."""

from __future__ import annotations

import re
from functools import cache

from dipx.checks.lists import rows
from dipx.text.words import plain

_LINE = re.compile(r"(?P<dash>[-–—] )?(?P<said>[^\W\d_](?:[^\n.!?…:;]{0,40}[^\W\d_])?)(?P<end> ?(?:[.,!?…]{1,3})?)")
_BRACKETS = (("(", ")"), ("[", "]"))


def in_english(text: str) -> str | None:
    """The English of a text that is such a phrase, with its mark and a capital as it had; None for any other text."""
    text = plain(text).strip()
    if (text[:1], text[-1:]) in _BRACKETS:  # a caption's (Rires)
        inner = in_english(text[1:-1])
        return inner and f"{text[0]}{inner}{text[-1]}"
    found = _LINE.fullmatch(text)
    english = _phrases().get(found["said"].lower()) if found else None
    if found is None or english is None:
        return None
    if found["said"][0].islower():
        english = english[0].lower() + english[1:]
    return f"{found['dash'] or ''}{english}{found['end'].strip()}"


@cache
def _phrases() -> dict[str, str]:
    return dict(line.split("\t") for line in rows("set_phrases.tsv", "dipx.translation"))
