"""``src/dipx/checks/exonyms_cldr.tsv``: French names of territories and cities that English writes otherwise.

    python -m training.resources.exonyms

Made of the Unicode CLDR (Unicode licence v3) as the package Babel carries it: territories, and cities of time zones.
Names that the check recognizes without help (Ukraine, Madrid) are left out. The hand-written list beside it,
``exonyms.tsv``, has persons, peoples and what a newsroom needs besides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel import __version__ as babel_version

from dipx.checks.exonyms import common_words
from dipx.checks.names import is_alike
from dipx.text.words import fold

OUT = Path(__file__).parents[2] / "src/dipx/checks/exonyms_cldr.tsv"
WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 3  # letters: the check does not look at shorter words


def pairs() -> Iterator[tuple[str, str]]:
    """French and English names of the same place."""
    french, english = Locale("fr"), Locale("en")
    for code, name in french.territories.items():
        yield name, english.territories.get(code, name)
    for zone, names in french.time_zones.items():
        if "city" in names:
            other = english.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            yield names["city"], other


def table() -> dict[str, list[str]]:
    """Each capitalized French word to the English words of its names, none of which is like it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for french, english in pairs():
        words = [word for word in WORD.findall(english) if word[0].isupper()]
        for word in WORD.findall(french):
            known = len(word) < SHORTEST or not word[0].isupper() or fold(word) in common_words()
            if words and not known and not any(is_alike(word, other) for other in words):
                found[word] |= dict.fromkeys(words)
    return {word: list(found[word]) for word in sorted(found, key=fold)}


def main() -> None:
    origin = f"Unicode CLDR (Unicode licence v3) by Babel {babel_version}"
    lines = [f"# {origin}; made by python -m training.resources.exonyms.\n"]
    lines += [f"{word}\t{' '.join(english)}\n" for word, english in table().items()]
    OUT.write_text("".join(lines), "utf-8")
    print(f"{len(lines) - 1} names in {OUT.name}")


if __name__ == "__main__":
    main()
