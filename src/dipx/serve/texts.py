"""A request's texts as documents, and their English as the request wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from starlette.concurrency import run_in_threadpool

from dipx import formats
from dipx.document import Document
from dipx.options import Options
from dipx.reading import Prepared, prepare
from dipx.report import Report
from dipx.serve.given import Given
from dipx.serve.refusals import unsupported
from dipx.text.assemble import block_targets, counterparts

T = TypeVar("T")
FEW = 2000  # characters: 1 ms
EACH = 100  # characters that a text costs in addition
TextFormat = Literal["text", "html"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A text and the document of it."""

    text: str
    prepared: Prepared

    def english(self, report: Report) -> str:
        """The English of the text. Spaces around it stay, and a part of a page keeps all but its words."""
        if report.document.format == "html":
            targets = block_targets(report.document, report.translations)
            parts = counterparts(report.document, report.translations)
            return formats.render_fragment(self.text, report.document, targets, parts)[0]
        core = self.text.strip()
        if not core:
            return self.text
        before, after = self.text.split(core, 1)
        return before + report.english.strip() + after


def needs_links(*documents: Document) -> bool:
    """Whether markup amid a paragraph has to find its English words: links cost the model a third more, so texts
    that need none are not to share a batch with those."""
    return any(block.is_marked_within for document in documents for block in document.blocks)


def read(text: str, format: TextFormat) -> Document:
    """The text as what it is said to be; a tag is no word of it. Raises ``InputError`` for one beyond the bounds."""
    return formats.parse_fragment(text) if format == "html" else formats.parse(text)


def asked(text: str, document: Document, lang: str, options: Options, *, clean: bool = False) -> Asked:
    """A text that was read, all of it or (``clean``) the article, in a language that is known."""
    return Asked(text, prepare(document, replace(options, lang=lang, clean=clean)))


async def aside(work: Callable[[], T], texts: Sequence[str]) -> T:
    """What ``work`` makes of the texts: in a thread, unless they are so few that it is done before one has begun."""
    return work() if sum(len(text) + EACH for text in texts) <= FEW else await run_in_threadpool(work)


def text_format(values: Given) -> TextFormat:
    """The format that is asked for. Raises ``Refused`` for one that there is not."""
    format = values.one("format", "text")
    if format == "text":
        return "text"
    if format == "html":
        return "html"
    raise unsupported(f"{format} format")
