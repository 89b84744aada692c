"""One run for an address in a bucket, or for its shard of it: a lease, an object that its holder renews.

A bucket has no locks. Who creates the lease has it; who finds one that was not renewed for ``LASTS`` seconds, by the
bucket's own clock, takes it over. A run that was held up for so long sees that the lease is another's, and ends.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dipx import storage
from dipx.errors import DipxError, InputError
from dipx.files import json_text, utf8
from dipx.jobs.journal import BusyError
from dipx.jobs.shard import Shard

LEASES = ".dipx-lease"
WHOLE = "whole"
BEAT = 15.0  # seconds
LASTS = 60.0  # the same: three beats may be lost


class Lease:
    """Held from ``take`` to ``release``; ``check`` before anything is told to the journal."""

    def __init__(self, out: Path, shard: Shard | None) -> None:
        self._folder, self._name = out / LEASES, str(shard or WHOLE)
        self.token = os.urandom(8).hex()
        self._who = f"process {os.getpid()} on {socket.gethostname()}"
        self._path = self._folder / self._name
        self._ended = threading.Event()
        self._beaten = time.monotonic()
        self._lost = ""
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def take(self) -> None:
        """Raises ``BusyError``, which names the holder, where another run is at work."""
        self._create()
        try:
            self._refuse_careless()
            self._refuse_others()
        except BaseException:
            self._drop()
            raise
        self._thread.start()

    def check(self) -> None:
        """Raises ``BusyError`` where the lease is no longer ours."""
        if self._lost or time.monotonic() - self._beaten > LASTS:
            why = self._lost or f"it could not be renewed for {LASTS:.0f} s"
            raise BusyError(f"{storage.named(self._path.parents[1])}: the lease of this run is lost: {why}. Run again.")

    def release(self) -> None:
        self._ended.set()
        self._thread.join()
        self._drop()

    def _create(self) -> None:
        try:
            storage.put_new(self._path, self._line())
            return
        except storage.ConflictError:
            there = storage.head(self._path)
        if there is not None and self._is_alive(there):
            raise self._busy(there.path)
        try:
            storage.put_over(there, self._line()) if there else storage.put_new(self._path, self._line())
        except storage.ConflictError:
            raise self._busy(self._path) from None

    def _refuse_careless(self) -> None:
        """Some servers that speak S3 overwrite what is there although they are told not to."""
        with suppress(storage.ConflictError):
            storage.put_new(self._path, self._line())
            raise storage.StorageError(
                f"{storage.named(self._folder.parent)}: the storage knows no conditional writes (If-None-Match): "
                "two runs could overwrite each other's results. Write to a folder."
            )

    def _refuse_others(self) -> None:
        """A shard's run and the whole's exclude each other; each creates its lease first, and looks then."""
        for there in storage.listing(self._folder):
            name = there.path.name
            if name == self._name or WHOLE not in (name, self._name):
                continue
            if self._is_alive(there):
                raise self._busy(there.path)

    def _is_alive(self, there: storage.Listed) -> bool:
        """By the bucket's clock, which an object that is put there now tells: ours may be wrong."""
        probe = self._folder.with_name(f".dipx-clock-{self.token}")
        storage.put(probe, b"")
        try:
            now = storage.head(probe)
        finally:
            storage.delete(probe)
        return now is None or now.time - there.time <= LASTS

    def _busy(self, path: Path) -> BusyError:
        who = "just ended"
        with suppress(InputError, ValueError, KeyError):
            who = str(json.loads(storage.get(path))["holder"])[:200]
        return BusyError(
            f"{storage.named(self._folder.parent)} is being written to by another run ({who}). "
            f"Let it end, or share the work with --shard. One that was killed is over after {LASTS:.0f} s."
        )

    def _line(self) -> bytes:
        # Another time in each: some buckets' ETags are of the bytes, and two beats must not look like one.
        return utf8(json_text({"holder": self._who, "token": self.token, "time": time.time()}, indent=None))

    def _beat(self) -> None:
        while not self._ended.wait(BEAT):
            try:
                began, there = time.monotonic(), storage.head(self._path)
                if there is None or not self._is_ours():
                    self._lost = "another run has taken it over"
                    return
                storage.put_over(there, self._line())
                self._beaten = began  # not later than the bucket's clock has it
            except (DipxError, storage.ConflictError):
                continue  # the network may come back before the lease is over; who took it over is seen at the next

    def _is_ours(self) -> bool:
        try:
            return bool(json.loads(storage.get(self._path))["token"] == self.token)
        except (InputError, ValueError, KeyError):
            return False

    def _drop(self) -> None:
        with suppress(DipxError):
            if self._is_ours():
                storage.delete(self._path)


@contextmanager
def held(out: Path, shard: Shard | None) -> Iterator[Lease]:
    """The lease while the ``with`` lasts."""
    lease = Lease(out, shard)
    lease.take()
    try:
        yield lease
    finally:
        lease.release()
