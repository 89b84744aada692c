"""Finished readings, by all that decides them: the language of a document, what of it is the article, its segments.

Finding that out takes 1.5 ms an article, and half a second more where the small words do not tell the language; looking
it up takes 0.1 ms. As for translations (``finished.py``), the program's own code is in the key.
"""

from __future__ import annotations

import json

from dipx.document import KEPT, Block, Document, Reading, Segment
from dipx.memory import Memory, code_digest
from dipx.options import Options
from dipx.text.language import identifier


class FinishedReadings:
    """The readings of documents as their formats give them."""

    def __init__(self, memory: Memory, options: Options) -> None:
        self._memory = memory
        by = options.lang or identifier()
        self._context = f"{code_digest()}|reading|{by}|clean={options.clean}"

    def get(self, document: Document) -> Reading | None:
        """The document's reading, where it was finished before."""
        for stored in self._memory.finished(self._context, [_asked(document)]).values():
            lang, reasons, spans = json.loads(stored)
            segments = (Segment(document.text[start:end], start, end, block) for start, end, block in spans)
            return Reading(lang, None if reasons is None else tuple(reasons), tuple(segments))
        return None

    def put(self, document: Document, reading: Reading) -> None:
        spans = [[segment.start, segment.end, segment.block] for segment in reading.segments]
        self._memory.finish(self._context, {_asked(document): json.dumps([reading.lang, reading.reasons, spans])})


def _kept(block: Block) -> list[list[int]]:
    """What is not cut in two."""
    return [[span.start, span.end] for span in block.spans if span.kind in KEPT]


def _asked(document: Document) -> str:
    """All of a document that readings are made from."""
    blocks = [[block.start, block.end, block.kind, *_kept(block)] for block in document.blocks]
    left_out = [[span.start, span.end, span.reason] for span in document.left_out]
    return json.dumps([document.format, document.text, blocks, left_out, document.whole])
