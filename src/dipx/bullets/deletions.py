"""A sentence less what a refused rewriting left out, as far as it can do without, in the sentence's own spelling.

A rewriter that leaves out the right clause often spoils something else on the way: a letter ("savy"), a word, who says
so, the end of a phrase. Which words of the sentence it meant to keep can still be seen. Of the gaps between them those
are taken that ``cuts`` allows, each made smaller until it is safe; everything else stays as the sentence has it, so
what comes out adds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dipx.bullets.cuts import (
    ADDS,
    RELATIVES,
    SAYS,
    SUBJECTS,
    WEEK,
    Word,
    check_cuts,
    is_finite,
    missing,
    places_of,
    words_of,
)
from dipx.bullets.receipts import check_rewriting
from dipx.bullets.shorten import OPENERS

Gap = tuple[int, int]
"""The first word that is left out, and the first that is kept again."""

_MIN_WORDS: Final = 12  # editors leave out a third of what follows 12 words, and two thirds of what follows 30
_MIN_SHARE: Final = 0.4  # of the sentence's words: where most of it goes, what goes may be the news
_ATTRIBUTION: Final = 12  # words
_FIRST: Final = frozenset("the a an his her its their this these those he she it they some many all".split())
_CONCEDES: Final = frozenset("while although though whereas if unless".split())  # what they concede is not the news
_MODALS: Final = frozenset("may might can could will would shall should must is are was were has have had".split())
_CLAUSES: Final = frozenset("after before while because amid despite following including".split())
# Before these a clause belongs to what was said.
_OPEN: Final = frozenset(
    "say said says know knew ask asked see seen tell told just shortly until soon even and or but not day days week "
    "weeks month months year years hours minutes long all".split()
)
_INSERTION: Final = 5  # words
_SOON: Final = 5
_EARLY: Final = 5  # words: who the sentence is about
_ARTICLES: Final = frozenset({"a", "an", "the"})
_QUOTE: Final = re.compile(r"[\"“”«»]")
_CLOSING: Final = re.compile(r"[\"”’')\]%°]*(?:\s?[€$£¥%](?!\w))?")
_OPENING: Final = re.compile(r"(?:(?<=\s)|(?<=^))[^\s\w,;:.–—-]*$")


def cut_like(text: str, sentence: str) -> str | None:
    """``sentence`` without what ``text``, a rewriting of it, leaves out and a check allows; None where that is nothing.

    All words and signs of the result stand so in ``sentence``, and who says so stays where it closes it.
    """
    head, said = attributed(sentence)
    cuts = [_cut(text, sentence), *([cut[:-1] + said for cut in [_cut(text, head)] if cut] if said else [])]
    return min((cut for cut in cuts if cut and not check_rewriting(cut, sentence)), key=len, default=None)


def attributed(sentence: str) -> tuple[str, str]:
    """A sentence without what says at its end who says so, and that: ", police said on Friday."; else nothing."""
    source = words_of(sentence)
    commas = [at for at, word in enumerate(source) if at and word.mark == ","]
    if not commas or len(source) - commas[-1] > _ATTRIBUTION or SAYS.isdisjoint(w.low for w in source[commas[-1] :]):
        return sentence, ""
    end = source[commas[-1] - 1].end
    return sentence[:end] + ".", sentence[end:]


def _cut(text: str, sentence: str) -> str | None:
    source = words_of(sentence)
    wanted = {place for place in places_of(words_of(text), source) if place is not None}
    chosen: list[Gap] = []
    for gap in sorted(_gaps(wanted, source), key=lambda gap: gap[0] - gap[1]):
        safe = (part for part in _parts(gap, source) if _is_safe(sentence, source, [*chosen, part]))
        chosen += [part for part in [next(safe, None)] if part]
    cut = _without(sentence, source, chosen)
    return cut if chosen and check_cuts(cut, sentence) is None else None


def _gaps(wanted: set[int], source: Sequence[Word]) -> list[Gap]:
    kept = sorted(wanted)
    edges = zip([-1, *kept], [*kept, len(source)], strict=True)
    gaps = [(before + 1, after) for before, after in edges if after > before + 1]
    return [(start, end) for start, end in gaps if (end > start + 1 or source[start].low in WEEK)]


def _parts(gap: Gap, source: Sequence[Word]) -> Iterator[Gap]:
    """The gap, or what of it opens and ends as a clause or a phrase does, the larger parts first."""
    first, last = gap
    if first == 0:
        yield from [gap] if _is_opening(source, last) else []
    elif last < len(source):
        starts = [at for at in range(first, last) if source[at].mark]
        ends = [at for at in range(last, first, -1) if source[at].mark]
        yield from ((at, end) for at in starts for end in ends if at < end and _is_insertion(source, at, end))
    elif source[0].low not in _CONCEDES and not _main_may_follow(source, first):
        is_clause = source[first].low in ADDS and (source[first].mark or source[first].low not in RELATIVES)
        if is_clause or not SAYS.isdisjoint(word.low for word in source[first:]):
            yield gap
        yield from ((at, last) for at in range(first + 1, last) if _may_end(source, at))


def _main_may_follow(source: Sequence[Word], at: int) -> bool:
    """Whether what a sentence says may come from ``at`` on: "By the time he came, [she …]", "whether what he said [… is
    true]"."""
    gone = source[at:]
    waits = source[0].low in OPENERS and any(word.mark == "," and word.low in SUBJECTS for word in gone)
    asks = any(word.low == "whether" for word in source[:at]) and any(word.low in _MODALS for word in gone)
    return waits or asks


