"""The cells of a sheet that a formula or a list of choices is compared with: translated, ``COUNTIF(A:A,"Ouvert")``
would count none. They stay as they are, and are named, as the formulas themselves stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dipx.formats.wording import is_wording
from dipx.formats.zipped.spots import Spot

COMPARED = "compared"  # a reason
MOST_NAMED = 12
LONGEST = 255  # characters of a text in a formula: Excel takes no longer ones
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_STAR = re.compile(r"(?<!~)\*+")
_WILD_SIGN = re.compile(r"~[*?~]|.", re.DOTALL)
_SIGN = re.compile(r"\A\s*(?:<>|<=|>=|=|<|>)?")  # of a criterion: "<>Ouvert"
_LOOKED_FOR = re.compile(
    r'\b(?:SEARCH|FIND|SEARCHB|FINDB|SUBSTITUTE)\((?:[^",;()]*[,;])?"((?:[^"]|"")+)"', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Compared:
    """The texts that cells are compared with, in small letters; those with wildcards; and what is looked for within
    cells."""

    texts: frozenset[str] = frozenset()
    wild: tuple[re.Pattern[str], ...] = ()
    within: tuple[str, ...] = ()

    def has(self, text: str) -> bool:
        """Whether a formula knows a cell by this text."""
        folded = _folded(text)
        return folded in self.texts or any(pattern.fullmatch(folded) for pattern in self.wild)

    def kept(self, spot: Spot) -> Spot:
        """The spot of a cell; one that is compared is left out and stays as it is."""
        if spot.piece.reason or not self.has(spot.piece.text):
            return spot
        return replace(spot, piece=replace(spot.piece, reason=COMPARED), drop=lambda: None)

    def notes(self, spots: Sequence[Spot]) -> Iterator[str]:
        """A line that names the cells that stay for this, and one on what is looked for in cells that do not."""
        stay = dict.fromkeys(spot.piece.text for spot in spots if spot.piece.reason == COMPARED)
        if stay:
            yield f"not translated: cells that formulas or lists of choices name ({_named(list(stay))})"
        read = [spot.piece.text.casefold() for spot in spots if not spot.piece.reason]
        found = [text for text in self.within if any(text.casefold() in shown for shown in read)]
        if found:
            yield f"formulas look within cells for words that are translated there ({_named(found)})"


def compared(formulas: Iterable[str], lists: Iterable[str] = (), names: Iterable[str] = ()) -> Compared:
    """What the cells of a sheet are compared with. ``lists`` are texts whose parts, at commas, are choices; ``names``
    those of ranges and sheets, which ``INDIRECT`` takes from cells."""
    formulas = list(dict.fromkeys(formulas))
    literals = [_plain(match[1]) for formula in formulas for match in _LITERAL.finditer(formula)]
    literals += [part for text in lists for match in _LITERAL.finditer(text) for part in _plain(match[1]).split(",")]
    if any("INDIRECT(" in formula.upper() for formula in formulas):
        literals += names
    texts = {_folded(_SIGN.sub("", text)) for text in literals if len(text) <= LONGEST and any(map(str.isalpha, text))}
    wild = sorted(text for text in texts if re.search(r"[*?]", text) and any(map(str.isalpha, text)))
    within = dict.fromkeys(_plain(match[1]) for formula in formulas for match in _LOOKED_FOR.finditer(formula))
    return Compared(frozenset(texts), tuple(map(_pattern, wild)), tuple(text for text in within if is_wording(text)))


def _plain(literal: str) -> str:
    return literal.replace('""', '"')


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _pattern(wild: str) -> re.Pattern[str]:
    """A text with wildcards, ``~`` before one that is none. What stands between two stars is found once, and not looked
    for again: time stays linear."""
    first, *more = _STAR.split(wild)
    if not more:
        return re.compile(_fixed(first), re.DOTALL)
    inner = "".join(f"(?>.*?{_fixed(part)})" for part in more[:-1])
    return re.compile(f"{_fixed(first)}{inner}.*{_fixed(more[-1])}", re.DOTALL)


def _fixed(part: str) -> str:
    return "".join("." if sign == "?" else re.escape(sign[-1]) for sign in _WILD_SIGN.findall(part))


def _named(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - MOST_NAMED} more" if len(texts) > MOST_NAMED else ""
    return ", ".join(f"« {text[:40]} »" for text in texts[:MOST_NAMED]) + more
