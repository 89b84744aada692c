"""Translations back to a text: the same blocks in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dipx.document import Document, Translation


def block_targets(document: Document, translations: Sequence[Translation]) -> list[str]:
    """The English of each block of ``document``, its segments joined by a space."""
    by_block: dict[int, list[str]] = defaultdict(list)
    for translation in translations:
        by_block[translation.segment.block].append(translation.target)
    return [" ".join(filter(None, by_block[index])) for index in range(len(document.blocks))]


def assemble(document: Document, translations: Sequence[Translation]) -> str:
    """The English text: blocks stand as far apart as in the source, left-out spans are gone with their gap.

    Empty for a document without blocks, else ends with one newline.
    """
    parts: list[str] = []
    previous_end = 0
    for block, target in zip(document.blocks, block_targets(document, translations), strict=True):
        if parts:
            parts.append(_gap(document.text[previous_end : block.start]))
        parts.append(target)
        previous_end = block.end
    return "".join(parts) + "\n" if parts else ""


def _gap(between: str) -> str:
    """The line ends between two blocks; where something was left out between them, those of a paragraph."""
    if between.strip():
        return "\n\n"
    return "\n" * max(1, len(between.replace("\r\n", "\n").splitlines()) if between else 1)
