"""Which findings turn the exit code to 1: ``--fail-on CODE,…|error|any|none``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dipx.checks import CHECKS
from dipx.document import Finding
from dipx.errors import UsageError

CODES = (*CHECKS, "cut", "split", "mechanical", "left-french", "glossary", "protected", "language")
"""The codes of findings on a translation; those on a bullet begin with ``bullet-``."""

_WORDS = ("none", "any", "error")


@dataclass(frozen=True, slots=True)
class FailOn:
    """Codes, or one of the words ``none``, ``any`` (whatever was found) and ``error`` (what has that severity)."""

    wanted: frozenset[str] = frozenset()

    def __call__(self, findings: Iterable[Finding]) -> bool:
        """Whether one of the findings is of those that were asked for."""
        return any(self.matches(finding) for finding in findings)

    def matches(self, finding: Finding) -> bool:
        is_error = "error" in self.wanted and finding.severity == "error"
        return is_error or "any" in self.wanted or finding.code in self.wanted


NOTHING = FailOn()


def parse_fail_on(text: str) -> FailOn:
    """What ``--fail-on`` says. Raises ``UsageError`` for an unknown code, or for a word among codes."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in (*_WORDS, *CODES) and not name.startswith("bullet-")]
    if unknown or not names:
        known = ", ".join(CODES)
        raise UsageError(
            f"--fail-on knows no {(unknown or [''])[0]!r}. It takes none, any, error, or codes of: {known}."
        )
    if len(names) > 1 and ("none" in names or "any" in names):
        raise UsageError(f"--fail-on {text}: 'none' and 'any' stand alone.")
    return FailOn(frozenset(names) - {"none"})
