"""Blocks into segments: French sentences with their offsets, in one pass over the text.

Rules of our own, not a library. On ``../shared/eval/segmentation.jsonl`` (40 hard, 126 news paragraphs) the
best of sentencex, syntok, pysbd and ICU gets 73 % of the hard and 94 % of the news texts wholly right, these
rules all of them (they were written with those texts in view: 100 % is a fit, not a forecast). They read 3.6
to 12 million characters a second as the machine is busy or idle; ICU about as many, sentencex four or five
times that. Mending a library's cuts from outside would take the same rules for quotations, abbreviations and
initials, and a dependency. ``benchmarks/segmentation.py`` repeats the comparison.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from dipx.document import KEPT, Segment
from dipx.text.abbreviations import BRANDS, WORD, is_abbreviation, opens_sentence, stop_belongs_to_word
from dipx.text.caseless import ENDLESS, RUN_ON, lacks_capitals, pieces
from dipx.text.stamps import leading_stamp
from dipx.text.templates import tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dipx.document import Block, Document

Span = tuple[int, int]

# A quotation or parenthesis of up to so many characters stays in one piece with its sentence; in a longer one
# the sentences are cut apart: a translation model has a limit, and some marks are never closed.
MAX_QUOTED = 300
_CONTEXT = 40  # characters that the abbreviation rules see on each side of a full stop

_BLANK_LINE = r"\n[^\S\n]*+\n|\u2029"
_LIST_LINE = r"\n[^\S\n]*+(?=[•‣◦▪●]|[-–—][^\S\n]++[«\"“(]?\s?[^\W_a-zà-ÿœ])"
_EMOJI = r"[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]"
# Possessive (``*+``) wherever a pattern repeats, so that no run of characters is read more than a few times.
_STOP = re.compile(
    rf"(?P<line>{_BLANK_LINE}|{_LIST_LINE})"
    rf"|(?P<stop>[.!?…‼⁇⁈⁉]++)(?P<closers>(?:[)\]}}\"”'’]|\[\d{{1,3}}\]|[^\S\n]*+[»›]|[^\S\n]*+{_EMOJI})*+)"
)
# What may stand between a boundary and the word that opens the next sentence. The repeat is bounded: in
# "... ... ... …" every stop would otherwise read on to the end.
_LEAD = re.compile(r"\s*+(?:[«‹“„\"'‘(\[¿¡]\s?|[-–—]\s{1,3}|(?:\.\.\.|…)\s?){0,6}+")
_BRACKET = re.compile(rf"[«»“”()\[\]]|(?<!\w)\"|\"(?!\w)|{_BLANK_LINE}")  # not 'd"œuvre', a mistyped apostrophe
_OPENER = {"»": "«", "”": "“", ")": "(", "]": "["}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DOMAINS = frozenset("com net org info html asp aspx php".split())
_WORD_CHARACTER = re.compile(r"[^\W_]")


def sentences(text: str, *, caseless: bool | None = None) -> list[Span]:
    """The sentences of a text as spans ``(start, end)`` in characters, in order.

    Gaps hold only white space (and may be empty); no span is blank; punctuation alone joins a neighbor. One
    line break is white space; a blank line and the start of a list item are boundaries. The time is linear.
    ``caseless``: a small letter may begin a sentence, and what is too long is cut; ``None``: the text itself tells.
    """
    if caseless is None:
        caseless = lacks_capitals(text)
    spans: list[Span] = []
    has_word = False
    for left, right in _pieces(text, caseless=caseless):
        is_worded = _WORD_CHARACTER.search(text, left, right) is not None
        if spans and not (is_worded and has_word):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
        has_word = has_word or is_worded
    return spans


def segment(block: Block, index: int, *, caseless: bool | None = None) -> list[Segment]:
    """The segments of a block, the ``index``-th of its document; offsets count from the document's start."""
    kept = [(span.start, span.end) for span in block.spans if span.kind in KEPT and span.end - span.start <= MAX_QUOTED]
    return [
        Segment(block.text[start:end], block.start + start, block.start + end, index)
        for start, end in _uncut(sentences(block.text, caseless=caseless), kept)
    ]


def _uncut(spans: list[Span], kept: list[Span]) -> list[Span]:
    """The sentences, those joined between which something would be cut that stays as it is, a line of code say."""
    if not kept:
        return spans
    edges = deque(sorted(kept))
    joined: list[Span] = []
    reach = 0  # the furthest end of what begins before the sentence
    for start, end in spans:
        while edges and edges[0][0] < start:
            reach = max(reach, edges.popleft()[1])
        if joined and reach > start:
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def segment_document(document: Document) -> list[Segment]:
    """The segments of all blocks, in order."""
    caseless = lacks_capitals(document.text)
    return [found for index, block in enumerate(document.blocks) for found in segment(block, index, caseless=caseless)]


def _pieces(text: str, *, caseless: bool) -> Iterator[Span]:
    """What lies between the cuts, without the white space around it and without blank pieces."""
    start = 0
    for cut in _all_cuts(text, caseless=caseless):
        piece = text[start:cut]
        body = piece.strip()
        if body:
            left = start + len(piece) - len(piece.lstrip())
            yield left, left + len(body)
        start = cut


