"""``dipx models``: what is here, whether it is whole, and how it gets here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from dipx.models import registry


app = typer.Typer(
    help="See, check, add and remove models. Only 'dipx models add' with a hub name uses the network.",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(help="A model's name or folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_command(as_json: AsJson = False) -> None:
    """List the models that are here, bundled and yours.

    Example: dipx models list
    """
    from dipx.models import registry

    listings = registry.list_models()
    if as_json:
        _print_json([_listing_as_json(listing) for listing in listings])
        return
    rows = [("NAME", "WHERE", "TASK", "LANGUAGES", "SIZE", "")]
    for listing in listings:
        info = listing.info
        languages = f"{info.source_lang}-{info.target_lang}" if info.source_lang else "-"
        size = f"{listing.bytes / 1e6:.0f} MB"
        rows.append((listing.name, listing.place, info.task or "-", languages, size, listing.problem or ""))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@app.command()
def info(name: Name, as_json: AsJson = False) -> None:
    """Show what is known of one model.

    Example: dipx models info marian-fr-en
    """
    from dipx.models import registry
    from dipx.models.info import info_as_json

    folder = registry.resolve(name)
    facts = {
        "name": folder.name,
        "path": str(folder.path),
        "architecture": folder.model_type,
        "weights_digest": folder.weights_digest,
        "max_target_tokens": folder.max_target_tokens,
        **info_as_json(folder.info),
        "max_source_tokens": folder.max_source_tokens,
    }
    if as_json:
        _print_json(facts)
        return
    shown = {key: value for key, value in facts.items() if value not in (None, {}) and key != "files"}
    width = max(map(len, shown))
    for key, value in shown.items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        print(f"{key.ljust(width)}  {text}")


@app.command()
def verify(
    name: Annotated[str | None, typer.Argument(help="A model's name or folder; without it, all are checked.")] = None,
) -> None:
    """Compare a model's files with the checksums it was published with; exit 1 when they differ.

    Example: dipx models verify marian-fr-en
    """
    from dipx.models import folder as folders
    from dipx.models import registry

    chosen = (
        [(listing.name, listing.path) for listing in registry.list_models()]
        if name is None
        else [(name, registry.resolve(name).path)]
    )
    failed = False
    for model, path in chosen:
        problems = folders.verify(path)
        failed = failed or bool(problems)
        print("\n".join(f"{model}: {problem}" for problem in problems) or f"{model}: ok")
    if failed:
        raise typer.Exit(1)


@app.command()
def path(name: Name) -> None:
    """Print the folder that a name leads to.

    Example: dipx models path marian-fr-en
    """
    from dipx.models import registry

    print(registry.resolve(name).path)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="A name on the Hugging Face hub, or a model folder to copy.")],
    revision: Annotated[str | None, typer.Option(help="A branch, tag or commit of the hub's repository.")] = None,
) -> None:
    """Add a model: from the Hugging Face hub (the one command that uses the network) or from a folder.

    Example: dipx models add Helsinki-NLP/opus-mt-fr-en
    """
    from dipx.models.hub import add as add_model

    folder = add_model(name, revision)
    typer.echo(f"Added {folder.name}", err=True)
    print(folder.path)


@app.command()
def rm(name: Name) -> None:
    """Remove one of your models; bundled ones stay.

    Example: dipx models rm opus-mt-fr-en
    """
    from dipx.models import registry

    typer.echo(f"Removed {registry.remove(name)}", err=True)


def _listing_as_json(listing: registry.Listing) -> dict[str, Any]:
    from dipx.models.info import info_as_json

    return {
        "name": listing.name,
        "place": listing.place,
        "path": str(listing.path),
        "bytes": listing.bytes,
        "problem": listing.problem,
        "info": info_as_json(listing.info),
    }


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
