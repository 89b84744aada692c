"""French news articles into faithful English and a few bullet points, offline.

>>> import dipx
>>> dipx.translate("Le ministre est arrivé jeudi.")  # doctest: +SKIP
'The minister arrived on Thursday.'

Importing dipx loads no model and no model library; the first call that needs one does.
"""

from __future__ import annotations

__version__ = "0.1.0"

from dipx.api import run, segment, summarise, summarize, translate
from dipx.document import Block, Bullet, Document, Finding, LeftOut, Segment, Translation
from dipx.errors import DipxError, InputError, ModelError, UsageError
from dipx.options import Decoding, EngineOptions, Options, SummaryOptions
from dipx.report import Report

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
