"""dipx as a library, in the command line's few words. Nothing heavy is imported before a call needs it."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, overload

from dipx.document import Segment
from dipx.options import Options

if TYPE_CHECKING:
    from dipx.jobs import Outcome
    from dipx.pipeline import Pipeline
    from dipx.report import Report

DEFAULT = Options()


@overload
def translate(text: str, options: Options = DEFAULT) -> str: ...  # type: ignore[overload-overlap] # a str is a Sequence[str] too
@overload
def translate(text: Sequence[str], options: Options = DEFAULT) -> list[str]: ...
def translate(text: str | Sequence[str], options: Options = DEFAULT) -> str | list[str]:
    """The English of one French text, or of each of a list of texts, which fill batches together.

    Nothing is left out as not being the article. Line ends between paragraphs stay; a text that is English
    already comes back as it is. Raises ``InputError`` for another language (``Options(lang="fr")`` insists),
    ``ModelError`` when the model is not on this machine.
    """
    texts = [text] if isinstance(text, str) else list(text)
    reports = _reports(texts, replace(options, clean=False), bullets=False)
    english = [report.english.removesuffix("\n") for report in reports]
    return english[0] if isinstance(text, str) else english


def summarise(text: str, options: Options = DEFAULT) -> Report:
    """The report of one French or English article: ``.bullets`` with their ``.sources``, ``.english``, findings.

    Raises as ``translate`` does.
    """
    return next(iter(_reports([text], options, bullets=True)))


summarize = summarise


def segment(text: str) -> list[Segment]:
    """The segments of a text, with their offsets: ``text[s.start:s.end] == s.text``."""
    from dipx import formats
    from dipx.text import segment_document

    return segment_document(formats.parse(text))


def run(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    options: Options = DEFAULT,
    *,
    force: bool = False,
) -> list[Outcome]:
    """Translate and summarise the files below ``paths`` into the folder ``out``: an outcome for each file.

    What an earlier run did with the same bytes and options is not done again, unless ``force``.
    Raises ``UsageError`` for paths that make no sense together, ``ModelError``, ``OSError`` for ``out``.
    """
    from dipx.jobs import JobOptions, run_folder

    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    pipeline = _pipeline(options, soon=False)
    return list(run_folder([Path(path) for path in given], Path(out), pipeline, JobOptions(force=force)))


def _reports(texts: Iterable[str], options: Options, *, bullets: bool) -> list[Report]:
    pipeline = _pipeline(options, soon=True)

    from dipx import formats
    from dipx.reading import prepare
    from dipx.report import Report

    prepared = [prepare(formats.parse(text), options) for text in texts]
    results = pipeline.run(prepared, bullets=bullets)
    return [result for result in results if isinstance(result, Report)]


def _pipeline(options: Options, *, soon: bool) -> Pipeline:
    """A pipeline keeps its model loaded between calls; a glossary whose file has changed makes another.

    ``soon``: see ``open_engine``. A folder that is remembered needs no model, so a job has a pipeline of its own.
    """
    from dipx.files import digest

    return _kept(options, digest(options.glossary) if options.glossary else "", soon)


@functools.lru_cache(maxsize=4)
def _kept(options: Options, glossary_digest: str, soon: bool) -> Pipeline:
    from dipx.engines import open_engine

    engine = open_engine(options, soon=soon)  # beside the import

    from dipx.pipeline import Pipeline

    return Pipeline(options, engine)
