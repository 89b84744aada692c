"""Sentences for words: what a lexicon or a list of names has alone is also seen where such words stand.

The frames are in ``frames.tsv``, made so that no word before the slot would have to change with it.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

Pair = tuple[str, str]

FRAMED = 0.5  # of the pairs; the others stay alone, as headings and cells have them
LONGEST = 6  # words of what goes into a frame
_FRENCH_ARTICLE = re.compile(r"(?:le|la|les|un|une|ce|cet|cette|ces|leurs?|ses|son|sa|mes|nos|vos) |l'", re.I)
_ENGLISH_ARTICLE = re.compile(r"(?:the|an?|this|that|these|those|their|his|her|its|my|our|your) ", re.I)


def kind_of(pair: Pair) -> str:
    """``noun`` for what has its article in both languages, ``name`` for capitals in both, ``term`` for the rest."""
    french, english = pair
    if _FRENCH_ARTICLE.match(french) and _ENGLISH_ARTICLE.match(english):
        return "noun"
    return "name" if french[:1].isupper() and english[:1].isupper() else "term"


def framed(pair: Pair, rng: Random) -> Pair:
    """The pair within a sentence of its kind. One that is a sentence itself stays as it is."""
    if max(len(side.split()) for side in pair) > LONGEST or pair[0].rstrip().endswith((".", "!", "?")):
        return pair
    french, english = rng.choice(_frames()[kind_of(pair)])
    return _filled(french, pair[0]), _filled(english, pair[1])


def _filled(frame: str, text: str) -> str:
    made = frame.replace("{}", text)
    return made[:1].upper() + made[1:]


@functools.cache
def _frames() -> dict[str, tuple[Pair, ...]]:
    lines = Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if "\t" in line and not line.startswith("#")]
    return {
        kind: tuple((ours, theirs) for one, ours, theirs in rows if one == kind) for kind in ("noun", "name", "term")
    }
