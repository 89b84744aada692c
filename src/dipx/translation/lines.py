"""An engine for the lines of notices: what a line names is translated, its price or its hours are written beside it.

« Thé 2 €. » came out as "€2.": a model that sees a figure in three words drops a word, and of hours it makes others.
A label is what a colon or a dash sets off, or a lone word: « Paul doit 20 euros » is for the model, whole. Nor are a
head's unit in brackets, an entry's marker and who speaks language: of « Budget (k€) » came "Budget (EUR €1 million)",
of « b) Salaires » "(b) Salaries", of « ANNE : Non. » "YEAR: No."
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dipx.document import Hypothesis
from dipx.engines.base import Engine
from dipx.options import Decoding
from dipx.text import english
from dipx.text.dates import ANY_WEEKDAY
from dipx.text.entries import marker
from dipx.text.stamps import english_stamp
from dipx.translation.heads import headed
from dipx.translation.hours import NTH, in_english
from dipx.translation.results import is_word
from dipx.translation.speakers import Speaker, speaker

_MOST = 240  # characters
_MOST_WORDS = 6  # of what a mark sets off
_BETWEEN = re.compile(r"( ?[,;] |(?<=\d) [/–•|·] (?=[^\W\d_]))")
_RATES = {
    "par personne": "per person", "par enfant": "per child", "par adulte": "per adult", "par famille": "per family",
    "par mois": "per month", "par an": "per year", "par semaine": "per week", "par jour": "per day",
    "par heure": "per hour",
    "par nuit": "per night", "par séance": "per session", "l'heure": "an hour", "la nuit": "a night",
    "le kilo": "a kilo",
    "le kg": "a kilo", "le litre": "a liter", "la pièce": "each", "pièce": "each", "l'unité": "each",
    "la douzaine": "a dozen",
    "TTC": "including tax", "HT": "before tax",
}  # fmt: skip
_RATE = "|".join(map(re.escape, sorted(_RATES, key=len, reverse=True)))
_FIGURES = r"\d{1,3}(?: \d{3}){0,3}(?:,\d{1,2})?"
_PRICED = re.compile(
    r"(?P<label>[^\W\d][^€$£]{0,80}?(?<=[^\W\d_)\"]))(?P<mark> ?(?:[:…–-]+|\.{2,}))? "
    rf"(?P<price>€(?:{_FIGURES})|(?:{_FIGURES}) ?euros?\b)(?: ?(?P<rate>{_RATE})(?!\w))?(?P<end>[.!]?)"
)
_TIMED = re.compile(
    rf"(?<=[ ])(?:(?:ouvert|fermé)e?s?(?!\w)|tous les jours|(?:(?:du|les?) )?(?:{ANY_WEEKDAY})|(?:les? )?{NTH}s? )",
    re.I,
)
_STAMP = re.compile(r"(\d{1,2} ?h(?: ?[0-5]\d)? ?[:–—]) (?=[^\W\d_])")
_LONE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?: \d+)?")  # Café, Rendez-vous, Bus 12
_OPEN = frozenset(
    "à de du des d' en dès jusqu'à jusqu'au pour par sur sous au aux et ou le la les un une entre avec chaque".split()
)


@dataclass(frozen=True, slots=True)
class _Item:
    """What an entry names, in French, and what stands behind it, in English."""

    label: str
    rest: str
    is_head: bool = False

    @property
    def asked(self) -> str:
        """As the model is to see it: a lone word with a capital (Thé) is taken for a name."""
        if self.is_head:
            return _with_small_letter(self.label)
        return self.label.lower() if self.label.istitle() and is_word(self.label) else self.label


@dataclass(frozen=True, slots=True)
class _Start:
    """The first ``size`` characters of a text, which are no language or said apart: their English, or who is asked."""

    size: int
    mark: str = ""
    who: Speaker | None = None
    is_entry: bool = False


class LineEngine:
    """In front of an engine, for lines that name something and its price, hours or unit, and a list's markers; others
    go straight through."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def signature(self) -> str:
        return self._engine.signature

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """See ``Engine``. Of an alignment only that of the first label is left."""
        begun = [_begun(text) for text in texts]
        bare = [text[start.size :] for text, start in zip(texts, begun, strict=True)]
        items = [
            _items(text) or (_entry(text) if start.is_entry else []) for text, start in zip(bare, begun, strict=True)
        ]
        # Opening hours behind who speaks or a marker are as much a table as alone on their line.
        decided = [in_english(text) if start.size else None for text, start in zip(bare, begun, strict=True)]
        asked = [
            [] if done else [item.asked for item in found] or [text]
            for text, found, done in zip(bare, items, decided, strict=True)
        ]
        labels = [start.who.asked for start in begun if start.who]
        made = iter(self._engine.generate([*(one for some in asked for one in some), *labels], decoding))
        answers = [[next(made) for _ in some] for some in asked]
        whole = [
            Hypothesis(done) if done else _joined(found, some) if found else some[0]
            for found, some, done in zip(items, answers, decided, strict=True)
        ]
        marks = [start.who.english(next(made).text) if start.who else start.mark for start in begun]
        return [
            replace(one, text=mark + _capital_as(text, one.text)) if mark else one
            for mark, text, one in zip(marks, bare, whole, strict=True)
        ]


