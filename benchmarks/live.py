"""A ``dipx serve`` of one's own on loopback, for ``serve.py`` and ``soak.py``."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
START, STOP = 60, 45  # seconds that a server may take
_LISTENING = re.compile(r"listening on http://[^:]+:(\d+)/")


class Server:
    """The server's process, and the port it has chosen. ``said`` is what it has written so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self.port = 0
        self._listens = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()
        if not self._listens.wait(START) or not self.port:
            process.kill()
            raise SystemExit("the server did not start: " + "".join(self.said))

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.said.append(line)
            if found := _LISTENING.search(line):
                self.port = int(found[1])
                self._listens.set()
        self._listens.set()

    @property
    def megabytes(self) -> float:
        """The resident size."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextlib.contextmanager
def server(*arguments: str, **environment: str) -> Iterator[Server]:
    """A server with these arguments; it is told to stop at the end."""
    command = [sys.executable, "-m", "dipx", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | environment)
    try:
        yield Server(process)
    finally:
        process.terminate()
        try:
            process.wait(STOP)
        except subprocess.TimeoutExpired:
            process.kill()


class Client:
    """A connection that is kept, as a client's is."""

    def __init__(self, port: int, timeout: float = 120) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=timeout)

    def post(self, path: str, fields: dict[str, Any]) -> tuple[int, Any]:
        """The status and the JSON of the answer."""
        return self.send("POST", path, json.dumps(fields).encode(), {"Content-Type": "application/json"})

    def send(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> tuple[int, Any]:
        self._connection.request(method, path, body, headers or {})
        answer = self._connection.getresponse()
        raw = answer.read()
        kind = answer.headers.get("Content-Type", "")
        return answer.status, json.loads(raw) if kind.startswith("application/json") else raw

    def close(self) -> None:
        self._connection.close()


def patient(client: Client, fields: dict[str, Any]) -> tuple[str | list[str], float]:
    """The translation and the seconds it took; who is told to come again does."""
    while True:
        began = time.perf_counter()
        status, answer = client.post("/translate", fields | {"source": "fr", "target": "en"})
        if status == 200:
            return answer["translatedText"], time.perf_counter() - began
        if status != 429:
            raise SystemExit(f"{status}: {answer}")
        time.sleep(0.2)


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
