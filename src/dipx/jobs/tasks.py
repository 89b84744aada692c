"""What a job's work is given, and what it gives back: a task, and what became of each file."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dipx import storage
from dipx.formats.paths import Input
from dipx.pipeline import Pipeline
from dipx.report import Report

OutcomeKind = Literal["done", "unchanged", "failed", "flagged"]
# What another file would meet too: the job ends. Any other error of a write is its file's own.
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG, errno.EMFILE}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. The counts are those of its report; ``found`` has each kind of finding once, like
    ``numbers:error``; ``outputs`` the endings of the files that it left; ``records`` are those of a record file, of
    which so many ``failed``."""

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
    records: int = 0
    failed: int = 0


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


def failed(item: Input, file_digest: str, why: str) -> Worked:
    """A file of which nothing could be made."""
    return Worked(item, file_digest, Outcome(storage.named(item.path), "failed", why))


def targets(out: Path, stem: Path, ends: Sequence[str]) -> list[Path]:
    """The files with these endings that an article leaves."""
    return [out / stem.parent / f"{stem.name}.{end}" for end in ends]


def found_in(report: Report) -> set[str]:
    """Each kind of finding once, like ``numbers:error``."""
    return {f"{finding.code}:{finding.severity}" for finding in report.findings + report.bullet_findings}
