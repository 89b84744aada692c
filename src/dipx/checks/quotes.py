"""Marks in pairs: direct speech that lost its quotation marks, a quotation that was lost within another one, a bracket
without its other half."""

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
_BRACKETS = {")": "(", "]": "["}
_FACES = re.compile(r"(?<!\w)[:;=8]['’]?-?[()\[\]]+")  # :-)
_LEAST_WORDS = 4  # of a quotation within another; a word in marks is often left without
_LEAST_MARKS, _LEAST_LENGTH = 4, 0.75  # all human pairs with such a quotation have the four marks


def check(source: str, target: str) -> Finding | None:
    """A note where the source quotes words and the target has no quotation mark of any kind; an error where it has one
    quotation for two, and is so short that the words went too, or a bracket that is not closed or not opened while
    those of the source are."""
    if (lone := _lone_bracket(target)) and not _lone_bracket(source):
        message = f"The brackets do not close as in the source: {_shown(lone)}."
        return Finding("quotes", "error", message, source, target)
    if within := _lost_within(source, target):
        message = f"The quotation within the quotation is gone: {_shown(within)}"
        return Finding("quotes", "error", message, source, target)
    quoted = _QUOTED.search(source)
    if quoted is None or _ANY_MARK.search(plain(target)):
        return None
    return Finding("quotes", "note", f"The quotation marks of {_shown(quoted[0])} are gone.", source, target)


def _lone_bracket(text: str) -> str | None:
    """What stands from the first bracket without its other half on. A marker of a list (« a) ») is one too."""
    if not any(bracket in text for bracket in "()[]"):
        return None
    text = _FACES.sub("", text)
    opened: list[tuple[str, int]] = []
    for match in re.finditer(r"[()\[\]]", text):
        if match[0] in "([":
            opened.append((match[0], match.start()))
        elif not opened or opened.pop()[0] != _BRACKETS[match[0]]:
            return text[max(0, match.start() - 20) : match.end() + 10].strip()
    return text[opened[0][1] :].strip() if opened else None


def _lost_within(source: str, target: str) -> str | None:
    if "«" not in source or len(target) >= _LEAST_LENGTH * len(source):
        return None
    found = _WITHIN.search(source)
    if found is None or len(found[1].split()) < _LEAST_WORDS or len(_MARKS.findall(target)) >= _LEAST_MARKS:
        return None
    return found[1].strip()


def _shown(quotation: str) -> str:
    return quotation if len(quotation) <= 40 else quotation[:39] + "…"
