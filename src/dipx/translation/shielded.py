"""An engine for texts with marks (``protect.py``): every mark of a text comes back in its translation.

A ladder, each rung for all texts that need it at once, so that batches stay full:

1. plain: the model sees the text as it is. Kept when its tokens and its terms' English came out.
2. substituted: a term is translated alone; where that English stands in the plain translation, the mark replaces it.
3. placeholder: the model sees a stand-in that models copy; it is put back where the stand-in comes out.
4. cut-out: what is around the tokens is translated apart. Tokens always survive this; it is for them alone.

A term that no rung brings in is left as the model has it, and the check says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dipx.document import Hypothesis
from dipx.engines.base import Engine
from dipx.options import Decoding
from dipx.translation.doubled import stand_in
from dipx.translation.inflection import occurs
from dipx.translation.protect import MARK, Shield

# What the bundled model copies, of 60 to 80 sentences of newstest2013 with one inserted: [77] 79 in mid-sentence and
# 49 of 60 at the end, (77) 79 and 58, Kobayashi 77, and 60 of 60 for a noun, with the right article before it.
_NUMBERS = (77, 88, 66, 99, 55, 44)
_NAMES = ("Kobayashi", "Kovalov", "Takahashi", "Bratislava", "Nakamura", "Petrova")
_TOKENS_THEN_TERMS = (("[{}]", ""), ("({})", ""), ("", ""), ("", "[{}]"))  # formats of numbers; none: names
_ARTICLES = dict.fromkeys(("le", "la", "les"), "the")  # what stands alone before a token a model leaves
_AFTER_SPACE = re.compile(r" (?=[,;.](?:\s|$))")  # « Var , Ain » of parts put together
MOST_PLACEHOLDERS = len(_NUMBERS)
MOST_WORDS = 6  # of a term's own English: a model that makes a sentence of a term does not say what it calls it


@dataclass(slots=True)
class _Open:
    """A text on the ladder: what the model made of it plainly, with the marks of what survived."""

    masked: str
    plain: Hypothesis
    unmet: set[str]
    answer: Hypothesis | None = None
    is_met: bool = False  # by the plain answer, which will do where no single sign is better


class ShieldedEngine:
    """In front of an engine, for the marks of one ``Shield``. A text without marks goes straight through.

    An alignment is of the texts that the model saw and made; of what was cut out and put together there is none.
    """

    def __init__(self, engine: Engine, shield: Shield) -> None:
        self._engine = engine
        self._shield = shield

    @property
    def signature(self) -> str:
        return self._engine.signature

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """See ``Engine``. A text without letters, or with none but behind marks, is its own translation."""
        shield = self._shield
        bare = [self._bared(text) if any(map(str.isalpha, text)) else "" for text in texts]
        made = self._engine.generate([*map(shield.asked, bare)], decoding)
        answers: list[Hypothesis] = []
        ladder: dict[str, _Open] = {}
        for text, inner, hypothesis in zip(texts, bare, made, strict=True):
            is_marked = MARK.search(text) is not None
            if not any(map(str.isalpha, text)):  # « 54 % » behind who speaks or a list's marker
                answers.append(Hypothesis(text, step="protected" if is_marked else None))
            elif not is_marked:
                answers.append(hypothesis)
            else:
                if inner != text and hypothesis.text:
                    hypothesis = replace(hypothesis, text=text.replace(inner, _piece(inner, {inner: hypothesis}), 1))
                plain, unmet = self._met(text, hypothesis)
                # « #Le mot# » is a hashtag to a model, which leaves its first word.
                hashes = [mark for mark in MARK.findall(text) if shield.slot(mark).surface == "#"]
                hashes = hashes if len(hashes) > 1 else []  # « un fa# »
                answers.append(plain)
                # What is too long to be decoded at all is for the caller to split.
                if (unmet or hashes) and not (hypothesis.cut and not hypothesis.text):
                    ladder[text] = _Open(text, plain, unmet.union(hashes), is_met=not unmet)
        self._climb(ladder, decoding)
        return [
            ladder[text].answer or answer if text in ladder else answer
            for text, answer in zip(texts, answers, strict=True)
        ]

    def _met(self, masked: str, hypothesis: Hypothesis) -> tuple[Hypothesis, set[str]]:
        """The hypothesis with marks for its tokens, and the marks of the source that it does not do justice to."""
        wanted = Counter(self._shield.marks(masked))
        text = self._shield.remask(hypothesis.text, set(wanted))
        there = Counter(self._shield.marks(text))
        slots = {mark: self._shield.slot(mark) for mark in wanted}
        finished = self._shield.finish(text)
        unmet = {
            mark
            for mark, slot in slots.items()
            if (there[mark] != wanted[mark] if slot.verbatim else not there[mark] and not occurs(slot.target, finished))
        }
        return replace(hypothesis, text=text), unmet

    def _climb(self, ladder: dict[str, _Open], decoding: Decoding) -> None:
        for quoted in (True, False):
            self._single(list(_still(ladder)), decoding, quoted=quoted)
        for o in _still(ladder):
            o.answer = o.plain if o.is_met else None
        self._substitute(list(_still(ladder)), decoding)
        for formats in _TOKENS_THEN_TERMS:
            self._placeholders([o for o in _still(ladder) if len(o.unmet) <= MOST_PLACEHOLDERS], formats, decoding)
        lost = [o for o in _still(ladder) if any(self._shield.slot(mark).verbatim for mark in o.unmet)]
        self._cut_out(lost, decoding)

    def _single(self, items: list[_Open], decoding: Decoding, *, quoted: bool) -> None:
        """« ((le mot)) » is asked as « (le mot) », « et//ou » as « et/ou », « ==le mot== » as « "le mot" »."""
        signs = {o.masked: self._signs(o.masked, quoted=quoted) for o in items}
        items = [o for o in items if o.unmet <= signs[o.masked].keys()]
        texts = [self._shield.asked(_put(o.masked, signs[o.masked])) for o in items]
        for o, text, made in zip(items, texts, self._engine.generate(texts, decoding), strict=True):
            by = signs[o.masked]
            marks = [(mark, by[mark]) for mark in self._shield.marks(o.masked) if mark in by]
            put = _put_in_order(made.text, text, marks)
            answer, unmet = self._met(o.masked, replace(made, text=put or ""))
            if put and not unmet and not made.cut:
                o.answer = replace(answer, step="placeholder")

    def _signs(self, masked: str, *, quoted: bool) -> dict[str, str]:
        """The single sign for each mark of a doubled one, but for those between spaces: a model moves them."""
        shown = (
            (mark, stand_in(self._shield.slot(mark).surface, quoted=quoted)) for mark in self._shield.marks(masked)
        )
        apart = set(re.findall(rf"(?<!\S)({MARK.pattern})(?!\S)", masked))
        return {mark: sign for mark, sign in shown if sign and mark not in apart}

    def _bared(self, masked: str) -> str:
        """The text without the signs that stand around it (« ##Titre## ») or before it (« // remarque »)."""
        signs = {mark for mark in self._shield.marks(masked) if stand_in(self._shield.slot(mark).surface)}
        inner = masked.strip("".join([*signs, " "])) if signs else ""
        return inner if inner and signs.isdisjoint(inner) else masked

    def _substitute(self, items: list[_Open], decoding: Decoding) -> None:
        items = [o for o in items if not any(self._shield.slot(mark).verbatim for mark in o.unmet)]
        surfaces = sorted({self._alone(mark) for o in items for mark in o.unmet})
        alone = dict(zip(surfaces, self._engine.generate(surfaces, decoding), strict=True))
        for o in items:
            text: str | None = o.plain.text
            for mark in sorted(o.unmet):
                times = self._shield.marks(o.masked).count(mark)
                text = text and _replaced(text, _bare(alone[self._alone(mark)].text), mark, times)
            if text:
                o.answer = replace(o.plain, text=text, step="substituted")

    def _alone(self, mark: str) -> str:
        surface = self._shield.asked(mark)
        return surface.lower() if surface.isupper() else surface

    def _placeholders(self, items: list[_Open], formats: tuple[str, str], decoding: Decoding) -> None:
        stand_ins = [self._stand_ins(o, formats) for o in items]
        texts = [self._shield.asked(_put(o.masked, by)) for o, by in zip(items, stand_ins, strict=True)]
        for o, by, hypothesis in zip(items, stand_ins, self._engine.generate(texts, decoding), strict=True):
            answer, unmet = self._met(o.masked, replace(hypothesis, text=_put_back(hypothesis.text, by)))
            there, wanted = Counter(self._shield.marks(answer.text)), Counter(self._shield.marks(o.masked))
            is_clean = not any(_in_halves(stand_in, answer.text) for stand_in in by.values())
            if is_clean and not unmet and not hypothesis.cut and all(there[mark] == wanted[mark] for mark in by):
                o.answer = replace(answer, step="placeholder")
            else:  # what only came out beside the others' own words needs a stand-in as well
                o.unmet |= {mark for mark in unmet if self._shield.slot(mark).verbatim}

    def _stand_ins(self, o: _Open, formats: tuple[str, str]) -> dict[str, str]:
        """A stand-in for each mark that was not met, none of which the text has itself."""
        shown = self._shield.asked(o.masked)
        numbers = iter([number for number in _NUMBERS if str(number) not in shown] or _NUMBERS)
        names = iter([name for name in _NAMES if name not in shown] or _NAMES)
        chosen = {}
        for mark in sorted(o.unmet):
            style = formats[not self._shield.slot(mark).verbatim]
            stand_in = next(numbers, None) if style else next(names, None)
            if stand_in is not None:
                chosen[mark] = style.format(stand_in) if style else str(stand_in)
        return chosen

    def _cut_out(self, items: list[_Open], decoding: Decoding) -> None:
        parts = {o.masked: self._around(o.masked) for o in items}
        pieces = sorted({p.strip() for cut in parts.values() for p in cut if any(map(str.isalpha, p))})
        made = dict(zip(pieces, self._engine.generate([*map(self._shield.asked, pieces)], decoding), strict=True))
        for o in items:
            cut = any(made[p.strip()].cut for p in parts[o.masked] if p.strip() in made)
            text = "".join(_piece(p, made) for p in parts[o.masked])
            answer, unmet = self._met(o.masked, Hypothesis(self._shield.asked(text), o.plain.score, cut, "cut-out"))
            if any(self._shield.slot(mark).verbatim for mark in unmet):  # glued to what the model wrote beside it
                text = _AFTER_SPACE.sub("", " ".join(_piece(p, made).strip() for p in parts[o.masked]))
                answer = replace(answer, text=text)
            o.answer = answer

    def _around(self, masked: str) -> list[str]:
        """The text cut before and after each mark of a token; a term's mark stays in its piece."""
        parts = [""]
        for part in re.split(f"({MARK.pattern})", masked):
            if MARK.fullmatch(part) and self._shield.slot(part).verbatim:
                parts += [part, ""]
            else:
                parts[-1] += part
        return [part for part in parts if part]


