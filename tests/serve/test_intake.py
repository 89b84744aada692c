"""Bounds: of bodies, of the time that they take, of connections, of files that wait and of those that are kept."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.types import Message

from dipx.options import EngineOptions, Options
from dipx.serve import connections, intake
from dipx.serve.app import application
from dipx.serve.desk import Desk
from dipx.serve.files import prepared_file
from dipx.serve.intake import Body, Held
from dipx.serve.jobs import Job, Jobs
from dipx.serve.refusals import INTERNAL, Refused
from dipx.serve.settings import Limits, ServeOptions
from dipx.serve.shelf import Shelf
from dipx.serve.texts import aside

OPTIONS = Options(EngineOptions(engine="fake"), memory=False)
LIMITS = Limits(body_bytes=100, file_bytes=300)


def body(parts: Sequence[bytes], held: Held, path: str = "/translate", said: int | None = None) -> Body:
    """A body that comes in parts; after the last one nothing comes."""
    waiting = list(parts)

    async def receive() -> Message:
        if not waiting:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": waiting.pop(0), "more_body": True}

    headers = [] if said is None else [(b"content-length", str(said).encode())]
    return Body({"type": "http", "path": path, "headers": headers}, receive, LIMITS, held)


async def _read(one: Body) -> None:
    while True:
        await one.receive()


@pytest.mark.parametrize(
    ("parts", "said", "path", "status"),
    [
        ([b"x" * 101], None, "/translate", 413),
        ([b"x" * 60] * 2, None, "/translate", 413),
        ([], 101, "/translate", 413),  # before a byte of it has come
        ([], 300 + intake.FORM + 1, "/translate_file", 413),
        ([], LIMITS.upload_bytes + intake.FORM + 1, "/v1/jobs", 413),
        ([b"x" * 90], None, "/v1/jobs", 429),  # others have sent too much already
        ([b"x" * 5], None, "/translate", 408),
        ([], 5, "/translate", 408),
    ],
)
def test_what_is_too_much_or_too_slow(
    monkeypatch: pytest.MonkeyPatch, parts: list[bytes], said: int | None, path: str, status: int
) -> None:
    monkeypatch.setattr(intake, "STILL", 0.05)
    held = Held(200)
    held.take(90 if status == 413 else 150)
    one = body(parts, held, path, said)
    with pytest.raises(Refused) as refused:
        asyncio.run(_read(one))
    assert refused.value.status == status
    assert ("Retry-After" in refused.value.headers) is (status == 429)
    one.close()
    assert held.bytes == (90 if status == 413 else 150)  # what it held itself is free again


def test_the_time_of_a_body_ends_however_it_drips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "WHOLE", -1.0)
    with pytest.raises(Refused) as refused:
        asyncio.run(_read(body([b"x"] * 50, Held(200))))
    assert refused.value.status == 408


async def _hello(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server with room for three connections that wait a fifth of a second."""
    monkeypatch.setattr(connections, "SECONDS", 0.2)
    monkeypatch.setattr(connections, "most", lambda: 3)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(_hello, http=connections.Connection, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(20)


def _all(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    said = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := connection.recv(4096):
            said += piece
    return said


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_a_head_that_does_not_end(port: int, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(sent)
        assert _all(connection) == b""


def test_a_connection_that_was_used_is_closed_too(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 2 + b"GET")
        said = _all(connection)
    assert said.count(b"HTTP/1.1 200 OK") == 2


def test_one_connection_too_many_is_told_so(port: int) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
        time.sleep(0.05)
        head, _, raw = _all(stack.enter_context(socket.create_connection(("127.0.0.1", port)))).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 429 ")
    assert b"Retry-After: 5" in head
    assert "too many connections" in json.loads(raw)["error"]


def test_no_http_at_all_has_the_shape_of_all_errors(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        head, _, raw = _all(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert "error" in json.loads(raw)


def _desk(limits: Limits, place: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return Desk(OPTIONS, ServeOptions(limits=limits))


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        (Limits(waiting_files=2), "files wait already"),
        (Limits(jobs=0), "too many jobs"),
        (Limits(), "holds too much"),
    ],
)
def test_jobs_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits, error: str) -> None:
    async def begun() -> None:
        desk = _desk(limits, tmp_path, monkeypatch)
        desk.held.most = 9
        try:
            Jobs(desk).begin([("a.txt", b"le chat")] * 3, "fr", bullets=False)
        finally:
            await desk.close()

    with pytest.raises(Refused, match=error) as refused:
        asyncio.run(begun())
    assert refused.value.status == 429
    assert refused.value.headers["Retry-After"]


def test_a_job_gives_back_what_it_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def done() -> tuple[int, int]:
        desk = _desk(Limits(), tmp_path, monkeypatch)
        job = Jobs(desk).begin([("a.txt", b"le chat"), ("b.docx", b"none")], "fr", bullets=False)
        held = desk.held.bytes
        while not job.is_over:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        await desk.close()
        assert [file.ticket for file in job.files] == [None, None]  # nor the documents and their English
        return held, desk.held.bytes

    assert asyncio.run(done()) == (11, 0)


@pytest.mark.parametrize("limits", [Limits(shelf_bytes=-1), Limits(waiting_files=0)])
def test_no_file_is_taken_that_could_not_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits
) -> None:
    desk = _desk(limits, tmp_path, monkeypatch)
    try:
        with pytest.raises(Refused) as refused:
            desk.room_for_files()
    finally:
        asyncio.run(desk.close())
    assert refused.value.status == 429


def test_the_shelf_knows_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = _desk(Limits(), tmp_path, monkeypatch)
    keys = [desk.shelf.put(b"abc", "a.txt") for _ in range(2)]
    assert desk.shelf.bytes == 6
    desk.shelf.drop(keys[0])
    assert desk.shelf.bytes == 3
    asyncio.run(desk.close())


def test_what_a_killed_server_left_goes_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own, parent = os.getpid(), os.getppid()
    gone, alive = [f"dipx-serve-{2**22 + 1}-x"], [f"dipx-serve-{parent}-x", f"dipx-serve-{own}-y", "dipx-serve"]
    gone.append(f"dipx-serve-{own}-x")
    for name in gone + alive:
        (tmp_path / name).mkdir()
    for process in (own, parent):
        os.utime(tmp_path / f"dipx-serve-{process}-x", (0, 0))  # in a container the next server has the same number
    shelf = Shelf(60)
    assert {path.name for path in tmp_path.iterdir()} == {*alive, shelf.folder.name}
    shelf.close()


def test_what_was_kept_long_enough_goes_though_nobody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def kept() -> bool:
        app = application(OPTIONS, ServeOptions(limits=Limits(kept=0.01)))
        async with app.router.lifespan_context(app):
            shelf = app.state.desk.shelf
            shelf.put(b"abc", "a.txt")
            job = app.state.jobs.begin([("b.txt", b"le chat")], "fr", bullets=False)
            for _ in range(200):
                await asyncio.sleep(0.02)
                if job.is_over and not list(shelf.folder.iterdir()) and not app.state.jobs._jobs:
                    return False
            return True

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("dipx.serve.app.SWEEP", 0.02)
    assert not asyncio.run(kept())


def _full(path: Path, raw: bytes) -> int:
    """A disk that has room for half a file."""
    with path.open("wb") as file:
        file.write(raw[: len(raw) // 2])
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_keeps_no_halves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = _desk(Limits(), tmp_path, monkeypatch)
    monkeypatch.setattr(Path, "write_bytes", _full)
    with pytest.raises(OSError, match="No space"):
        desk.shelf.put(b"the cat", "a.txt")
    with pytest.raises(OSError, match="No space"):
        prepared_file(b"le chat", "a.txt", "fr", "", desk)
    assert not list(desk.shelf.folder.iterdir())
    assert desk.shelf.bytes == 0
    asyncio.run(desk.close())


def test_a_job_on_a_full_disk_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of its files has failed, and says so: who looks on does not wait for ever."""

    async def done() -> Job:
        desk = _desk(Limits(), tmp_path, monkeypatch)
        monkeypatch.setattr(desk.shelf, "put", lambda raw, name: _full(tmp_path / "full", raw))
        job = Jobs(desk).begin([("a.txt", b"le chat"), ("b.txt", b"la rue")], "fr", bullets=False)
        for _ in range(1000):
            if job.is_over:
                break
            await asyncio.sleep(0.01)
        await desk.close()
        return job

    job = asyncio.run(done())
    assert [(file.state, file.error) for file in job.files] == [("failed", INTERNAL)] * 2


def test_a_folder_that_was_cleared_away_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = _desk(Limits(), tmp_path, monkeypatch)
    shutil.rmtree(desk.shelf.folder)
    kept = desk.shelf.get(desk.shelf.put(b"the cat", "a.txt"))
    assert kept
    assert kept.path.read_bytes() == b"the cat"
    assert desk.shelf.folder.stat().st_mode & 0o777 == 0o700
    asyncio.run(desk.close())
    assert not list(tmp_path.iterdir())


def test_open_connections_and_the_queue_share_the_time_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """uvicorn waits for connections first: thirty seconds of both together, not of each."""
    desk = _desk(Limits(), tmp_path, monkeypatch)
    told = time.monotonic()
    monkeypatch.setattr("dipx.serve.desk.time.monotonic", lambda: told)
    desk.stop()
    assert not desk.ready
    assert not desk.is_late
    given: list[float] = []
    monkeypatch.setattr(desk.batcher, "close", given.append)
    for later in (20, 50):
        monkeypatch.setattr("dipx.serve.desk.time.monotonic", lambda later=later: told + later)
        asyncio.run(desk.close())
    assert given == [pytest.approx(10), 0]
    assert desk.is_late  # and whoever looks on at a job is let go, with no line in the log


def test_the_server_says_at_once_that_it_is_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    async def shutdown(self: uvicorn.Server, sockets: object = None) -> None:
        said.append("connections")

    monkeypatch.setattr(uvicorn.Server, "shutdown", shutdown)
    server = connections.Server(uvicorn.Config("none"), lambda: said.append("told"), "here")
    asyncio.run(server.shutdown())
    assert said == ["told", "connections"]


def test_a_server_says_where_it_listens_when_it_heeds_signals(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Who stops it as soon as it says so would kill it in the midst of its start otherwise."""
    before = signal.getsignal(signal.SIGINT)
    heeded: list[bool] = []

    async def startup(self: uvicorn.Server, sockets: object = None) -> None:
        heeded.append(signal.getsignal(signal.SIGINT) != before and "listening" not in caplog.text)
        self.should_exit = True

    monkeypatch.setattr(uvicorn.Server, "startup", startup)
    connections.Server(uvicorn.Config("dipx.serve.app:application"), lambda: None, "http://here/").run()
    assert heeded == [True]
    assert "listening on http://here/" in caplog.text


@pytest.mark.parametrize(("length", "is_aside"), [(10, False), (50_000, True)])
def test_long_texts_do_not_hold_up_the_others(length: int, *, is_aside: bool) -> None:
    """Short ones are done at once, which is sooner than a thread; of a long page the words alone may take seconds."""
    here = threading.get_ident()
    there = asyncio.run(aside(threading.get_ident, ["le chat", "x" * length]))
    assert (there != here) == is_aside
