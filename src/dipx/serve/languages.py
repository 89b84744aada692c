"""Which languages there are, and which one a text is in, with a confidence as LibreTranslate's clients expect one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dipx.text.language import SURE, SURE_WORDS, detect, is_neither, weighed
from dipx.text.small_words import ENGLISH, FRENCH, FRENCH_IN_NAMES, FRENCH_TOO

NAMES = {"en": "English", "fr": "French"}
TARGETS = {"en": ["en"], "fr": ["en"]}  # English comes back as it is
SHOWN = 3

# "car", "plus", "son" are English words, and a letter alone is what an apostrophe cut off in either language.
_BOTH = frozenset("car ma par plus sans si son ton vers".split())
_SMALL = {"en": ENGLISH, "fr": frozenset(w for w in FRENCH | FRENCH_TOO | FRENCH_IN_NAMES if len(w) > 1) - _BOTH}
_ODDS = 4.0  # of a language to the other, for each of its small words
_TIE = 0.55  # letters that are no surer than so say nothing; there is French to be translated here
_LEAST = 1e-6
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Detected:
    """``confidence`` in per cent."""

    language: str
    confidence: float


def detected(text: str) -> list[Detected]:
    """The likeliest languages, the best first; of a text without letters English, with a confidence of 0.

    Of a few words only those languages are thought of that there are, unless they are plainly of another.
    """
    if not any(character.isalpha() for character in text):
        return [Detected("en", 0.0)]
    shares = dict(weighed(text))
    best = max(shares, key=lambda lang: shares[lang])
    if len(text.split()) < SURE_WORDS:
        if _is_latin(text) and (best in NAMES or not (shares[best] >= SURE or _is_another(text, shares))):
            shares = _of_few_words(text, shares)
    elif (known := detect(text)) != best:  # small words tell more than letters
        shares[known] = max(shares.values()) + (1 - max(shares.values())) / 2
        shares[best] = 1 - shares[known]
    ordered = sorted(shares.items(), key=lambda pair: -pair[1])
    return [Detected(lang, round(100 * share, 1)) for lang, share in ordered[:SHOWN] if share >= 0.01]


def _of_few_words(text: str, shares: Mapping[str, float]) -> dict[str, float]:
    """The shares of French and English alone: of a few letters the small words say more than the others."""
    words = set(_WORD.findall(text.lower()))
    weights = {lang: max(shares[lang], _LEAST) * _ODDS ** len(words & _SMALL[lang]) for lang in NAMES}
    english = weights["en"] / sum(weights.values())
    if 0.5 <= english <= _TIE:
        english = 0.5
    return {"fr": 1 - english, "en": english}  # French first: the order of those that are equal


def _is_another(text: str, shares: Mapping[str, float]) -> bool:
    """Whether a few words are surely in none of the languages there are, though in which other is not as sure.

    Names and single words tell too little. Of 2,905 headlines and beginnings of sentences in French, and 1,000 in
    English, none is; of 400 messages of programs each 86 % in Spanish (46 % are so sure that ``SURE`` is enough), 82 %
    in Italian (69), 74 % in Portuguese (49), 74 % in Catalan (39), 63 % in Occitan (27), 83 % in Romanian (78).
    """
    words = _WORD.findall(text)
    return sum(map(str.islower, words)) > 1 and FRENCH.isdisjoint(map(str.lower, words)) and is_neither(shares)


def _is_latin(text: str) -> bool:
    return any("LATIN" in unicodedata.name(character, "") for character in text if character.isalpha())


def voted(texts: Sequence[str]) -> Detected:
    """The one language of texts that came together: all of them vote."""
    return detected("\n".join(texts))[0]
