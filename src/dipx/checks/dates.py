"""A weekday, a month, a part of the day or of the year, a yesterday, a year before Christ, that came out as another."""

from __future__ import annotations

from dipx.checks.base import sentence
from dipx.checks.eras import wrong_eras
from dipx.checks.kinds import Exchange, exchanges
from dipx.checks.left_out import left_out
from dipx.checks.phrases import exchanged
from dipx.document import Finding, Severity
from dipx.text.words import lowered

_FAMILIES = frozenset({"weekday", "month", "part"})
_PHRASES = frozenset({"day", "period", "when", "season", "ago", "span ends"})  # of phrases.tsv


def check(source: str, target: str) -> Finding | None:
    """An error where a weekday or month that only the French has stands against one that only the English has, or a
    half-year against a quarter, or tomorrow against yesterday, or an era is another one or BC is lost; a
    warning where a morning became an evening, or AD, « l'an prochain », one of several months or days is left out.

    A night has two days: « dans la nuit de dimanche » may well be Saturday night.
    """
    found = [exchange for exchange in exchanges(source, target) if _is_wrong(exchange, source)]
    found += exchanged(source, target, _PHRASES)
    eras, gone = wrong_eras(source, target)
    gone = [*gone, *left_out(source, target)]
    if not found and not eras and not gone:
        return None
    is_mild = not eras and all(exchange.family == "part" for exchange in found)
    severity: Severity = "warning" if is_mild else "error"
    said = sentence([*(f"{_named(exchange)} for {exchange.lost}" for exchange in found), *eras, *gone])
    return Finding("dates", severity, said, source, target)


def _named(exchange: Exchange) -> str:
    return exchange.new.capitalize() if exchange.family in ("weekday", "month") else exchange.new


def _is_wrong(exchange: Exchange, source: str) -> bool:
    is_night = exchange.family == "weekday" and "nuit" in lowered(source)
    return exchange.family in _FAMILIES and not is_night
