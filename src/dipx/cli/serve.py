"""``dipx serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dipx.cli import arguments as a
from dipx.options import Decoding, EngineOptions, Options


def serve(
    host: Annotated[str, typer.Option("--host", help="Where to listen; 0.0.0.0 lets others in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any that is free.")] = 5000,
    api_keys: Annotated[
        Path | None, typer.Option("--api-keys", help="A file of keys' SHA-256 sums, one a line: others are refused.")
    ] = None,
    char_limit: Annotated[int, typer.Option("--char-limit", min=0, help="Characters of a text; 0: any.")] = 0,
    batch_limit: Annotated[int, typer.Option("--batch-limit", min=0, help="Texts of a request; 0: any.")] = 1000,
    file_limit: Annotated[int, typer.Option("--file-limit", min=1, help="Megabytes of a file.")] = 20,
    alternatives_limit: Annotated[
        int, typer.Option("--alternatives-limit", min=0, max=15, help="Alternatives of a text.")
    ] = 3,
    max_wait: Annotated[
        float, typer.Option("--max-wait", min=0, help="Seconds: who would wait longer is told to come again.")
    ] = 8.0,
    keep: Annotated[
        float, typer.Option("--keep", min=1, help="Minutes for which translated files can be fetched.")
    ] = 30,
    metrics: Annotated[bool, typer.Option("--metrics", help="Figures for Prometheus under /metrics.")] = False,
    no_page: Annotated[bool, typer.Option("--no-page", help="The API alone, no page.")] = False,
    no_files: Annotated[bool, typer.Option("--no-files", help="Texts alone, no files.")] = False,
    memory: Annotated[
        bool, typer.Option("--memory", help="Read and fill the translation memory: texts stay on the disk.")
    ] = False,
    model: a.Model = a.ENGINE.model,
    engine: a.Engine = a.ENGINE.engine,
    device: a.Device = a.ENGINE.device,
    compute_type: a.ComputeType = a.ENGINE.compute_type,
    beam_size: a.BeamSize = a.DECODING.beam_size,
    batch_size: a.BatchSize = a.ENGINE.batch_size,
    threads: a.Threads = a.ENGINE.threads,
    bullets: a.Bullets = a.SUMMARY.bullets,
    max_words: a.MaxWords = a.SUMMARY.max_words,
    summary_model: a.SummaryModel = a.SUMMARY_MODEL,
    glossary: a.Glossary = None,
    quotes: a.Quotes = "straight",
    quiet: a.Quiet = False,
    verbose: a.Verbose = False,
) -> None:
    """A server for a team: LibreTranslate's API, our own, and a page. Needs the extra serve.

    \b
    Examples:
      dipx serve
      dipx serve --host 0.0.0.0 --api-keys keys.txt --metrics
    """
    a.talk(quiet, verbose)
    from dipx.serve import Limits, ServeOptions
    from dipx.serve import serve as run

    options = Options(
        EngineOptions(model, engine, device, compute_type, threads, batch_size),
        Decoding(beam_size=beam_size),
        a.summary_options(bullets, max_words, summary_model),
        quotes=quotes,
        memory=memory,
        glossary=glossary,
    )
    limits = Limits(
        characters=char_limit,
        batch=batch_limit,
        file_bytes=file_limit << 20,
        alternatives=alternatives_limit,
        wait=max_wait,
        kept=60 * keep,
    )
    run(options, ServeOptions(host, port, api_keys, limits, metrics, page=not no_page, files=not no_files))
