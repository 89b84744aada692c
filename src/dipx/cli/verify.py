"""``dipx verify``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dipx.cli import arguments as a


def verify(
    reports: Annotated[
        list[Path],
        typer.Argument(help="NAME.report.json (or .jsonl, .jsonl.zst) files.", show_default=False, callback=a.local),
    ],
    root: Annotated[Path | None, typer.Option("--root", help="Look for the sources' paths below this folder.")] = None,
) -> None:
    """Check reports against their source files.

    Every segment and bullet source must stand at its offsets in the source file, and every bullet must have the
    support that the report claims. Exit code 1 when something differs.

    \b
    Examples:
      dipx verify out/article.report.json
      dipx verify out/*.report.json --root archive/
    """
    from dipx.bullets import verify_report

    a.talk(quiet=False, verbose=False)
    failed = False
    for report in reports:
        problems = verify_report(report, root)
        failed = failed or bool(problems)
        typer.echo("\n".join(f"{report}: {problem}" for problem in problems) or f"{report}: ok")
    if failed:
        raise typer.Exit(1)
