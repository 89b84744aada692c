"""``dipx doctor``."""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from typing import Annotated

import typer

from dipx.cli import arguments as a
from dipx.options import EngineOptions

MARKS = {True: "ok", False: "FAILED", None: ""}


def doctor(
    offline: Annotated[bool, typer.Option("--offline", help="Do it with network sockets blocked.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    model: a.Model = a.ENGINE.model,
) -> None:
    """Check that this installation works.

    Versions, devices, models with checksums, and a sentence through each engine.

    \b
    Examples:
      dipx doctor
      dipx doctor --offline
    """
    from dipx.doctor import examine, sockets_blocked
    from dipx.files import json_text

    a.talk(quiet=False, verbose=False)
    found = []
    with sockets_blocked() if offline else contextlib.nullcontext():
        for diagnosis in examine(EngineOptions(model=model)):
            found.append(diagnosis)
            if not json:
                typer.echo(f"{diagnosis.name:<20} {MARKS[diagnosis.ok]:<7}{diagnosis.detail}")
    if json:
        typer.echo(json_text([asdict(diagnosis) for diagnosis in found]), nl=False)
    if any(diagnosis.ok is False for diagnosis in found):
        raise typer.Exit(1)
