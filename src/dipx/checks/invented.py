"""Words that are no English: a model makes them of pieces (« lacrymogène », "lacrymonous"), or leaves them in French.

With each the French word that it was made of, where one is alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from dipx.checks.coverage import FRENCH_LETTERS, entry
from dipx.checks.dictionary import key, lookup
from dipx.checks.glosses import gloss
from dipx.checks.untranslated import ADDRESS
from dipx.checks.vocabulary import SHORTEST, is_english
from dipx.document import Finding
from dipx.text.words import fold, folded, lowered, plain

# No part of an address, of a word with a hyphen, or of a contraction.
_ENGLISH = re.compile(rf"(?<![\w'@./#&-])[^\W\d_]{{{SHORTEST},}}(?![\w'@-]|\.\w)")
_FRENCH = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_QUOTED = re.compile(r"«[^»]{0,400}»|“[^”]{0,400}”|\"[^\"]{0,400}\"|(?<!\w)'[^']{0,400}'(?!\w)")
_OPENS = re.compile(r"[^\w]*")
_PREFIX, _ALIKE = 3, 0.5  # letters, and share, that a word has of the one that it was made of


@dataclass(frozen=True, slots=True)
class Strange:
    """A word of the English that is none, where it begins, and the French word that it was made of, if one is alike."""

    word: str
    start: int
    french: str | None


def check(source: str, target: str) -> Finding | None:
    """An error for words of the English that English has not.

    Names are other checks' matter: only what is written small is looked up, and what opens the text. What the source
    has letter for letter counts only where it is French: a word of another language stays what it is.
    """
    found = dict.fromkeys(
        f"“{one.word}”" + (f" (for {one.french})" if one.french and one.french != one.word.lower() else "")
        for one in strange(source, target)
    )
    if not found:
        return None
    return Finding("invented", "error", f"Not English: {', '.join(found)}.", source, target)


def strange(source: str, target: str) -> list[Strange]:
    """The words of the English that are none, in order."""
    found: list[Strange] = []
    text = plain(target)
    addresses: list[tuple[int, int]] | None = None
    for match in _ENGLISH.finditer(text):
        word = match[0].lower()
        opens = match[0] != word
        if opens and not (match[0][1:].islower() and _OPENS.fullmatch(text, 0, match.start())):
            continue
        if is_english(word) or word[::-1] in lowered(source):  # spelled backwards: the fake engine's
            continue
        addresses = addresses if addresses is not None else [one.span() for one in ADDRESS.finditer(text)]
        if any(start <= match.start() < end for start, end in addresses):
            continue
        french = _made_of(word, source)
        if opens and not _is_no_name(french, source):
            continue
        if word in lowered(source) and not _is_left(word, source):
            continue
        found.append(Strange(match[0], match.start(), french))
    return found


def _is_left(word: str, source: str) -> bool:
    """Whether a word that both have is French left in the English: no name, no title that is quoted."""
    return _is_french(word) and word in _FRENCH.findall(_QUOTED.sub(" ", source))


def _is_no_name(french: str | None, source: str) -> bool:
    """Whether what opens the English was made of a word of the dictionaries that opens the source."""
    first = _FRENCH.search(source)
    return first is not None and first[0].lower() == french and _is_in_dictionary(french)


def _is_french(word: str) -> bool:
    stem = folded(word)[:FRENCH_LETTERS]
    return _is_in_dictionary(word) or (len(word) > FRENCH_LETTERS and entry(stem) is not None)


def is_unknown(word: str) -> bool:
    """Whether no dictionary has the French word: a name's, as like as not."""
    return not _is_french(word.lower())


def _is_in_dictionary(word: str) -> bool:
    return any(found is not None for found in (lookup(word), gloss(word), gloss(key(word))))


def _made_of(word: str, source: str) -> str | None:
    """The word of the source that is most like it."""
    made = fold(word)
    alike = [
        (ratio, french)
        for french in dict.fromkeys(_FRENCH.findall(source))
        if folded(french)[:_PREFIX] == made[:_PREFIX]
        and (ratio := SequenceMatcher(None, made, folded(french)).ratio()) >= _ALIKE
    ]
    return max(alike)[1].lower() if alike else None
