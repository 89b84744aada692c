"""Inline markup carried to the English: by the words that the marked ones became.

Translating the pieces apart would lose their context; so the whole segment is translated, and each mark goes where the
alignment says that its words went, as Firefox Translations does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dipx.document import KEPT, Block, CharSpan, Counterpart, Span
from dipx.formats.figures import amount
from dipx.formats.inline import ATOMS, Marked, Placed, nested
from dipx.formats.subword import anywhere, bounded, is_french_alone, is_within_word, part_of_word
from dipx.text.links import words

LITTLE = frozenset({"and", "of", "or", "than", "that", "to"})
ENGLISH_ARTICLES, FRENCH_ARTICLES = frozenset({"a", "an", "the"}), frozenset({"l", "la", "le", "les", "un", "une"})
_CONTRACTED = re.compile(r"['’](?:t|re|ve|ll|m)\b")
_CLOSING = re.compile(r"[,;:.!?)\]]*")
_EMPTY = ("()", "[]", '""')
LONGEST_LITTLE = 3  # letters of a French article or preposition, most of them
MOST_MARKS = 1000  # of a block: each is held against all before it, and only a hostile file has as many
STRANGERS = 0.5  # other words that a placed mark may run over, as a share of its own; else it keeps its longest run


def carry(block: Block, target: str, parts: Sequence[Counterpart] = ()) -> tuple[Marked, Placed]:
    """The English of a block with its markup, and how that was placed.

    A mark over the whole block goes over the whole English; one whose words stand once in both texts (a name, a
    number, code) goes there; any other by the links of ``parts``; without links by its position.
    """
    if target == block.text:
        return Marked(target, tuple(nested(block.spans))), Placed()
    place = _Place(block.text, target, parts or (Counterpart((0, len(block.text)), (0, len(target))),))
    outer: list[tuple[Span, Span]] = []  # each mark with its place, those that hold others first
    cuts = [span for span in block.spans if span.kind == "cut"]
    marks = [span for span in block.spans if span.kind != "cut"]
    for span in sorted(marks, key=lambda span: (span.start, -span.end, span.key))[:MOST_MARKS]:
        found = place(span)
        if found:
            around = [(source, there) for source, there in outer if _holds(source, span)]
            found = _clear(_inside(found, around), span, outer)
            if found and span.kind not in ATOMS:
                found = _without_space(block.text[span.start : span.end], target, found)
        if found:
            outer.append((span, replace(span, start=found[0], end=found[1])))
    kept = nested([there for _, there in outer])
    placed_cuts = [replace(span, start=at, end=at) for span in cuts for at in place.cut(span.start)]
    written = {span.key for span in kept}
    lost = sum(span.key not in written and not is_french_alone(block.text, span) for span in marks)
    return Marked(target, (*kept, *placed_cuts)), Placed(place.by_position, lost, tuple(place.guessed))


def _holds(outer: Span, span: Span) -> bool:
    """Whether a mark stood within another one; what is empty and stood at its edge did not."""
    if span.start == span.end:
        return outer.start < span.start < outer.end
    return outer.start <= span.start and span.end <= outer.end


def _inside(place: CharSpan, around: Sequence[tuple[Span, Span]]) -> CharSpan:
    """A mark that was within another one stays within it."""
    for _, there in around:
        if there.kind not in ATOMS:
            place = min(max(place[0], there.start), there.end), max(min(place[1], there.end), there.start)
    return place


def _without_space(source: str, target: str, place: CharSpan) -> CharSpan:
    """A mark begins and ends with white space only where it did."""
    start, end = place
    words = target[start:end]
    if words.strip():
        start += 0 if source[:1].isspace() else len(words) - len(words.lstrip())
        end -= 0 if source[-1:].isspace() else len(words) - len(words.rstrip())
    return start, end


def _clear(place: CharSpan, span: Span, others: Sequence[tuple[Span, Span]]) -> CharSpan | None:
    """The place without what is taken by marks that stood beside this one; ``None`` if nothing is left."""
    start, end = place
    if span.kind in ATOMS:
        return place
    for source, there in others:
        beside = source.end <= span.start or span.end <= source.start
        if beside and there.start < end and start < there.end:
            start, end = (start, there.start) if start < there.start else (there.end, end)
    return (start, end) if start < end else None


class _Place:
    """Where the marks of one block go; counts those that only their position could place."""

    def __init__(self, source: str, target: str, parts: Sequence[Counterpart]) -> None:
        self._source, self._target, self._parts = source, target, parts
        self.by_position = 0
        self.guessed: list[str] = []
        self._found: dict[tuple[CharSpan, int], list[CharSpan]] = {}

    def __call__(self, span: Span) -> CharSpan | None:
        if span.kind in ATOMS:
            point = self._between(span.end) or self._point(span.end)
            return (span.start < span.end and self._shown(span)) or (point, point)
        if (span.start, span.end) == (0, len(self._source)):
            return (0, len(self._target)) if self._target else None
        if is_within_word(self._source, span):
            within = part_of_word(self._source, self._target, span)
            if within or span.kind == "raised":
                return within
        found = self._kept(span) if span.kind in KEPT else None
        found = found or self._verbatim(span) or amount(self._source, self._target, span)
        if span.kind == "raised" and len(self._words((span.start, span.end), 0)) < 2:
            before = self._source[: span.start]
            if before and not before[-1].isspace():  # m², Mme: of another word nothing is raised
                return found
        return found or self._stretch(span)

    def _shown(self, span: Span) -> CharSpan | None:
        """The English that an atom shows itself: the same number, or what the links say of it."""
        marked = self._source[span.start : span.end].strip()
        for find in (bounded, anywhere):
            own, theirs = find(self._source, marked), find(self._target, marked)
            here = [index for index, place in enumerate(own) if span.start <= place[0] < span.end]
            if here and len(own) == len(theirs):
                return theirs[here[0]]
        for part in self._parts:
            if part.source[0] <= span.start and span.end <= part.source[1] and part.links:
                words = self._words((span.start, span.end), 0)
                place = _linked(part, words, self._words(part.target, 1)) if words else None
                return place if place and len(self._words(place, 1)) <= len(words) else None
        return None

    def _between(self, at: int) -> int | None:
        """Between the same brackets, where there is nothing else: « 12 € (~~15 €~~) »."""
        pair = self._source[at - 1 : at + 1]
        if pair not in _EMPTY or self._source.count(pair) != self._target.count(pair):
            return None
        place = -1
        for _ in range(self._source.count(pair, 0, at + 1)):
            place = self._target.index(pair, place + 1)
        return place + 1

    def _kept(self, span: Span) -> CharSpan | None:
        """Where what is not translated stands in the English: as the same one of as many, or at the likeliest place."""
        marked = self._source[span.start : span.end].strip()
        for find in (bounded, anywhere):
            own, theirs = find(self._source, marked), find(self._target, marked)
            here = [index for index, place in enumerate(own) if span.start <= place[0] < span.end]
            if here and len(own) == len(theirs):
                return theirs[here[0]]
        guess = span.start / len(self._source) * len(self._target)
        return min(theirs, key=lambda place: abs(place[0] - guess), default=None)

    def cut(self, at: int) -> list[int]:
        """Where the English is cut so that the fewest words stand on the other side than theirs did: one place, or
        none where no links tell."""
        for part in self._parts:
            if part.source[0] < at < part.source[1]:
                ends = [part.target[0], *(end for _, end in self._words(part.target, 1))]
                pairs = [(source[0] < at, target[1]) for target, source in _surest(part).items()]
                if not pairs:
                    return []
                share = (at - part.source[0]) / (part.source[1] - part.source[0])
                guess = part.target[0] + share * (part.target[1] - part.target[0])
                wrong = {end: sum(before != (target <= end) for before, target in pairs) for end in ends}
                return [min(ends, key=lambda end: (wrong[end], abs(end - guess)))]
        return [next((part.target[1] for part in reversed(self._parts) if part.source[1] <= at), 0)]

    def _verbatim(self, span: Span) -> CharSpan | None:
        """Where what stands once in both texts is; of a part of a word, where that is the same word in both."""
        left, right = span.start, span.end
        while 0 < left < len(self._source) and _is_wordy(self._source[left - 1]) and _is_wordy(self._source[left]):
            left -= 1
        while 0 < right < len(self._source) and _is_wordy(self._source[right]) and _is_wordy(self._source[right - 1]):
            right += 1
        whole = self._once(self._source[left:right]) if (left, right) != (span.start, span.end) else None
        if whole is not None:
            return whole + span.start - left, whole + span.end - left
        marked = self._source[span.start : span.end].strip()
        start = self._once(marked)
        return None if start is None else (start, start + len(marked))

    def _once(self, marked: str) -> int | None:
        """Where a text begins in the English, as words of their own, that stands once in each."""
        marked = marked.strip()
        if not marked or self._source.count(marked) != 1 or self._target.count(marked) != 1:
            return None
        start = self._target.index(marked)
        pairs = self._target[max(start - 1, 0) : start + 1], self._target[start + len(marked) - 1 :][:2]
        return None if any(len(pair) > 1 and all(map(_is_wordy, pair)) for pair in pairs) else start

    def _stretch(self, span: Span) -> CharSpan | None:
        """From the first to the last English word of what is marked, over all the segments that it runs through."""
        places: list[CharSpan] = []
        guessed = False
        if span.start == span.end:
            return None
        for part in self._parts:
            marked = [word for word in self._words(part.source, 0) if span.start < word[1] and span.end > word[0]]
            if not marked:
                continue
            if span.start <= part.source[0] and part.source[1] <= span.end:
                places.append(part.target)
                continue
            place = _linked(part, marked, self._words(part.target, 1))
            if place is None:
                guessed |= len(marked) < len(self._words(part.source, 0))
                place = self._proportional(part, marked)
            if place:
                places.append(place)
        if guessed and places:
            self.by_position += 1
            self.guessed.append(self._source[span.start : span.end])
        return self._with_marks(span, self._trimmed(span, (places[0][0], places[-1][1]))) if places else None

    def _words(self, span: CharSpan, side: int) -> list[CharSpan]:
        """The words of a part of the source (0) or the target (1); found once, for a block has many marks."""
        if (span, side) not in self._found:
            text = (self._source, self._target)[side]
            self._found[span, side] = [(a + span[0], b + span[0]) for a, b in words(text[span[0] : span[1]])]
        return self._found[span, side]

    def _proportional(self, part: Counterpart, marked: Sequence[CharSpan]) -> CharSpan | None:
        old, new = self._words(part.source, 0), self._words(part.target, 1)
        if not new:
            return None
        ratio = len(new) / len(old)
        first = min(int(old.index(marked[0]) * ratio), len(new) - 1)
        last = min(max(round((old.index(marked[-1]) + 1) * ratio), first + 1), len(new))
        return new[first][0], new[last - 1][1]

    def _trimmed(self, span: Span, place: CharSpan) -> CharSpan:
        """Without little words at its ends where the French has none there: attention puts them with a neighbour."""
        french = [self._source[a:b].lower() for a, b in self._words((span.start, span.end), 0)]
        english = self._words(place, 1)
        first, last = 0, len(english) - 1
        while first < last and self._text(english[first]) in _surplus(french[0]):
            first += 1
        while first < last and self._text(english[last]) in _surplus(french[-1]):
            last -= 1
        start = english[first][0] if first else place[0]
        return start, english[last][1] if last + 1 < len(english) else place[1]

    def _text(self, word: CharSpan) -> str:
        return self._target[word[0] : word[1]].lower()

    def _with_marks(self, span: Span, place: CharSpan) -> CharSpan:
        """With the punctuation beside the words, where the mark has such too: « Paris : », (sic), “oui”."""
        marked = self._source[span.start : span.end].strip()
        start, end = place
        while start and _CONTRACTED.match(self._target, start - 1):  # don't, they're: one word
            start -= 1
            while start and self._target[start - 1].isalnum():
                start -= 1
        if short := _CONTRACTED.match(self._target, end):
            end = short.end()
        if not marked[0].isalnum():
            while start and not (self._target[start - 1].isalnum() or self._target[start - 1].isspace()):
                start -= 1
        if not marked[-1].isalnum():
            while end < len(self._target) and not (self._target[end].isalnum() or self._target[end].isspace()):
                end += 1
        return start, end

    def _point(self, place: int) -> int:
        """After the English of the word before it: a footnote's mark, a picture, a field."""
        if place <= 0:
            return 0
        if place >= len(self._source):
            return len(self._target)
        if self._source[place - 1 : place + 1].isalnum():
            within = part_of_word(self._source, self._target, Span(place, place, "raised"))
            if within:
                return within[0]
        part = next((part for part in self._parts if place <= part.source[1]), self._parts[-1])
        if place >= part.source[1]:
            return part.target[1]
        before = [word for word in self._words(part.source, 0) if word[0] < place]
        if place <= part.source[0] or not before:
            return part.target[0]
        linked = [target[1] for target, source in _surest(part).items() if source == before[-1]]
        if not linked:
            self.by_position += 1
            guess = self._proportional(part, before[-1:])
            linked = [guess[1] if guess else part.target[1]]
        end = max(linked)
        between = self._source[before[-1][1] : place]
        if self._target.startswith(between, end) and end + len(between) <= part.target[1]:
            end += len(between)
        elif between.strip():  # it stood after a comma, say
            while end < part.target[1] and not (self._target[end].isalnum() or self._target[end].isspace()):
                end += 1
        if self._source[place].isspace():  # it stood between two words: a break in a line is before no comma
            end = _CLOSING.match(self._target, end, part.target[1]).end()  # type: ignore[union-attr]
        return end


