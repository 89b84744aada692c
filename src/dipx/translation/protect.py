"""What in a text must come out in a certain way: tokens unchanged, a glossary's terms in their English.

Before a text goes down to the normaliser and the model, each such span becomes one character of Unicode's private
planes, its mark: no stage changes it, cuts it in two or counts it as a letter. ``shielded.py`` shows the model
what stands behind a mark, and sees to it that every mark comes back; at the end the mark becomes what must stand there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dipx.document import CharSpan, Finding
from dipx.text.composed import composed, composed_spans, original_spans
from dipx.text.normalize import normalize
from dipx.text.small_words import FRENCH, FRENCH_IN_NAMES
from dipx.translation import knots
from dipx.translation.codes import BEARING, BYTES, in_english_bytes, is_of_the_press
from dipx.translation.doubled import stand_in
from dipx.translation.glossary import NO_TERMS, Glossary
from dipx.translation.inflection import english_plural, occurs
from dipx.translation.tokens import MESSAGE, tokens

FIRST_MARK, LAST_MARK = 0xF0000, 0x10FFFD
MARK = re.compile("[\U000f0000-\U0010fffd]")

_CHOICES, _WORDED = re.compile(MESSAGE), re.compile(r"\{[^{}]*[^\W\d_]{3}")
_SMALL = FRENCH | FRENCH_IN_NAMES
_PARTS = re.compile(r"[|=\"'<>(){}\[\]]+")
_BEARING = re.compile(BEARING, re.X)
_LIKE_A_CODE = re.compile(r"[A-Z\d+(][A-Z\d /.+()-]*|\d[\d.,]*[ \u00a0\u202f]?[kMGT]B")
# French puts a space before these; the typography knows it only after letters.
_SPACED = re.compile("([\U000f0000-\U0010fffd]) +(?=[;:!?](?:\\s|$))")
_LETTER = re.compile("[a-z]")
_CODE = ("`", "{{", "{%", "{#", "{/*", "{!!", "<%", "<?", "[%", "--", "=")


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands behind a mark. ``term`` is the glossary's source, none for a token.

    ``surface`` is the text of the source; ``target`` what must stand in the English.
    """

    surface: str
    target: str
    term: str | None = None
    marked: bool = False  # by its file: code, a name that is not to be translated

    @property
    def verbatim(self) -> bool:
        """Whether it is a token: the model is to copy its surface. A bearing's target is its English (2° O: 2° W)."""
        return self.term is None or self.target == self.surface

    @property
    def stands_alone(self) -> bool:
        """Whether it is sought as it is, as nobody sees where it ends: what a file marks, a command in words."""
        return self.marked or (self.verbatim and " " in self.surface and _LETTER.search(self.surface) is not None)

    @property
    def is_code(self) -> bool:
        """Whether nothing in it is language, whatever words it is made of."""
        return self.marked or (self.term is None and self.surface.startswith(_CODE))

    @property
    def is_no_language(self) -> bool:
        """Whether a check of the language has nothing to say of it."""
        return self.is_code or (self.term is not None and self.verbatim) or is_of_the_press(self.surface)


_Place = tuple[int, int, Slot]


