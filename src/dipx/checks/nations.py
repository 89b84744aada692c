"""Countries and peoples that only the English speaks of: « échanges amicaux », "American trade"."""

from __future__ import annotations

from functools import cache

from dipx.checks.lists import rows
from dipx.text.words import stems, tokens


def invented(source: str, target: str) -> list[str]:
    """The nations' words of the target that have no counterpart in the source, in order, each once.

    A people may stand for its country, a capital for its government and a nickname for either (*outre-Rhin*).
    """
    known = nations()
    new = [word for word in dict.fromkeys(tokens(target)) if word in known]
    return [word for word in new if not known[word] & stems(source)] if new else []


@cache
def nations() -> dict[str, frozenset[str]]:
    """An English word to the beginnings of the French ones that it may stand for."""
    found: dict[str, frozenset[str]] = {}
    for row in rows("nations.tsv"):
        english, _, french = row.partition("\t")
        found |= dict.fromkeys(english.split(), stems(english).union(french.split()))
    return found