def _is_wordy(character: str) -> bool:
    return character.isalnum() or character == "_"


def _surplus(french: str) -> frozenset[str]:
    """The English words that do not render this French one, whatever the links say."""
    if french in FRENCH_ARTICLES:
        return LITTLE
    return LITTLE | ENGLISH_ARTICLES if len(french) > LONGEST_LITTLE else frozenset()


def _linked(part: Counterpart, marked: Sequence[CharSpan], english: Sequence[CharSpan]) -> CharSpan | None:
    """The English words of a segment that render the marked ones: ``None`` where the links do not tell.

    A word without links (an article, mostly) goes with its neighbours where those on both sides are inside.
    """
    source_of = _surest(part)
    # A marked word that is nobody's surest counterpart has those that it is the second one of.
    unmet = set(marked) - set(source_of.values())
    second = {target for source, target in part.links or () if source in unmet}
    own = [index for index, word in enumerate(english) if word in second or source_of.get(word) in marked]
    if not own:
        return None
    strangers = [index for index in range(own[0], own[-1]) if index not in own and english[index] in source_of]
    if len(strangers) > STRANGERS * len(own):
        own = max(_runs(own, strangers), key=len)
    return english[own[0]][0], english[own[-1]][1]


def _surest(part: Counterpart) -> dict[CharSpan, CharSpan]:
    """The source word that each English word renders before all others."""
    found: dict[CharSpan, CharSpan] = {}
    for source, target in part.links or ():
        found.setdefault(target, source)
    return found


def _runs(own: Sequence[int], strangers: Sequence[int]) -> list[list[int]]:
    """``own`` in runs between which there is a stranger."""
    runs = [[own[0]]]
    for before, index in pairwise(own):
        if any(before < stranger < index for stranger in strangers):
            runs.append([])
        runs[-1].append(index)
    return runs
