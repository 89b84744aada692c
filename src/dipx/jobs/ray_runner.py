"""A job's files done on a cluster: actors of Ray, which are sent chunks by a loop of our own.

The driver keeps who has what. An actor that is lost, with its node or alone, is made anew while there is a node for
it, and what it had is sent out again: the same bytes are written once more, each file whole. A driver that is killed
leaves a journal that is true; the next run goes on from it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import socket
import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import ray

from dipx import storage
from dipx.engines.cores import usable_cores
from dipx.errors import DipxError, UsageError
from dipx.files import TEMPORARY
from dipx.formats.paths import Input
from dipx.jobs.chunks import DEATHS, Chunks
from dipx.jobs.cluster import Cluster
from dipx.jobs.objects import SIGNS
from dipx.jobs.progress import Progress
from dipx.jobs.ray_actor import Answer, Order
from dipx.jobs.ray_crew import NOBODY, Crew, Node, nodes
from dipx.jobs.tasks import Task, Worked, failed
from dipx.report import run_json

log = logging.getLogger(__name__)

THREADS = 8  # of an actor, at most, where nobody said: one core does the reading and the checks for all of them
KNOCK = 10.0  # seconds
STORE = 80 << 20  # bytes of Ray's object store on this machine, the least it takes: nothing goes through it


def work_on_ray(cluster: Cluster, items: Sequence[Input], task: Task, progress: Progress) -> Generator[Worked]:
    """As ``work``, in the order in which chunks are done.

    Raises ``DipxError`` also when there is no cluster, or no node of it that can be used.
    """
    if not ray.is_initialized():
        progress.staffed("starting Ray" if cluster.address is None else "joining the cluster")
    asked = task.pipeline.options.engine.threads
    with connected(cluster, asked), _sign(task.out) as sign:
        threads = asked or _threads(nodes(), cluster.actors)
        order = pickle.dumps(_order(items, task, threads, sign))
        crew = Crew(order, run_json(task.pipeline.info(bullets=True)), threads, cluster.actors)
        try:
            chunks = Chunks(items, 1, 1) if task.pipeline.options.makes_records else Chunks(items)
            yield from _done(chunks, crew, task, progress)
        finally:
            crew.dismiss()


def _done(chunks: Chunks, crew: Crew, task: Task, progress: Progress) -> Generator[Worked]:
    staff, said = NOBODY, set[str]()
    while chunks or crew.busy:
        looked = crew.recruit()
        crew.give(chunks, task.seals)
        for answer in crew.answers():
            for worked in _taken(answer, task, progress, said):
                yield worked
                if task.fail_fast and worked.outcome.kind == "failed":
                    return
        for chunk, begun in crew.returned():
            if not begun:
                chunks.back(chunk)
                continue
            yield from map(_given_up, chunks.killed(chunk))
        if (looked or crew.settled) and staff != crew.staff():
            progress.staffed(staff := crew.staff())


def _taken(answer: Answer, task: Task, progress: Progress, said: set[str]) -> Iterator[Worked]:
    for made, (characters, words) in answer.texts.items():
        progress.translated(characters, words, made)
    task.pipeline.engine.hits += answer.hits
    task.pipeline.engine.misses += answer.misses
    for message in answer.said:
        if message not in said:  # each actor says it, with each chunk
            said.add(message)
            log.warning("%s", message)
    yield from answer.worked
    if answer.error:
        raise answer.error


def _given_up(item: Input) -> Worked:
    why = f"{storage.named(item.path)}: the process that did it ended early, {DEATHS} times (out of memory?)."
    return failed(item, "", why)


def _order(items: Sequence[Input], task: Task, threads: int, sign: Path) -> Order:
    """What the actors are told. The paths stay as they were given, for they stand in the reports."""
    options = task.pipeline.options
    options = replace(options, engine=replace(options.engine, threads=threads))
    given = [item.path for item in items] + [task.out, *filter(None, (options.glossary, options.cache_dir))]
    relative = [path for path in given if not (path.is_absolute() or storage.is_remote(path))]
    folder = str(Path.cwd()) if relative else None
    known = next((item.path for item in items if item.path.exists()), None)
    return Order(options, task.out, task.fail_fast, sign, known, folder)


@contextlib.contextmanager
def _sign(out: Path) -> Iterator[Path]:
    """A file in the output folder while this run lasts; one that is left behind is swept away as a half write is."""
    folder = out / SIGNS if storage.is_remote(out) else out
    sign = folder / os.urandom(8).hex().join(TEMPORARY)
    storage.touch(sign)
    try:
        yield sign
    finally:
        storage.remove(sign)


def _threads(found: Sequence[Node], actors: int | None) -> int:
    """An actor's: as many as a node has, up to ``THREADS``; as few as there must be for so many actors."""
    cores = [node.cpus for node in found if node.cpus]
    if actors is None:
        return min([THREADS, *cores])
    return next((n for n in range(max(cores, default=1), 1, -1) if sum(c // n for c in cores) >= actors), 1)


@contextlib.contextmanager
def connected(cluster: Cluster, threads: int = 0) -> Iterator[None]:
    """Ray's connection, for as long as the run lasts; one that the program has already is used, and stays."""
    if ray.is_initialized():
        yield
        return
    if cluster.address is not None:
        _knock(cluster.address)
    logging.getLogger("ray").setLevel(logging.ERROR)
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if cluster.address is None:
        cores = max(usable_cores(), (threads or 1) * (cluster.actors or 1))
        options |= {"address": "local", "num_cpus": cores, "include_dashboard": False, "object_store_memory": STORE}
        options["_node_ip_address"] = "127.0.0.1"
    else:
        options["address"] = cluster.address
    try:
        with _signals_kept():
            ray.init(**options)
    except Exception as error:  # ConnectionError, RuntimeError, ValueError, its own: what happened is in the text
        place = f"at {cluster.address}" if cluster.address else "on this machine"
        raise DipxError(f"Ray cannot be used {place}: {' '.join(str(error).split())}") from error
    try:
        yield
    finally:
        with _signals_kept():
            ray.shutdown()


def _knock(address: str) -> None:
    """Raises ``DipxError`` where nobody listens, for Ray itself would try for minutes, and ``UsageError`` for no
    address."""
    if "://" in address:
        raise UsageError(f"--address is like head:6379, not {address}: a run is started on a node of the cluster.")
    host, _, port = address.rpartition(":")
    if not port.isdigit():  # auto
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), KNOCK).close()
    except (OSError, OverflowError) as error:
        raise DipxError(f"No Ray cluster answers at {address}: {error}") from error


@contextlib.contextmanager
def _signals_kept() -> Iterator[None]:
    """Ray sets a handler of its own for SIGTERM, and when it ends the system's."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
