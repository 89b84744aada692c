"""One English word or two for a French one: ``glosses.tsv.gz``, made by ``training/resources/glosses.py``."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

from dipx.checks.dictionary import key
from dipx.checks.vocabulary import is_english


def gloss(french: str) -> str | None:
    """The English of a French word in small letters, in this very form."""
    return _glosses().get(french)


def in_form(english: str, french: str) -> str:
    """A singular's English, with the plural's ending where the French has one and English has such a word."""
    if english.endswith("s") or key(french) == french.lower():
        return english
    many = re.sub(r"(?<=[^aeiou])y$", "ie", english) + ("es" if re.search(r"(?:[sx]|[cs]h)$", english) else "s")
    return many if is_english(many.split()[-1].lower()) else english


@cache
def _glosses() -> dict[str, str]:
    packed = files("dipx.checks").joinpath("glosses.tsv.gz").read_bytes()
    return dict(line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())
