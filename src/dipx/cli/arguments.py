"""The arguments that commands share, and the options they add up to."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from dipx.engines import ENGINES
from dipx.errors import UsageError
from dipx.options import Decoding, EngineOptions, Options, SummaryOptions

FORMATS_OUT = ("txt", "md", "json", "jsonl")


def _engine(value: str) -> str:
    return _one_of("--engine", value, ENGINES)


def _format(value: str | None) -> str | None:
    return value if value is None else _one_of("--format", value, FORMATS_OUT)


def _one_of(option: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise typer.BadParameter(f"{option} is one of {', '.join(choices)}, not {value!r}.")
    return value


Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Files and folders; - or nothing reads standard input.", show_default=False),
]
Out = Annotated[Path | None, typer.Option("-o", "--output", help="A file, or a folder that keeps the tree.")]
Format = Annotated[str | None, typer.Option("--format", callback=_format, help="txt, md, json or jsonl.")]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Model = Annotated[str, typer.Option("--model", help="A model's name or folder (dipx models list).")]
Engine = Annotated[str, typer.Option("--engine", callback=_engine, help="ct2 (fast) or hf (transformers).")]
Device = Annotated[str, typer.Option("--device", help="auto, cpu or cuda.")]
ComputeType = Annotated[
    str, typer.Option("--compute-type", help="auto, int8, float32, … (ct2); float32, bfloat16, float16 (hf).")
]
BeamSize = Annotated[int, typer.Option("--beam-size", min=1, max=64, help="1 is greedy, faster, a little worse.")]
BatchSize = Annotated[int, typer.Option("--batch-size", min=1, help="Tokens a batch.")]
Threads = Annotated[int, typer.Option("--threads", min=0, help="0: all processors that there are.")]
NoMemory = Annotated[bool, typer.Option("--no-memory", help="Neither read nor fill the translation memory.")]
Lang = Annotated[str | None, typer.Option("--lang", help="fr or en: what the text is in; detected where not said.")]
KeepAll = Annotated[bool, typer.Option("--keep-all", help="Keep what does not look like the article too.")]
Bullets = Annotated[int, typer.Option("--bullets", min=1, max=50, help="At most so many; fewer for a short text.")]
MaxWords = Annotated[int, typer.Option("--max-words", min=5, help="Words a bullet, where it can be shortened.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Only errors on standard error.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="More on standard error.")]

ENGINE = EngineOptions()
DECODING = Decoding()
SUMMARY = SummaryOptions()


def build(
    engine: EngineOptions,
    beam_size: int,
    no_memory: bool,
    lang: str | None = None,
    keep_all: bool = False,
    summary: SummaryOptions = SUMMARY,
) -> Options:
    """The options that a command's arguments add up to. Raises ``UsageError`` for an unknown language."""
    if lang not in (None, "fr", "en"):
        raise UsageError(f"--lang is fr or en, not {lang!r}.")
    decoding = Decoding(beam_size=beam_size)
    return Options(engine, decoding, summary, lang=lang, clean=not keep_all, memory=not no_memory)


def output_format(chosen: str | None, json: bool, default: str = "txt") -> str:
    """``--format``, or ``json`` for ``--json``. Raises ``UsageError`` when both say different things."""
    if json and chosen not in (None, "json"):
        raise UsageError(f"--json and --format {chosen} contradict each other.")
    return "json" if json else chosen or default


def talk(quiet: bool, verbose: bool) -> None:
    """Send the library's log to standard error: warnings and notes, or less, or more."""
    level = logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("dipx: %(message)s"))
    logger = logging.getLogger("dipx")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(level)
