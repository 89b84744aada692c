"""French news articles into faithful English and a few bullet points, offline.

>>> import dipx
>>> dipx.translate("Le ministre est arrivé jeudi.")  # doctest: +SKIP
'The minister arrived Thursday.'

Importing dipx loads no model and no library, not even its own modules: each name comes when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dipx.lazily import handed_on

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dipx.api import run, segment, summarise, summarize, translate
    from dipx.document import Block, Bullet, Document, Finding, LeftOut, Segment, Translation
    from dipx.errors import DipxError, InputError, ModelError, UsageError
    from dipx.options import Decoding, EngineOptions, Options, SummaryOptions
    from dipx.report import Report

_HOMES = {
    "run": "api",
    "segment": "api",
    "summarise": "api",
    "summarize": "api",
    "translate": "api",
    "Block": "document",
    "Bullet": "document",
    "Document": "document",
    "Finding": "document",
    "LeftOut": "document",
    "Segment": "document",
    "Translation": "document",
    "DipxError": "errors",
    "InputError": "errors",
    "ModelError": "errors",
    "UsageError": "errors",
    "Decoding": "options",
    "EngineOptions": "options",
    "Options": "options",
    "SummaryOptions": "options",
    "Report": "report",
}

__all__ = [
    "Block",
    "Bullet",
    "Decoding",
    "DipxError",
    "Document",
    "EngineOptions",
    "Finding",
    "InputError",
    "LeftOut",
    "ModelError",
    "Options",
    "Report",
    "Segment",
    "SummaryOptions",
    "Translation",
    "UsageError",
    "run",
    "segment",
    "summarise",
    "summarize",
    "translate",
]


__getattr__ = handed_on(__name__, _HOMES)  # the command line, whose modules lie below, starts in half the time


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