def _all_cuts(text: str, *, caseless: bool) -> Iterator[int]:
    """The cuts, the end's too: where sentences end, behind the time before one, and within what is too long for one."""
    start = 0
    for cut in (*_cuts(text, caseless=caseless), len(text)):
        if start < (stamped := leading_stamp(text, start)) < cut:
            yield stamped
            start = stamped
        yield from (start + place for place in pieces(text[start:cut], RUN_ON if caseless else ENDLESS))
        yield cut
        start = cut


def _cuts(text: str, *, caseless: bool) -> Iterator[int]:
    """Where sentences end: strictly rising positions, each after a stop and what closes with it."""
    protected = iter(_protected(text))
    opened, closed = next(protected, (len(text), len(text)))
    start = 0
    for match in _STOP.finditer(text):
        end = match.end()
        if match["line"] is None:
            while closed < end:
                opened, closed = next(protected, (len(text), len(text)))
            if opened < end and closed - end == 1 and text[end:closed].isspace():
                end = closed + 1  # a closing mark after a space: '" Je veux mourir. "'
            elif opened < end:
                continue
            if not _ends_sentence(text, match, start, end, caseless=caseless):
                continue
        yield end
        start = end


def _ends_sentence(text: str, match: re.Match[str], start: int, end: int, *, caseless: bool) -> bool:
    """Whether a sentence that began at ``start`` ends with this stop and, at ``end``, what closes with it."""
    lead = _LEAD.match(text, end)
    begin = end if lead is None else lead.end()
    is_small = not _may_begin(text, begin)
    if is_small and not (caseless and text[begin : begin + 1].isalpha()):
        return False
    after = text[begin : begin + _CONTEXT]
    before = text[max(start, match.start() - _CONTEXT) : match.start()]
    is_whole = match.start() - start <= _CONTEXT
    if is_whole and not before.strip():  # dots that open the sentence: "Fin. …Et puis"
        return False
    if begin == end or not text[end].isspace():
        return not is_small and _lacks_space(before, after, match["stop"])
    if end > match.end("stop") or not before or before[-1].isspace():
        return True
    if is_small and is_abbreviation(before, after, match["stop"]):
        return False
    if match["stop"] == ".":
        return not stop_belongs_to_word(before, after, whole=is_whole)
    is_brand = match["stop"] == "!" and before.split()[-1] in BRANDS
    return not is_brand or opens_sentence(after)


def _may_begin(text: str, position: int) -> bool:
    """Whether a sentence can begin here: a capital, a number, "iPhone", "€5", "@name", a caseless script."""
    first, second = text[position : position + 1], text[position + 1 : position + 2]
    if first.islower():
        return second.isupper()
    if first.isalnum():
        return True
    return first in set("€$£+-−#@") and second.isalnum()


def _lacks_space(before: str, after: str, stop: str) -> bool:
    """Whether a space was forgotten ("clos.Les résultats", "hier.Macron"); not in an address or a name, Booking.Com."""
    word = before.split()[-1] if before.strip() else ""
    following = WORD.match(after)
    if not after[:1].isupper() or following is None or any(mark in word for mark in "/@.="):
        return False
    opens = opens_sentence(after)
    if stop != "." and before[-1:].isspace():
        return opens
    is_long = following.end() > 1 and len(word) > 1
    if opens:
        return is_long and (before[-1:].islower() or _YEAR.fullmatch(word) is not None)
    # A name may open a sentence behind a French word; "example.Com" and "ma.Page" are addresses, "b.Ex" is a label.
    is_name = following[0].istitle() and following.end() > 3 and following[0].lower() not in _DOMAINS
    return (
        is_name
        and word.isalpha()
        and word.islower()
        and len(word) > 3
        and after[following.end() :][:1] in {"", *" ,'’-"}
    )


def _protected(text: str) -> list[Span]:
    """Quotations, parentheses and tags of templates, from the opening to the closing mark, disjoint and in order."""
    spans: list[Span] = []
    open_marks: defaultdict[str, list[int]] = defaultdict(list)
    for match in _BRACKET.finditer(text):
        mark, position = match[0], match.start()
        if mark.isspace():
            open_marks.clear()
            continue
        opener = _OPENER.get(mark, mark)
        stack = open_marks[opener]
        closes = opener != mark or (mark == '"' and bool(stack) and not _opens_quote(text, position))
        if not closes:
            stack.append(position)
        elif stack and position - (begin := stack.pop()) <= MAX_QUOTED:
            _add(spans, begin, position)
    within = tags(text)
    if not within:
        return spans
    joined: list[Span] = []
    for begin, end in sorted([*spans, *within], key=lambda span: span[1]):
        _add(joined, begin, end)
    return joined


def _opens_quote(text: str, position: int) -> bool:
    """Whether a straight quotation mark stands where an opening one does: after a gap and before a word."""
    before, after = text[max(0, position - 1) : position], text[position + 1 : position + 2]
    return (not before or before.isspace() or before in "«“('’—–-") and not (after.isspace() or after in ",.;:!?)»")


def _add(spans: list[Span], begin: int, end: int) -> None:
    """Add a span that ends after all others: it swallows those inside it and joins one that it overlaps."""
    while spans and spans[-1][1] > begin:
        begin = min(begin, spans.pop()[0])
    spans.append((begin, end))
