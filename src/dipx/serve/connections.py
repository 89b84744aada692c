"""Connections: so many at once, none that says nothing for long, an end. uvicorn has but its own 503 for that."""

from __future__ import annotations

import asyncio
import json
import logging
import resource
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

log = logging.getLogger(__name__)

SECONDS = 30.0  # for the head of a request, from the connection or the last answer on
MOST = 1000
SPARE = 128  # file descriptors for all that is no connection
_HEADERS = "Content-Type: application/json\r\nConnection: close\r\nContent-Length: {length}\r\n{more}\r\n"


def most() -> int:
    """How many connections there may be: what the system lets the process open, less its own files."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return max(16, min(MOST, files - SPARE)) if files > 0 else MOST


class Server(uvicorn.Server):
    """Says where it listens once a signal would stop it as signals are to, and at once that it is to stop: the
    application, and whoever stopped it, would hear of it when the last connection is closed."""

    def __init__(self, config: uvicorn.Config, stopping: Callable[[], None], address: str) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        log.warning("listening on %s", self._address)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        log.warning("stopping: what was begun ends, within %d s", self.config.timeout_graceful_shutdown or 0)
        self._stopping()
        await super().shutdown(sockets)


class Connection(H11Protocol):
    """One connection. Who is one too many is told to come again, and is no reason to refuse any other."""

    _head: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > most():
            self._refuse(429, "Too Many Requests", "Slowdown: There are too many connections", "Retry-After: 5\r\n")
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self._await_head()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP, in the words of all errors."""
        self._refuse(400, "Bad Request", msg)

    def _await_head(self) -> None:
        self._forget()
        self._head = self.loop.call_later(SECONDS, self._late)

    def _forget(self) -> None:
        if self._head:
            self._head.cancel()

    def _late(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()

    def _refuse(self, status: int, reason: str, error: str, more: str = "") -> None:
        body = json.dumps({"error": error}) + "\n"
        head = f"HTTP/1.1 {status} {reason}\r\n" + _HEADERS.format(length=len(body), more=more)
        self.transport.write((head + body).encode("ascii", "replace"))
        self.transport.close()