class Shield:
    """The marks of one set of texts. There are 131,070 of them; what is beyond stays unprotected, but is checked."""

    def __init__(self, glossary: Glossary = NO_TERMS) -> None:
        self._glossary = glossary
        self._slots: dict[str, Slot] = {}
        self._marks: dict[Slot, str] = {}

    def mask(self, text: str, kept: Sequence[CharSpan] = ()) -> str:
        """The text with a mark for each token and term, and for what is ``kept`` as its file says.

        Letters in two signs are in one then, but for those of tokens.
        """
        given, text = text, composed(text)
        if given != text:
            kept = composed_spans(given, kept)
        parts: list[str] = []
        end = 0
        own = [(start, stop, Slot(text[start:stop], text[start:stop], marked=True)) for start, stop in kept]
        for start, stop, slot in self._spans(text, own):
            if given != text and slot.term is None and slot.surface == slot.target:
                slot = _as_given(slot, given, (start, stop))
            parts += [text[end:start], self._mark(slot) or text[start:stop]]
            end = stop
        return "".join([*parts, text[end:]])

    def slot(self, mark: str) -> Slot:
        return self._slots[mark]

    def marks(self, text: str) -> list[str]:
        """The marks of a text in order, repeated as there."""
        return MARK.findall(text)

    def fill(self, text: str, shown: Callable[[Slot], str]) -> str:
        """The text with something in place of each mark."""
        return MARK.sub(lambda match: shown(self._slots[match[0]]), text)

    def source(self, masked: str) -> str:
        """What ``mask`` was given, ``composed`` but for its tokens."""
        return self.fill(masked, lambda slot: slot.surface)

    def read(self, masked: str, target: str) -> tuple[str, str]:
        """A masked source and its finished English as the checks see them: with the English of terms, without code
        and without the terms that stay French, whose words would be objected to."""
        hidden = {mark for mark in self.marks(masked) if self._slots[mark].is_no_language}

        def shown(slot: Slot) -> str:
            return " " if slot.is_no_language else slot.target

        return self.fill(masked, shown), self.fill(self.remask(target, hidden), shown) if hidden else target

    def asked(self, masked: str) -> str:
        """What a model is asked first: all as it was written, but normalised where it is language."""
        return self.fill(masked, lambda slot: _spaced(slot.surface) if slot.verbatim else normalize(slot.surface))

    def remask(self, text: str, marks: set[str]) -> str:
        """A model's text with the marks of the tokens that came through unchanged, but for the kind of their spaces."""
        kept = [(self._slots[mark], mark) for mark in marks if self._slots[mark].verbatim]
        wanted = {_spaced(token): mark for slot, mark in kept for token in (slot.surface, slot.target)}
        parts: list[str] = []
        end = 0
        own = [
            (start, stop, self._slots[mark])
            for mark in marks
            if self._slots[mark].stands_alone and mark not in text
            for start, stop in standing(text, self._slots[mark].surface)
        ]
        for start, stop, slot in self._spans(text, own):
            if (mark := wanted.get(_spaced(slot.surface))) is not None:
                parts += [text[end:start], mark]
                end = stop
        text = "".join([*parts, text[end:]])
        # What its surroundings made a token in French (autoroute A 10) may stand alone in the English.
        codes = sorted(filter(_LIKE_A_CODE.fullmatch, wanted), key=len, reverse=True)
        if not codes or not any(map(str.isdigit, text)):
            return text
        alone = "|".join(re.escape(code).replace("\\ ", "[ \u00a0\u202f]") for code in codes)
        pattern = rf"(?<![\w+])(?<!\d[.,])(?:{alone})(?!\w|[.,]\d)"
        return re.sub(pattern, lambda match: wanted[_spaced(match[0])], text)

    def spaced_as(self, text: str, masked: str) -> str:
        """The English with a space beside a token where the source has one ("Hello%{name}"), and none within signs
        around words, or before a note's mark, where it has none."""
        for mark, times in Counter(self.marks(masked)).items():
            slot = self._slots[mark]
            if slot.verbatim and text.count(mark) == times:
                ours, theirs = masked.split(mark), text.split(mark)
                glues = stand_in(slot.surface) is not None
                for place in range(times):
                    theirs[place], theirs[place + 1] = (
                        _ends_as(theirs[place], ours[place], glues=glues or slot.surface.startswith("[^")),
                        _ends_as(theirs[place + 1][::-1], ours[place + 1][::-1], glues=glues)[::-1],
                    )
                text = mark.join(theirs)
        return text

    def finish(self, text: str) -> str:
        """The English with its tokens and terms: ``a`` or ``an`` before a term, a capital where it begins the text."""
        text = _SPACED.sub(r"\1", text)
        parts: list[str] = []
        end = 0
        for match in MARK.finditer(text):
            slot = self._slots[match[0]]
            before, target = text[end : match.start()], slot.target
            if not slot.verbatim:
                before = _with_article(before, target)
                if end == 0 and not before.strip("\"'“‘("):
                    target = target[:1].upper() + target[1:]
            parts += [before, target]
            end = match.end()
        return "".join([*parts, text[end:]])

    def missing(self, masked: str, target: str) -> list[Slot]:
        """Of a source's slots those that a finished English text does not hold; a token as often as it is too few."""
        wanted = Counter(self.marks(masked))
        if not wanted:
            return []
        there = Counter(self.marks(self.remask(target, set(wanted))))
        for mark in wanted - there:  # it may stand where its surroundings make it no token: "€12 /m²/mois"
            if (slot := self._slots[mark]).verbatim:
                there[mark] = max(there[mark], sum(1 for _ in standing(target, slot.surface)))
        lost = [self._slots[mark] for mark in (wanted - there).elements()]
        return [slot for slot in lost if slot.verbatim] + [
            slot
            for slot in (self._slots[mark] for mark in wanted)
            if not slot.verbatim and not occurs(slot.target, target)
        ]

    def _mark(self, slot: Slot) -> str | None:
        if slot not in self._marks:
            code = FIRST_MARK + len(self._marks)
            code += 2 if code >= 0xFFFFE else 0  # the last two of a plane are no characters
            if code > LAST_MARK:
                return None
            self._marks[slot] = chr(code)
            self._slots[chr(code)] = slot
        return self._marks[slot]

    def _spans(self, text: str, own: Sequence[_Place] = ()) -> Iterator[_Place]:
        """Tokens and terms from left to right; where they overlap the first, then the longer, is taken. What is
        ``own`` to the text goes before both."""
        spans = [(start, stop, _token(text[start:stop])) for start, stop in tokens(text)]
        for match in self._glossary.find(text):
            surface, entry = text[match.start : match.end], match.entry
            target = surface if entry.verbatim else english_plural(entry.target) if match.plural else entry.target
            spans.append((match.start, match.end, Slot(surface, target, entry.source)))
        if own:
            # The same token elsewhere in the text is of their kind: its mark would take theirs for its own.
            marked = {slot.surface: slot for *_, slot in own}
            spans = [
                (start, stop, slot if slot.term else marked.get(slot.surface, slot)) for start, stop, slot in spans
            ]
            taken = {place for start, stop, _ in own for place in range(start, stop)}
            spans = [*own, *(span for span in spans if taken.isdisjoint(range(span[0], span[1])))]
        end = 0
        for start, stop, slot in sorted(spans, key=lambda span: (span[0], -span[1], span[2].term is None)):
            if start >= end:
                yield start, stop, slot
                end = stop


