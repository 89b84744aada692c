"""dipx's own API: segments with what the checks found, bullets with their sources, and files as jobs.

``/v1/openapi.json`` describes it; the tests hold every answer to that.
"""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from dipx.document import Document
from dipx.report import Report, to_json
from dipx.serve import spec
from dipx.serve.batcher import Ticket, Way
from dipx.serve.desk import Desk
from dipx.serve.given import Given, given
from dipx.serve.jobs import Job, JobFile, Jobs
from dipx.serve.languages import NAMES, voted
from dipx.serve.refusals import Refused, missing, unsupported
from dipx.serve.shelf import Kept
from dipx.serve.texts import Asked, TextFormat, aside, asked, needs_links, read, text_format

LOOK = 0.25  # seconds between two looks at a job
STILL = 15.0  # seconds after which a line is sent for the proxies' sake


async def translate(request: Request) -> Response:
    """Documents with segments and findings; word links with ``alignments``."""
    return await _documents(request, bullets=False)


async def summarise(request: Request) -> Response:
    """The same with bullets."""
    return await _documents(request, bullets=True)


async def _documents(request: Request, *, bullets: bool) -> Response:
    desk: Desk = request.app.state.desk
    values = await given(request)
    desk.keys.check(values.key)
    q = values.texts("text")
    if not q and values.is_unsaid_json:
        raise Refused(400, "Invalid request: JSON needs the header Content-Type: application/json")
    _only(values, "text", "source", "format", "clean", "alignments")
    if not q:
        raise missing("text")
    texts = [q] if isinstance(q, str) else q
    desk.limits.check(texts)
    format = text_format(values)
    documents = await aside(lambda: [read(text, format) for text in texts], texts)
    source = await _source(values, documents)
    clean = values.flag("clean", bullets)  # a bullet is never made of a menu
    prepared = partial(asked, lang=source, options=desk.options, clean=clean)
    pairs = list(zip(texts, documents, strict=True))
    asks = await aside(lambda: [prepared(text, document) for text, document in pairs], texts)
    way = Way(bullets=bullets, alignments=values.flag("alignments") or needs_links(*documents))
    [reports] = await desk.answers(request, [Ticket([ask.prepared for ask in asks], way)])
    return await aside(partial(_shown, asks, reports, format), texts)


def _shown(asks: Sequence[Asked], reports: Sequence[Report], format: TextFormat) -> Response:
    shown = to_json(reports)
    if format == "html":
        for ask, report, document in zip(asks, reports, shown["documents"], strict=True):
            document["english"] = ask.english(report)
    return JSONResponse(shown)


def _only(values: Given, *names: str) -> None:
    """Raises ``Refused`` for any other parameter; who says that it is to be English is right."""
    values.only(*names, "target")
    if (target := values.one("target", "en").lower()) != "en":
        raise unsupported(target)


async def _source(values: Given, documents: list[Document]) -> str:
    source = values.one("source", "auto").lower()
    if source == "auto":
        source = (await run_in_threadpool(voted, [document.text for document in documents])).language
        if source not in NAMES:
            raise Refused(400, f"The text looks like {source!r}, not French or English. If it is French, say source=fr")
    if source not in NAMES:
        raise unsupported(source)
    return source


async def begin_job(request: Request) -> Response:
    """Files in, a job out, at once."""
    desk: Desk = request.app.state.desk
    jobs: Jobs = request.app.state.jobs
    if not desk.settings.files:
        raise Refused(403, "Files translation are disabled on this server.")
    values = await given(request)
    desk.keys.check(values.key)
    desk.room_for_files()
    _only(values, "file", "source", "bullets", "text_field")
    if not values.uploads:
        raise missing("file")
    if len(values.uploads) > desk.limits.files:
        raise Refused(400, f"These are {len(values.uploads)} files; a job has at most {desk.limits.files}")
    source = values.one("source", "auto").lower()
    if source not in (*NAMES, "auto"):
        raise unsupported(source)
    files = [(upload.filename or "file", await upload.read()) for upload in values.uploads]
    job = jobs.begin(files, source, bullets=values.flag("bullets"), text_field=values.one("text_field"))
    return JSONResponse(job.as_json(), status_code=202, headers={"Location": f"/v1/jobs/{job.id}"})


