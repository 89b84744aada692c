"""The checks on anybody's translations: pairs from two parallel texts or a TMX in, findings with their places out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from dipx.checks import run_checks
from dipx.document import Finding, Severity
from dipx.errors import InputError, UsageError
from dipx.formats.decode import decode
from dipx.formats.paths import STDIN
from dipx.memory.tmx import located_pairs
from dipx.reading.files import standard_input
from dipx.text.composed import composed
from dipx.text.longhand import longhand


@dataclass(frozen=True, slots=True)
class PairFinding:
    """A finding and the line (1 for the first) where its pair stands: in both texts, or in the TMX."""

    line: int
    finding: Finding


Pair = tuple[int, str, str]

_GRAVITY = get_args(Severity)


def parallel_pairs(source: Path, target: Path) -> list[Pair]:
    """(line, French, English) of two texts, line by line; pairs that are blank on both sides are left out.

    ``-`` is standard input. Raises ``InputError`` when a file is no text or the numbers of lines differ, ``OSError``
    when one cannot be read, ``UsageError`` when both are standard input.
    """
    if source == target == STDIN:
        raise UsageError("- can be the French or the English, not both.")
    ours, theirs = _lines(source), _lines(target)
    if len(ours) != len(theirs):
        raise InputError(
            f"{source} has {len(ours)} lines and {target} has {len(theirs)}: they must match, line by line. "
            "dipx translate --lines keeps lines."
        )
    pairs = zip(range(1, len(ours) + 1), ours, theirs, strict=True)
    return [pair for pair in pairs if pair[1].strip() or pair[2].strip()]


def read_pairs(source: Path, target: Path | None = None) -> list[Pair]:
    """The pairs of two parallel texts, or those of a TMX where ``source`` stands alone.

    Raises ``InputError`` for files that cannot be understood, ``UsageError`` for a single file that is no TMX.
    """
    if target is not None:
        return parallel_pairs(source, target)
    if source.suffix.lower() != ".tmx":
        raise UsageError(f"{source} alone is not enough: give its translation too, or a file that ends in .tmx.")
    pairs = [(line, pair.source, pair.target) for line, pair in located_pairs(source)]
    if not pairs:
        raise InputError(f"{source} has no unit with a French and an English side.")
    return pairs


def check_pairs(pairs: Iterable[Pair], names: Sequence[str] | None = None) -> Iterator[PairFinding]:
    """What the named checks (all by default) find, pair by pair. Raises ``UsageError`` for an unknown check.

    A target without a source has nothing to be checked against, and is no finding.
    """
    for line, source, target in pairs:
        for finding in _found(composed(source), composed(target), names):
            yield PairFinding(line, replace(finding, source=source, target=target))


def _found(source: str, target: str, names: Sequence[str] | None) -> list[Finding]:
    """What is found of the French both as it stands and written out, as ``dipx translate`` has it checked (« un CDD »
    is « un contrat temporaire »): who translated it had either in mind. Of a check's two findings the milder is taken,
    then the shorter.

    Of 3,000 human pairs (newstest2013) the first reading alone has 58 findings, the second 67, and both together 49.
    """
    found = run_checks(source, target, names)
    written_out = longhand(source) if found else source
    if written_out == source:
        return list(found)
    others = {finding.code: finding for finding in run_checks(written_out, target, names)}
    return [min(one, others[one.code], key=_gravity) for one in found if one.code in others]


def _gravity(finding: Finding) -> tuple[int, int]:
    return _GRAVITY.index(finding.severity), len(finding.message)


def counts(findings: Iterable[PairFinding]) -> dict[str, int]:
    """How many findings of each code, the commonest first."""
    return dict(Counter(found.finding.code for found in findings).most_common())


def check_json(pairs: int, findings: Sequence[PairFinding]) -> dict[str, Any]:
    """What ``dipx check --json`` prints (``docs/schema/check.schema.json``)."""
    listed = [
        {
            "line": found.line,
            "code": found.finding.code,
            "severity": found.finding.severity,
            "message": found.finding.message,
            "source": found.finding.source,
            "target": found.finding.target,
        }
        for found in findings
    ]
    return {"pairs": pairs, "findings": listed, "counts": counts(findings)}


def _lines(path: Path) -> list[str]:
    """Only a line feed ends a line, as in ``dipx translate --lines``."""
    try:
        raw = standard_input().read() if path == STDIN else path.read_bytes()
        lines = decode(raw).text.split("\n")
    except InputError as error:
        raise InputError(f"{path} {error}.") from error
    return [line.removesuffix("\r") for line in (lines if lines[-1] else lines[:-1])]
