"""The descriptions of both APIs."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from dipx import __version__

_TEXT = {"type": "string"}


def own() -> dict[str, Any]:
    """OpenAPI 3.1 of ``/v1``."""
    found: dict[str, Any] = json.loads(files("dipx.serve").joinpath("openapi.json").read_text(encoding="utf-8"))
    found["info"]["version"] = __version__
    return found


def libre(host: str) -> dict[str, Any]:
    """Swagger 2.0 of LibreTranslate's API, by whose title its clients know that they may go on."""
    paths = {
        "/translate": ("post", "Translate text", ["q", "source", "target", "format", "alternatives", "api_key"]),
        "/translate_file": ("post", "Translate a file", ["file", "source", "target", "text_field", "api_key"]),
        "/detect": ("post", "Detect the language of a text", ["q", "api_key"]),
        "/suggest": ("post", "Suggest a translation", ["q", "s", "source", "target"]),
        "/languages": ("get", "List the languages", []),
        "/frontend/settings": ("get", "The page's settings", []),
        "/health": ("get", "Whether the server lives", []),
    }
    return {
        "swagger": "2.0",
        "host": host,
        "basePath": "/",
        "info": {
            "title": "LibreTranslate",
            "description": f"dipx {__version__} speaks LibreTranslate's API: French to English, offline.",
            "version": "1.9.6",
        },
        "paths": {
            path: {
                method: {
                    "summary": summary,
                    "parameters": [_parameter(name) for name in names],
                    "responses": {"200": {"description": "Done"}, "400": {"description": "Invalid request"}},
                }
            }
            for path, (method, summary, names) in paths.items()
        },
    }


def _parameter(name: str) -> dict[str, Any]:
    required = name not in ("api_key", "format", "alternatives", "text_field")
    return {"name": name, "in": "formData", "type": "file" if name == "file" else "string", "required": required}
