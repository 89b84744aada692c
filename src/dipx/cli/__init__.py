"""The command line: each command reads arguments, calls the library, prints. Nothing else.

Comes in: the words of the command. Goes out: results on standard output or in files, everything else on standard error,
and an exit code. A command's module is imported when it is named, and the library when it is called.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dipx.cli.commands import COMMANDS
from dipx.cli.guard import GuardedGroup


class Group(GuardedGroup):
    """``dipx`` itself."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = COMMANDS


app = typer.Typer(
    name="dipx",
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help texts: half the start-up time, and docs/cli.md is made of them
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        from dipx import __version__

        typer.echo(f"dipx {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """French news articles into faithful English and a few bullet points, offline.

    Exit codes: 0 all done, 1 something failed, 2 usage, 3 a model is missing, 130 interrupted.
    Results go to standard output, talk to standard error.
    """
