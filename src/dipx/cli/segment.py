"""``dipx segment``."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from dipx.cli import arguments as a
from dipx.errors import InputError
from dipx.options import Options

log = logging.getLogger(__name__)


def segment(
    paths: a.Paths = None,
    json: Annotated[bool, typer.Option("--json", help="Segments with offsets, and what was left out.")] = False,
    lang: a.Lang = None,
    keep_all: a.KeepAll = False,
    field: a.Field = "text",
    quiet: a.Quiet = False,
) -> None:
    """Show the segments that the splitter sees.

    One segment a line, or as JSON with offsets and what was left out.

    \b
    Examples:
      dipx segment article.txt
      dipx segment article.txt --json
    """
    from dipx.files import json_text, utf8
    from dipx.formats.paths import STDIN, expand
    from dipx.reading import Prepared, prepare, read
    from dipx.report import segments_json

    a.talk(quiet, verbose=False)
    options = Options(lang=lang, clean=not keep_all)
    prepared: list[Prepared] = []
    failed = False
    for item in expand(paths or [STDIN]):
        try:
            prepared.append(prepare(read(item.path, field), options))
        except InputError as error:
            failed = True
            log.error("%s", error)
    if json:
        entries = [segments_json(p.document, p.segments) for p in prepared]
        text = json_text({"documents": entries, "run": {"version": _version()}})
    else:
        text = "".join(" ".join(s.text.split()) + "\n" for p in prepared for s in p.segments)
    sys.stdout.buffer.write(utf8(text))
    if failed:
        raise typer.Exit(1)


def _version() -> str:
    from dipx import __version__

    return __version__
