"""``dipx run``."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from dipx.cli import arguments as a
from dipx.job import Outcome, run_folder
from dipx.options import EngineOptions, SummaryOptions
from dipx.pipeline import Pipeline

HEADER = f"{'outcome':<9} {'words':>7} {'segments':>8} {'bullets':>7} {'findings':>8} {'left out':>8}  file"


def run(
    paths: Annotated[list[Path], typer.Argument(help="Folders (or files) of articles.", show_default=False)],
    out: Annotated[Path, typer.Option("-o", "--output", help="The folder for the results.", show_default=False)],
    bullets: a.Bullets = a.SUMMARY.bullets,
    max_words: a.MaxWords = a.SUMMARY.max_words,
    force: Annotated[bool, typer.Option("--force", help="Do again what an earlier run did.")] = False,
    lang: a.Lang = None,
    model: a.Model = a.ENGINE.model,
    engine: a.Engine = a.ENGINE.engine,
    device: a.Device = a.ENGINE.device,
    compute_type: a.ComputeType = a.ENGINE.compute_type,
    beam_size: a.BeamSize = a.DECODING.beam_size,
    batch_size: a.BatchSize = a.ENGINE.batch_size,
    threads: a.Threads = a.ENGINE.threads,
    no_memory: a.NoMemory = False,
    keep_all: a.KeepAll = False,
    quiet: a.Quiet = False,
    verbose: a.Verbose = False,
) -> None:
    """Translate and summarise a folder of articles.

    Leaves NAME.en.txt, NAME.report.md and NAME.report.json for each.
    A second run does only what changed; a run that was stopped goes on where it was.

    \b
    Examples:
      dipx run articles/ -o out/
      dipx run articles/ -o out/ --bullets 3 --force
    """
    a.talk(quiet, verbose)
    options = EngineOptions(model, engine, device, compute_type, threads, batch_size)  # type: ignore[arg-type]
    summary = SummaryOptions(bullets=bullets, max_words=max_words)
    pipeline = Pipeline(a.build(options, beam_size, no_memory, lang, keep_all, summary))
    started = time.monotonic()
    kinds = _table(run_folder(paths, out, pipeline, force=force))
    tally = ", ".join(f"{kinds[kind]} {kind}" for kind in ("done", "unchanged", "failed"))
    remembered = f"{pipeline.engine.hits} of {pipeline.engine.hits + pipeline.engine.misses} texts remembered"
    typer.echo(f"{tally}; {remembered}; {time.monotonic() - started:.1f} s; results in {out}")
    if kinds["failed"]:
        raise typer.Exit(1)


def _table(outcomes: Iterable[Outcome]) -> Counter[str]:
    """Print a row for each outcome as it comes; how many there were of each kind."""
    kinds: Counter[str] = Counter()
    typer.echo(HEADER)
    for o in outcomes:
        kinds[o.kind] += 1
        why = f"  ({o.why})" if o.why else ""
        counts = f"{o.words:>7} {o.segments:>8} {o.bullets:>7} {o.findings:>8} {o.left_out:>8}"
        typer.echo(f"{o.kind:<9} {counts}  {o.path}{why}")
    return kinds
