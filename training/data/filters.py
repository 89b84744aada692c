"""Which pairs are worth learning from: each filter says what is wrong with a pair, or that nothing is."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from training.data.words import words


@dataclass(frozen=True, slots=True)
class FilterSettings:
    """The thresholds. Characters for ``longest`` and ``ratio``; words for ``sure_words``; shares for the
    rest.
    """

    longest: int = 1000
    ratio: float = 2.3
    ratio_from: int = 30
    letters: float = 0.4
    identical_words: int = 3
    sure_words: int = 5
    languages: tuple[str, str] = ("fr", "en")


Filter = Callable[[str, str, FilterSettings], bool]
"""True when the pair is bad."""

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d{3}(?!\d))*")
_MOJIBAKE = re.compile(r"\ufffd|Ã[©¨ª«´»¢\u00a0]|â€|Â[«»°\u00a0]|[\u0080-\u009f]|&(?:[a-z]{2,6}|#\d+);")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|[{}]|%[sd(]|\$\(|``|~~~|\\[a-z]+|:[a-z]+:`|\[\[|\|\|")
_LOOP = re.compile(r"(.{2,20}?)\1{4,}|([^\W\d_])\2{4,}")


@functools.cache
def _function_words(lang: str) -> frozenset[str]:
    return frozenset(words("function", lang) if lang in ("fr", "en") else ())


def is_empty(source: str, target: str, _: FilterSettings) -> bool:
    return not source.strip() or not target.strip()


def is_too_long(source: str, target: str, settings: FilterSettings) -> bool:
    return max(len(source), len(target)) > settings.longest


def is_badly_encoded(source: str, target: str, _: FilterSettings) -> bool:
    return bool(_MOJIBAKE.search(source) or _MOJIBAKE.search(target))


def has_markup(source: str, target: str, _: FilterSettings) -> bool:
    return bool(_MARKUP.search(source) or _MARKUP.search(target))


def has_few_letters(source: str, target: str, settings: FilterSettings) -> bool:
    """Tables and rulers: most of what is no space is no letter either."""
    for side in (source, target):
        if sum(map(str.isalpha, side)) < settings.letters * (len(side) - side.count(" ")):
            return True
    return False


def is_lopsided(source: str, target: str, settings: FilterSettings) -> bool:
    """One side is much longer: a sentence was lost in the alignment. Short texts may differ more."""
    longer, shorter = max(len(source), len(target)), min(len(source), len(target))
    return longer > settings.ratio_from and longer > settings.ratio * shorter


def is_identical(source: str, target: str, settings: FilterSettings) -> bool:
    """Copied, not translated; a name or a title of few words may be the same in both languages."""
    return source.casefold() == target.casefold() and len(source.split()) > settings.identical_words


def is_other_language(source: str, target: str, settings: FilterSettings) -> bool:
    """A side of some length speaks the other side's language by its function words."""
    own, other = (_function_words(lang) for lang in settings.languages)
    return own != other and (_speaks(source, other, own, settings) or _speaks(target, own, other, settings))


def _speaks(text: str, wrong: frozenset[str], right: frozenset[str], settings: FilterSettings) -> bool:
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < settings.sure_words:
        return False
    return sum(word in wrong for word in words) > 2 * sum(word in right for word in words) + 1


def is_loop(source: str, target: str, _: FilterSettings) -> bool:
    return bool(_LOOP.search(source) or _LOOP.search(target))


def numbers_differ(source: str, target: str, _: FilterSettings) -> bool:
    """More numbers disagree than agree; one that disagrees may be written out (``trois`` for 3)."""
    ours, theirs = (Counter(_bare_numbers(side)) for side in (source, target))
    shared = (ours & theirs).total()
    return max(ours.total(), theirs.total()) > 2 * shared + 1


def _bare_numbers(text: str) -> list[str]:
    return [re.sub(r"\D", "", found) for found in _DIGITS.findall(text)]


FILTERS: dict[str, Filter] = {
    "empty": is_empty,
    "too long": is_too_long,
    "encoding": is_badly_encoded,
    "markup": has_markup,
    "few letters": has_few_letters,
    "length ratio": is_lopsided,
    "identical": is_identical,
    "language": is_other_language,
    "loop": is_loop,
}
NOISY_FILTERS: dict[str, Filter] = {"numbers": numbers_differ}
"""Only for corpora marked ``noisy``: a good translator may write a number out."""


def why_bad(source: str, target: str, settings: FilterSettings, noisy: bool) -> str:
    """The name of the first filter that objects, or nothing."""
    for name, is_bad in (FILTERS | NOISY_FILTERS if noisy else FILTERS).items():
        if is_bad(source, target, settings):
            return name
    return ""


def key(text: str) -> str:
    """What copies of one sentence share: its letters and digits without case, accents, spaces and signs."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", text))
