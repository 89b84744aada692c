"""dipx for a team: a server that LibreTranslate's clients can use, and a page for people.

Comes in: requests. Goes out: English, what the checks found, bullets, files. One process, one engine; nothing that was
sent is kept unless the user asked for the memory, and no socket is opened but the one that it listens on.
"""

from __future__ import annotations

import contextlib
import os
import socket

from dipx.errors import UsageError, how_to_add
from dipx.options import Options
from dipx.serve.heap import few_heaps
from dipx.serve.settings import Limits, ServeOptions

__all__ = ["Limits", "ServeOptions", "serve"]

HEAD = 256 << 10  # bytes: deep-translator sends its text in the address; LibreTranslate's own server takes as much


def serve(options: Options, settings: ServeOptions) -> None:
    """Serve until a signal says to stop; what was begun is ended then, within ``settings.drain`` seconds.

    Raises ``UsageError`` where the extra is missing or the place to listen is taken, ``ModelError``.
    """
    try:
        import uvicorn

        from dipx.serve.app import application
        from dipx.serve.connections import Connection, Server
    except ImportError as error:
        raise UsageError(f"a server needs an extra: {how_to_add('serve')} ({error.name} is missing)") from error
    few_heaps()
    listening = _listening(settings)
    host, port = listening.getsockname()[:2]
    app = application(options, settings)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    config = uvicorn.Config(
        app,
        http=Connection,
        log_config=None,
        access_log=False,  # addresses and what is in a query are nobody's business
        server_header=False,
        h11_max_incomplete_event_size=HEAD,
        timeout_graceful_shutdown=int(settings.drain),
        timeout_keep_alive=30,
    )
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how one ends a server, and it has ended what was begun
        Server(config, app.state.desk.stop, address).run(sockets=[listening])


def _listening(settings: ServeOptions) -> socket.socket:
    """Before the model is loaded: that the place is taken is said at once."""
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family, backlog=256)
    except OSError as error:
        why = (
            os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        )  # the latter repeats the place
        raise UsageError(f"cannot listen on {settings.host}:{settings.port}: {why}") from error
