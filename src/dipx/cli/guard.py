"""The one place where errors become a line on standard error and an exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperGroup

from dipx.cli.said import say
from dipx.errors import DipxError

INTERRUPTED = 130


@contextlib.contextmanager
def standard_files() -> Iterator[None]:
    """Standard output to the last byte, or a line that says why not, and exit code 1.

    Around everything, help texts too. Who starts us may have closed a standard file (``>&-``): the first file that is
    opened would take its number, and get what was meant for the terminal.
    """
    closed = _filled()
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.filename is not None or error.errno not in (*EXPECTED, errno.EBADF, errno.EPIPE):
            raise
        _give_up_stdout()
        if error.errno == errno.EPIPE:
            sys.exit(0)
        why = "it is closed" if "stdout" in closed else error.strerror
        print(f"dipx: standard output cannot be written: {why}", file=sys.stderr)
        sys.exit(1)


def _filled() -> set[str]:
    """Open the standard files that are closed, so that nobody else gets their numbers: what is written there fails."""
    closed = {name for name in ("stdin", "stdout", "stderr") if getattr(sys, name) is None}
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if name not in closed:
            continue
        place = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
        if place != number:
            os.dup2(place, number)
            os.close(place)
        if name != "stdin":
            setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - to the end
    return closed


def _give_up_stdout() -> None:
    """What is still to be written goes nowhere: Python would complain once more at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


class GuardedGroup(TyperGroup):
    """Runs the commands; a traceback is for bugs alone."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if "" in args:  # a variable that is not set: as a path it would be the folder that one is in
            raise typer.BadParameter("an argument is empty; is a variable unset?")
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except DipxError as error:
            say(f"dipx: {error}")
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            typer.echo("dipx: interrupted; what is done is kept.", err=True)
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            # The reader went away (dipx … | head): not our error.
            _give_up_stdout()
            raise typer.Exit(0) from error
        except OSError as error:
            if error.errno not in EXPECTED:
                raise
            is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)  # where all files have names (files.py)
            place = f"{error.filename}: " if error.filename else "standard output cannot be written: " * is_full
            say(f"dipx: {place}{error.strerror}")
            raise typer.Exit(1) from error


EXPECTED = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.ENOENT,
    errno.EISDIR,
    errno.ENOTDIR,
    errno.EEXIST,
    errno.ENAMETOOLONG,
}
