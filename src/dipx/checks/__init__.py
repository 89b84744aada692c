"""What a check sees in a text and its English, whoever made it: numbers, names, denials, what was lost or copied.

Comes in: a pair of texts. Goes out: findings; a text is never changed. Every check is in this table by its name, and
what a run asks for is a choice from it. The lists that they look words up in are made by ``training/resources``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import cast

from dipx.checks.base import WHOLE, Check
from dipx.document import Finding
from dipx.errors import UsageError
from dipx.lazily import Lazily
from dipx.text.damage import mended
from dipx.text.entries import marker

_NAMES = """empty copied untranslated invented loops damaged completeness menu numbers units dates opposites kept names
negation quotes words"""

CHECKS: Lazily[Check] = Lazily(
    _NAMES.split(),
    lambda name: cast("Check", import_module(f"dipx.checks.{name}").check),
)
"""From the worst to the mildest, which is the order of the findings."""


def run_checks(source: str, target: str, names: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """The findings of the named checks (all of them by default), worst first.

    The checks see what the model read: where letters of the source are damaged or written out (``&eacute;``,
    ``&#39;``), what they were.
    Of an empty or copied text the others would only repeat the same fault in other words.
    Raises ``UsageError`` for a name that is not in ``CHECKS``. A blank source has nothing to lose: no findings.
    """
    chosen = _all() if names is None else _chosen(names)
    if not source.strip():
        return ()
    found: list[Finding] = []
    read, english = mended(source)[0], target
    if (mark := marker(read)) and english.startswith(mark):
        read, english = read[len(mark) :], english[len(mark) :]  # « b) Salaires » begins with a word, not with a name
    for name, check in chosen:
        finding = check(read, english)
        if finding is None:
            continue
        found.append(finding if read == source else replace(finding, source=source, target=target))
        if name == "empty" or finding.message == WHOLE:
            break
    return tuple(found)


@cache
def ready() -> None:
    """Load the checks and their word lists: as long as a sentence's translation, and best done beside one."""
    run_checks("Le gouvernement n'a pas présenté mardi son projet de loi.", "The government did not present its bill.")


@cache
def _all() -> tuple[tuple[str, Check], ...]:
    """Every check, once they are all loaded: to ask the table for each of them takes a hundredth of a pair's time."""
    return tuple(CHECKS.items())


def _chosen(names: Iterable[str]) -> list[tuple[str, Check]]:
    wanted = list(names)
    unknown = [name for name in wanted if name not in CHECKS]
    if unknown:
        raise UsageError(f"No check is called {unknown[0]!r}. There are: {', '.join(CHECKS)}.")
    return [(name, CHECKS[name]) for name in CHECKS if name in wanted]
