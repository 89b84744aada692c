"""``dipx merge``."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dipx.cli import arguments as a
from dipx.errors import UsageError


def merge(
    folders: Annotated[
        list[Path], typer.Argument(help="Output folders of dipx run --shard.", show_default=False, callback=a.local)
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The folder for all results; one folder needs none.", callback=a.named),
    ] = None,
    events: Annotated[
        bool, typer.Option("--json", help="Events instead of the table, one JSON object a line.")
    ] = False,
    quiet: a.Quiet = False,
) -> None:
    """Bring the results of shards together.

    Copies what the folders hold into one, or, given one folder that the shards shared, makes one journal of theirs.
    Exit code 1 when a file or record failed in its shard, or when two folders hold different results of one file.

    \b
    Examples:
      dipx merge out-1/ out-2/ -o out/
      dipx merge shared/
    """
    from dipx.cli.outcomes import Board
    from dipx.cli.screen import screen
    from dipx.jobs.merge import merge as bring_together

    a.talk(quiet, verbose=False)
    if out is None and len(folders) > 1:
        raise UsageError("Several folders need -o, the folder for all results.")
    target = out or folders[0]
    with screen(quiet=True) as shown:
        board = Board(shown, json=events)
        with closing(bring_together(folders, target, partial(board.begin, {}, target))) as outcomes:
            board.show(outcomes)
        board.end(target)
    if board.kinds["failed"] or board.kinds["flagged"]:
        raise typer.Exit(1)
