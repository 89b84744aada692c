"""``dipx review``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dipx.cli import arguments as a


def review(
    reports: Annotated[
        list[Path],
        typer.Argument(help="NAME.report.json (or .jsonl, .jsonl.zst) files.", show_default=False, callback=a.local),
    ],
    out: Annotated[Path, typer.Option("-o", "--output", help="The HTML file.", callback=a.named)] = Path("review.html"),
) -> None:
    """Make a review page of reports.

    One HTML file, without server or network: French and English side by side, findings coloured, bullets that lead to
    their sentences, the worst first. A correction typed there is saved as JSONL; 'dipx cache import' takes it in.

    \b
    Examples:
      dipx review out/article.report.json
      dipx review out/*.report.json -o review.html
    """
    from dipx.files import write_atomically
    from dipx.review import read_reports, review_page

    a.talk(quiet=False, verbose=False)
    write_atomically(out, review_page(read_reports(reports)))
    typer.echo(out)
