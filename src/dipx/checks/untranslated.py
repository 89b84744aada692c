"""French left in the English: the whole segment, or a stretch of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dipx.checks.loanwords import without_loans
from dipx.document import Finding
from dipx.text.small_words import ENGLISH, FRENCH, FRENCH_IN_NAMES, FRENCH_TOO
from dipx.text.words import plain

_FRENCH = (FRENCH | FRENCH_TOO) - FRENCH_IN_NAMES
_ENGLISH = ENGLISH | {"also", "said", "says", "within"}
_TOKEN = re.compile("([^\\W\\d_]+(?:[\u2011\u2019\u00a0][^\\W\\d_]+)*)('?)")  # those signs are in no plain text
_QUOTED = re.compile(r"«[^»]{0,400}»|“[^”]{0,400}”|\"[^\"]{0,400}\"|\([^()]{0,60}\)")
# Whose parts are no words.
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}\b"
    r"|(?<![\w.@-])(?:[A-Za-z\d-]{1,63}\.){1,5}(?:fr|com|org|net|eu|info|be|ch|ca)\b(?:/\S*)?"
)
# A place or a person of several words is one (Pas-de-Calais, L'Isle-sur-la-Sorgue): its particles are no French left.
_HYPHENED = re.compile(
    r"\b(?:[LD]')?[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:-(?:[^\W\d_]+|[dl]'[^\W\d_]+)){0,6}-(?:[dl]')?[A-ZÀ-ÖØ-Þ][^\W\d_]+(?![\w-])"
    r"|\bPas de Calais\b"
)
_WORKS = (
    "romans? films? livres? chansons? émissions? séries? pièces? albums? tableaux? opéras? journal magazines? titres? "
    "single "
    "ouvrages? essais? documentaires? tubes? podcasts? bd spectacles? recueils? poèmes? nouvelle ballet revue clip "
    "morceaux? téléfilm court-métrage long-métrage mémoires autobiographie best-seller comédie dessin blog site"
).split()
_TITLED = re.compile(
    rf"\b(?:{'|'.join(_WORKS)})(?!\w)[^«»\"“”.!?]{{0,40}}(?:«([^«»]{{3,80}})»|“([^“”]{{3,80}})”|\"([^\"]{{3,80}})\")",
    re.IGNORECASE,
)
_MOST_TITLE = 8  # words
_JOINED, _SHOWN_JOINED = str.maketrans("-' ", "\u2011\u2019\u00a0"), str.maketrans("\u2011\u2019\u00a0", "-' ")
_ELISIONS = frozenset("l d qu j c n s m t jusqu lorsqu puisqu".split())
_LEAST_WORDS = 5
_SHOWN = 8


def check(source: str, target: str) -> Finding | None:
    """An error where a stretch of the target is French; titles in quotation marks and brackets may stay French.

    A stretch has no English function word; a target without any is one stretch. What the source has word for word
    needs less proof than what it has not.
    """
    stretches = _stretches(_QUOTED.sub(" ; ", ADDRESS.sub(" ", _as_words(_without_titles(target, source)))))
    is_whole = len(stretches) == 1
    said: frozenset[str] | None = None
    for stretch in stretches:
        if len(stretch) < (2 if is_whole else _LEAST_WORDS):
            continue
        said = said or frozenset(word for word, _ in _TOKEN.findall(_as_words(source)))
        if _is_french(_Stretch.of(stretch, said), is_whole=is_whole):
            shown = " ".join(stretch[:_SHOWN]) + (" …" if len(stretch) > _SHOWN else "")
            said_so = f"Left in French: “{shown.translate(_SHOWN_JOINED)}”."
            return Finding("untranslated", "error", said_so, source, target)
    return None


def _without_titles(target: str, source: str) -> str:
    """Without the titles of works that the source has in quotation marks, and the English, in its italics, has not."""
    target = without_loans(target)
    for match in _TITLED.finditer(plain(source)) if "«" in source or '"' in source or "“" in source else ():
        title = next(filter(None, match.groups())).strip()
        if len(title) < len(target) // 2 or len(title.split()) <= _MOST_TITLE:
            target = target.replace(title, " ; ")
    return target


def french_marks(text: str) -> int:
    """How many words of the text are French function words, elisions included."""
    found = 0
    for word, apostrophe in _TOKEN.findall(_as_words(text)):
        lower = word.lower()
        if apostrophe:
            found += lower in _ELISIONS
        else:
            found += lower in _FRENCH or (lower in FRENCH_IN_NAMES and lower not in ("l", "d"))
    return found


def _as_words(text: str) -> str:
    """The text with each hyphened name as one word."""
    return _HYPHENED.sub(lambda name: name[0].translate(_JOINED), plain(text))


def _stretches(text: str) -> list[list[str]]:
    """The text's words, cut at English function words (one stretch: it has none); an elision keeps its apostrophe."""
    stretches: list[list[str]] = [[]]
    for word, apostrophe in _TOKEN.findall(text):
        if word.lower() in _ENGLISH and not apostrophe:
            stretches.append([])
        else:
            stretches[-1].append(word + apostrophe)
    return stretches


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What speaks for French in a stretch: ``strong`` words that no name carries, ``weak`` ones that names may."""

    words: int
    strong: int
    weak: int
    small: int
    copied: int
    begins_with_article: bool

    @classmethod
    def of(cls, tokens: list[str], said: frozenset[str]) -> _Stretch:
        strong = weak = small = copied = 0
        for index, token in enumerate(tokens):
            word = token.rstrip("'")
            small += word.islower()
            copied += word in said
            # At a stretch's beginning a capital may be the sentence's.
            lower = word.lower() if index == 0 else word
            if token.endswith("'"):
                weak += lower.lower() in _ELISIONS
            elif lower in _FRENCH and len(lower) > 1:
                strong += 1
            elif word in FRENCH_IN_NAMES or (len(word) > 3 and word.islower() and not word.isascii()):
                weak += 1
        return cls(len(tokens), strong, weak, small, copied, tokens[0] in ("Le", "La", "Les", "L'"))


def _is_french(seen: _Stretch, *, is_whole: bool) -> bool:
    marks = seen.strong + seen.weak
    if is_whole and seen.words < 2 * _LEAST_WORDS:
        is_sentence = seen.strong >= 1 or seen.begins_with_article
        if is_sentence and marks >= 2 and 3 * marks >= seen.words:
            return True
    if seen.words >= _LEAST_WORDS and seen.strong >= 2 and marks >= 3 and 4 * marks >= seen.words:
        return True
    if 5 * seen.copied < 4 * seen.words or 10 * seen.small < 7 * seen.words:
        return False
    if is_whole:
        return seen.words >= 4 and marks >= 1
    return (seen.words >= 7 and marks >= 2) or (seen.words >= 5 and marks >= 3 and seen.strong >= 1)
