"""Names that English spells otherwise and a model copied: Valentina Terechkova is Tereshkova, Persée Perseus.

``gazetteer.tsv`` has those that are sure (``training/resources/gazetteer.py``). Only what the English has letter for
letter as the French is replaced: what a model made of a name by itself is for the check ``names`` to judge.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_FIRST = re.compile(r"[A-ZÀ-ÖØ-Þ]\w*")
# A title, or a word with a capital that does not open its sentence.
_BEFORE = re.compile(r"(?:\b(?:M|MM|Mme|Mlle|Dr|Mgr|Me|St|Ste)\.?|(?<=[^\s.!?:;«\"“(] )[A-ZÀ-ÖØ-Þ][\w.'’-]*) $")


def with_english_names(text: str, source: str) -> str:
    """The English with such names of ``source`` as English spells them. Idempotent."""
    known = _gazetteer()
    for match in _FIRST.finditer(source):
        for french, english in known.get(match[0], ()):
            if french in text and _stands(french, source, match.start()) and not _whole(english).search(text):
                text = _whole(french).sub(english, text)
                break
    return text


def _stands(name: str, source: str, start: int) -> bool:
    """Whether the name is there, and is no part of a longer one: Victoire is Victoria, Victoire Dupont is not."""
    found = _whole(name).match(source, start)
    if found is None or " " in name:
        return found is not None
    return not (_BEFORE.search(source, 0, start) or _FIRST.match(source[found.end() :].removeprefix(" ")))


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


@cache
def _gazetteer() -> dict[str, tuple[tuple[str, str], ...]]:
    """By the first word the names and their English, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in files("dipx.translation").joinpath("gazetteer.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            french, english = line.split("\t")
            found.setdefault(_FIRST.match(french)[0], []).append((french, english))  # type: ignore[index]
    return {first: tuple(sorted(names, key=lambda pair: -len(pair[0]))) for first, names in found.items()}
