"""``docs/cli.md``, made of the commands' own help: ``python docs/reference.py > docs/cli.md``."""

from __future__ import annotations

import os
from collections.abc import Iterator

import typer
from typer.testing import CliRunner

from dipx.cli import app

WIDTH = "100"  # columns, so that the page does not depend on the terminal it was made in


def reference() -> str:
    """The page: the help of each command in the order of ``dipx --help``."""
    # typer reads the width when a help text is made; the terminal's would leak into the page otherwise.
    os.environ["COLUMNS"] = os.environ["TERMINAL_WIDTH"] = WIDTH
    parts = [
        "# Command line",
        "",
        "Made by `python docs/reference.py > docs/cli.md`; the tests compare.",
        "",
    ]
    for words in _commands():
        result = CliRunner().invoke(app, [*words, "--help"], prog_name="dipx")
        parts += [f"## `{' '.join(['dipx', *words])}`", "", "```text", result.output.strip(), "```", ""]
    return "\n".join(parts)


def _commands() -> Iterator[list[str]]:
    yield []
    root = typer.main.get_command(app)
    for name, command in sorted(getattr(root, "commands", {}).items()):
        if command.hidden:
            continue
        yield [name]
        for below in sorted(getattr(command, "commands", {})):
            yield [name, below]


if __name__ == "__main__":
    print(reference(), end="")
