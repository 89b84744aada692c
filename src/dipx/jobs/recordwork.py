"""The work of a job whose results are records: many articles stream through one pipeline into one file each for many.

What is in memory is two windows of the pipeline and a part of each result that is being made, whatever a file's size.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from dipx import storage
from dipx.errors import InputError
from dipx.files import private_folder
from dipx.formats import recordfiles
from dipx.formats.paths import Input
from dipx.formats.recordfiles import Fields, Record
from dipx.jobs.bundles import Bundle, digest_of
from dipx.jobs.journal import signature_of
from dipx.jobs.parts import TOLD, Parts, Tally
from dipx.jobs.progress import TextCounter
from dipx.jobs.recordlines import ENDS, Place, line_of, place_of
from dipx.jobs.results import Written, results_at
from dipx.jobs.seen import SeenIds
from dipx.jobs.still import fault, load_still
from dipx.jobs.tasks import DISK, Outcome, Task, Worked, failed, found_in, targets
from dipx.pipeline import Pipeline
from dipx.places import cache_dir
from dipx.reading import Prepared, prepare
from dipx.report import Failure, Report, run_json


@dataclass(frozen=True, slots=True)
class Article:
    """A record that is ready to be translated, or of which nothing can be made."""

    place: Place
    made: Prepared | Failure


def work_records(items: Iterable[Input], task: Task) -> Generator[Worked]:
    """As ``work``: each file of records, and each bundle of files, in order. Goes on within one that a killed run left.

    A record that fails is a line of the result with its ``error``, and counted. A file fails that cannot be read to
    its end, that has the text nowhere, or that changes meanwhile.
    """
    signature = signature_of(run_json(task.pipeline.info(bullets=True)))
    waiting: deque[tuple[Sheet, Article | None]] = deque()  # None: the sheet has no more

    def prepared() -> Iterator[Prepared | Failure]:
        for item in items:
            sheet = Sheet(item, task, signature)
            for article in sheet.articles():
                waiting.append((sheet, article))
                yield article.made
            waiting.append((sheet, None))
            if task.fail_fast and sheet.why:
                return

    def ended() -> Iterator[Worked]:
        while waiting and waiting[0][1] is None:
            sheet, _ = waiting.popleft()
            yield sheet.finish()
            sheet.forget()  # whoever asked for the next one has put this one into the journal

    for result in task.pipeline.run(prepared(), bullets=True):
        yield from ended()
        sheet, article = waiting.popleft()
        if article:
            sheet.write(article.place, result)
    yield from ended()


class Sheet:
    """A record file or a bundle with its result, while that is made. ``why`` says what the whole of it fails for."""

    def __init__(self, item: Input, task: Task, signature: str) -> None:
        end = ENDS[task.pipeline.options.out_format]
        (target,) = targets(task.out, item.stem, (end,))
        self.item, self.why = item, ""
        self._task, self._end = task, end
        self._digest = digest_of(item)
        self._target = target
        self._parts = Parts(_made_at(target, task), f"{self._digest}:{signature}", is_packed=end.endswith(".zst"))

    def articles(self) -> Iterator[Article]:
        """Those that no killed run has done."""
        try:
            if not isinstance(self.item, Bundle) and self.item.path.exists() and not self.item.path.is_file():
                self.why = f"{self.item.path} is no regular file, which a job could read twice: copy it to one first."
                return
            self._parts.resume()
            if not self._parts.is_whole:
                yield from articles_of(self.item, self._task.pipeline, self._parts.tally.records)
        except InputError as error:
            self.why = str(error)
        except OSError as error:
            self._cannot(error)
        except storage.StorageError:
            raise
        except Exception as error:
            self.why = fault(self.item.path, error)

    def write(self, place: Place, result: Report | Failure) -> None:
        """The next record's line. Raises ``OSError`` when the disk takes no more."""
        if self.why:
            return
        try:
            line = line_of(place, result)
        except Exception as error:
            result = Failure(place.path, fault(Path(place.path), error))
            line = line_of(place, result)
        _count(self._parts.tally, result)
        try:
            if self._parts.add(line):
                self._end_counting()
        except InputError as error:
            self.why = str(error)
        except OSError as error:
            self._cannot(error)

    def finish(self) -> Worked:
        """The result gets its name. Raises as ``write`` does."""
        parts = self._parts
        if not self.why and not parts.is_whole:
            if digest_of(self.item) != self._digest:
                self.why = f"{self.item.path} changes while it is read: run again when it is at rest."
            else:
                self._end_parts()
        seals, changed = ((), ()) if self.why else self._put()
        if self.why:
            return failed(self.item, self._digest, self.why)
        outcome = _outcome(storage.named(self.item.path), parts.tally, self._end)
        return Worked(self.item, self._digest, outcome, seals, changed)

    def forget(self) -> None:
        """What was there to go on from, but of a file that failed: the next run goes on there."""
        if not self.why:
            self._parts.forget()

    def _end_parts(self) -> None:
        try:
            self._parts.end()
        except InputError as error:
            self.why = str(error)
        except OSError as error:
            self._cannot(error)

    def _put(self) -> Written:
        made = self._parts.data if self._parts.data.exists() else self._target  # which has its name already
        try:
            return results_at(self._task.out).put(
                made, self._target, self._task.seals.get(self.item.stem.as_posix(), ())
            )
        except InputError as error:  # no bucket holds such a name
            self.why = str(error)
        except OSError as error:
            self._cannot(error)
        return (), ()

    def _cannot(self, error: OSError) -> None:
        if error.errno in DISK:
            raise error
        self.why = f"{storage.named(self._target)} cannot be written: {error.strerror or error}"

    def _end_counting(self) -> None:
        """Texts of records that are done are not remembered any more."""
        if isinstance(counter := self._task.pipeline.engine.on_texts, TextCounter):
            counter.clear()


