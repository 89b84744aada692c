"""A folder is a job: what a journal says is done is not done again, and every outcome is named.

Beside the outputs lies ``.dipx-journal.jsonl``, one line a file that was dealt with: its path, the digest of
its bytes, the signature of the options, the outcome, and why. A file is done again when its bytes or the
options changed or an output is gone. Outputs are written to a temporary name and renamed, and the journal's
line comes last: a run that is killed leaves whole files, and the next one goes on where it stopped.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dipx.errors import UsageError
from dipx.files import digest, json_text, write_atomically
from dipx.formats.paths import Input, expand
from dipx.pipeline import Pipeline
from dipx.reading import load
from dipx.report import Failure, Report, markdown, run_json, to_json

log = logging.getLogger(__name__)

JOURNAL = ".dipx-journal.jsonl"
OutcomeKind = Literal["done", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; the counts are those of its report."""

    path: str
    kind: OutcomeKind
    why: str = ""
    segments: int = 0
    words: int = 0
    bullets: int = 0
    findings: int = 0
    left_out: int = 0


def run_folder(paths: Sequence[Path], out: Path, pipeline: Pipeline, *, force: bool = False) -> Iterator[Outcome]:
    """Do each file below ``paths``, writing to ``out``; an outcome for each, in order, as it is known.

    Raises ``UsageError`` when ``out`` is an input or no folder, ``OSError`` when it cannot be written.
    """
    _refuse(paths, out)
    inputs = expand(paths, out)
    out.mkdir(parents=True, exist_ok=True)
    signature = json.dumps(run_json(pipeline.info(bullets=True)))
    journal = Journal(out / JOURNAL)
    todo: list[Input] = []
    digests: dict[Path, str] = {}
    for item in inputs:
        digests[item.path] = digest(item.path)
        entry = None if force else journal.find(item.stem, digests[item.path], signature)
        if entry and all(target.exists() for target in _targets(out, item.stem)):
            yield Outcome(str(item.path), "unchanged", "", **entry)
        else:
            todo.append(item)
    results = pipeline.run((load(item.path, pipeline.options) for item in todo), bullets=True)
    for item, result in zip(todo, results, strict=True):
        if isinstance(result, Failure):
            yield Outcome(str(item.path), "failed", result.message)
            continue
        for target, text in zip(_targets(out, item.stem), _faces(result), strict=True):
            write_atomically(target, text)
        outcome = _done(item.path, result)
        journal.add(item.stem, digests[item.path], signature, outcome)
        yield outcome


def _refuse(paths: Sequence[Path], out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; -o needs a folder.")
    for path in paths:
        if path.resolve() == out.resolve():
            raise UsageError(f"The output folder {out} is the input folder. Choose another with -o.")


def _targets(out: Path, stem: Path) -> tuple[Path, Path, Path]:
    folder = out / stem.parent
    return tuple(folder / f"{stem.name}.{end}" for end in ("en.txt", "report.md", "report.json"))  # type: ignore[return-value]


def _faces(report: Report) -> tuple[str, str, str]:
    return report.english, markdown(report), json_text(to_json([report]))


def _done(path: Path, report: Report) -> Outcome:
    document = report.document
    return Outcome(
        str(path),
        "done",
        why="; ".join(document.notes + report.notes),
        segments=len(report.translations),
        words=report.words,
        bullets=len(report.bullets or ()),
        findings=len(report.findings),
        left_out=len(document.left_out),
    )


class Journal:
    """The lines of ``.dipx-journal.jsonl``; the last one of a file counts, a broken one is passed over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._entries: dict[str, Mapping[str, object]] = {}
        for entry in self._lines():
            self._entries[str(entry["stem"])] = entry

    def find(self, stem: Path, file_digest: str, signature: str) -> dict[str, int] | None:
        """The counts of the file's outcome when it was done with these bytes and options."""
        entry = self._entries.get(stem.as_posix())
        if not entry or not file_digest or (entry["digest"], entry["signature"]) != (file_digest, signature):
            return None
        counts = entry["counts"]
        return dict(counts) if isinstance(counts, dict) else None

    def add(self, stem: Path, file_digest: str, signature: str, outcome: Outcome) -> None:
        counts = {name: getattr(outcome, name) for name in COUNTS}
        entry = {"stem": stem.as_posix(), "digest": file_digest, "signature": signature, "counts": counts}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def _lines(self) -> Iterable[Mapping[str, object]]:
        if not self.path.exists():
            return
        broken = 0
        for line in self.path.read_text("utf-8", errors="replace").splitlines():
            try:
                entry = json.loads(line)
                entry["stem"], entry["digest"], entry["signature"], entry["counts"]
            except (ValueError, TypeError, KeyError):
                broken += 1
                continue
            yield entry
        if broken:
            log.warning("%s: %d broken lines passed over; their files are done again.", self.path, broken)


COUNTS = ("segments", "words", "bullets", "findings", "left_out")
