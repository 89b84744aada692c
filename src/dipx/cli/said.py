"""A line on standard error."""

from __future__ import annotations

import re

import typer

_NO_SIGN = re.compile("[\ud800-\udfff]")


def say(line: str) -> None:
    """Write the line. The bytes of a file's name that are no UTF-8 show as U+FFFD, not as what Python makes of them."""
    typer.echo(_NO_SIGN.sub("\N{REPLACEMENT CHARACTER}", line), err=True)
