"""Translations back to a text: the same blocks in the same order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dipx.document import Counterpart, Document, Translation

_INDENT = re.compile(r"(?:(?<=[\r\n])|\A)[ \t\u00a0]*\Z|\Z")
# Every line end there is, CRLF as one, as the reader of plain text counts them.
_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def block_targets(document: Document, translations: Sequence[Translation], *, flag: bool = False) -> list[str]:
    """The English of each block of ``document``, its segments joined by a space; ``flag`` as in ``assemble``."""
    by_block: dict[int, list[str]] = defaultdict(list)
    for translation in translations:
        by_block[translation.segment.block].append(flagged(translation) if flag else translation.target)
    return [" ".join(filter(None, by_block[index])) for index in range(len(document.blocks))]


def counterparts(
    document: Document, translations: Sequence[Translation], *, flag: bool = False
) -> list[list[Counterpart]]:
    """For each block, which characters of it became which of its ``block_targets``."""
    parts: list[list[Counterpart]] = [[] for _ in document.blocks]
    for translation in translations:
        segment = translation.segment
        target = flagged(translation) if flag else translation.target
        if not target:
            continue
        here = parts[segment.block]
        begin = here[-1].target[1] + 1 if here else 0
        offset = segment.start - document.blocks[segment.block].start
        links = translation.links
        if links is not None:
            shift = begin + target.index(translation.target)
            links = tuple(((a + offset, b + offset), (c + shift, d + shift)) for (a, b), (c, d) in links)
        source = offset, segment.end - document.blocks[segment.block].start
        here.append(Counterpart(source, (begin, begin + len(target)), links))
    return parts


def flagged(translation: Translation) -> str:
    """The target; in ``[?…]`` where a finding of severity error says that it cannot be trusted."""
    is_wrong = any(finding.severity == "error" for finding in translation.findings)
    return f"[?{translation.target}]" if is_wrong else translation.target


def assemble(document: Document, translations: Sequence[Translation], *, flag: bool = False) -> str:
    """The English text: blocks stand as far apart as in the source, left-out spans are gone with their gap.

    ``flag`` puts what cannot be trusted in ``[?…]``. Empty for a document without blocks, else ends with one newline.
    """
    return joined(document, block_targets(document, translations, flag=flag))


def joined(document: Document, targets: Sequence[str]) -> str:
    """``assemble`` for the English of each block."""
    parts: list[str] = []
    previous_end = width = 0  # width: of the source's cell before
    for block, target in zip(document.blocks, targets, strict=True):
        between = document.text[previous_end : block.start]
        if parts and between.isspace() and not _BREAK.search(between):
            parts.append(between if "\t" in between else " " * max(2, len(between) + width - len(parts[-1])))
        else:
            parts.append((_gap(between) if previous_end else "") + _INDENT.findall(between)[0])
        parts.append(target)
        previous_end, width = block.end, len(block.text)
    return "".join(parts) + "\n" if parts else ""


def _gap(between: str) -> str:
    """The line ends between two blocks; where something was left out between them, those around it that are most."""
    breaks = max(len(_BREAK.findall(space)) for space in re.findall(r"\s+", between) or [""])
    if between.strip() and breaks != 1:
        return "\n\n"
    if "\f" in between and between.isspace():  # where a page ends
        return "".join("\f" if found == "\f" else "\n" for found in _BREAK.findall(between))
    return "\n" * max(1, breaks)
