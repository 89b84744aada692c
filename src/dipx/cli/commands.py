"""The commands by name, each built when it is asked for: all of them take four times as long as one."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer

from dipx.lazily import Lazily

# Each has a module here, with a function of its name or, for a group of commands, an ``app``.
NAMES = (
    "translate",
    "summarise",
    "summarize",
    "run",
    "merge",
    "check",
    "verify",
    "review",
    "index",
    "serve",
    "segment",
    "models",
    "cache",
    "evaluate",
    "doctor",
)
ALIASES = {"summarize": "summarise"}  # found, and not listed


def _command(name: str) -> Any:
    full = ALIASES.get(name, name)
    module = import_module(f"dipx.cli.{full}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.callback()(lambda: None)  # a group, whatever the number of its commands
    if hasattr(module, "app"):
        alone.add_typer(module.app, name=name)
    else:
        alone.command(name, hidden=name in ALIASES)(getattr(module, full))
    group: Any = typer.main.get_command(alone)
    return group.commands[name]


COMMANDS: Lazily[Any] = Lazily(NAMES, _command)
