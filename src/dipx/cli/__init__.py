"""The command line: each command reads arguments, calls the library, prints. Nothing else.

A command imports the library when it is called: ``dipx --help`` takes 0.11 s, and 0.33 s with the imports at the top.
"""

from __future__ import annotations

from typing import Annotated

import typer

from dipx.cli import (
    cache,
    check,
    doctor,
    evaluate,
    index,
    merge,
    models,
    review,
    run,
    segment,
    summarise,
    translate,
    verify,
)
from dipx.cli.guard import GuardedGroup

app = typer.Typer(
    name="dipx",
    cls=GuardedGroup,
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


app.command("translate")(translate.translate)
app.command("summarise")(summarise.summarise)
app.command("summarize", hidden=True)(summarise.summarise)
app.command("run")(run.run)
app.command("merge")(merge.merge)
app.command("check")(check.check)
app.command("verify")(verify.verify)
app.command("review")(review.review)
app.command("index")(index.index)
app.command("segment")(segment.segment)
app.add_typer(models.app, name="models")
app.add_typer(cache.app, name="cache")
app.add_typer(evaluate.app, name="evaluate")
app.command("doctor")(doctor.doctor)
