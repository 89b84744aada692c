"""Several files as one job: what of it is done can be seen, fetched and stopped.

A job's files are translated together, so far as they fit into a batch, one after the other otherwise.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from starlette.concurrency import run_in_threadpool

from dipx.engines.cached import Stopped
from dipx.errors import InputError
from dipx.files import json_text
from dipx.reading import Prepared
from dipx.report import Report, to_json
from dipx.serve.batcher import BUDGET, Ticket, Way
from dipx.serve.desk import Desk
from dipx.serve.files import english_file, plain_name, prepared_file
from dipx.serve.intake import RETRY
from dipx.serve.refusals import INTERNAL, Refused
from dipx.serve.texts import needs_links

log = logging.getLogger(__name__)

State = Literal["queued", "running", "done", "failed", "cancelled"]
AT_WORK = 8  # jobs of which files are read; the others wait as they came
OVER: tuple[State, ...] = ("done", "failed", "cancelled")


@dataclass(eq=False, slots=True)
class JobFile:
    """A file of a job. ``segments`` is how many it has, ``done`` how many of them are English; ``held`` its bytes."""

    name: str
    raw: bytes
    held: int = 0
    state: State = "queued"
    segments: int = 0
    done: int = 0
    error: str | None = None
    english: str | None = None  # key on the shelf
    report: str | None = None
    findings: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    ticket: Ticket | None = None

    def as_json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"name": self.name, "state": self.state, "segments": self.segments, "done": self.done}
        if self.error:
            shown["error"] = self.error
        if self.state == "done":
            shown |= {"findings": self.findings, "notes": self.notes}
        return shown


@dataclass(eq=False, slots=True)
class Job:
    """Files that were sent together."""

    files: list[JobFile]
    source: str
    bullets: bool
    text_field: str = ""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    until: float = float("inf")

    @property
    def is_over(self) -> bool:
        return all(file.state in OVER for file in self.files)

    def as_json(self) -> dict[str, Any]:
        state = "over" if self.is_over else "running"
        return {"id": self.id, "state": state, "files": [file.as_json() for file in self.files]}

    def cancel(self) -> None:
        """Stop what runs and what waits; what is done stays."""
        for file in self.files:
            if file.state not in OVER:
                file.state = "cancelled"
                file.raw = b""
            if file.ticket:
                file.ticket.give_up()


Read = tuple[JobFile, Prepared]
"""A file with its document."""


class Jobs:
    """The jobs of a server, until their time is over."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._jobs: dict[str, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._at_work = asyncio.Semaphore(AT_WORK)

    def begin(self, files: Sequence[tuple[str, bytes]], source: str, *, bullets: bool, text_field: str = "") -> Job:
        """Take the files and begin; ``text_field`` as for ``prepared_file``.

        Raises ``Refused`` where too many wait, or too much of them.
        """
        self.sweep()
        if len(self._jobs) >= self._desk.limits.jobs:
            raise Refused(429, "Slowdown: There are too many jobs", RETRY)
        waiting = sum(file.state not in OVER for job in self._jobs.values() for file in job.files)
        if waiting + len(files) > self._desk.limits.waiting_files:
            raise Refused(429, f"Slowdown: {waiting} files wait already", RETRY)
        self._desk.held.take(sum(len(raw) for _, raw in files))
        job = Job([JobFile(plain_name(name), raw, len(raw)) for name, raw in files], source, bullets, text_field)
        self._jobs[job.id] = job
        task = asyncio.ensure_future(self._work(job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def get(self, key: str) -> Job:
        """Raises ``Refused``."""
        self.sweep()
        if key not in self._jobs:
            raise Refused(404, "There is no such job, or its time is over")
        return self._jobs[key]

    def sweep(self) -> None:
        """Forget the jobs whose time is over."""
        now = time.monotonic()
        self._jobs = {key: job for key, job in self._jobs.items() if job.until > now}

    async def _work(self, job: Job) -> None:
        try:
            async with self._at_work:
                async for group in self._groups(job):
                    try:
                        await self._translate(job, group)
                    finally:
                        for _, item in group:
                            Path(item.document.path).unlink(missing_ok=True)
        except Exception as error:
            log.error("a job: %r", error, exc_info=error)
        finally:
            for file in job.files:
                self._let_go(file)
                if file.state not in OVER:  # or whoever looks on would wait for ever
                    file.state, file.error = "failed", INTERNAL
            job.until = time.monotonic() + self._desk.limits.kept

    def _let_go(self, file: JobFile) -> None:
        self._desk.held.give_back(file.held)
        file.raw, file.held = b"", 0

    async def _groups(self, job: Job) -> AsyncIterator[list[Read]]:
        """The files that can be read, so many at once as fit into a batch."""
        group: list[Read] = []
        tokens = 0
        for file in job.files:
            item = await self._read(job, file)
            if item is None:
                continue
            size = Ticket([item]).tokens
            if group and tokens + size > BUDGET:
                yield group
                group, tokens = [], 0
            group.append((file, item))
            tokens += size
        if group:
            yield group

    async def _read(self, job: Job, file: JobFile) -> Prepared | None:
        if file.state != "queued":
            return None
        try:
            item = await run_in_threadpool(prepared_file, file.raw, file.name, job.source, job.text_field, self._desk)
        except Exception as error:
            _fail(file, error)
            return None
        finally:
            self._let_go(file)
        file.segments = len(item.segments)
        return item

    async def _translate(self, job: Job, group: Sequence[Read]) -> None:
        """The files together; where that fails each alone, since one may be at fault."""
        group = [(file, item) for file, item in group if file.state not in OVER]
        files = [file for file, _ in group]
        ticket = Ticket(
            [item for _, item in group],
            Way(bullets=job.bullets, alignments=needs_links(*(item.document for _, item in group))),
            is_file=True,
            told=lambda texts: _share(files, texts),
        )
        for file in files:
            file.state, file.ticket = "running", ticket
        try:
            reports = await asyncio.wrap_future(self._desk.put(ticket)) if group else []
        except (Stopped, asyncio.CancelledError):  # the files say so already
            return
        except Exception as error:
            for each in group if len(group) > 1 else ():
                await self._translate(job, [each])
            for file in files:
                if file.state not in OVER:
                    _fail(file, error)
            return
        finally:
            for file in files:
                file.ticket = None  # or the documents and their English would stay as long as the job can be asked for
        for file, report in zip(files, reports, strict=True):
            await run_in_threadpool(self._finish, file, report)

    def _finish(self, file: JobFile, report: Report) -> None:
        if file.state != "running":
            return
        try:
            self._keep(file, report)
        except Exception as error:  # the disk is full: the next file may be smaller
            _fail(file, error)

    def _keep(self, file: JobFile, report: Report) -> None:
        made = english_file(report, file.name)
        shown = to_json([report])
        shown["documents"][0]["path"] = file.name
        file.english = self._desk.shelf.put(made.raw, made.name)
        file.report = self._desk.shelf.put(json_text(shown).encode("utf-8", "replace"), f"{file.name}.report.json")
        for finding in report.findings:
            file.findings[finding.severity] = file.findings.get(finding.severity, 0) + 1
        file.notes = [*report.document.notes, *report.notes, *made.notes]
        file.notes += [f"left out: {span.reason}" for span in report.document.left_out]
        file.done, file.state = file.segments, "done"


def _share(files: Sequence[JobFile], texts: int) -> None:
    """Say of the files of a ticket, in their order, that so many more texts are done."""
    for file in files:
        taken = min(texts, file.segments - file.done)
        file.done += taken
        texts -= taken


def _fail(file: JobFile, error: Exception) -> None:
    if file.state == "cancelled":
        return
    expected = isinstance(error, InputError | Refused)
    if not expected:
        log.error("a file of a job: %r", error, exc_info=error)
    file.error = str(error) if expected else INTERNAL
    file.state = "failed"