def _still(ladder: dict[str, _Open]) -> Iterator[_Open]:
    return (o for o in ladder.values() if o.answer is None)


def _put(masked: str, stand_ins: dict[str, str]) -> str:
    return MARK.sub(lambda match: stand_ins.get(match[0], match[0]), masked)


def _put_in_order(text: str, asked: str, signs: list[tuple[str, str]]) -> str | None:
    """The marks of single signs in their place; none where the text that was asked, or its English, has other such
    signs."""
    for sign in {sign for _, sign in signs}:
        marks = [mark for mark, single in signs if single == sign]
        if not asked.count(sign) == text.count(sign) == len(marks):
            return None
        parts = text.split(sign)
        text = "".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True))
    return text


def _put_back(text: str, stand_ins: dict[str, str]) -> str:
    marks = {stand_in: mark for mark, stand_in in stand_ins.items()}
    pattern = "|".join(map(re.escape, marks))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda match: marks[match[0]], text)


def _in_halves(stand_in: str, text: str) -> bool:
    """Whether something of a stand-in is left: "[77" without its other bracket."""
    return re.search(rf"(?<!\w){stand_in.strip('[]()')}(?!\w)", text) is not None


def _replaced(text: str, english: str, mark: str, times: int) -> str | None:
    """The mark in place of a term's own English, where that stands there as often as the term in the source."""
    if len(english) < 3 or len(english.split()) > MOST_WORDS:
        return None
    made, count = re.subn(rf"(?<!\w){re.escape(english)}(?!\w)", mark, text, flags=re.I)
    return made if count == times else None


def _bare(english: str) -> str:
    """A term as it was translated alone, without its article and its period."""
    text = english.strip().strip(".!?\"' ")
    return re.sub(r"^(?:the|an?) ", "", text, flags=re.I)


def _piece(piece: str, made: dict[str, Hypothesis]) -> str:
    """A piece's English, with the spaces that the piece has around it, and no period or capital that it has not."""
    core = piece.strip()
    if core not in made:
        return piece
    text = _ARTICLES.get(core.lower(), made[core].text.strip())
    if not core.endswith((".", "…")):
        text = text.removesuffix(".")
    if core[:1].islower() and text[1:2].islower():
        text = text[:1].lower() + text[1:]
    elif core[:1].isupper():
        text = text[:1].upper() + text[1:]
    before, _, after = piece.partition(core)
    return before + text + after
