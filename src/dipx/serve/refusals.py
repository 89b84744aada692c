"""What is answered where a request cannot be done, in LibreTranslate's words: its clients look for them."""

from __future__ import annotations

from collections.abc import Mapping

INTERNAL = (
    "The server encountered an internal error and was unable to complete your request. "
    "Either the server is overloaded or there is an error in the application."
)
NO_JSON = "The browser (or proxy) sent a request that this server could not understand."


class Refused(Exception):  # noqa: N818 - an answer, no fault
    """An answer with ``{"error": text}``."""

    def __init__(self, status: int, text: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.headers = dict(headers or {})


def missing(name: str) -> Refused:
    return Refused(400, f"Invalid request: missing {name} parameter")


def too_long(length: int, limit: int) -> Refused:
    """For a text and for a list alike."""
    return Refused(400, f"Invalid request: request ({length}) exceeds text limit ({limit})")


def unsupported(what: str) -> Refused:
    return Refused(400, f"{what} is not supported")
