"""Peoples that a model copied: "the Kényan winner" is the Kenyan one, "the Béninoises" are the Beninese."""

from __future__ import annotations

import re

from dipx.checks.nations import nations
from dipx.text.words import fold

_WORD = re.compile(r"(?<![\w'’-])[A-ZÀ-ÖØ-Þ][^\W\d_]{3,}(?![\w-])")
_NOT_FRENCH = re.compile("[áíóúñãõ]", re.IGNORECASE)
_MANY = r"\b(?:[LlDdCcMmSs]es|[Aa]ux|[Cc]ertaine?s|[Pp]lusieurs|[Dd]eux|\d+) "
# By the beginning of the French, without accents; those that differ from the English in accents alone are in the list
# of nations. The English of several is the same where it ends in "ese".
_OTHERS = {
    "bangladais": "Bangladeshi",
    "beninois": "Beninese",
    "botswanais": "Botswanan",
    "burundais": "Burundian",
    "mauricien": "Mauritian",
    "seychellois": "Seychellois",
}
_ENDING = re.compile(r"(?<=en)nes?$|(?<=is)es?$|(?<=an)es?$|(?<!i)s$")  # of a woman, of several


def with_english_peoples(text: str, source: str) -> str:
    """The English with "Kenyan" for « Kényan » where it has that as the source has it, or with an accent of its own.
    Idempotent."""
    for word in dict.fromkeys(_WORD.findall(text)):
        if (english := _english(word, source)) and english != word and not _is_in_name(word, text, source):
            text = re.sub(rf"(?<![\w-]){word}(?![\w-])", english, text)
    return text


def _is_in_name(word: str, text: str, source: str) -> bool:
    """Whether it is of another language (Panamá, Thái Bình), or ends a name that both texts have (Copa América)."""
    if _NOT_FRENCH.search(word) and word in source:
        return True
    names = re.findall(rf"\b[A-ZÀ-ÖØ-Þ][\w'’-]+ {word}(?![\w-])", text)
    return any(name in source for name in names)


def _english(word: str, source: str) -> str | None:
    bare = fold(word)
    if not word.isascii() and bare.capitalize() in nations():
        return bare.capitalize()
    if word not in source:
        return None
    bare = _ENDING.sub("", bare)
    one = _OTHERS.get(bare)
    if one is None and not word.isascii():
        one = next((form for form in _forms(bare.capitalize()) if form in nations()), None)
    if one is None or one.endswith(("s", "ese")) or not re.search(rf"{_MANY}{word}(?!\w)", source):
        return one
    return f"{one}s"


def _forms(one: str) -> tuple[str, ...]:
    return one, re.sub("en$", "an", one)
