"""``dipx run``."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dipx.cli import arguments as a
from dipx.errors import UsageError
from dipx.options import Decoding, EngineOptions, Options, OutFormat

if TYPE_CHECKING:
    from dipx.jobs import Cluster, JobOptions, Plan
    from dipx.pipeline import Pipeline

TERMINATED = 128 + signal.SIGTERM


def run(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Folders (or files) of articles; s3://, gs:// and az:// too.", show_default=False),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            help="The folder for the results; s3://… too.",
            show_default=False,
            callback=a.no_stream,
        ),
    ],
    bullets: a.Bullets = a.SUMMARY.bullets,
    max_words: a.MaxWords = a.SUMMARY.max_words,
    summary_model: a.SummaryModel = a.SUMMARY_MODEL,
    planned: Annotated[
        bool, typer.Option("--plan", help="Say what there is to do and stop; nothing is written.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Do again what an earlier run did.")] = False,
    shard: Annotated[
        str | None,
        typer.Option("--shard", help="Only part i of n, like 2/4 (see dipx merge); auto: that of an array job's task."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes, which share the --threads.")] = 1,
    runner: Annotated[
        Literal["local", "ray"], typer.Option("--runner", help="Where: on this machine, or by Ray (the extra ray).")
    ] = "local",
    address: Annotated[
        str | None, typer.Option("--address", help="The Ray cluster, like head:6379; without, a Ray of its own here.")
    ] = None,
    actors: Annotated[
        int | None, typer.Option("--actors", min=1, help="Ray's processes; without, as many as there is room for.")
    ] = None,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast/--keep-going", help="Stop at the first file that fails, or do the others.")
    ] = False,
    fail_on: a.FailOn = "none",
    watch: Annotated[bool, typer.Option("--watch", help="Go on for files that come later, until stopped.")] = False,
    out_format: Annotated[
        OutFormat, typer.Option("--out-format", help="Some files an article, or records: many articles a file.")
    ] = "files",
    id_field: Annotated[
        str | None, typer.Option("--id-field", help="The field that holds a record's id; its number where not said.")
    ] = None,
    title_field: Annotated[
        str | None, typer.Option("--title-field", help="The field that holds a record's title, where it has one.")
    ] = None,
    events: Annotated[
        bool, typer.Option("--json", help="Events instead of the table, one JSON object a line.")
    ] = False,
    lang: a.Lang = None,
    model: a.Model = a.ENGINE.model,
    engine: a.Engine = a.ENGINE.engine,
    device: a.Device = a.ENGINE.device,
    compute_type: a.ComputeType = a.ENGINE.compute_type,
    beam_size: a.BeamSize = a.DECODING.beam_size,
    batch_size: a.BatchSize = a.ENGINE.batch_size,
    threads: a.Threads = a.ENGINE.threads,
    alignments: a.Alignments = False,
    no_memory: a.NoMemory = False,
    keep_all: a.KeepAll = False,
    field: a.Field = "text",
    glossary: a.Glossary = None,
    quotes: a.Quotes = "straight",
    follow_links: a.FollowLinks = False,
    quiet: a.Quiet = False,
    verbose: a.Verbose = False,
) -> None:
    """Translate and summarise a folder of articles.

    Leaves NAME.en.txt, NAME.report.md and NAME.report.json for each, and NAME.en.docx for a docx (and so on).
    A second run does only what changed; a run that was stopped goes on where it was.
    With --out-format jsonl each record of a .jsonl, .jsonl.gz, .jsonl.zst or .parquet file is an article, and a line of
    NAME.report.jsonl; other files go into such a result by the thousand.

    \b
    Examples:
      dipx run articles/ -o out/
      dipx run articles/ -o out/ --plan
      dipx run articles/ -o out/ --bullets 3 --force
      dipx run articles/ -o out/ --shard 2/4
      dipx run articles/ -o out/ --shard auto
      dipx run inbox/ -o out/ --watch
      dipx run articles.jsonl.gz -o out/ --out-format jsonl --text-field body --id-field id
      dipx run articles/ -o out/ --runner ray --address head:6379
      dipx run s3://bucket/articles -o s3://bucket/english
    """
    from dipx.jobs import JobOptions, Watch
    from dipx.jobs.arrays import given_shard
    from dipx.jobs.plan import plan
    from dipx.pipeline import Pipeline

    a.talk(quiet, verbose)
    options = Options(
        EngineOptions(model, engine, device, compute_type, threads, batch_size),
        Decoding(beam_size=beam_size, alignments=alignments),
        a.summary_options(bullets, max_words, summary_model),
        lang=lang,
        clean=not keep_all,
        quotes=quotes,
        memory=not no_memory,
        glossary=glossary,
        text_field=field,
        out_format=out_format,
        id_field=id_field,
        title_field=title_field,
    )
    if not options.makes_records and (id_field or title_field):
        raise UsageError("--id-field and --title-field are for records: say --out-format jsonl.")
    pipeline = Pipeline(options)
    part = None if shard is None else given_shard(shard, os.environ)
    watched = Watch() if watch else None
    cluster = _cluster(runner, address, actors)
    job = JobOptions(force, part, jobs, fail_fast, watched, a.fail_on(fail_on), follow_links, cluster)
    if planned:
        _say(plan(paths, out, pipeline, job), events)
        return
    with _terminable():
        kinds = _run(paths, out, pipeline, job, (events, quiet))
    if kinds["failed"] or kinds["flagged"]:
        raise typer.Exit(1)


def _cluster(runner: str, address: str | None, actors: int | None) -> Cluster | None:
    """The cluster that was asked for. Raises ``UsageError`` for options of one where there is none."""
    from dipx.jobs import Cluster

    if runner == "ray":
        return Cluster(address, actors)
    if address is not None or actors is not None:
        raise UsageError("--address and --actors are for --runner ray.")
    return None


def _run(
    paths: Sequence[Path], out: Path, pipeline: Pipeline, job: JobOptions, output: tuple[bool, bool]
) -> Counter[str]:
    """Do the job and print it; how many outcomes there were of each kind. ``output``: as events, and quietly."""
    from dipx.cli.outcomes import Board
    from dipx.cli.screen import screen
    from dipx.jobs import run_folder
    from dipx.report import run_json
    from dipx.storage import named

    events, quiet = output
    shown_out = named(out)
    engine = pipeline.engine
    whole = False
    with screen(quiet) as shown:
        board = Board(shown, json=events)
        shown.progress.on_found = partial(board.begin, run_json(pipeline.info(bullets=True)), shown_out)
        try:
            with closing(run_folder(paths, out, pipeline, job, shown.progress)) as outcomes:
                board.show(outcomes)
            whole = not (job.fail_fast and board.kinds["failed"])
        finally:
            board.end(shown_out, (engine.hits, engine.hits + engine.misses), whole=whole)
    return board.kinds


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the run as Ctrl-C does: what is done is kept, nothing half written is left."""

    def end(*_: object) -> None:
        raise SystemExit(TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    except SystemExit as error:
        typer.echo("dipx: terminated; what is done is kept.", err=True)
        raise SystemExit(TERMINATED) from error  # Ray, where the signal comes while we wait for it, makes it a 1
    finally:
        signal.signal(signal.SIGTERM, before)


def _say(made: Plan, as_json: bool) -> None:
    from dipx.files import json_text
    from dipx.jobs.progress import duration

    if as_json:
        typer.echo(json_text(asdict(made) | {"seconds": round(made.seconds, 1)}), nl=False)
        return
    typer.echo(f"{made.files} files: {made.unchanged} unchanged, {made.todo} to do")
    share = made.remembered / made.words if made.words else 0.0
    if made.records:
        typer.echo(f"{made.records} records in them")
    typer.echo(f"{made.words} words to translate, {share:.0%} of them remembered")
    basis = "as in an earlier run" if made.measured else "a guess for this many processors"
    typer.echo(f"about {duration(made.seconds)} at {made.words_per_second:.0f} words/s ({basis})")
    for failure in made.failures:
        typer.echo(f"cannot be done: {failure}")
