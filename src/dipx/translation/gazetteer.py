"""Names that English spells otherwise and a model copied: Valentina Terechkova is Tereshkova, Tbilissi Tbilisi.

``gazetteer.tsv`` has those that a program found and a person read (``training/resources/gazetteer.py``). Only what the
English has letter for letter as the French is replaced: what a model made of a name by itself is for the check
``names`` to judge.
"""

from __future__ import annotations

import re
from functools import cache

from dipx.checks.lists import rows

_FIRST = re.compile(r"[A-ZÀ-ÖØ-Þ]\w*")
# A title, or a word with a capital that does not open its sentence, before a name.
_BEFORE = re.compile(r"(?:\b(?:M|MM|Mme|Mlle|Dr|Mgr|Me|St|Ste)\.?|(?<=[^\s.!?:;«\"“(] )[A-ZÀ-ÖØ-Þ][\w.'’-]*) $")
_BACK = 40  # characters before a name that may hold the one or the other
_AFTER = re.compile(r" ?[A-ZÀ-ÖØ-Þ]")


def with_english_names(text: str, source: str) -> str:
    """The English with such names of ``source`` as English spells them. Idempotent.

    A name stays everywhere if one of its occurrences in the source is a part of a longer one.
    """
    known = _gazetteer()
    done = set[str]()
    for match in _FIRST.finditer(source):
        if match[0] in done:
            continue
        done.add(match[0])
        for french, english in known.get(match[0], ()):
            if french in text and _stands(french, source) and not _whole(english).search(text):
                text = _whole(french).sub(english, text)
    return text


def is_in_gazetteer(name: str) -> bool:
    """Whether English spells the whole name otherwise."""
    first = _FIRST.match(name)
    return first is not None and any(french == name for french, _ in _gazetteer().get(first[0], ()))


def _stands(name: str, source: str) -> bool:
    """Whether the name is there, and is never a part of a longer one: Pavie is Pavia, Auguste Pavie is not."""
    found = list(_whole(name).finditer(source))
    return bool(found) and (" " in name or all(_is_free(source, match) for match in found))


def _is_free(source: str, found: re.Match[str]) -> bool:
    before = source[max(0, found.start() - _BACK) : found.start()]
    return not (_BEFORE.search(before) or _AFTER.match(source, found.end()))


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


@cache
def _gazetteer() -> dict[str, tuple[tuple[str, str], ...]]:
    """By the first word the names and their English, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in rows("gazetteer.tsv", "dipx.translation"):
        french, english = line.split("\t")
        found.setdefault(_FIRST.match(french)[0], []).append((french, english))  # type: ignore[index]
    return {first: tuple(sorted(names, key=lambda pair: -len(pair[0]))) for first, names in found.items()}
