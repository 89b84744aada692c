"""What runs on a node of the cluster: a pipeline of its own, which does the chunks that it is sent.

It reads the files and writes their outputs itself; only what became of them goes back. Nothing here knows of Ray.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dipx import __version__, storage
from dipx.errors import DipxError, InputError
from dipx.files import TEMPORARY
from dipx.formats.paths import Input
from dipx.jobs.progress import TextCounter
from dipx.jobs.tasks import Task, Worked
from dipx.jobs.work import work
from dipx.options import Options
from dipx.pipeline import Pipeline
from dipx.report import run_json


@dataclass(frozen=True, slots=True)
class Order:
    """A ``Task`` that can be sent.

    ``sign`` is a file that the driver has put into the output folder: where it is seen, that folder is shared, and the
    run is not over. ``known`` is an input that is there, or ``None``; ``folder`` is where relative paths begin, or
    ``None`` where there is none of them.
    """

    options: Options
    out: Path
    fail_fast: bool
    sign: Path
    known: Path | None
    folder: str | None


@dataclass(slots=True)
class Answer:
    """What became of a chunk: its files; characters and words that the model made, and that were remembered; the
    memory's hits and misses; what was said on the way; and what ended it early."""

    worked: list[Worked] = field(default_factory=list)
    texts: dict[bool, tuple[int, int]] = field(default_factory=dict)
    hits: int = 0
    misses: int = 0
    said: list[str] = field(default_factory=list)
    error: Exception | None = None


class DipxActor:
    """One process of the cluster. ``greet`` comes first."""

    def greet(self, order: bytes) -> dict[str, Any]:
        """Who this is, as plain data, which another version of dipx would send too: ``host``, ``version``, and
        ``run``, how it would make results, or ``why`` it cannot."""
        who: dict[str, Any] = {"host": socket.gethostname(), "version": __version__}
        try:
            return who | {"run": self._open(pickle.loads(order))}
        except Exception as error:
            return who | {"why": " ".join(str(error).split()) or type(error).__name__}

    def _open(self, order: Order) -> dict[str, Any]:
        if order.folder:
            os.chdir(order.folder)
        _sees(order)
        self._order = order
        self._pipeline = Pipeline(order.options)
        return run_json(self._pipeline.info(bullets=True))

    def work(self, items: Sequence[Input], seals: Mapping[str, tuple[str, ...]]) -> Answer:
        """Do the files; ``seals`` as in ``Task``, of these. What goes wrong with more than one is in the answer, with
        what was done before it."""
        answer, order, engine = Answer(), self._order, self._pipeline.engine
        hits, misses = engine.hits, engine.misses

        def tell(characters: int, words: int, made: bool) -> None:
            before = answer.texts.get(made, (0, 0))
            answer.texts[made] = (before[0] + characters, before[1] + words)

        counter = TextCounter(tell)
        engine.on_texts = counter
        task = Task(self._pipeline, order.out, order.fail_fast, seals)
        with _heard(answer.said):
            try:
                with contextlib.closing(work(_while_asked(items, order), task)) as made:
                    for worked in made:
                        counter.clear()
                        answer.worked.append(worked)
            except Exception as error:
                answer.error = error
        answer.hits, answer.misses = engine.hits - hits, engine.misses - misses
        return answer


def _sees(order: Order) -> None:
    """Raises ``InputError`` for a folder that is not shared, ``OSError`` for one that cannot be written to."""
    if not storage.exists(order.sign):
        raise InputError(f"it does not see the output folder {storage.named(order.out)}, which all nodes must share.")
    probe = order.sign.with_name(os.urandom(8).hex().join(TEMPORARY))
    storage.touch(probe)
    storage.remove(probe)
    if order.known and not order.known.exists():
        raise InputError(f"it does not see {order.known}: all nodes must share the inputs.")


def _while_asked(items: Sequence[Input], order: Order) -> Iterator[Input]:
    """The files, until the driver is gone and the next run into the folder has swept its sign away."""
    for item in items:
        if not storage.exists(order.sign):
            raise DipxError(f"{storage.named(order.out)}: this run is over; another one may have begun.")
        yield item


@contextlib.contextmanager
def _heard(said: list[str]) -> Iterator[None]:
    """Warnings, which nobody reads here."""
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("dipx")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
