"""A French segment that came back as it was."""

from __future__ import annotations

import re

from dipx.checks.untranslated import french_marks
from dipx.checks.words import words
from dipx.document import Finding

_LEAST_WORDS = 3
_LEAST_MARKS = 2


def check(source: str, target: str) -> Finding | None:
    """An error where target and source have the same words and the source is visibly French.

    Names, titles and figures may well be the same in both languages: a source with fewer than two French marks is
    never reported.
    """
    ours, theirs = words(source), words(target)
    if len(ours) < _LEAST_WORDS or ours != theirs:
        return None
    if french_marks(source) < _LEAST_MARKS or re.fullmatch(r"\W*[«\"“].+[»\"”]\W*", source):
        return None
    return Finding("copied", "error", "The translation is the French text itself.", source, target)
