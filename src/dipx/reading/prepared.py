"""A document made ready to be translated: its language, what of it is the article, its segments."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dipx.document import KEPT, CharSpan, Document, Reading, Segment
from dipx.errors import InputError
from dipx.options import Options
from dipx.text import detect, keep_all, leave_out, reasons, segment_document
from dipx.text.caseless import ENDLESS, RUN_ON, lacks_capitals, lacks_stops
from dipx.text.language import is_french

if TYPE_CHECKING:
    from dipx.reading.finished import FinishedReadings


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that is ready to be translated."""

    document: Document
    segments: tuple[Segment, ...]
    notes: tuple[str, ...] = ()


def prepare(document: Document, options: Options, readings: FinishedReadings | None = None) -> Prepared:
    """Language, cleaning, segments. Raises ``InputError`` for a language that is neither French nor English."""
    reading = readings.get(document) if readings else None
    if reading is None:
        reading = _reading(document, options)
        if readings:
            readings.put(document, reading)
    document = _of_article(replace(document, lang=reading.lang), reading.reasons)
    return Prepared(document, tuple(_with_kept(document, reading.segments)), tuple(_notes(document)))


def _with_kept(document: Document, segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, each with what the markup of its block says is to stay as it is."""
    kept = [deque(sorted({(s.start, s.end) for s in block.spans if s.kind in KEPT})) for block in document.blocks]
    for segment in segments:
        spans, size = kept[segment.block], len(segment.text)
        if not spans:
            yield segment
            continue
        offset = segment.start - document.blocks[segment.block].start
        here: set[CharSpan] = set()
        while spans and spans[0][0] < offset + size:
            start, end = spans.popleft()
            if end > offset:
                here.add(_trimmed(segment.text, max(start - offset, 0), min(end - offset, size)))
            if end > offset + size:  # it goes on in the next one
                spans.appendleft((offset + size, end))
                break
        yield replace(segment, kept=tuple(sorted((start, end) for start, end in here if start < end)))


def _trimmed(text: str, start: int, end: int) -> CharSpan:
    """The characters without the white space at their ends."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())


def _reading(document: Document, options: Options) -> Reading:
    lang = options.lang or _detected(document)
    if lang not in ("fr", "en"):
        raise InputError(f"{document.path} looks like {lang!r}, not French or English. If it is French, say --lang fr.")
    why = tuple(reasons(document)) if options.clean and not document.whole else None
    return Reading(lang, why, tuple(segment_document(_of_article(document, why))))


def _detected(document: Document) -> str:
    """The text's language; French where a paragraph of an English one is, for sentences are looked at once more."""
    lang = detect(document.text)
    if lang == "en" and any(is_french(block.text) for block in document.blocks):
        return "fr"
    return lang


def _of_article(document: Document, why: Sequence[str | None] | None) -> Document:
    """The document without the blocks that have a reason to be left out; with all where nobody looked for any."""
    return keep_all(document) if why is None else leave_out(document, why)


def _notes(document: Document) -> Iterator[str]:
    if not document.text.strip():
        yield "the text is empty"
    elif not document.blocks:
        yield "nothing in the text looks like an article"
    if document.lang == "en" and document.blocks:
        yield "the text is English already: taken as it is"
    yield from _guessed(document)


def _guessed(document: Document) -> Iterator[str]:
    """How sentences were found where the text does not show them. Each block ends by itself, with or without a stop."""
    caseless = lacks_capitals(document.text)
    longest = RUN_ON if caseless else ENDLESS
    if any(lacks_stops(block.text, longest) for block in document.blocks):
        yield "the text goes on without stops: it was cut by length, at likely places"
    elif caseless:
        yield "the text has next to no capitals: its sentences were cut at its stops"
