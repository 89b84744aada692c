"""French names with the accents that a model left out or changed: Melenchon, Ségolene, Eric Coquerel, Saint-Etienne.

English keeps them in names of persons and towns that it does not spell otherwise: in hand-written English of news they
are in 217 of 218 given names before a surname, 147 of 150 surnames behind one, all of 22 towns, and about nine in ten
names that no list has. Not in Quebec, Israel, Mikhail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dipx.checks.exonyms import exonyms
from dipx.checks.kept_names import is_title
from dipx.checks.name_lists import WORD, entry_at, hyphened, is_unknown, listed_names, towns
from dipx.checks.vocabulary import is_english
from dipx.text.words import fold, folded

_COMPOUND = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:-[^\W\d_]+)+(?![\w-])")
_FRENCH = re.compile(r"[A-ZÀÂÇÉÈÊÎÔ][a-zàâçéèêîôûœ]+")  # letters that other languages' names hardly have in French
_LETTERS = re.compile(r"[A-ZÀÂÇÉÈÊËÎÏÔÛ][a-zàâçéèêëîïôûüùœ]+")
# What a name from elsewhere ends in, whose accents are French and not its own: Béchara, Médvédev, Xénakis.
_ELSEWHERE = re.compile(r"(?:a|ah|ov|ev|sky|ski|is|os|us|ou|im|an|ï)$")
_ROMAN = re.compile("[IVX]+|Ier")
_GAPS = (" ", "-", ". ")


def with_accents(text: str, source: str) -> str:
    """The English with each name of ``source`` that it has with other accents, or with none, as the French has it.
    Idempotent."""
    if source.isascii():
        return text
    for name in dict.fromkeys(_names(source)):
        if name not in text:
            written = {word for word in _COMPOUND.findall(text) if "-" in name and _is_same(word, name)}
            written |= {word for word in WORD.findall(text) if _is_same(word, name)}
            for word in sorted(written):
                text = re.sub(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", name, text)
    for name in dict.fromkeys(word for word in WORD.findall(source) if _is_accented(word)):
        if name not in text:  # a word that has accents, but others, is French all the same
            for word in set(filter(_is_accented, WORD.findall(text))):
                if _is_same(word, name):
                    text = re.sub(rf"(?<![^\W\d_]){word}(?![^\W\d_])", name, text)
    return text


def _is_same(word: str, name: str) -> bool:
    if not word[0].isupper() or word.isupper() or len(word) != len(name) or fold(word) != fold(name):
        return False
    return word[1:] != name[1:] or not name[0].isascii()  # French capitals often go without: Elysée


def _is_accented(word: str) -> bool:
    return not word[1:].isascii() and _LETTERS.fullmatch(word) is not None


def _names(source: str) -> Iterator[str]:
    """Names with accents that are surely a French person's or town's, in order."""
    for compound in _COMPOUND.findall(source):
        if not compound.isascii() and compound in hyphened():
            yield compound
    found = list(WORD.finditer(source))
    for index, match in enumerate(found):
        name = match[0]
        if name[0].isupper() and not name.isascii() and not name[1:].isupper() and _is_sure(name, found, index):
            yield name


def _is_sure(name: str, found: Sequence[re.Match[str]], index: int) -> bool:
    entry = entry_at(found, index)
    if entry is not None and entry.is_given and len(entry.words) == 1 and not entry.is_word:
        return (entry.is_only_french and name not in exonyms()) or _is_before_surname(found, index)
    if name in exonyms():
        return False
    if name in towns():
        return not _is_behind_hyphen(found[index])
    if not is_unknown(name):
        return False
    if _is_behind_given(found, index):
        return True
    bare = fold(name)
    if is_english(bare) or bare.endswith("ation"):  # Décarbonation, Ubérisation: a sentence's first word
        return False
    return not name[1:].isascii() and _FRENCH.fullmatch(name) is not None and _ELSEWHERE.search(bare) is None


def _is_behind_hyphen(word: re.Match[str]) -> bool:
    """Whether it is the last part of a name: La Nouvelle-Orléans is no Orléans."""
    return word.string[: word.start()].endswith("-")


def _is_before_surname(found: Sequence[re.Match[str]], index: int) -> bool:
    """Before a word with a capital, which is no king's number."""
    after = found[index + 1] if index + 1 < len(found) else None
    if after is None or not after[0][0].isupper() or _ROMAN.fullmatch(after[0]):
        return False
    return after.string[found[index].end() : after.start()] in _GAPS


def _is_behind_given(found: Sequence[re.Match[str]], index: int) -> bool:
    before = found[index - 1] if index else None
    if before is None or before.string[before.end() : found[index].start()] not in _GAPS:
        return False
    return is_title(before[0]) or any(entry.is_given for entry in listed_names().get(folded(before[0]), ()))
