"""A server of one's own: the real command, on a port that is free, with the engine that is no model."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

for _module in ("starlette", "uvicorn", "multipart", "prometheus_client"):
    pytest.importorskip(_module)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.raw)


@dataclass(frozen=True, slots=True)
class Live:
    """A server that runs, and how it is asked."""

    process: subprocess.Popen[bytes]
    port: int
    said: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, **fields: Any) -> Answer:
        """As JSON."""
        return self.ask("POST", path, json.dumps(fields).encode(), content_type="application/json")

    def send(self, path: str, files: list[tuple[str, bytes]], **fields: str) -> Answer:
        """As a form with files."""
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()
        ]
        for name, raw in files:
            head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
            parts.append(head.encode() + raw + b"\r\n")
        body = b"".join([*parts, f"--{edge}--\r\n".encode()])
        return self.ask("POST", path, body, content_type=f"multipart/form-data; boundary={edge}")


Serve = Callable[..., Live]


def _port(process: subprocess.Popen[bytes], said: Path) -> int:
    for _ in range(600):
        if "listening on" in said.read_text():
            return int(said.read_text().split("listening on ")[1].split("\n")[0].rstrip("/").rpartition(":")[2])
        assert process.poll() is None, said.read_text()
        time.sleep(0.05)
    raise AssertionError(said.read_text())


@pytest.fixture(scope="session")
def _servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    home = tmp_path_factory.mktemp("server")
    places = {f"DIPX_{name}_DIR": str(home / name.lower()) for name in ("CACHE", "DATA", "MODELS")}
    running: dict[tuple[str, ...], Live] = {}

    def begin(*arguments: str, fresh: bool = False) -> Live:
        if arguments in running and not fresh:
            return running[arguments]
        command = [sys.executable, "-m", "dipx", "serve", "--port", "0", *arguments]
        if "--engine" not in arguments:
            command += ["--engine", "fake", "--summary-model", "none"]
        environment = {**os.environ, **places, "TMPDIR": str(home)}
        said = home / f"said-{len(running)}.txt"  # a pipe that nobody reads would stop the server
        with said.open("w") as file:
            process = subprocess.Popen(command, stderr=file, env=environment)
        live = Live(process, _port(process, said), said)
        running[(*arguments, *([str(len(running))] if fresh else []))] = live
        return live

    yield begin
    for live in running.values():
        live.process.send_signal(signal.SIGTERM)
    for live in running.values():
        live.process.wait(timeout=40)
        assert "Traceback" not in live.said.read_text()


@pytest.fixture
def serve(_servers: Serve) -> Serve:
    """Begins a server with these arguments, or gives the one that runs already; ``fresh``: one for this test alone."""
    return _servers


@pytest.fixture
def live(_servers: Serve) -> Live:
    """A server as ``dipx serve`` begins it."""
    return _servers()


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A file that lets the key "good" in."""
    path = tmp_path / "keys.txt"
    path.write_text("770e607624d689265ca6c44884d0807d9b054d23c473c106c72be9de08b7376c  # the newsroom\n\n")
    return path
