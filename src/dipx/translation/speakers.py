"""Who speaks, in captions: « ANNE : Attends ! », of which a model makes "YEAR: Wait!"."""

from __future__ import annotations

import re

from dipx.checks.exonyms import common_words
from dipx.checks.name_lists import WORD, is_given_name, surnames
from dipx.text.words import folded

_SPEAKER = re.compile(
    r"(?P<who>(?:[-–—] ?)?[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'-]{1,20}(?: [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'-]{1,20})?) ?: (?=\S)"
)


def speaker(text: str) -> tuple[str, str]:
    """The name in capitals and the colon that a text begins with, as they are, and in English: ``ANNE :``, ``ANNE:``.

    Two empty texts where it begins with none, or with what may be a word (JOURNALISTE, NOTE).
    """
    found = _SPEAKER.match(text)
    if found is None or not all(map(_is_name, WORD.findall(found["who"]))):
        return "", ""
    return found[0], f"{found['who']}: "


def _is_name(word: str) -> bool:
    return is_given_name(word) or (folded(word) in surnames() and folded(word) not in common_words())
