"""Countries and peoples that only the English speaks of: « échanges amicaux », "American trade"."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dipx.checks.words import fold, stems, tokens


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
    text = files("dipx.checks").joinpath("nations.tsv").read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            english, _, french = line.partition("\t")
            alike = {fold(word)[:4] for word in english.split()}
            found |= dict.fromkeys(english.split(), frozenset(alike.union(french.split())))
    return found
