"""Numbers that were lost on the way, numbers that came from nowhere, and times of day in the wrong half of it."""

from __future__ import annotations

import re

from dipx.checks.articles import Article, same_articles
from dipx.checks.base import sentence
from dipx.checks.daytimes import LOST, NEW, said_once, wrong_daytimes
from dipx.checks.measures import Measure, converted, squared
from dipx.checks.named_days import english_days, french_days
from dipx.checks.order import turned
from dipx.checks.ordinals import ordinals_lost
from dipx.checks.quantities import Quantity
from dipx.checks.reader import english_quantities, french_quantities
from dipx.checks.said_otherwise import Said, said_otherwise
from dipx.document import Finding, Severity
from dipx.text.amounts import undecided
from dipx.text.clock import Clock, french_clocks, same_times
from dipx.text.feats import feats_lost
from dipx.text.words import lowered, plain

_SHOWN = 3
_WORDED = frozenset({"midi", "minuit", "heure", "heures"})
_PART = re.compile(r"\b(?:half|quarter|past|to|\d*[0-5][05]|5|thirty|fifteen|five|ten|twenty)\b", re.I)  # of an hour
# Ten and twelve are about as many where it is said to be about.
_ABOUT_A_DOZEN = re.compile(r"\b(?:about|around|some|roughly|nearly|almost|approximately) (?:a |one )?dozen\b", re.I)

_Stretch = Measure | Clock | Said | Article  # of a text: each has its words and knows where they stand


def check(source: str, target: str) -> Finding | None:
    """A finding where a quantity of one side has no counterpart on the other, whatever its spelling.

    An error where digits or a time of day are concerned; a warning where only number words are, which translators
    rephrase, where a time of day is said once for two (« à 12 h …, vers midi »), or where a score is turned that may
    have the winner's goals first; a note where the source itself may be read in two ways.
    """
    lost, new, minutes = _unexplained(source, target)
    times = wrong_daytimes(source, target)
    ordinals, (order, doubtful) = ordinals_lost(source, target), turned(plain(source), plain(target))
    feats, once = feats_lost(source, target), list(said_once(source, target))
    if not (lost or new or times or minutes or ordinals or order or doubtful or feats or once):
        return _undecided(source, target)
    is_error = times or minutes or ordinals or order or any(quantity.is_figure for quantity in (*lost, *new))
    severity: Severity = "error" if is_error else "warning"
    told = {
        LOST: [*(quantity.text for quantity in lost), *minutes, *ordinals, *feats, *times.pop(LOST, ())],
        NEW: list(dict.fromkeys([*(quantity.text for quantity in new), *times.pop(NEW, ())])),
        **times,
        "twice in the source, once in the translation": once,
        "the other way round": order + doubtful,
        "thousands or a decimal": undecided(source),
    }
    message = sentence(f"{said}: {_listed(found)}" for said, found in told.items() if found)
    return Finding("numbers", severity, message, source, target)


def _undecided(source: str, target: str) -> Finding | None:
    """A note where nobody can say whether a comma is a decimal one."""
    if not (found := undecided(source)):
        return None
    return Finding("numbers", "note", sentence([f"thousands or a decimal: {_listed(found)}"]), source, target)


def _unexplained(source: str, target: str) -> tuple[list[Quantity], list[Quantity], list[str]]:
    """The quantities of either side, and the minutes of the source, that are unmatched even without the measures and
    times that the English has in other words: « 12 ha », "30 acres"; « 3 500 m », "3.5 km"; « 20 h 45 », "a quarter to
    nine in the evening"; « un cinquième », "20%"; « le 49-3 », "Article 49.3"."""
    lost, new = unmatched(source, target)
    minutes = _lost_minutes(plain(source), target)
    if not lost and not new and not minutes:
        return lost, new, minutes
    french, english = squared(plain(source)), squared(plain(target))
    pairs: list[tuple[_Stretch, _Stretch]] = [*converted(source, target), *said_otherwise(french, english)]
    times, articles = same_times(french, english), same_articles(french, english)
    if not pairs and not times[0] and not articles[0]:
        return lost, new, minutes
    ours = _without(source, [*times[0], *articles[0], *(one for one, _ in pairs)])
    theirs = _without(target, [*times[1], *articles[1], *(other for _, other in pairs)])
    left, came = map(frozenset, unmatched(ours, theirs))
    lost, new = [quantity for quantity in lost if quantity in left], [quantity for quantity in new if quantity in came]
    return lost, new, _lost_minutes(ours, theirs) if minutes else []


def _without(text: str, stretches: list[_Stretch]) -> str:
    text, end = squared(plain(text)), 0
    parts: list[str] = []
    for start, size in sorted({(one.start, len(one.text)) for one in stretches}):
        if start >= end:
            parts.append(text[end:start])
        end = max(end, start + size)
    return " ; ".join([*parts, text[end:]])


def unmatched(source: str, target: str) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of the source that the target lacks, and those that only the target has."""
    ours, theirs = french_quantities(source), english_quantities(target)
    lost, new = _without_counterpart(ours, theirs), _without_counterpart(theirs, ours)
    if lost and _ABOUT_A_DOZEN.search(target):
        lost = [quantity for quantity in lost if quantity.text.lower() != "dizaine"]
    if lost or new:
        ours_named, theirs_named = french_days(plain(source)), english_days(plain(target))
        lost = [quantity for quantity in lost if quantity.values.isdisjoint(theirs_named)]
        new = [quantity for quantity in new if quantity.values.isdisjoint(ours_named)]
    exchanged = [quantity for quantity in lost if not quantity.is_demanded]
    if not exchanged or all(quantity.is_demanded for quantity in new):
        lost, new = ([quantity for quantity in side if quantity.is_demanded] for side in (lost, new))
    return lost, new


def _without_counterpart(ours: tuple[Quantity, ...], theirs: tuple[Quantity, ...]) -> list[Quantity]:
    if not ours:
        return []
    offered = frozenset().union(*(quantity.values for quantity in theirs))
    return [
        quantity
        for quantity in ours
        if (quantity.is_demanded or quantity.is_firm) and quantity.values.isdisjoint(offered)
    ]


def _lost_minutes(source: str, target: str) -> list[str]:
    """``minuit et demi`` that is midnight in the target."""
    if _WORDED.isdisjoint(lowered(source)) or _PART.search(target):
        return []
    return [clock.text for clock in french_clocks(source) if clock.has_words]


def _listed(found: list[str]) -> str:
    shown = ", ".join(found[:_SHOWN])
    return shown if len(found) <= _SHOWN else f"{shown} and {len(found) - _SHOWN} more"
