"""Who speaks, in captions: « ANNE : Attends ! », of which a model makes "YEAR: Wait!"."""

from __future__ import annotations

import re

from dipx.checks.exonyms import common_words
from dipx.checks.name_lists import WORD, is_given_name, surnames
from dipx.text.words import folded

_ONE = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'-]{1,20}"
_PARTICLE = r"(?:D[EU]S?|L[AE]|VAN|VON|DE[RN]|D[AI]|EL|BEN)"
_TITLES = {"M.": "Mr.", "Mme": "Mrs", "Mlle": "Miss", "Dr": "Dr."}  # as the bundled model writes them
_SPEAKER = re.compile(
    rf"(?P<dash>(?:[-–—] ?)?)(?:(?P<title>{'|'.join(map(re.escape, _TITLES))}) )?"
    rf"(?P<who>(?:{_PARTICLE} )?{_ONE}(?:(?: {_PARTICLE}){{0,2}} {_ONE}){{0,2}}) ?: (?=\S)"
)
_PARTICLES = re.compile(rf"(?<![^ ]){_PARTICLE}(?= )")


def speaker(text: str) -> tuple[str, str]:
    """The name in capitals and the colon that a text begins with, as they are, and in English: ``ANNE :``, ``ANNE:``.

    Two empty texts where it begins with none, or with what may be a word (JOURNALISTE, NOTE).
    """
    found = _SPEAKER.match(text)
    if found is None:
        return "", ""
    first, *more = WORD.findall(_PARTICLES.sub("", found["who"]))
    has_title = found["title"] is not None
    # Of CHARLES DE GAULLE nobody is called Gaulle alone, nor Pen of Mme LE PEN.
    is_noble = _PARTICLES.search(found["who"]) is not None
    if not _is_name(first, is_noble=has_title) or not all(_is_name(word, is_noble=is_noble) for word in more):
        return "", ""
    title = f"{_TITLES[found['title']]} " if found["title"] else ""
    return found[0], f"{found['dash']}{title}{found['who']}: "


def _is_name(word: str, *, is_noble: bool = False) -> bool:
    if is_given_name(word):
        return True
    return (is_noble or folded(word) in surnames()) and folded(word) not in common_words()
