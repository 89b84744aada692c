"""A dictionary's word where a model wrote one that is no English: "the covotu" for « le covoiturage » is a carpool."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dipx.checks import untranslated
from dipx.checks.dictionary import english_stem, key
from dipx.checks.glosses import gloss, in_form
from dipx.checks.invented import Strange, strange
from dipx.text.small_words import FRENCH, FRENCH_IN_NAMES

_WORD = re.compile(r"[^\W\d_]+")
_FAR = 30  # characters, of a word and the space behind it
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]+)[ '’]$")
_WORD_BEHIND = re.compile(r" ([^\W\d_]+)(?![^\W_])")
_SMALL = FRENCH | FRENCH_IN_NAMES
_SHORT = 5  # letters of an abbreviation
_ARTICLE = re.compile(r"\b([Aa])n?(?= $)")
_VOWEL = re.compile(r"[aeio]|u(?!ni|s[aeiu]|r[aio])|hono|heir|hour", re.I)


@dataclass(frozen=True, slots=True)
class Glossed:
    """What the model wrote, and the French word whose English by the dictionary now stands there."""

    made: str
    french: str
    english: str


def glossed(text: str, source: str) -> tuple[str, tuple[Glossed, ...]]:
    """The English with the dictionary's words for those that are none, and which these are. Idempotent.

    A word stays where the dictionary's stands beside it already: then it was made of something else. So do the words of
    a text that was left in French, or of a few words that were: "the Midi free" is neither language.
    """
    found = strange(source, text)
    if not found or untranslated.check(source, text):
        return text, ()
    done: list[Glossed] = []
    parts: list[str] = []
    made_up = {one.word for one in found}
    end, there = 0, {english_stem(word) for word in _WORD.findall(text) if word not in made_up}
    for one in found:
        french = None if one.french is None or _is_short(one.french, source) else one.french
        english = french and _english(french, plural=one.word.endswith("s"))
        if not english or not _stems(english).isdisjoint(there) or _is_amid_french(one, text, source):
            continue
        if one.word[0].isupper():
            english = english[0].upper() + english[1:]
        before = _ARTICLE.sub(rf"\1{'n' if _VOWEL.match(english) else ''}", text[end : one.start])
        parts += [before, english]
        end = one.start + len(one.word)
        done.append(Glossed(one.word, one.french or "", english))
    return "".join([*parts, text[end:]]), tuple(done)


def _is_amid_french(one: Strange, text: str, source: str) -> bool:
    """Whether the word and a small word or a name beside it stand so in the French: La Chanson des vieux amants."""
    if one.word != one.french:
        return False
    end = one.start + len(one.word)
    before = _WORD_BEFORE.search(text, max(0, one.start - _FAR), one.start)
    if before and (before[1][0].isupper() or before[1] in _SMALL) and _stands(before[0] + one.word, source):
        return True
    behind = _WORD_BEHIND.match(text, end)
    return bool(behind and behind[1] in _SMALL and _stands(one.word + behind[0], source))


def _stands(few: str, source: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(few)}(?!\w)", source) is not None


def _is_short(french: str, source: str) -> bool:
    """Whether it is an abbreviation wherever it stands: « pour 6 pers. – 25 min » has no blue-green."""
    word = rf"(?<!\w){re.escape(french)}"
    found = len(re.findall(rf"{word}(?!\w)", source, re.I))
    # Behind a number, or with more of the sentence behind its stop.
    short = rf"(?<=\d[ \u00a0\u202f]){word}\.|{word}\.(?=\s*[^\W_A-ZÀ-Þ]|\s*[,;:)(–-])"
    return len(french) <= _SHORT and 0 < found == len(re.findall(short, source, re.I))


def _stems(text: str) -> set[str]:
    return set(map(english_stem, _WORD.findall(text)))


def _english(french: str, *, plural: bool) -> str | None:
    """Its gloss; of the singular, where only that is known: with an s, where the model had meant a plural."""
    if english := gloss(french):
        return english
    english = gloss(key(french))
    return in_form(english, french) if english and plural else english
