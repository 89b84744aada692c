"""Too little English for the French, or too much.

The evidence of loss is one score, a logistic regression (``training/resources/completeness.py``) on the length ratio by
source length, on an end without its period, and on how much of the source's end left a trace in the target
(``coverage.py``). It was fitted on 9,500 human pairs (newstest2011-2012, Europarl, Hansard) against the same pairs with
their last third or last clause dropped; newstest2013 was only measured on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from math import log

from dipx.checks.coverage import lost_end
from dipx.checks.french_numbers import FRENCH
from dipx.checks.kinds import vocabularies
from dipx.document import Finding, Severity
from dipx.text.small_words import FRENCH as SMALL
from dipx.text.words import plain

_WEIGHTS = (7.63, -3.45, -1.07, 3.31, 0.24, 0.61)  # of the witnesses, in their order
_CONSTANT = -0.68
# Share of the human pairs that it was fitted on above: 2 % and 0.15 %.
_SUSPECT, _CERTAIN = 0.55, 6.0
# Shorter sources are headings and exclamations, whose length says little.
LEAST_LENGTH = 25
# Source length, then the target's length per source character that 1 in 2,000 human pairs exceeds.
_LONGEST = ((0, 4.5), (20, 3.0), (40, 1.9), (80, 1.7), (160, 1.5), (240, 1.4))
_ALLOWANCE = 12
_LONGEST_LINE = 60  # characters of a price list's or a table's line
_WORD, _ANY_WORD = re.compile(r"[^\W\d_]{3,}"), re.compile(r"(?!(?i:[ap]m|of|no|st|nd|rd|th)\b)[^\W\d_]{2,}")
_NO = re.compile(r"\bnon\b", re.I), re.compile(r"\bno\b", re.I)
# What English shortens that French says in words: "€12bn" for « 12 milliards d'euros », "4 p.m.".
_SUM = re.compile(r"(?P<coin>[€$£]) ?(?P<figure>\d[\d.,]*\d|\d)(?: ?(?P<scale>bn|billion|m|million|k)\b)?")
_COINS = {"€": "euros", "$": "dollars", "£": "pounds"}
_SCALES = {"bn": " billion", "m": " million", "k": " thousand"}
_HALF = re.compile(r"(?<=\d) ?(?P<half>[ap])\.?m\b(?!\.\w)")
_WORDED_SUM = re.compile(r"euros?\b|dollars?\b|livres? sterling|million|milliard")
_WORDED_TIME = re.compile(r"\bheures?\b|\bmidi|\bminuit|matin|soir")
_END = re.compile(r"[.!?…:;][\"'”»’)\] ]*$")


def check(source: str, target: str) -> Finding | None:
    """A warning where words may be missing or added, an error where that is nearly certain."""
    ours, theirs = len(source.strip()), len(target.strip())
    if not ours or not theirs:
        return None
    if ours <= _LONGEST_LINE and (word := _only_word(source, target)):
        return Finding("completeness", "error", f"No word is left: {word} is missing.", source, target)
    longest = _LONGEST[bisect_right(_LONGEST, (ours, 99.0)) - 1][1] * ours + _ALLOWANCE
    if theirs > longest:
        severity: Severity = "error" if theirs > 1.5 * longest else "warning"
        return _finding("Words may have been added", severity, source, target)
    score = loss(source, target)
    if score <= _SUSPECT:
        return None
    return _finding("Words may be missing", "error" if score > _CERTAIN else "warning", source, target)


def _only_word(source: str, target: str) -> str | None:
    """A word of the source (« Thé 2 € ») where the target has none at all (« €2 »): no number's, unit's or month's."""
    if _ANY_WORD.search(target) or not any(map(str.isdigit, source)):
        return None
    if _NO[0].search(source) and _NO[1].search(target):  # elsewhere "no" is a number's
        return None
    said = (word for word in _WORD.findall(plain(source)) if word.lower() not in _figured())
    return next(said, None)


@cache
def _figured() -> frozenset[str]:
    """The French words that figures and signs may render."""
    return FRENCH.known | vocabularies()[0].known | SMALL | {"numéro", "pour", "pages", "page", "tél", "téléphone"}


def loss(source: str, target: str) -> float:
    """The evidence that a part of the source has no translation: log odds, 0 for even. Minus infinity if too short."""
    source, target = source.strip(), _in_words(source, target.strip())
    if len(source) < LEAST_LENGTH:
        return float("-inf") if 4 * len(target) >= len(source) or len(source) < 12 else _SUSPECT + 1
    seen = witnesses(source, target)
    return _CONSTANT + sum(weight * value for weight, value in zip(_WEIGHTS, seen, strict=True))


def _in_words(source: str, target: str) -> str:
    """The English with the words for its signs of money and halves of the day, where the French has words for them."""
    if _SUM.search(target) and _WORDED_SUM.search(source):
        target = _SUM.sub(_sum, target)
    if _HALF.search(target) and _WORDED_TIME.search(source):
        target = _HALF.sub(lambda match: " in the " + ("morning" if match["half"] == "a" else "afternoon"), target)
    return target


def _sum(match: re.Match[str]) -> str:
    scale = match["scale"] or ""
    return f"{match['figure']}{_SCALES.get(scale, scale and ' ' + scale)} {_COINS[match['coin']]}"


def witnesses(source: str, target: str) -> tuple[float, ...]:
    """What the score weighs. Neither text may be empty."""
    ratio, length = log(len(target) / len(source)), log(len(source))
    is_unended = bool(_END.search(source)) and not _END.search(target)
    return (ratio, ratio * length, length, float(is_unended), *lost_end(source, target))


def _finding(what: str, severity: Severity, source: str, target: str) -> Finding:
    message = f"{what}: {len(target.strip())} characters for {len(source.strip())}."
    return Finding("completeness", severity, message, source, target)
