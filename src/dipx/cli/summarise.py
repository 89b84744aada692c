"""``dipx summarise``."""

from __future__ import annotations

import typer

from dipx.cli import arguments as a
from dipx.options import Decoding, EngineOptions, Options


def summarise(
    paths: a.Paths = None,
    out: a.Out = None,
    bullets: a.Bullets = a.SUMMARY.bullets,
    max_words: a.MaxWords = a.SUMMARY.max_words,
    summary_model: a.SummaryModel = a.SUMMARY_MODEL,
    lang: a.Lang = None,
    format: a.Format = None,
    json: a.Json = False,
    model: a.Model = a.ENGINE.model,
    engine: a.Engine = a.ENGINE.engine,
    device: a.Device = a.ENGINE.device,
    compute_type: a.ComputeType = a.ENGINE.compute_type,
    beam_size: a.BeamSize = a.DECODING.beam_size,
    batch_size: a.BatchSize = a.ENGINE.batch_size,
    threads: a.Threads = a.ENGINE.threads,
    no_memory: a.NoMemory = False,
    keep_all: a.KeepAll = False,
    field: a.Field = "text",
    glossary: a.Glossary = None,
    fail_on: a.FailOn = "none",
    quotes: a.Quotes = "straight",
    follow_links: a.FollowLinks = False,
    quiet: a.Quiet = False,
    verbose: a.Verbose = False,
) -> None:
    """Summarise French or English articles in bullet points.

    French is translated first, through the same memory.

    \b
    Examples:
      dipx summarise article.txt
      dipx summarise articles/ --bullets 3 -o bullets/
      dipx summarise article.txt --summary-model bart-large-cnn
      dipx summarise article.txt --json    # each bullet with its French and English sources
    """
    a.talk(quiet, verbose)
    fails = a.fail_on(fail_on)
    chosen = a.output_format(format, json)
    options = Options(
        EngineOptions(model, engine, device, compute_type, threads, batch_size),
        Decoding(beam_size=beam_size),
        a.summary_options(bullets, max_words, summary_model),
        lang=lang,
        clean=not keep_all,
        quotes=quotes,
        memory=not no_memory,
        glossary=glossary,
        text_field=field,
    )
    from dipx.engines import open_engine

    opened = open_engine(options, soon=a.is_one_text(paths))  # beside the imports that follow

    from dipx.cli.output import plain, sink
    from dipx.formats.paths import STDIN, expand
    from dipx.pipeline import Pipeline
    from dipx.reading import load
    from dipx.report import bullets_text

    paths = paths or [STDIN]
    pipeline = Pipeline(options, opened)
    inputs = expand(paths, out, follow_links=follow_links)
    target = plain(sink(paths, inputs, out, chosen, bullets_text))
    results = pipeline.run((load(item.path, pipeline.options) for item in inputs), bullets=True)
    if not target.emit(inputs, results, fails):
        raise typer.Exit(1)
