"""``dipx cache``."""

from __future__ import annotations

import shutil
from typing import Annotated

import typer

from dipx.cli import arguments as a
from dipx.files import json_text
from dipx.memory import Memory
from dipx.places import cache_dir

app = typer.Typer(no_args_is_help=True, help="The translation memory and the converted models.", rich_markup_mode=None)


@app.command()
def path() -> None:
    """Print the folder of the memory and the converted models (DIPX_CACHE_DIR moves it)."""
    typer.echo(cache_dir())


@app.command()
def stats(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """How much is remembered, and how large the converted models are."""
    a.talk(quiet=False, verbose=False)
    memory = Memory(cache_dir()).stats()
    converted = sum(file.stat().st_size for file in (cache_dir() / "ct2").rglob("*") if file.is_file())
    if json:
        values = {
            "path": str(memory.path),
            "entries": memory.entries,
            "size": memory.size,
            "converted": converted,
        }
        typer.echo(json_text(values), nl=False)
        return
    typer.echo(f"memory     {memory.path}\nentries    {memory.entries}\nsize       {memory.size / 1e6:.1f} MB")
    typer.echo(f"converted  {converted / 1e6:.1f} MB of models")


@app.command()
def clear(
    models: Annotated[bool, typer.Option("--models", help="The converted models too; they are made again.")] = False,
) -> None:
    """Forget all translations, and start afresh after a memory was damaged."""
    freed = Memory(cache_dir()).clear()
    if models:
        shutil.rmtree(cache_dir() / "ct2", ignore_errors=True)
    typer.echo(f"forgotten: {freed / 1e6:.1f} MB in {cache_dir()}")