def _begun(text: str) -> _Start:
    """When it is, « 8 h 30 : départ », of which a model says one of the two; a list's marker; or who speaks."""
    if (stamp := _STAMP.match(text)) and (time := english_stamp(stamp[1])) and time != stamp[1]:
        return _Start(stamp.end(), f"{time} ", is_entry=True)
    if mark := marker(text):
        return _Start(len(mark), mark, is_entry=True)
    who = speaker(text)
    if who and not who.asked:
        return _Start(who.size, who.english())
    return _Start(who.size if who else 0, who=who)


def _joined(items: list[_Item], made: list[Hypothesis]) -> Hypothesis:
    text = "".join(_named(item, one.text) + item.rest for item, one in zip(items, made, strict=True))
    return replace(made[0], text=text, cut=any(one.cut for one in made))


def _named(item: _Item, text: str) -> str:
    """The label's English, which is no sentence."""
    text = text.strip().rstrip(".")
    if item.label[0].isupper():
        return text[:1].upper() + text[1:]
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _items(text: str) -> list[_Item]:
    """The entries of a line; none of a text that is no such line."""
    if len(text) > _MOST:
        return []
    if text.endswith(")") and (head := headed(text)):
        return [_Item(*head, is_head=True)]
    if "€" in text or "euro" in text:
        return _priced(text)
    timed = _timed(text)
    return [timed] if timed else []


def _entry(text: str) -> list[_Item]:
    """An entry of a list that is a few words and no sentence."""
    said = text.split()
    return [_Item(text, "", is_head=True)] if len(said) <= _MOST_WORDS and text[-1].isalnum() else []


def _with_small_letter(label: str) -> str:
    first = label.split()[0]
    return label[0].lower() + label[1:] if first.istitle() and is_word(first) else label


def _capital_as(text: str, english: str) -> str:
    return english[:1].upper() + english[1:] if text[0].isupper() else english


def _priced(text: str) -> list[_Item]:
    pieces = _BETWEEN.split(text)
    items: list[_Item] = []
    for piece, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        found = _PRICED.fullmatch(piece)
        if found is None or not _names(found["label"], is_set_off=found["mark"] is not None):
            return []
        price = english(found["price"], found["price"])
        rate = f" {_RATES[found['rate']]}" if found["rate"] else ""
        items.append(_Item(found["label"], f"{_set_off(found['mark'] or '')} {price}{rate}{found['end']}{mark}"))
    return items


def _timed(text: str) -> _Item | None:
    for match in _TIMED.finditer(text):
        label = text[: match.start()].rstrip()
        bare = label.rstrip(" :–-")
        if _names(bare, is_set_off=bare != label) and (hours := in_english(text[match.start() :])):
            return _Item(bare, f"{_set_off(label[len(bare) :])} {hours}")
    return None


def _set_off(mark: str) -> str:
    """English has no space before a colon."""
    return mark.lstrip() if mark.strip() == ":" else mark


def _names(label: str, *, is_set_off: bool) -> bool:
    """Whether it is a few words that name something and do not go on."""
    said = re.findall(r"[^\W_]+'?", label.lower())
    is_label = 0 < len(said) <= _MOST_WORDS if is_set_off else _LONE.fullmatch(label)
    return bool(is_label) and not _OPEN & {said[-1], label.split()[-1].lower()}
