"""Too little English for the French, or too much.

The evidence of loss is one score, a logistic regression on the length ratio (by source length), on what of the
source's end left a trace in the target (numbers, names, cognates), and on an end without its period. It was fitted on
30,000 human pairs (newstest2009-2012, news commentary, post-edited news, Europarl, Hansard, UN, Canadian government
web) against the same pairs with their last third or last clause cut off; the thresholds were chosen on newstest2013.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from math import log

from dipx.checks.words import fold, plain, stems, tokens
from dipx.document import Finding, Severity

_RATIO, _RATIO_BY_LENGTH, _LENGTH, _LOST_END, _UNENDED, _CONSTANT = 6.11, -3.69, -0.66, 0.86, 2.0, -2.20
# Share of newstest2013's 3,000 human pairs above: 0.4 % and 0.07 %.
_SUSPECT, _CERTAIN = 3.1, 5.0
# Shorter sources are headings and exclamations, whose length says little.
_LEAST_LENGTH = 25
# Source length, then the target's length per source character that 1 in 2,000 human pairs exceeds.
_LONGEST = ((0, 4.5), (20, 3.0), (40, 1.9), (80, 1.7), (160, 1.5), (240, 1.4))
_ALLOWANCE = 12
_END = re.compile(r"[.!?…:;][\"'”»’)\] ]*$")


def check(source: str, target: str) -> Finding | None:
    """A warning where words may be missing or added, an error where that is nearly certain."""
    ours, theirs = len(source.strip()), len(target.strip())
    if not ours or not theirs:
        return None
    longest = _LONGEST[bisect_right(_LONGEST, (ours, 99.0)) - 1][1] * ours + _ALLOWANCE
    if theirs > longest:
        severity: Severity = "error" if theirs > 1.5 * longest else "warning"
        return _finding("Words may have been added", severity, source, target)
    score = loss(source, target)
    if score <= _SUSPECT:
        return None
    return _finding("Words may be missing", "error" if score > _CERTAIN else "warning", source, target)


def loss(source: str, target: str) -> float:
    """The evidence that a part of the source has no translation: log odds, 0 for even. Minus infinity if too short."""
    source, target = source.strip(), target.strip()
    if len(source) < _LEAST_LENGTH:
        return float("-inf") if 4 * len(target) >= len(source) or len(source) < 12 else _SUSPECT + 1
    ratio, length = log(len(target) / len(source)), log(len(source))
    is_unended = bool(_END.search(source)) and not _END.search(target)
    score = _RATIO * ratio + _RATIO_BY_LENGTH * ratio * length + _LENGTH * length + _CONSTANT + _UNENDED * is_unended
    said = tokens(plain(source))
    # Most pairs are so plainly complete that no lost end could matter: the costlier evidence is left unweighed.
    most = 0.25 * len(said) + sum(1 for token in said if not token.islower())
    return score + _LOST_END * (lost_end(source, target) if score + _LOST_END * most > _SUSPECT else 0.0)


def lost_end(source: str, target: str) -> float:
    """How much of the source's end left no trace: the heaviest suffix, where a lost name weighs 1, a number 0.8, a long
    word 0.25, and each one found again takes off more than it could have added."""
    found = stems(target)
    total = heaviest = 0.0
    said = tokens(plain(source))
    for index in range(len(said) - 1, -1, -1):
        total += _weight(said[index], found, is_first=index == 0)
        heaviest = max(heaviest, total)
    return heaviest


def _weight(token: str, found: frozenset[str], *, is_first: bool) -> float:
    if token.isdigit():
        return -1.5 if token in found else 0.8
    if len(token) < 4:
        return 0.0
    is_long, is_name = len(token) >= 6, token[0].isupper()
    if fold(token)[:4] in found:
        return -2.0 if is_name else -1.5 * is_long
    return 1.0 if is_name and not is_first else 0.25 * is_long


def _finding(what: str, severity: Severity, source: str, target: str) -> Finding:
    message = f"{what}: {len(target.strip())} characters for {len(source.strip())}."
    return Finding("completeness", severity, message, source, target)
