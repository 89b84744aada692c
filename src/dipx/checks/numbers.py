"""Numbers that were lost on the way, and numbers that came from nowhere."""

from __future__ import annotations

from dipx.checks.quantities import Quantity
from dipx.checks.reader import english_quantities, french_quantities
from dipx.document import Finding, Severity

_SHOWN = 3


def check(source: str, target: str) -> Finding | None:
    """A finding where a quantity of one side has no counterpart on the other, whatever its spelling.

    An error where digits are concerned; a warning where only number words are, which translators rephrase.
    """
    ours, theirs = french_quantities(source), english_quantities(target)
    lost = _without_counterpart(ours, theirs)
    new = _without_counterpart(theirs, ours)
    if not lost and not new:
        return None
    severity: Severity = "error" if any(quantity.is_figure for quantity in (*lost, *new)) else "warning"
    parts = [
        f"{said}: {_listed(found)}"
        for said, found in (("not in the translation", lost), ("not in the source", new))
        if found
    ]
    message = "; ".join(parts)
    return Finding("numbers", severity, message[0].upper() + message[1:] + ".", source, target)


def _without_counterpart(ours: tuple[Quantity, ...], theirs: tuple[Quantity, ...]) -> list[Quantity]:
    if not ours:
        return []
    offered = frozenset().union(*(quantity.values for quantity in theirs))
    return [quantity for quantity in ours if quantity.is_demanded and not quantity.values & offered]


def _listed(found: list[Quantity]) -> str:
    shown = ", ".join(quantity.text for quantity in found[:_SHOWN])
    return shown if len(found) <= _SHOWN else f"{shown} and {len(found) - _SHOWN} more"
