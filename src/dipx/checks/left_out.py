"""When something was or will be, and how far a sentence is suspended, of which the English says nothing: for
``dates.py``, which says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dipx.text.dates import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from dipx.text.words import lowered, plain

_COMING = re.compile(r"\b(?:(?:l'année|l'an|la semaine|le mois|du mois|au mois) prochaine?)\b", re.I)
_GONE = re.compile(
    r"\b(?:l'année|l'an|la semaine|le mois|du mois) (?:dernière?|passée?)\b(?! (?:à|de|sur|sous)\b)", re.I
)
_ENGLISH_COMING = re.compile(
    r"\b(?:next|coming|upcoming|forthcoming|following|future|ahead|later|soon|tomorrow|time|out|forward"
    r"|in (?:a|one|\d+)|this|\d{4}|2\d|\w+day|\w+uary|march|april|may|june|july|august|\w+ber)\b",
    re.I,
)
_ENGLISH_GONE = re.compile(
    r"\b(?:last|past|previous\w*|prior|preceding|old|ago|earlier|recent\w*|before|yesterday|latest|late|former|this|over|year"
    r"|\d{4}|\w+day|\w+uary|march|april|may|june|july|august|\w+ber)\b|'\d\d\b",
    re.I,
)
_SUSPENDED = re.compile(r"\b(?:avec|de|du|au|dont|en) sursis\b", re.I)
_ENGLISH_SUSPENDED = re.compile(
    r"suspen|probation|deferr|defer\b|stay|repriev|conditional|postpone|delay|grace|put off|parole", re.I
)
_NAMES = (ENGLISH_MONTHS, ENGLISH_WEEKDAYS)
_YEAR = re.compile(r"\b\d{4}\b")
_LEAST_NAMED = 2
_MARCH = re.compile(r"\b(?:(?:en|début|fin|dès|depuis|de|\d{1,2}|1er) |mi-)mars\b", re.I)
_DATED = re.compile(
    r"\b\d{1,2}/\d{1,2}\b|\b(?:month|day|weekend|week|today|yesterday|tomorrow|mon|tue|wed|thu|fri|sat|sun)s?\b",
    re.I,
)


def left_out(source: str, target: str) -> Iterator[str]:
    """The next or last year, month or week; a month or a weekday of several where the English has others of them; a
    suspended sentence."""
    source, target = plain(source), plain(target)
    for ours, theirs in ((_COMING, _ENGLISH_COMING), (_GONE, _ENGLISH_GONE), (_SUSPENDED, _ENGLISH_SUSPENDED)):
        if (found := ours.search(source)) and not theirs.search(_unsaid(source, target)):
            yield f"not in the translation: {found[0]}"
    yield from _named(source, target)


def _unsaid(source: str, target: str) -> str:
    """The English without the weekdays, months and years that stand in the French beside the next year: "on Monday" for
    « lundi, pour l'année prochaine » says nothing of that."""
    said = lowered(source)
    for names in _NAMES:
        if ours := [names[name] for name in names if name in said]:
            target = re.sub(rf"\b(?:{'|'.join(ours)})s?\b", "", target, flags=re.I)
    if years := set(_YEAR.findall(source)):
        target = _YEAR.sub(lambda match: "" if match[0] in years else match[0], target)
    return target


def _named(source: str, target: str) -> Iterator[str]:
    said, english = lowered(source), lowered(target)
    for names in _NAMES:
        ours = [name for name in names if name in said and (name != "mars" or _MARCH.search(source))]
        if len(ours) < _LEAST_NAMED or (names is ENGLISH_WEEKDAYS and "nuit" in said):
            continue
        found = [name for name in ours if _is_there(names[name], english)]
        if found and len(found) < len(ours) and not _DATED.search(target):
            yield f"not in the translation: {', '.join(name for name in ours if name not in found)}"


def _is_there(name: str, english: frozenset[str]) -> bool:
    lower = name.lower()
    return not english.isdisjoint({lower, f"{lower}s", lower[:3], lower[:4]})
