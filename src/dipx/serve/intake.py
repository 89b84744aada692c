"""What comes in, within bounds: of a body, of all bodies together, and of the time that one may take."""

from __future__ import annotations

import asyncio
import time

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from dipx.serve.refusals import Refused
from dipx.serve.settings import Limits

STILL, WHOLE = 30.0, 600.0  # seconds: without a byte, and for all of a body
RETRY = {"Retry-After": "10"}
FORM = 1 << 20  # bytes of a form around its files


class Held:
    """Bytes that requests and jobs keep in memory or in the private folder, all together."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0

    def take(self, size: int) -> None:
        """Raises ``Refused``."""
        if self.bytes + size > self.most:
            raise Refused(429, "Slowdown: The server holds too much that was sent to it", RETRY)
        self.bytes += size

    def give_back(self, size: int) -> None:
        self.bytes -= size


class Body:
    """The body of one request on its way in: ``receive`` in place of the connection's own."""

    def __init__(self, scope: Scope, receive: Receive, limits: Limits, held: Held) -> None:
        self._receive = receive
        self._held = held
        uploads = {"/translate_file": limits.file_bytes + FORM, "/v1/jobs": limits.upload_bytes + FORM}
        self._most = uploads.get(scope["path"], limits.body_bytes)
        self._said = Headers(scope=scope).get("content-length", "")
        self._ends = time.monotonic() + WHOLE
        self._size = 0
        self._whole = False

    async def receive(self) -> Message:
        """Raises ``Refused``: 413, 408, and 429 where all requests together send too much."""
        if self._whole:
            return await self._receive()
        if self._said.isdecimal() and int(self._said) > self._most:
            raise _too_large(self._most)
        try:
            message = await asyncio.wait_for(self._receive(), min(STILL, self._ends - time.monotonic()))
        except TimeoutError as error:
            raise Refused(408, "The request did not end in time") from error
        size = len(message.get("body", b""))
        if self._size + size > self._most:
            raise _too_large(self._most)
        self._held.take(size)
        self._size += size
        self._whole = not message.get("more_body", False)
        return message

    def close(self) -> None:
        """The request is over."""
        self._held.give_back(self._size)
        self._size = 0


def _too_large(most: int) -> Refused:
    return Refused(413, f"Invalid request: the body is larger than {most >> 20} MB")
