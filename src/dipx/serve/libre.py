"""LibreTranslate's HTTP API, so that its clients work unchanged: its paths, its rules, its words.

After the public sources of LibreTranslate 1.9.6 and its clients'. Other than there: entities of a part of a page stay
entities, all texts of a list in a form are translated, and an answer is never made of half a request.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from dipx import formats
from dipx.errors import InputError
from dipx.report import Report
from dipx.serve import spec
from dipx.serve.answers import LibreJson
from dipx.serve.batcher import Ticket, Way
from dipx.serve.desk import Desk
from dipx.serve.files import SUFFIXES, english_file, prepared_file
from dipx.serve.given import Given, given
from dipx.serve.languages import NAMES, TARGETS, Detected, detected, voted
from dipx.serve.refusals import Refused, missing, unsupported
from dipx.serve.texts import Asked, aside, asked, needs_links, read, text_format

FRONTEND_TIMEOUT = 500  # ms between a key stroke and a request


async def translate(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    values = await given(request)
    desk.keys.check(values.key)
    q = values.texts("q")
    source, target = _languages(values, q)
    alternatives = _alternatives(values, desk.limits.alternatives)
    texts = [q] if isinstance(q, str) else q
    desk.limits.check(texts)
    format = text_format(values)
    documents = await aside(lambda: [read(text, format) for text in texts], texts)
    seen = await run_in_threadpool(voted, [each.text for each in documents]) if source == "auto" else None
    source = _known(source, seen, target)
    pairs = list(zip(texts, documents, strict=True))
    asks = await aside(lambda: [asked(text, document, source, desk.options) for text, document in pairs], texts)
    n = alternatives if format == "text" and source != target else 0
    main, *others = await desk.answers(request, _tickets(asks, n, desk))
    english = await aside(lambda: [ask.english(report) for ask, report in zip(asks, main, strict=True)], texts)
    answer: dict[str, Any] = {"translatedText": english[0] if isinstance(q, str) else english}
    if alternatives:
        different = await aside(partial(_different, asks, main, others), texts)
        answer["alternatives"] = different[0] if isinstance(q, str) else different
    if seen:
        found = {"confidence": seen.confidence, "language": seen.language}
        answer["detectedLanguage"] = found if isinstance(q, str) else [found] * len(texts)
    return LibreJson(answer)


def _languages(values: Given, q: str | list[str]) -> tuple[str, str]:
    source, target = values.one("source").lower(), values.one("target").lower()
    for name, value in (("q", q), ("source", source), ("target", target)):
        if not value:
            raise missing(name)
    return source, target


def _alternatives(values: Given, limit: int) -> int:
    try:
        asked_for = int(values.one("alternatives", "0"))
    except ValueError as error:
        raise Refused(400, "Invalid request: alternatives parameter is not a number") from error
    if asked_for > limit:
        raise Refused(400, f"Invalid request: alternatives parameter must be <= {limit}")
    return max(0, asked_for)


def _known(source: str, seen: Detected | None, target: str) -> str:
    """The source language, which has that target. Raises ``Refused``."""
    lang = seen.language if seen else source
    if lang not in NAMES:
        raise unsupported(lang)
    if target not in NAMES:
        raise unsupported(target)
    if target not in TARGETS[lang]:
        raise Refused(
            400, f"{NAMES[target]} ({target}) is not available as a target language from {NAMES[lang]} ({lang})"
        )
    return lang


def _tickets(asks: Sequence[Asked], alternatives: int, desk: Desk) -> list[Ticket]:
    """One for the translations, and one for each next best of a beam that is wide enough for all of them."""
    items = [ask.prepared for ask in asks]
    ways = [Way(alignments=needs_links(*(item.document for item in items)))]
    beam = max(desk.options.decoding.beam_size, desk.limits.alternatives + 1)
    ways += [Way(nth=nth, beam_size=beam) for nth in range(1, alternatives + 1)]
    return [Ticket(items, way) for way in ways]


def _different(asks: Sequence[Asked], main: Sequence[Report], others: Sequence[Sequence[Report]]) -> list[list[str]]:
    """For each text its alternatives, each of them once; none that is wrong where the translation is right."""
    english = [ask.english(report) for ask, report in zip(asks, main, strict=True)]
    found: list[list[str]] = []
    for number, (ask, report, best) in enumerate(zip(asks, main, english, strict=True)):
        known = _errors(report)
        made = dict.fromkeys(ask.english(reports[number]) for reports in others if not _errors(reports[number]) - known)
        found.append([text for text in made if text != best])
    return found


def _errors(report: Report) -> set[str]:
    """A text's alternatives have no findings beside them: what a check finds wrong is known here alone."""
    return {finding.code for finding in report.findings if finding.severity == "error"}


