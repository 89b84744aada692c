"""``dipx index``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dipx.cli import arguments as a


def index(
    out: Annotated[Path, typer.Argument(help="The output folder of a run.", show_default=False, callback=a.local)],
) -> None:
    """Make an index of a run.

    Leaves index.html and index.json in the folder: a digest a story, near-duplicate articles (wire copy) together, the
    stories with the worst findings first.

    \b
    Examples:
      dipx index out/
    """
    from dipx.files import json_text, write_atomically
    from dipx.review import group, index_json, index_page, read_stories

    a.talk(quiet=False, verbose=False)
    groups = group(read_stories(out))
    write_atomically(out / "index.html", index_page(groups))
    write_atomically(out / "index.json", json_text(index_json(groups)))
    typer.echo(f"{len(groups)} stories in {sum(1 + len(one.others) for one in groups)} articles: {out / 'index.html'}")
