"""``dipx cache``."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from dipx.cli import arguments as a
from dipx.text.counting import counted

Pairs = Annotated[Path, typer.Argument(help="A .tmx or .jsonl file.", show_default=False)]

app = typer.Typer(no_args_is_help=True, help="The translation memory and the converted models.", rich_markup_mode=None)


@app.command()
def path() -> None:
    """Print the folder of the memory and the converted models (DIPX_CACHE_DIR moves it)."""
    from dipx.places import cache_dir

    typer.echo(cache_dir())


@app.command()
def stats(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """How much is remembered, and how large the converted models are."""
    from dipx.files import json_text
    from dipx.memory import Corrections, Memory
    from dipx.places import cache_dir, data_dir

    a.talk(quiet=False, verbose=False)
    memory = Memory(cache_dir()).stats()
    converted = sum(file.stat().st_size for file in (cache_dir() / "ct2").rglob("*") if file.is_file())
    if json:
        values = {
            "path": str(memory.path),
            "entries": memory.entries,
            "size": memory.size,
            "converted": converted,
            "corrections": len(Corrections(data_dir()).pairs()),
        }
        typer.echo(json_text(values), nl=False)
        return
    typer.echo(f"memory     {memory.path}\nentries    {memory.entries}\nsize       {memory.size / 1e6:.1f} MB")
    typer.echo(f"converted  {converted / 1e6:.1f} MB of models")
    corrections = Corrections(data_dir())
    typer.echo(f"corrected  {len(corrections.pairs())} texts by a person, in {corrections.path}")


@app.command()
def clear(
    models: Annotated[bool, typer.Option("--models", help="The converted models too; they are made again.")] = False,
    corrections: Annotated[
        bool, typer.Option("--corrections", help="A person's corrections too; nothing makes them again.")
    ] = False,
) -> None:
    """Forget all translations, and start afresh after a memory was damaged. Corrections stay."""
    from dipx.memory import Corrections, Memory
    from dipx.places import cache_dir, data_dir

    freed = Memory(cache_dir()).clear()
    if models:
        shutil.rmtree(cache_dir() / "ct2", ignore_errors=True)
    if corrections:
        Corrections(data_dir()).clear()
    typer.echo(f"forgotten: {freed / 1e6:.1f} MB in {cache_dir()}")


@app.command("export")
def export(
    file: Pairs,
    everything: Annotated[
        bool, typer.Option("--all", help="Translations too in which a check found an error.")
    ] = False,
) -> None:
    """Write the French and English that are remembered, a person's corrections among them.

    Of a text that was corrected only the correction is written.

    \b
    Examples:
      dipx cache export memory.tmx       # for a translator's tool
      dipx cache export memory.jsonl     # {"source": …, "target": …} a line
    """
    from dipx.memory import Memory, write_pairs
    from dipx.memory.corrections import Corrections, merged
    from dipx.places import cache_dir, data_dir

    a.talk(quiet=False, verbose=False)
    pairs = list(merged(Corrections(data_dir()).pairs(), Memory(cache_dir()).pairs(errors=everything)))
    write_pairs(file, pairs)
    corrected = sum(pair.origin == "correction" for pair in pairs)
    typer.echo(f"{counted(len(pairs), 'pair')}, {corrected} of them corrections, in {file}", err=True)


@app.command("import")
def import_(
    file: Pairs,
    everything: Annotated[
        bool, typer.Option("--all", help="Pairs too that are as the memory has them: the machine's word is final then.")
    ] = False,
) -> None:
    """Take a person's corrections: from now on their English wins over every model.

    Pairs that are as this machine made them are no corrections and are passed over.

    \b
    Examples:
      dipx cache import corrected.tmx
    """
    from dipx.memory import Corrections, Memory, read_pairs
    from dipx.memory.corrections import same_as
    from dipx.places import cache_dir, data_dir

    a.talk(quiet=False, verbose=False)
    made = set() if everything else set(map(same_as, Memory(cache_dir()).pairs(errors=True)))
    corrections = Corrections(data_dir())
    added = corrections.add(read_pairs(file), lambda pair: same_as(pair) in made)
    typer.echo(
        f"{added.kept} corrections kept in {corrections.path}; {added.unchanged} unchanged, {added.blank} blank",
        err=True,
    )
