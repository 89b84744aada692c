"""Direct speech that lost its quotation marks, and a quotation that was lost within another one."""

from __future__ import annotations

import re

from dipx.document import Finding
from dipx.text.words import plain

_ANY_MARK = re.compile(r"[\"“”„«»‹›]|(?<!\w)['‘]\w|''")
# Up to the first word character no part can match two ways: a mark that is never closed costs one look at what follows.
_QUOTED = re.compile(
    r"«[^\w«»]*\w[^«»]*»|“[^\w“”]*\w[^“”]*”|„[^\w„“”]*\w[^„“”]*[“”]|‹[^\w‹›]*\w[^‹›]*›|\"[^\w\"]*\w[^\"]*\""
)
_WITHIN = re.compile(r"«[^«»\"“”]{0,400}[\"“]([^«»\"“”]{1,400})[\"”][^«»]{0,400}»")
_MARKS = re.compile(r"[\"“”„«»‹›]|(?<!\w)['‘]|['’](?!\w)")
_LEAST_WORDS = 4  # of a quotation within another; a word in marks is often left without
_LEAST_MARKS, _LEAST_LENGTH = 4, 0.75  # all human pairs with such a quotation have the four marks


def check(source: str, target: str) -> Finding | None:
    """A note where the source quotes words and the target has no quotation mark of any kind; an error where it has one
    quotation for two, and is so short that the words went too."""
    if within := _lost_within(source, target):
        message = f"The quotation within the quotation is gone: {_shown(within)}"
        return Finding("quotes", "error", message, source, target)
    quoted = _QUOTED.search(source)
    if quoted is None or _ANY_MARK.search(plain(target)):
        return None
    return Finding("quotes", "note", f"The quotation marks of {_shown(quoted[0])} are gone.", source, target)


def _lost_within(source: str, target: str) -> str | None:
    if "«" not in source or len(target) >= _LEAST_LENGTH * len(source):
        return None
    found = _WITHIN.search(source)
    if found is None or len(found[1].split()) < _LEAST_WORDS or len(_MARKS.findall(target)) >= _LEAST_MARKS:
        return None
    return found[1].strip()


def _shown(quotation: str) -> str:
    return quotation if len(quotation) <= 40 else quotation[:39] + "…"
