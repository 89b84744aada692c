"""``dipx check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dipx.cli import arguments as a
from dipx.text.counting import counted

if TYPE_CHECKING:
    from dipx.evaluation.check import PairFinding


def check(
    source: Annotated[Path, typer.Argument(help="The French, a segment a line; or a TMX.", show_default=False)],
    target: Annotated[Path | None, typer.Argument(help="The English, line by line.", show_default=False)] = None,
    json: Annotated[bool, typer.Option("--json", help="Findings with both texts, as JSON.")] = False,
    checks: Annotated[str | None, typer.Option("--checks", help="Only these, with commas between.")] = None,
    fail_on: a.FailOn = "error",
    quiet: a.Quiet = False,
) -> None:
    """Check translations, whoever made them, for what is lost or changed.

    Prints one line a finding: place, code, severity, message.
    Exits with 1 when a finding is of those that --fail-on names.

    \b
    Examples:
      dipx check article.fr article.en
      dipx check memory.tmx --checks numbers,names
      dipx check article.fr article.en --json --fail-on numbers,completeness
    """
    from dipx.evaluation.check import check_json, check_pairs, read_pairs
    from dipx.files import json_text

    fails = a.fail_on(fail_on)
    names = None if checks is None else [name.strip() for name in checks.split(",")]
    pairs = read_pairs(source, target)
    findings = list(check_pairs(pairs, names))
    if json:
        text = json_text(check_json(len(pairs), findings))
    else:
        text = "".join(_line(target or source, found) for found in findings)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()
    if not quiet:
        typer.echo(f"dipx: {_summary(len(pairs), findings)}", err=True)
    if fails(found.finding for found in findings):
        raise typer.Exit(1)


def _line(path: Path, found: PairFinding) -> str:
    finding = found.finding
    return f"{path}:{found.line}: {finding.code}: {finding.severity}: {finding.message}\n"


def _summary(pairs: int, findings: list[PairFinding]) -> str:
    from dipx.evaluation.check import counts

    if not findings:
        return f"{counted(pairs, 'pair')}, nothing found."
    listed = ", ".join(f"{code} {count}" for code, count in counts(findings).items())
    return f"{counted(pairs, 'pair')}, {counted(len(findings), 'finding')} ({listed})."
