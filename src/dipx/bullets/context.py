"""What the bullet rewriter reads: a sentence, and before it what stands around it in the article.

    Claire Morel is the minister of transport. It has 12 stations. » She will open the line in May.

An editor's bullet takes from more than one sentence as often as not: of 9,054 that cite their sentences 47 % cite
others, and the sentences right before and right after are half of those.

The training pairs (``training/bullets/pairs.py``) and the summary are made by the functions of this file, so that a
model meets at work what it has learned from. All texts here are English and tidied (``dipx.bullets.shorten.tidy``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dipx.bullets.selector import dangles
from dipx.bullets.shorten import count_words
from dipx.bullets.words import STOP, names, stem, tokens

# One piece of the bundled vocabulary ("▁»", 1131), where "¦", "|" or "►" would be bytes. It means this and nothing
# else: ``plain`` leaves no guillemet in a text, and the translator's English has none.
SEPARATOR: Final = "»"

# Context and sentence together: 80 words are some 135 pieces (1.7 a word on stories), and 160 positions are trained.
MAX_WORDS: Final = 80
# A person is named, and then two or three sentences say "he".
_REACH: Final = 3

_PERSONS: Final = frozenset("he him his she her hers they them their theirs himself herself themselves".split())
_CALENDAR_WORDS: Final = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
"""
_CALENDAR: Final = frozenset(stem(word) for word in _CALENDAR_WORDS.split())
_OPENING: Final = re.compile(r"(?:In|At|On|As|By|For|From|During|Since|Under|Before|After|With)\b[^,]*,")
_SIGNS: Final = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\u202f": " ", "\u00ad": None}
)
_GUILLEMETS: Final = re.compile(r"«\s*|\s*»")


def rewriter_input(sentence: str, context: str = "") -> str:
    """The text that the rewriter is given for a sentence; ``context`` is what stands around it, in order."""
    sentence, context = plain(sentence), plain(context)
    return f"{context} {SEPARATOR} {sentence}" if context else sentence


def evidence(sentence: str, context: str = "") -> str:
    """What a bullet made of ``rewriter_input`` may say: the source for ``receipts.check_rewriting``."""
    return f"{plain(context)} {plain(sentence)}".strip()


def plain(text: str) -> str:
    """The text with straight quotes and single plain spaces, as the translator writes English."""
    return " ".join(_GUILLEMETS.sub('"', text.translate(_SIGNS)).split())


def contexts(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """For each sentence of a document the indices of those that a rewriter is given with it, in order (``around``).

    Give a blank for what is no prose of the article (a caption, a teaser): it has no context and is none.
    """
    alone = standing(texts, known_names(texts))
    return [around(texts, alone, index) for index in range(len(texts))]


def around(texts: Sequence[str], alone: Sequence[bool], index: int) -> tuple[int, ...]:
    """The sentence that says whom this one speaks of, where it leaves that open, then the one before it and the one
    after it, as far as there is room."""
    if not texts[index].strip():
        return ()
    naming = None if alone[index] else nearest(texts, alone, index)
    before = next((at for at in range(index - 1, max(-1, index - 1 - _REACH), -1) if texts[at].strip()), None)
    after = next((at for at in range(index + 1, min(len(texts), index + 1 + _REACH)) if texts[at].strip()), None)
    room = MAX_WORDS - count_words(texts[index])
    chosen = set[int]()
    for at in (naming, before, after):
        if at is not None and at not in chosen and count_words(texts[at]) <= room:
            chosen.add(at)
            room -= count_words(texts[at])
    return tuple(sorted(chosen))


def known_names(texts: Sequence[str]) -> frozenset[str]:
    """Stems of the names of a document: words that have a capital inside sentences and nowhere a small letter."""
    small = {stem(word) for text in texts for word in tokens(text) if word[0].islower()}
    return frozenset(stem(name) for text in texts for name in names(text)) - small - _CALENDAR


def standing(texts: Sequence[str], named: frozenset[str]) -> list[bool]:
    """For each sentence whether it says by itself whom or what it speaks of; a blank does not."""
    return [_names_something(text, named) and not pronoun_first(text, named) and not dangles(text) for text in texts]


def pronoun_first(text: str, named: frozenset[str]) -> bool:
    """Whether "he", "her" or "they" comes before any name; what opens "In Paris, she said …" does not count as one."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    if any(_bare(word) in _PERSONS for word in tokens(text[:start])):
        return True
    for word in tokens(text[start:]):
        if _is_name(word, named):
            return False
        if _bare(word) in _PERSONS:
            return True
    return False


def nearest(texts: Sequence[str], alone: Sequence[bool], index: int) -> int | None:
    """The nearest of the three sentences before that stands alone, where there is room for it."""
    if not texts[index].strip():
        return None
    for at in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if alone[at]:
            fits = count_words(texts[at]) + count_words(texts[index]) <= MAX_WORDS
            return at if fits else None
    return None


def _names_something(text: str, named: frozenset[str]) -> bool:
    return any(_is_name(word, named) for word in tokens(text))


def _is_name(word: str, named: frozenset[str]) -> bool:
    return word[0].isupper() and _bare(word) not in STOP and stem(word) in named


def _bare(word: str) -> str:
    """In small letters, without what follows an apostrophe: "He's" is "he"."""
    return word.lower().replace("’", "'").partition("'")[0]
