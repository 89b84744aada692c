"""The web application: its routes, what an error looks like, and the headers that every answer has."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dipx.errors import DipxError, InputError
from dipx.options import Options
from dipx.serve import libre, v1
from dipx.serve.answers import LibreJson, refusal
from dipx.serve.desk import Desk
from dipx.serve.intake import Body
from dipx.serve.jobs import Jobs
from dipx.serve.metrics import CONTENT_TYPE
from dipx.serve.refusals import INTERNAL, NO_JSON, Refused
from dipx.serve.settings import ServeOptions

log = logging.getLogger(__name__)

CORS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-headers", b"Authorization, Content-Type"),
    (b"access-control-allow-methods", b"GET, POST, DELETE"),
    (b"access-control-max-age", b"1728000"),
]
PAGE = [
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-cache"),
]
SAFE = [(b"x-content-type-options", b"nosniff")]
SWEEP = 5.0  # seconds
PAGES = {"/": "index.html", "/page.js": "page.js", "/page.css": "page.css", "/docs": "docs.html"}
TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css"}


def application(options: Options, settings: ServeOptions) -> Starlette:
    """The application with its model loaded. Raises ``ModelError``, ``UsageError``."""
    desk = Desk(options, settings)
    jobs = Jobs(desk)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        sweeping = asyncio.ensure_future(_sweep(desk, jobs))
        yield
        sweeping.cancel()
        await desk.close()

    routes = [*libre.ROUTES, *v1.ROUTES]
    if settings.page:
        routes += [Route(path, _page(name)) for path, name in PAGES.items()]
    if settings.metrics:
        routes.append(Route("/metrics", _metrics))
    app = Starlette(
        routes=routes,
        lifespan=life,
        exception_handlers={
            Refused: _refused,
            InputError: _unread,
            DipxError: _broken,
            HTTPException: _other,
            ClientDisconnect: _gone,
            Exception: _internal,
        },
    )
    app.state.desk = desk
    app.state.jobs = jobs
    app.add_middleware(_Around, desk=desk)
    return app


async def _sweep(desk: Desk, jobs: Jobs) -> None:
    """What was kept long enough goes, whether anybody asks for anything or not."""
    while True:
        await asyncio.sleep(SWEEP)
        desk.shelf.sweep()
        jobs.sweep()


class _Around:
    """Bounds for every request, headers for its answer, and its time for the metrics."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.monotonic()
        status = 500
        body = Body(scope, receive, self._desk.limits, self._desk.held)

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *SAFE, *(PAGE if scope["path"] in PAGES else CORS)]
            await send(message)

        try:
            if scope["method"] == "OPTIONS":
                await Response(status_code=200)(scope, receive, sent)
            else:
                await self._app(scope, body.receive, sent)
        finally:
            body.close()
            path = _route(scope)
            self._desk.metrics.requests.labels(path, str(status)).inc()
            self._desk.metrics.seconds.labels(path).observe(time.monotonic() - began)


def _page(name: str) -> Callable[[Request], Response]:
    raw = files("dipx.serve").joinpath("page", name).read_bytes()
    media_type = TYPES[name.rpartition(".")[2]]

    def page(request: Request) -> Response:
        return Response(raw, media_type=media_type)

    return page


async def _metrics(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    return PlainTextResponse(desk.metrics.text(), headers={"content-type": CONTENT_TYPE})


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return refusal(error)


async def _unread(request: Request, error: Exception) -> Response:
    return LibreJson({"error": str(error)}, status_code=400)


async def _broken(request: Request, error: Exception) -> Response:
    """A model or a glossary that is gone, say: no client can mend it, and its place is nobody's business."""
    log.error("%s %s: %s", request.method, _route(request.scope), error)
    return LibreJson({"error": INTERNAL}, status_code=500)


async def _other(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return LibreJson({"error": error.detail}, status_code=error.status_code, headers=dict(error.headers or {}))


async def _gone(request: Request, error: Exception) -> Response:
    """The client broke off within its request: nobody reads this."""
    return LibreJson({"error": NO_JSON}, status_code=400)


async def _internal(request: Request, error: Exception) -> Response:
    log.error("%s %s: %r", request.method, _route(request.scope), error, exc_info=error)
    return LibreJson({"error": INTERNAL}, status_code=500)


def _route(scope: Scope) -> str:
    """For metrics and the log, in place of the path: that may be anything, or a key to somebody's files."""
    route = scope.get("route")
    return route.path if isinstance(route, Route) else "other"
