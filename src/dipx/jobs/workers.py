"""A job's files done by several processes, each with an engine of its own.

The parent alone writes the journal. A worker that is gone (out of memory, killed) costs the files that it had not
done, which fail by name; workers whose parent is gone end themselves.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from dipx.engines.cores import usable_cores
from dipx.formats.paths import Input
from dipx.jobs.progress import Progress, TextCounter
from dipx.jobs.tasks import Task, Worked, failed
from dipx.jobs.work import work
from dipx.options import Options
from dipx.pipeline import Pipeline
from dipx.storage import named


@dataclass(slots=True)
class Worker:
    """A process, the end of its pipe, and the files that it owes."""

    process: SpawnProcess
    pipe: Connection
    owed: dict[Path, Input] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """A ``Task`` that can be sent to a process, which makes its own pipeline."""

    options: Options
    out: Path
    fail_fast: bool
    seals: Mapping[str, tuple[str, ...]]


def work_in_processes(items: Sequence[Input], task: Task, jobs: int, progress: Progress) -> Generator[Worked]:
    """As ``work``, in the order in which files are done. Each process has its share of the processors."""
    pipeline = task.pipeline
    threads = max(1, (pipeline.options.engine.threads or usable_cores()) // jobs)
    options = replace(pipeline.options, engine=replace(pipeline.options.engine, threads=threads))
    # Each j-th file, so that one folder of long articles does not fall to one process.
    order = Order(options, task.out, task.fail_fast, task.seals)
    started = (_start(items[index::jobs], order) for index in range(jobs))
    workers = {worker.pipe: worker for worker in started}
    try:
        while workers:
            for pipe in wait(list(workers)):
                worker = workers[pipe]  # type: ignore[index]
                try:
                    kind, value = worker.pipe.recv()
                except EOFError:
                    del workers[worker.pipe]
                    yield from _lost(worker)
                    continue
                yield from _take(kind, value, worker, pipeline, progress)
    finally:
        for worker in workers.values():
            worker.process.terminate()
        for worker in workers.values():
            worker.process.join()


def _take(kind: str, value: Any, worker: Worker, pipeline: Pipeline, progress: Progress) -> Iterator[Worked]:
    if kind == "worked":
        worker.owed.pop(value.item.stem)
        yield value
    elif kind == "texts":
        progress.translated(*value)
    elif kind == "counts":
        pipeline.engine.hits += value[0]
        pipeline.engine.misses += value[1]
    else:
        raise value


def _lost(worker: Worker) -> Iterator[Worked]:
    """What a worker that ended did not do."""
    worker.process.join()
    code = worker.process.exitcode or 0
    how = f"signal {-code}" if code < 0 else f"code {code}"
    for item in worker.owed.values():
        why = f"{named(item.path)}: its process ended early ({how}; out of memory?). Run again, with fewer --jobs."
        yield failed(item, "", why)


def _start(items: Sequence[Input], order: Order) -> Worker:
    context = get_context("spawn")  # a forked process inherits locks in an unknown state from the engine's threads
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(items, order, theirs), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours, {item.stem: item for item in items})


def _run(items: Sequence[Input], order: Order, pipe: Connection) -> None:
    """In the process: do the files, tell the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's goes to all of us; the parent decides
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    threading.Thread(target=_end_with_parent, args=(pipe,), daemon=True).start()

    turn = threading.Lock()  # texts are told by the threads that translate

    def send(kind: str, value: Any) -> None:
        with turn:
            pipe.send((kind, value))

    def tell(*counts: Any) -> None:
        send("texts", counts)

    counter = TextCounter(tell)
    try:
        pipeline = Pipeline(order.options)
        pipeline.engine.on_texts = counter
        with contextlib.closing(work(items, Task(pipeline, order.out, order.fail_fast, order.seals))) as made:
            for worked in made:
                counter.clear()
                send("worked", worked)
        send("counts", (pipeline.engine.hits, pipeline.engine.misses))
    except BrokenPipeError:
        os._exit(1)
    except Exception as error:
        send("error", error)


def _end_with_parent(pipe: Connection) -> None:
    """The parent sends nothing: what can be read is its end."""
    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    os._exit(1)