async def show_job(request: Request) -> Response:
    return JSONResponse(_job(request).as_json())


async def cancel_job(request: Request) -> Response:
    job = _job(request)
    job.cancel()
    return JSONResponse(job.as_json())


async def job_events(request: Request) -> Response:
    """The job whenever it has changed, as server-sent events, until it is over."""
    desk: Desk = request.app.state.desk
    job = _job(request)

    async def events() -> AsyncIterator[str]:
        before, still = "", 0.0
        while True:
            over = job.is_over
            now = json.dumps(job.as_json(), ensure_ascii=False)
            if now != before:
                yield f"data: {now}\n\n"
                before, still = now, 0.0
            elif still >= STILL:
                yield ": \n\n"
                still = 0.0
            if over or desk.is_late:
                return
            await asyncio.sleep(LOOK)
            still += LOOK

    return StreamingResponse(events(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def job_file(request: Request) -> Response:
    """A file's English, in its own format."""
    kept = _kept(request, _file(request).english)
    return FileResponse(kept.path, filename=kept.name, media_type="application/octet-stream")


async def job_report(request: Request) -> Response:
    """A file's segments, findings and bullets."""
    return FileResponse(_kept(request, _file(request).report).path, media_type="application/json")


async def job_zip(request: Request) -> Response:
    """All that is done of a job, in one archive."""
    desk: Desk = request.app.state.desk
    job = _job(request)
    raw = await run_in_threadpool(_zipped, job, desk)
    return Response(
        raw, media_type="application/zip", headers={"Content-Disposition": 'attachment; filename="english.zip"'}
    )


def _zipped(job: Job, desk: Desk) -> bytes:
    made = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, file in enumerate(job.files, 1):
            for key in (file.english, file.report):
                if key and (kept := desk.shelf.get(key)):
                    archive.write(kept.path, _own_name(kept.name, number, names))
    return made.getvalue()


def _own_name(name: str, number: int, names: set[str]) -> str:
    """The name, or one that no other file has, not even where capitals and small letters are one."""
    own = name
    while own.casefold() in names:
        own = f"{number}-{own}"
    names.add(own.casefold())
    return own


def _job(request: Request) -> Job:
    jobs: Jobs = request.app.state.jobs
    key: str = request.path_params["job"]
    return jobs.get(key)


def _file(request: Request) -> JobFile:
    files = _job(request).files
    number: int = request.path_params["number"]
    if not 1 <= number <= len(files):
        raise Refused(404, "The job has no such file")
    return files[number - 1]


def _kept(request: Request, key: str | None) -> Kept:
    desk: Desk = request.app.state.desk
    kept = desk.shelf.get(key or "")
    if kept is None:
        raise Refused(404, "There is nothing to fetch yet, or its time is over")
    return kept


async def ready(request: Request) -> Response:
    """Whether new work is taken, and how long it would wait. For a balancer, not for clients."""
    desk: Desk = request.app.state.desk
    shown: dict[str, Any] = {"ready": desk.ready, "wait": round(desk.batcher.waiting(), 2)}
    return JSONResponse(shown, status_code=200 if desk.ready else 503)


async def openapi(request: Request) -> Response:
    return JSONResponse(spec.own())


ROUTES = [
    Route("/v1/translate", translate, methods=["POST"]),
    Route("/v1/summarise", summarise, methods=["POST"]),
    Route("/v1/jobs", begin_job, methods=["POST"]),
    Route("/v1/jobs/{job}", show_job, methods=["GET"]),
    Route("/v1/jobs/{job}", cancel_job, methods=["DELETE"]),
    Route("/v1/jobs/{job}/events", job_events),
    Route("/v1/jobs/{job}/zip", job_zip),
    Route("/v1/jobs/{job}/files/{number:int}", job_file),
    Route("/v1/jobs/{job}/files/{number:int}/report", job_report),
    Route("/v1/ready", ready),
    Route("/v1/openapi.json", openapi),
]
