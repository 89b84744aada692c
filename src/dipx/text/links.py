"""Word links on their way from what a model saw and made to the document's own French and the finished English.

In between, text changes in small ways (quotation marks, separators, capitals, tokens behind marks); its words stay in
order. So words are matched to words, and no stage has to keep account of offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from dipx.document import Alignment, CharSpan, Link
from dipx.text.words import fold

# "U.S." is one word, with its periods; so is one whose accents are signs of their own.
WORD = re.compile("(?:[^\\W\\d_]\\.){2,}(?![^\\W_])|(?:[^\\W_][\u0300-\u036f]*+)++")


def words(text: str) -> list[CharSpan]:
    """Where the words and numbers of a text are; an apostrophe, a hyphen or a decimal point parts them."""
    return [match.span() for match in WORD.finditer(text)]


def onto(alignment: Alignment, source: str, target: str) -> tuple[Link, ...]:
    """The links between the words of ``source`` and ``target``, later forms of the aligned texts.

    Words that became others (``244890`` and ``244,890``) are linked as a whole; words that went lose their links.
    """
    sources, targets = _moved(alignment.source, source), _moved(alignment.target, target)
    links = [(sources[a], targets[b]) for a, b in alignment.links if a in sources and b in targets]
    return tuple(sorted(dict.fromkeys(links), key=lambda link: link[1]))


def joined(alignments: Sequence[Alignment | None]) -> Alignment | None:
    """The alignment of parts that were translated apart and put together; of parts without one there are no links."""
    known = [alignment for alignment in alignments if alignment]
    if not known:
        return None
    links: list[Link] = []
    starts = 0, 0
    for alignment in known:
        links += [(_shift(a, starts[0]), _shift(b, starts[1])) for a, b in alignment.links]
        starts = starts[0] + len(alignment.source) + 1, starts[1] + len(alignment.target) + 1
    return Alignment(" ".join(a.source for a in known), " ".join(a.target for a in known), tuple(links))


def _shift(span: CharSpan, by: int) -> CharSpan:
    return span[0] + by, span[1] + by


def _moved(before: str, after: str) -> dict[CharSpan, CharSpan]:
    """Where each word of ``before`` is in ``after``."""
    if before == after:
        return {span: span for span in words(before)}
    return dict(_matches(before, after))


def _matches(before: str, after: str) -> Iterator[tuple[CharSpan, CharSpan]]:
    old, new = words(before), words(after)
    forms = [fold(before[a:b]) for a, b in old], [fold(after[a:b]) for a, b in new]
    for _, a, b, c, d in SequenceMatcher(None, *forms, autojunk=False).get_opcodes():
        if b - a == d - c:
            yield from zip(old[a:b], new[c:d], strict=True)
        elif d > c:
            yield from ((span, (new[c][0], new[d - 1][1])) for span in old[a:b])
