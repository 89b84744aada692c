"""What came out as its contrary: a fall as a rise, « au moins » as "at most", « avant » as "after"."""

from __future__ import annotations

from dipx.checks.base import sentence
from dipx.checks.phrases import exchanged
from dipx.document import Finding, Severity

_GRAVE = frozenset({"direction", "than", "least"})  # of phrases.tsv
_ORDER = "order"


def check(source: str, target: str) -> Finding | None:
    """An error where only the French says one side of a pair of contraries and only the English says the other; a
    warning where it is before and after, which a translator may turn with their clauses.

    Of 21,463 human pairs five have such a finding; in four of them the two texts do differ.
    """
    found = exchanged(source, target, _GRAVE | {_ORDER})
    if not found:
        return None
    severity: Severity = "error" if any(exchange.family in _GRAVE for exchange in found) else "warning"
    said = sentence(f"{exchange.new} for {exchange.lost}" for exchange in found)
    return Finding("opposites", severity, said, source, target)
