"""What a request gives: JSON, a form and the query, as LibreTranslate takes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from dipx.serve.refusals import NO_JSON, Refused

FIELD = 10 * 2**20  # bytes of one field of a form: the body's own limit comes first
FIELDS, FILES = 20_000, 1000
YES, NO = ("true", "1", "on", "yes"), ("false", "0", "off", "no")


@dataclass(frozen=True, slots=True)
class Given:
    """Values by name. A list is what came several times, or as a list."""

    values: Mapping[str, Any]
    uploads: tuple[UploadFile, ...] = ()
    is_json: bool = False

    def one(self, name: str, default: str = "") -> str:
        """The value as a string; the first of several."""
        value = self.values.get(name)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, float) and value.is_integer():  # 3.0: some languages know no other numbers
            value = int(value)
        return default if value in (None, "") else str(value)

    @property
    def key(self) -> str:
        """The key, ``apiKey`` too: so does the package libretranslate of npm call it."""
        return self.one("api_key") or self.one("apiKey")

    def texts(self, name: str) -> str | list[str]:
        """A text or several. Raises ``Refused`` for what is no text."""
        value = self.values.get(name) or ""
        if isinstance(value, list) and all(isinstance(text, str) for text in value):
            return value
        if not isinstance(value, str):
            raise Refused(400, f"Invalid request: {name} parameter is neither a string nor a list of strings")
        return value

    @property
    def is_unsaid_json(self) -> bool:
        """Whether a form looks as JSON does that was sent without its content type, as curl sends it."""
        return not self.is_json and any(name.lstrip().startswith("{") for name in self.values)

    def only(self, *names: str) -> None:
        """Raises ``Refused`` for a parameter by any other name: it would be passed over in silence."""
        known = (*names, "api_key", "apiKey")
        for name in self.values:
            if name not in known:
                raise Refused(
                    400, f"Invalid request: unknown parameter {name[:80]} (known: {', '.join(names)}, api_key)"
                )

    def flag(self, name: str, default: bool = False) -> bool:
        """Raises ``Refused`` for what is neither yes nor no."""
        said = self.one(name, str(default)).lower()
        if said not in (*YES, *NO):
            raise Refused(400, f"Invalid request: {name} parameter is neither true nor false")
        return said in YES


async def given(request: Request) -> Given:
    """JSON alone where the content type says so; anything else is the query and the form, the query first.

    Raises ``Refused`` for broken JSON and broken forms, ``HTTPException`` for too long a body.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json")):
        return Given(_object(await request.body()), is_json=True)
    values: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        values.setdefault(name, []).append(_one_line_end(value))
    uploads: list[UploadFile] = []
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        asked = set(values)
        for name, field in await _form(request, kind):
            if isinstance(field, UploadFile):
                uploads.append(field)
            elif name not in asked:
                values.setdefault(name, []).append(_one_line_end(field))
    alone = {name: found[0] if len(found) == 1 else found for name, found in values.items()}
    return Given(alone, tuple(uploads))


async def _form(request: Request, kind: str) -> list[tuple[str, UploadFile | str]]:
    try:
        if kind == "multipart/form-data":
            return (await _Parts(request).parse()).multi_items()
        return (await request.form(max_fields=FIELDS, max_part_size=FIELD)).multi_items()
    except (UnicodeError, MultiPartException) as error:  # the former of a charset that decodes nothing
        raise Refused(400, NO_JSON) from error
    except HTTPException as error:
        if error.status_code == 400:
            raise Refused(400, NO_JSON) from error
        raise


class _Parts(MultiPartParser):
    """Parts up to the boundary that ends them: Starlette's leaves out in silence the part that none has ended."""

    def __init__(self, request: Request) -> None:
        super().__init__(request.headers, request.stream(), max_fields=FIELDS, max_files=FILES, max_part_size=FIELD)
        self._is_open = False

    def on_part_begin(self) -> None:
        super().on_part_begin()
        self._is_open = True

    def on_end(self) -> None:
        self._is_open = False

    async def parse(self) -> FormData:
        """Raises ``MultiPartException`` for parts that do not end."""
        form = await super().parse()
        if self._is_open:
            await form.close()
            raise MultiPartException("The last boundary is missing")
        return form


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, NO_JSON) from error
    if not isinstance(found, dict):
        raise Refused(400, "Invalid JSON format")
    return found


def _one_line_end(text: str) -> str:
    """A form's line ends are CRLF; LibreTranslate takes the last one away, as here."""
    return "\n".join(text.splitlines())
