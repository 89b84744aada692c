"""One line in, exactly one line out: how machine translation is piped and evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dipx import formats
from dipx.document import Finding
from dipx.formats.decode import decode
from dipx.pipeline import Pipeline
from dipx.reading import Prepared, prepare
from dipx.report import Report


def translate_lines(source: BinaryIO, target: BinaryIO, pipeline: Pipeline) -> list[Finding]:
    """Translate each line of ``source``. Only a line feed ends a line; a blank one gives an empty line.

    Gives back what the checks found.

    Raises ``InputError`` when ``source`` is no text.
    """
    text = decode(source.read()).text
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()  # the end of the last line, not one more
    findings: list[Finding] = []
    for report in pipeline.run(_documents(lines, pipeline), bullets=False):
        if isinstance(report, Report):  # a text in memory does not fail to be read
            target.write(" ".join(report.english.split()).encode() + b"\n")
            findings += report.findings
    target.flush()
    return findings


def _documents(lines: list[str], pipeline: Pipeline) -> Iterator[Prepared]:
    return (prepare(formats.parse(line), pipeline.options) for line in lines)
