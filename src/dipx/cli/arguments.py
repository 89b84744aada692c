"""The arguments that commands share."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from dipx.cli.said import say
from dipx.errors import UsageError
from dipx.options import Decoding, EngineName, EngineOptions, SummaryOptions

if TYPE_CHECKING:
    from dipx.checks import fail_on as findings

Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Files and folders; - or nothing reads standard input.", show_default=False),
]


STREAM = Path("-")  # standard input or output, as everywhere on a command line
Where = TypeVar("Where", Path, list[Path], None)


def local(where: Where) -> Where:
    """The path or paths. Raises ``UsageError`` for an address in a bucket, which would be a folder named ``s3:``."""
    from dipx.storage import is_remote, named

    for path in where if isinstance(where, list) else [where]:
        if path and is_remote(path):
            raise UsageError(f"{named(path)}: only dipx run works in buckets. Take a folder, and copy it.")
    return where


def no_stream(where: Where) -> Where:
    """The path. Raises ``UsageError`` for ``-``: it would be a file of that name."""
    if where == STREAM:
        raise UsageError("- is standard output, and what this command makes is no stream: give it a name with -o.")
    return where


def named(where: Where) -> Where:
    """The path. Raises as ``local`` and ``no_stream``."""
    return local(no_stream(where))


def stream_or_path(where: Path | None) -> Path | None:
    """The path, or none for ``-``: standard output, as everywhere. Raises as ``local``."""
    return None if where is None or where == STREAM else local(where)


Out = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="A file, or a folder that keeps the tree.", callback=stream_or_path),
]
OutputFormat = Literal["txt", "md", "json", "jsonl"]
Format = Annotated[OutputFormat | None, typer.Option("--format", help="What is written.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Model = Annotated[str, typer.Option("--model", help="A model's name or folder (dipx models list).")]
Engine = Annotated[EngineName, typer.Option("--engine", help="ct2 is fast, hf is transformers.")]
Device = Annotated[str, typer.Option("--device", help="auto, cpu or cuda.")]
ComputeType = Annotated[
    str, typer.Option("--compute-type", help="auto, int8, float32, … (ct2); float32, bfloat16, float16 (hf).")
]
BeamSize = Annotated[int, typer.Option("--beam-size", min=1, max=64, help="1 is greedy, faster, a little worse.")]
BatchSize = Annotated[int, typer.Option("--batch-size", min=1, help="Tokens a batch.")]
Threads = Annotated[int, typer.Option("--threads", min=0, help="0: all processors that there are.")]
Alignments = Annotated[
    bool, typer.Option("--alignments", help="Put into the JSON which words of both languages belong together.")
]
NoMemory = Annotated[bool, typer.Option("--no-memory", help="Neither read nor fill the translation memory.")]
Lang = Annotated[
    Literal["fr", "en"] | None, typer.Option("--lang", help="What the text is in; detected where not said.")
]
KeepAll = Annotated[bool, typer.Option("--keep-all", help="Keep what does not look like the article too.")]
Bullets = Annotated[int, typer.Option("--bullets", min=1, max=50, help="At most so many; fewer for a short text.")]
MaxWords = Annotated[int, typer.Option("--max-words", min=5, help="Words a bullet, where it can be shortened.")]
SummaryModel = Annotated[
    str, typer.Option("--summary-model", help="A model's name or folder that writes the bullets; none: sentences.")
]
Quotes = Annotated[Literal["straight", "curly"], typer.Option("--quotes", help="Quotation marks of the English.")]
FailOn = Annotated[
    str, typer.Option("--fail-on", help="Exit with 1 on these findings: codes with commas, error, any or none.")
]
Glossary = Annotated[
    Path | None, typer.Option("--glossary", help="Terms: a .tsv, .csv or .tbx file (docs/glossary.md).")
]
Field = Annotated[
    str, typer.Option("--field", "--text-field", help="The field of csv and jsonl records that holds the text.")
]
FollowLinks = Annotated[
    bool, typer.Option("--follow-links", help="Read what links lead to outside of the folders that are named.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Only errors on standard error.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="More on standard error.")]

ENGINE = EngineOptions()
NO_MODEL = "none"
DECODING = Decoding()
SUMMARY = SummaryOptions()
SUMMARY_MODEL = SUMMARY.model or NO_MODEL


def is_one_text(paths: list[Path] | None) -> bool:
    """A file or standard input, for which a model is loaded without asking first what is remembered."""
    return not paths or (len(paths) == 1 and not paths[0].is_dir())


def summary_options(bullets: int, max_words: int, model: str) -> SummaryOptions:
    """What ``--bullets``, ``--max-words`` and ``--summary-model`` say."""
    return SummaryOptions(bullets, max_words, None if model == NO_MODEL else model)


def fail_on(text: str) -> findings.FailOn:
    """What ``--fail-on`` names. Raises ``UsageError`` for an unknown code."""
    from dipx.checks.fail_on import parse_fail_on

    return parse_fail_on(text)


def output_format(chosen: str | None, json: bool) -> str:
    """``--format``, or ``json`` for ``--json``. Raises ``UsageError`` when both say different things."""
    if json and chosen not in (None, "json"):
        raise UsageError(f"--json and --format {chosen} contradict each other.")
    return "json" if json else chosen or "txt"


class _StandardError(logging.Handler):
    """Looks up standard error for each line: ``run`` has another one while it shows a bar."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            say(self.format(record))
        except Exception:
            self.handleError(record)


def talk(quiet: bool, verbose: bool) -> None:
    """Send the library's log to standard error: warnings and notes, or less, or more."""
    level = logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO
    handler = _StandardError()
    handler.setFormatter(logging.Formatter("dipx: %(message)s"))
    logger = logging.getLogger("dipx")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(level)