def _made_at(target: Path, task: Task) -> Path:
    """Where a result is while it is made: beside its place, or, where that is in a bucket, in a folder of this machine
    that the next run here finds."""
    if not storage.is_remote(target):
        return target
    name = hashlib.sha256(str(target).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return private_folder((task.pipeline.options.cache_dir or cache_dir()) / "objects" / name) / target.name


def articles_of(item: Input, pipeline: Pipeline, skip: int = 0) -> Iterator[Article]:
    """The articles of a record file or a bundle behind the first so many. Raises ``InputError``."""
    if isinstance(item, Bundle):
        for member in item.members[skip:]:
            _, made = load_still(member.path, pipeline.options, pipeline.readings)
            name = storage.named(member.path)
            yield Article(Place(name, name), made)
        return
    with storage.copied(item.path, item.tag) as (source, _):
        try:
            yield from _records_of(source, storage.named(item.path), pipeline, skip)
        except InputError as error:
            raise InputError(str(error).replace(str(source), storage.named(item.path))) from error


def _records_of(source: Path, path: str, pipeline: Pipeline, skip: int) -> Iterator[Article]:
    """Those of a record file, which people know as ``path``."""
    options = pipeline.options
    fields = Fields(options.text_field, options.title_field, options.id_field)
    with SeenIds() if fields.id else nullcontext() as ids:
        for count, record in enumerate(recordfiles.records_of(source, fields)):
            is_new = ids is None or record.id is None or ids.is_new(record.id)
            if count >= skip:
                place = place_of(path, record.number, record.id, fields)
                why = record.why or ("" if is_new else f"has an id that an earlier record has: {record.id!r}")
                yield Article(
                    place, Failure(place.path, f"{place.path} {why}") if why else _made(record, place, pipeline)
                )


def _made(record: Record, place: Place, pipeline: Pipeline) -> Prepared | Failure:
    try:
        return prepare(recordfiles.document_of(record, place.path), pipeline.options, pipeline.readings)
    except InputError as error:
        return Failure(place.path, str(error))
    except Exception as error:
        return Failure(place.path, fault(Path(place.path), error))


def _count(tally: Tally, result: Report | Failure) -> None:
    tally.records += 1
    if isinstance(result, Failure):
        tally.failed += 1
        if len(tally.failures) < TOLD:
            tally.failures.append(result.message)
        return
    tally.segments += len(result.translations)
    tally.words += result.words
    tally.bullets += len(result.bullets or ())
    tally.findings += len(result.findings)
    tally.left_out += len(result.document.left_out)
    tally.found |= found_in(result)


def _outcome(path: str, tally: Tally, end: str) -> Outcome:
    why = ""
    if tally.failed:
        more = "; …" if tally.failed > len(tally.failures) else ""
        why = f"{tally.failed} of {tally.records} records failed: {'; '.join(tally.failures)}{more}"
    return Outcome(
        path,
        "done",
        why,
        segments=tally.segments,
        words=tally.words,
        bullets=tally.bullets,
        findings=tally.findings,
        left_out=tally.left_out,
        found=tuple(sorted(tally.found)),
        outputs=(end,),
        records=tally.records,
        failed=tally.failed,
    )
