"""The work of a job on its files: read each as it is, translate many together, write what was made of each."""

from __future__ import annotations

import errno
import logging
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dipx import formats
from dipx.ahead import ahead
from dipx.errors import InputError
from dipx.files import WRITES, digest, json_text, utf8
from dipx.formats.paths import Input
from dipx.jobs.kept import write_results
from dipx.jobs.seals import seal
from dipx.options import Options
from dipx.pipeline import Pipeline
from dipx.reading import Prepared, load
from dipx.report import Failure, Report, markdown, to_json
from dipx.text.assemble import block_targets

if TYPE_CHECKING:
    from dipx.reading import FinishedReadings

log = logging.getLogger(__name__)

OutcomeKind = Literal["done", "unchanged", "failed", "flagged"]
ENDS = ("en.txt", "report.md", "report.json")
# What another file would meet too: the job ends. Any other error of a write is its file's own.
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG, errno.EMFILE}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. The counts are those of its report; ``found`` has each kind of finding once, like
    ``numbers:error``; ``outputs`` the endings of the files that it left."""

    path: str
    kind: OutcomeKind
    why: str = ""
    segments: int = 0
    words: int = 0
    bullets: int = 0
    findings: int = 0
    left_out: int = 0
    found: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Worked:
    """A file, the digest of the bytes that it was read from, its outcome, the seals of its outputs, and the names of
    those that were not what a run wrote."""

    item: Input
    digest: str
    outcome: Outcome
    seals: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """What all files of a job have in common; with ``fail_fast`` none is read after one that cannot be. ``seals`` are
    those of the results that there are, by the files' places."""

    pipeline: Pipeline
    out: Path
    fail_fast: bool = False
    seals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def work(items: Iterable[Input], task: Task) -> Generator[Worked]:
    """Do each file, in order. Raises ``OSError`` when the disk of ``out`` takes no more, ``ModelError``.

    Who stops early closes it: files are on their way to the disk.
    """
    read: deque[tuple[Input, str]] = deque()

    def prepared() -> Iterator[Prepared | Failure]:
        for item in items:
            file_digest, loaded = load_still(item.path, task.pipeline.options, task.pipeline.readings)
            read.append((item, file_digest))
            yield loaded
            if task.fail_fast and isinstance(loaded, Failure):
                return

    def written(made: tuple[Input, str, Report | Failure]) -> Worked:
        item, file_digest, result = made
        return _finish(item, file_digest, result, task)

    results = ((*read.popleft(), result) for result in task.pipeline.run(prepared(), bullets=True))
    yield from ahead(written, results, WRITES)


def load_still(
    path: Path, options: Options, readings: FinishedReadings | None = None
) -> tuple[str, Prepared | Failure]:
    """The digest of a file and the document of just these bytes: one that changes meanwhile is read once more."""
    if path.exists() and not path.is_file() and not path.is_dir():
        return "", Failure(str(path), f"{path} is no regular file, which a job could read twice: copy it to one first.")
    for _ in range(2):
        before = digest(path)
        loaded = _load(path, options, readings)
        if digest(path) == before:
            return before, loaded
    return before, Failure(str(path), f"{path} changes while it is read: run again when it is at rest.")


def _load(path: Path, options: Options, readings: FinishedReadings | None) -> Prepared | Failure:
    try:
        return load(path, options, readings)
    except Exception as error:
        return Failure(str(path), _fault(path, error))


def _fault(path: Path, error: Exception) -> str:
    """A fault of ours in one file of thousands: it has an outcome, and the others are done."""
    log.debug("%s", path, exc_info=True)
    return f"{path}: {type(error).__name__}: {error}. Please report it; -v shows where."


def _finish(item: Input, file_digest: str, result: Report | Failure, task: Task) -> Worked:
    """Write what was made of a file."""
    if isinstance(result, Failure):
        return _failed(item, file_digest, result.message)
    try:
        made, placed = _faces(item, result)
    except InputError as error:  # the source, read again for all that is not text
        return _failed(item, file_digest, str(error))
    except Exception as error:
        return _failed(item, file_digest, _fault(item.path, error))
    files = dict(zip(targets(task.out, item.stem, tuple(made)), made.values(), strict=True))
    try:
        changed = write_results(files, task.seals.get(item.stem.as_posix(), ()))
    except OSError as error:
        if error.errno in DISK:
            raise
        return _failed(item, file_digest, f"{task.out / item.stem} cannot be written: {error.strerror}")
    return Worked(
        item, file_digest, _done(item.path, result, tuple(made), placed), tuple(map(seal, made.values())), changed
    )


def _failed(item: Input, file_digest: str, why: str) -> Worked:
    return Worked(item, file_digest, Outcome(str(item.path), "failed", why))


def _faces(item: Input, report: Report) -> tuple[dict[str, bytes], formats.Placed]:
    """The files that an article leaves by their endings, one in its own format where that is not plain text; and how
    its inline marks were placed in that."""
    texts = (report.flagged, markdown(report), json_text(to_json([report])))
    faces = {end: utf8(text) for end, text in zip(ENDS, texts, strict=True)}
    suffix = formats.output_suffix(item.path)
    if not suffix:
        return faces, formats.Placed()
    english = block_targets(report.document, report.translations, flag=True)
    faces[f"en{suffix}"], placed = formats.render(report.document, english, report.parts)
    return faces, placed


def targets(out: Path, stem: Path, ends: Sequence[str]) -> list[Path]:
    """The files with these endings that an article leaves."""
    return [out / stem.parent / f"{stem.name}.{end}" for end in ends]


def _done(path: Path, report: Report, outputs: tuple[str, ...], placed: formats.Placed) -> Outcome:
    document = report.document
    notes = document.notes + report.notes + placed.notes
    return Outcome(
        str(path),
        "done",
        why="; ".join(notes),
        segments=len(report.translations),
        words=report.words,
        bullets=len(report.bullets or ()),
        findings=len(report.findings),
        left_out=len(document.left_out),
        found=tuple(sorted(_found(report))),
        outputs=outputs,
    )


def _found(report: Report) -> set[str]:
    return {f"{finding.code}:{finding.severity}" for finding in report.findings + report.bullet_findings}
