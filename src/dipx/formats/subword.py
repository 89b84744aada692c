"""Marks on a part of a word: the raised "er" of "1er", the lowered "2" of CO2, the first letter of a chapter."""

from __future__ import annotations

import re
from itertools import takewhile

from dipx.document import CharSpan, Span

LONGEST_CAP = 2  # letters of a drop cap: one, or an "L’"
_WORD = re.compile(r"[^\W_]+")
_FRENCH_ORDINAL = re.compile(r"er|ère|re|e|è|ème|eme|ième|me|nd|nde|d|de")
# Of numbers, and of words that are cut short: Mme, Mlle, Dr, St, Cie, no, Bd.
_ENDING = re.compile(rf"(?:{_FRENCH_ORDINAL.pattern}|lle|mes|lles|r|rs|gr|t|te|ie|o|os|°|l|ve|vd|bd)\.?")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NOTE = re.compile(r"[(\[]?(?:\d{1,3}|[*†‡§]{1,3})[)\]]?(?:[,;–-]\s?\d{1,3})*")
# The words of two letters that a note may stand behind: « par an¹ », no unit, no variable.
_SHORT = frozenset("an né vu eu lu su pu bu tu là ci ça on il or os lu et ni si où".split())
_ELIDED_CAP = re.compile(r"[^\w]{0,3}[LDJSNMCTQ]['’]")
_UNITS = frozenset("km cm mm dm hm dam ha min log nm um mol kg mg".split())
_POWER_BASES = frozenset({"2", "10"})


def is_within_word(text: str, span: Span) -> bool:
    """Whether the span begins or ends amid a word; a drop cap before an apostrophe is one: « L’homme »."""
    if any(0 < edge < len(text) and text[edge - 1 : edge + 1].isalnum() for edge in (span.start, span.end)):
        return True
    ends = (span.end, span.end + 1) if span.start < span.end else ()
    return any(_ELIDED_CAP.fullmatch(text, 0, end) for end in ends)


def is_french_alone(text: str, span: Span) -> bool:
    """Whether a raised text is an ending that only French writes: "1er mai" is "1 May", "Mme" and "n°" have none."""
    raised = text[span.start : span.end].strip()
    is_begun = text[max(span.start - 1, 0) : span.start].isalnum()
    return span.kind == "raised" and is_begun and bool(_ENDING.fullmatch(raised))


def is_note_mark(before: str, raised: str) -> bool:
    """Whether a raised text is a note's mark, and no power, unit or formula: ``before`` ends where it stands."""
    raised = raised.strip()
    if not _NOTE.fullmatch(raised):
        return False
    if not raised[-1:].isdigit():
        return True
    base = "".join(takewhile(str.isalnum, reversed(before)))[::-1]
    if base.isdigit():
        return base not in _POWER_BASES
    return not base or base in _SHORT or (len(base) > 2 and base.isalpha() and base not in _UNITS)


def bounded(text: str, words: str) -> list[CharSpan]:
    """Where ``words`` stand in ``text`` and are no part of a longer word."""
    return [match.span() for match in re.finditer(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", text)] if words else []


def anywhere(text: str, words: str) -> list[CharSpan]:
    """Where ``words`` stand in ``text``, within longer words too."""
    return [match.span() for match in re.finditer(re.escape(words), text)] if words else []


def part_of_word(source: str, target: str, span: Span) -> CharSpan | None:
    """Where a mark on a part of a word goes; ``None`` where the English has no such part."""
    if span.kind != "raised" and not re.search(r"[^\W_]", source[: span.start]):
        return _first_letter(source, target, span)
    word = next((match for match in _WORD.finditer(source) if match.start() <= span.start < match.end()), None)
    if word is None or span.end > word.end():
        return None
    offsets = span.start - word.start(), span.end - word.start()
    own, theirs = bounded(source, word[0]), bounded(target, word[0])
    if len(own) == len(theirs) and (span.start == span.end or not (word[0].isalpha() and word[0].islower())):
        start = theirs[own.index(word.span())][0]
        return start + offsets[0], start + offsets[1]
    return _ordinal(source, target, word, offsets)


def _first_letter(source: str, target: str, span: Span) -> CharSpan | None:
    letters = sum(map(str.isalnum, source[span.start : span.end]))
    first = _WORD.search(target)
    if letters > LONGEST_CAP or first is None:
        return None
    return 0, first.start() + 1


def _ordinal(source: str, target: str, word: re.Match[str], offsets: CharSpan) -> CharSpan | None:
    """The ending of the English ordinal number of the same value; the n-th of them for the n-th."""
    base, ending = word[0][: offsets[0]], word[0][offsets[0] : offsets[1]]
    value = _value(base)
    if value is None or offsets[1] != len(word[0]) or not _FRENCH_ORDINAL.fullmatch(ending.lower()):
        return None
    own = [match.start() for match in re.finditer(rf"(?<![^\W_]){base}(?:{_FRENCH_ORDINAL.pattern})(?![^\W_])", source)]
    found = list(re.finditer(rf"(?<![^\W_]){value}(st|nd|rd|th)(?![^\W_])", target))
    if len(own) != len(found) or word.start() not in own:
        return None
    return found[own.index(word.start())].span(1)


def _value(digits: str) -> int | None:
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        return int(digits)
    if not digits or not set(digits) <= set(_ROMAN):
        return None
    values = [_ROMAN[letter] for letter in digits]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
