"""A French segment, or the label before its colon, that came back as it was."""

from __future__ import annotations

import re

from dipx.checks.base import WHOLE
from dipx.checks.casing import is_english_too, is_name
from dipx.checks.coverage import FRENCH_LETTERS, lexicon
from dipx.checks.dictionary import english_stem
from dipx.checks.glosses import gloss
from dipx.checks.invented import is_unknown
from dipx.checks.loanwords import without_loans
from dipx.checks.name_lists import is_given_name
from dipx.checks.untranslated import ADDRESS, french_marks
from dipx.document import Finding
from dipx.text.words import fold, tokens, words

_LEAST_WORDS = 3
_LEAST_MARKS = 2
_BRANDED = re.compile(r"[a-zà-ÿ][A-Z]")
_MODEL = re.compile(r"(?<!\w)[A-Z]\w*\d\w*")  # A320neo
_LABEL = re.compile(r"\W*([^\W\d_]{4,})[ \u00a0\u202f]?:(?=\s)")
_OPENING, _CLOSING = frozenset('«"“'), frozenset('»"”')


def check(source: str, target: str) -> Finding | None:
    """An error where target and source have the same words and the source is visibly French; a warning where one of its
    words is French, is no name, and changes in translation as far as the lexicon knows (Accueil).

    Titles and figures may well be the same in both languages.
    """
    ours, theirs = words(source), words(target)
    if ours and ours != theirs and (label := _copied_label(source, target)):
        return Finding("copied", "warning", f"Left in French: “{label}:”.", source, target)
    if not ours or not _is_same(ours, theirs) or _is_quotation(source):
        return None
    own = without_loans(source)  # the Tour de France is one
    if len(ours) >= _LEAST_WORDS and french_marks(own) >= _LEAST_MARKS:
        return Finding("copied", "error", WHOLE, source, target)
    # A capital inside may be a title's or a name's (Le Monde), but not all of them.
    said = tokens(_MODEL.sub(" ", ADDRESS.sub(" ", own)))
    french = [token for token in said if _changes(token)]
    unknown = [
        token
        for token in said
        if len(token) > 3 and token.isalpha() and not is_name(token) and not is_english_too(token)
    ]
    is_list = bool(french) and len({*french, *unknown}) >= _LEAST_WORDS
    first = tokens(source)[0]
    if is_list or any(token == first or token.islower() or source.isupper() for token in french):
        return Finding("copied", "warning", WHOLE, source, target)
    return None


def _copied_label(source: str, target: str) -> str | None:
    """« Carte : », « Traduction : », where the English begins with that very word and dictionaries have another one."""
    ours, theirs = _LABEL.match(source), _LABEL.match(target)
    if not ours or not theirs or ours[1].lower() != theirs[1].lower():
        return None
    word = ours[1].lower()
    english = gloss(word)
    is_other = english is not None and english_stem(english) != english_stem(word)
    is_known = is_english_too(word) or is_name(word) or is_given_name(word)  # « PIERRE : Attends ! »
    return theirs[1] if is_other and not is_known else None


def _is_same(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether they are the same words; those that have accents in either may have lost one (Évacués, "Evacués")."""
    if ours == theirs:
        return True
    return len(ours) == len(theirs) and all(
        one == other or (not other.isascii() and fold(one) == fold(other))
        for one, other in zip(ours, theirs, strict=True)
    )


def _is_quotation(text: str) -> bool:
    """Whether all words stand between quotation marks. Linear, which a pattern for it is not."""
    marks = [place for place, character in enumerate(text) if character.isalnum()]
    before, after = text[: marks[0]], text[marks[-1] + 1 :]
    return not _OPENING.isdisjoint(before) and not _CLOSING.isdisjoint(after)


def _changes(token: str) -> bool:
    """Whether a word would not be the same in English, which also has no accents.

    What has a capital and is in no dictionary is a name's: Vinça; what has one within is a product's: iPhone.
    """
    if len(token) < 3 or is_name(token) or is_english_too(token) or _BRANDED.search(token):
        return False
    if fold(token)[:FRENCH_LETTERS] in lexicon():
        return True
    return not token.isascii() and not (token.istitle() and is_unknown(token))