async def detect(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    values = await given(request)
    desk.keys.check(values.key)
    q = values.texts("q")
    if not q:
        raise missing("q")
    texts = [q] if isinstance(q, str) else q
    desk.limits.check(texts)
    found = await run_in_threadpool(detected, "\n".join(texts))
    return LibreJson([{"confidence": each.confidence, "language": each.language} for each in found])


async def languages(request: Request) -> Response:
    return LibreJson([{"code": code, "name": name, "targets": TARGETS[code]} for code, name in NAMES.items()])


async def settings(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    return LibreJson(
        {
            "apiKeys": desk.keys.required,
            "charLimit": desk.limits.characters or -1,
            "filesTranslation": desk.settings.files,
            "frontendTimeout": FRONTEND_TIMEOUT,
            "keyRequired": desk.keys.required,
            "language": {
                "source": {"code": "fr", "name": NAMES["fr"]},
                "target": {"code": "en", "name": NAMES["en"]},
            },
            "memory": desk.options.memory,  # dipx's own: whether texts stay
            "suggestions": False,
            "supportedFilesFormat": list(SUFFIXES),
        }
    )


async def translate_file(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    if not desk.settings.files:
        raise Refused(403, "Files translation are disabled on this server.")
    values = await given(request)
    desk.keys.check(values.key)
    desk.room_for_files()
    upload = next(iter(values.uploads), None)
    source, target = values.one("source").lower(), values.one("target").lower()
    for name, value in (("file", upload and upload.filename), ("source", source), ("target", target)):
        if not value:
            raise missing(name)
    assert upload and upload.filename
    if formats.suffix_of(Path(upload.filename)) not in SUFFIXES:
        raise Refused(400, "Invalid request: file format not supported")
    if source != "auto":
        _known(source, None, target)
    raw = await upload.read()
    try:
        item = await run_in_threadpool(prepared_file, raw, upload.filename, source, values.one("text_field"), desk)
    except InputError as error:
        raise Refused(400, str(error)) from error
    try:
        _known(item.document.lang or source, None, target)
        way = Way(alignments=needs_links(item.document))
        [[report]] = await desk.answers(request, [Ticket([item], way, is_file=True)])
        made = await run_in_threadpool(english_file, report, upload.filename)
    except InputError as error:
        raise Refused(400, str(error)) from error
    finally:
        Path(item.document.path).unlink(missing_ok=True)
    key = desk.shelf.put(made.raw, made.name)
    path = quote(f"/download_file/{key}.{made.name}")  # a # or a % in a name would lead elsewhere
    return LibreJson({"translatedFileUrl": str(request.base_url.replace(path=path))})


async def download_file(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    if not desk.settings.files:
        raise Refused(400, "Files translation are disabled on this server.")
    asked_for: str = request.path_params["name"]
    kept = desk.shelf.get(asked_for[:36])  # of a UUID
    if kept is None or asked_for[36:] != f".{kept.name}":
        raise Refused(404, "Invalid filename")
    return FileResponse(kept.path, filename=kept.name, media_type="application/octet-stream")


async def suggest(request: Request) -> Response:
    raise Refused(403, "Suggestions are disabled on this server.")


async def health(request: Request) -> Response:
    """Whether the process lives; it never waits for the engine."""
    return LibreJson({"status": "ok"})


async def specification(request: Request) -> Response:
    return LibreJson(spec.libre(str(request.base_url.netloc)))


ROUTES = [
    Route("/translate", translate, methods=["POST"]),
    Route("/detect", detect, methods=["POST"]),
    Route("/languages", languages),
    Route("/frontend/settings", settings),
    Route("/translate_file", translate_file, methods=["POST"]),
    Route("/download_file/{name}", download_file),
    Route("/suggest", suggest, methods=["POST"]),
    Route("/health", health),
    Route("/spec", specification),
]