def _is_opening(source: Sequence[Word], end: int) -> bool:
    """Whether the words before ``end`` are a phrase that leads in: "Since Monday, [the trains run]", not "Cosby, 80,
    [best known as]"."""
    if end == len(source) or source[end].mark != "," or any(word.mark for word in source[1:end]):
        return False
    following = source[end : end + _SOON]  # "At first, [Mazur said, she shot]"
    says = any(one.low in SAYS and other.mark for one, other in pairwise(following))
    opens = following[0].text[0].isupper() or following[0].low in _FIRST
    return opens and not says and (source[0].low in OPENERS or end == 1)


def _is_insertion(source: Sequence[Word], start: int, end: int) -> bool:
    """Whether a sentence goes on as before behind what stands between two marks of a kind."""
    before, after = source[start].mark, source[end].mark
    if not (before == after or (before, after[:1]) == ("(", ")")):
        return False
    if source[start].low in RELATIVES or source[start].low in _ARTICLES:
        return is_finite(source, end)
    if before != ",":
        return True
    leads = source[start].low in OPENERS or source[start].low in ADDS or source[start].low.endswith("ly")
    return leads and end - start <= _INSERTION and not any(word.mark for word in source[start + 1 : end])


def _may_end(source: Sequence[Word], at: int) -> bool:
    """Whether a sentence may end before the word there: what follows is a clause that adds something."""
    word, before = source[at], source[at - 1].low
    adds = word.low in _CLAUSES or (word.mark == "," and (word.low in RELATIVES or word.low.endswith("ing")))
    is_adverb = word.low == "before" and at + 1 < len(source) and source[at + 1].low in OPENERS  # used before while …
    return adds and not (is_adverb or before in _OPEN or before.endswith("ly"))


def _is_safe(sentence: str, source: Sequence[Word], gaps: Sequence[Gap]) -> bool:
    gone = {place for start, end in gaps for place in range(start, end)}
    kept = [place for place in range(len(source)) if place not in gone]
    if len(kept) < max(_MIN_WORDS, _MIN_SHARE * len(source)) or any(
        _is_torn(source, *gap) or _tells(sentence, source, *gap) for gap in gaps
    ):
        return False
    words = words_of(_without(sentence, source, gaps))
    return len(words) == len(kept) and missing(words, source, kept) is None


def _tells(sentence: str, source: Sequence[Word], start: int, end: int) -> bool:
    """Whether what goes is likely wanted: a number, of which editors leave out fewer, a quotation, a second thing that
    was done, or who somebody is."""
    gone, between = source[start:end], sentence[source[start - 1].end if start else 0 : source[end - 1].end + 1]
    is_role = 0 < start <= _EARLY and end < len(source) and gone[0].low in _ARTICLES and gone[0].mark == ","
    is_second = gone[0].low in ("and", "but")
    return is_role or is_second or bool(_QUOTE.search(between)) or any(word.text[0].isdigit() for word in gone)


def _is_torn(source: Sequence[Word], start: int, end: int) -> bool:
    """Whether one of a pair of brackets goes and the other stays."""
    marks = "".join(word.mark for word in source[start : end + 1])
    behind = source[end].mark if end < len(source) else ""
    return end < len(source) and ("(" in source[start].mark) != (")" in behind and "(" in marks)


def _without(sentence: str, source: Sequence[Word], gaps: Sequence[Gap]) -> str:
    """The sentence without the words of ``gaps`` and the marks that set them off."""
    text, done = "", 0
    for start, end in sorted(gaps):
        if start:
            closing = _CLOSING.match(sentence, source[start - 1].end)
            text += sentence[done : closing.end() if closing else source[start - 1].end]
        if end == len(source):
            text = text.rstrip(",;:–—- ") + "."
            return text[:1].upper() + text[1:]
        opening = _OPENING.search(sentence[source[end - 1].end : source[end].start])
        done = source[end].start - len(opening[0] if opening else "")
        if start:
            text += _joint(source, start, end) + " "
    text += sentence[done:]
    return text[:1].upper() + text[1:]


def _joint(source: Sequence[Word], start: int, end: int) -> str:
    """The mark that stays where a gap was: none where it was set off by two of a kind."""
    before, after = source[start].mark, source[end].mark.removeprefix(")")
    if before in ("(", after):
        opens_clause = any(word.low in OPENERS for word in source[:2]) and not any(
            word.mark for word in source[1:start]
        )
        return "," if opens_clause and "," in before else ("" if before == after else after)
    return after or before.replace("(", "")
