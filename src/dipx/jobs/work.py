"""The work of a job on its files: read each as it is, translate many together, write what was made of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dipx import formats, storage
from dipx.ahead import ahead
from dipx.errors import InputError
from dipx.files import WRITES, json_text, utf8
from dipx.formats.paths import Input
from dipx.jobs.recordwork import work_records
from dipx.jobs.results import results_at
from dipx.jobs.still import fault, load_still, tag_of
from dipx.jobs.tasks import DISK, Outcome, Task, Worked, failed, found_in, targets
from dipx.reading import Prepared
from dipx.report import Failure, Report, markdown, to_json
from dipx.text.assemble import block_targets

ENDS = ("en.txt", "report.md", "report.json")


def work(items: Iterable[Input], task: Task) -> Generator[Worked]:
    """Do each file, in order. Raises ``OSError`` when the disk of ``out`` takes no more, ``ModelError``.

    Who stops early closes it: files are on their way to the disk.
    """
    if task.pipeline.options.makes_records:
        yield from work_records(items, task)
        return
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


def _finish(item: Input, file_digest: str, result: Report | Failure, task: Task) -> Worked:
    """Write what was made of a file."""
    if isinstance(result, Failure):
        return failed(item, file_digest, result.message)
    try:
        made, placed = _faces(item, file_digest, result)
    except InputError as error:  # the source, read again for all that is not text
        return failed(item, file_digest, str(error))
    except storage.StorageError:
        raise
    except Exception as error:
        return failed(item, file_digest, fault(item.path, error))
    files = dict(zip(targets(task.out, item.stem, tuple(made)), made.values(), strict=True))
    try:
        seals, changed = results_at(task.out).write(files, task.seals.get(item.stem.as_posix(), ()))
    except InputError as error:  # no bucket holds such a name
        return failed(item, file_digest, str(error))
    except OSError as error:
        if error.errno in DISK:
            raise
        return failed(item, file_digest, f"{task.out / item.stem} cannot be written: {error.strerror}")
    return Worked(item, file_digest, _done(item.path, result, tuple(made), placed), seals, changed)


def _faces(item: Input, file_digest: str, report: Report) -> tuple[dict[str, bytes], formats.Placed]:
    """The files that an article leaves by their endings, one in its own format where that is not plain text; and how
    its inline marks were placed in that."""
    texts = (report.flagged, markdown(report), json_text(to_json([report])))
    faces = {end: utf8(text) for end, text in zip(ENDS, texts, strict=True)}
    suffix = formats.output_suffix(item.path)
    if not suffix:
        return faces, formats.Placed()
    english = block_targets(report.document, report.translations, flag=True)
    with storage.copied(item.path, tag_of(file_digest)) as (source, _):
        document = replace(report.document, path=str(source))
        faces[f"en{suffix}"], placed = formats.render(document, english, report.parts)
    return faces, placed


def _done(path: Path, report: Report, outputs: tuple[str, ...], placed: formats.Placed) -> Outcome:
    document = report.document
    notes = document.notes + report.notes + placed.notes
    return Outcome(
        storage.named(path),
        "done",
        why="; ".join(notes),
        segments=len(report.translations),
        words=report.words,
        bullets=len(report.bullets or ()),
        findings=len(report.findings),
        left_out=len(document.left_out),
        found=tuple(sorted(found_in(report))),
        outputs=outputs,
    )
