"""The one place where errors become a line on standard error and an exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from dipx.errors import DipxError

INTERRUPTED = 130


class GuardedGroup(TyperGroup):
    """Runs the commands; a traceback is for bugs alone."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except DipxError as error:
            typer.echo(f"dipx: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            typer.echo("dipx: interrupted; what is done is kept.", err=True)
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            # The reader went away (dipx … | head): not our error. Python would complain once more at exit.
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        except OSError as error:
            if error.errno not in EXPECTED:
                raise
            place = f"{error.filename}: " if error.filename else ""
            typer.echo(f"dipx: {place}{error.strerror}", err=True)
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
}