def _as_given(slot: Slot, given: str, place: CharSpan) -> Slot:
    ((start, stop),) = original_spans(given, [place])
    return replace(slot, surface=given[start:stop], target=given[start:stop])


def standing(text: str, surface: str) -> Iterator[CharSpan]:
    """Where a kept text stands in another one, and is no part of a longer word there."""
    before, after = (r"(?<!\w)" * surface[:1].isalnum(), r"(?!\w)" * surface[-1:].isalnum())
    pattern = r"\s+".join(map(re.escape, surface.split()))
    return (match.span() for match in re.finditer(before + pattern + after, text)) if pattern else iter(())


def _ends_as(text: str, source: str, *, glues: bool) -> str:
    """What stands before a token with a space where its source has one; without one, if it ``glues``."""
    if source[-1:].isspace() and text[-1:].isalnum():
        return f"{text} "
    return text.rstrip() if glues and source[-1:].isalnum() and text.strip() else text


def _token(surface: str) -> Slot:
    if _BEARING.fullmatch(surface):
        return Slot(surface, re.sub("O$", "W", surface).replace(",", "."))
    if re.fullmatch(BYTES, surface):
        return Slot(surface, in_english_bytes(surface))
    return Slot(surface, knots.in_english(surface) or surface)


def _spaced(token: str) -> str:
    """With plain spaces, as a model sees and writes it."""
    return token.replace("\u00a0", " ").replace("\u202f", " ")


def _with_article(before: str, target: str) -> str:
    """``a`` or ``an``, as the term needs it: the model chose for another word."""
    match = re.search(r"(?:^|[^\w'])[Aa]n? $", before[-5:])
    if not match:
        return before
    article = match[0].strip()[-2:].strip().removesuffix("n")[-1:]
    stem = before[: len(before) - len(match[0].lstrip(' "“('))]
    return stem + article + ("n " if target[:1].lower() in "aeio" else " ")


def findings(shield: Shield, masked: str, target: str) -> tuple[Finding, ...]:
    """An error for each token that is not in the English as it was, and each term whose English is not there."""
    source = shield.source(masked)
    made = []
    for slot in dict.fromkeys(shield.missing(masked, target)):
        if slot.term is None or slot.verbatim:
            message = f"{slot.surface} must stay as it is, and is not in the English"
            made.append(Finding("protected", "error", message, source, target))
        else:
            message = f"{slot.term} must be {slot.target} by the glossary"
            made.append(Finding("glossary", "error", message, source, target))
    return (*made, *unsaid(shield, masked, target))


def unsaid(shield: Shield, masked: str, target: str) -> tuple[Finding, ...]:
    """A warning for each message with choices, and each tag of a template with a phrase: the words in it are French,
    and stay so."""
    found = []
    for text in (shield.slot(mark).surface for mark in dict.fromkeys(shield.marks(masked))):
        if text.startswith("{") and _CHOICES.fullmatch(text) and _WORDED.search(text, 1):
            found.append(("a message with choices", text))
        elif text.startswith(("{{", "{%", "[%", "<%")) and _has_phrase(text):
            found.append(("a template's tag", text))
    message = "stays as it is, its words are not translated"
    source = shield.source(masked)
    return tuple(
        Finding("untranslated", "warning", f"{kind} {message}: {text[:60]}", source, target) for kind, text in found
    )


def _has_phrase(tag: str) -> bool:
    """Whether a tag has words of French in a row: « {{Lieu|nom=Le port de Brest}} », but not ``{{ le_nom }}``."""
    return any(
        len(words := part.lower().split()) > 1 and not _SMALL.isdisjoint(words) for part in _PARTS.split(tag[2:-2])
    )
