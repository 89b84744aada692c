"""``dipx translate``."""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dipx.cli import arguments as a
from dipx.errors import UsageError
from dipx.options import Decoding, EngineOptions, Options

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from dipx.pipeline import Pipeline
    from dipx.report import Report


def translate(
    paths: a.Paths = None,
    out: a.Out = None,
    format: a.Format = None,
    json: a.Json = False,
    lines: Annotated[bool, typer.Option("--lines", help="One line in, exactly one line out, in order.")] = False,
    model: a.Model = a.ENGINE.model,
    engine: a.Engine = a.ENGINE.engine,
    device: a.Device = a.ENGINE.device,
    compute_type: a.ComputeType = a.ENGINE.compute_type,
    beam_size: a.BeamSize = a.DECODING.beam_size,
    batch_size: a.BatchSize = a.ENGINE.batch_size,
    threads: a.Threads = a.ENGINE.threads,
    alignments: a.Alignments = False,
    no_memory: a.NoMemory = False,
    lang: a.Lang = None,
    keep_all: a.KeepAll = False,
    glossary: a.Glossary = None,
    field: a.Field = "text",
    article: Annotated[
        bool, typer.Option("--article", help="Of a web page write its article as a clean page, not the page itself.")
    ] = False,
    fail_on: a.FailOn = "none",
    quotes: a.Quotes = "straight",
    follow_links: a.FollowLinks = False,
    quiet: a.Quiet = False,
    verbose: a.Verbose = False,
) -> None:
    """Translate French files, folders or standard input into English.

    With -o, a file keeps its own format (docx, pptx, xlsx, odt, odp, ods, epub, html, md, srt, vtt, ass,
    csv, jsonl; a pdf becomes md). A web page stays that page, menus and all; --article takes the article out of it.

    \b
    Examples:
      dipx translate article.txt
      dipx translate articles/ -o english/
      dipx translate report.docx -o report.en.docx
      dipx translate articles/ --format jsonl > english.jsonl
      dipx translate --lines < newstest.fr > newstest.en
    """
    a.talk(quiet, verbose)
    fails = a.fail_on(fail_on)
    chosen = a.output_format(format, json)
    options = Options(
        EngineOptions(model, engine, device, compute_type, threads, batch_size),
        Decoding(beam_size=beam_size, alignments=alignments),
        lang=lang,
        clean=not keep_all,
        quotes=quotes,
        memory=not no_memory,
        glossary=glossary,
        text_field=field,
    )
    from dipx.engines import open_engine

    opened = open_engine(options, soon=a.is_one_text(paths))  # beside the imports that follow

    from dipx.cli.output import native, plain, sink
    from dipx.formats.paths import STDIN, expand
    from dipx.pipeline import Pipeline
    from dipx.reading import load

    paths = paths or [STDIN]
    if lines:
        if chosen != "txt" or len(paths) > 1:
            raise UsageError("--lines takes one input and writes plain lines.")
        if fail_on != "none":
            raise UsageError("--lines takes no --fail-on; look at its lines with: dipx check SOURCE TARGET")
        _lines(paths[0], out, Pipeline(replace(options, lang="fr", clean=False), opened))
        return
    inputs = expand(paths, out, follow_links=follow_links)
    target = sink(paths, inputs, out, chosen, _text)
    target = native(target, inputs) if format is None and not json else plain(target)
    pipeline = Pipeline(replace(options, whole_pages=target.keeps_formats(inputs) and not article), opened)
    results = pipeline.run((load(item.path, pipeline.options) for item in inputs), bullets=False)
    if not target.emit(inputs, results, fails):
        raise typer.Exit(1)


def _text(report: Report) -> str:
    return report.flagged


def _lines(path: Path, out: Path | None, pipeline: Pipeline) -> None:
    from dipx.cli.output import doubts
    from dipx.files import descriptor
    from dipx.formats.paths import STDIN
    from dipx.jobs import translate_lines
    from dipx.reading.files import standard_input

    source = standard_input() if path == STDIN else path.open("rb")
    with source:
        if out:
            number = descriptor(out)
            with out.open("wb") if number is None else os.fdopen(os.dup(number), "wb") as target:
                findings = translate_lines(source, target, pipeline)
        else:
            findings = translate_lines(source, sys.stdout.buffer, pipeline)
    if told := doubts(findings):
        log.warning("%s: %s; dipx check SOURCE TARGET lists them.", path, told)
