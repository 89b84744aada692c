"""Names that did not arrive: a capitalized word of the French with nothing like it in the English, or with another word
in its place; nations made up."""

from __future__ import annotations

import re

from dipx.checks.acronyms import dropped, garbled, is_rendered
from dipx.checks.acronyms import exchanged as exchanged_acronyms
from dipx.checks.anglicized import anglicized, is_rightly_english
from dipx.checks.base import sentence
from dipx.checks.exonyms import common_words, exonyms, stem
from dipx.checks.french_numbers import FRENCH
from dipx.checks.kept_names import Mangled, mangled, spelled
from dipx.checks.name_parts import lost_beside_marks, lost_cased, lost_foreign, taken_apart
from dipx.checks.nations import invented
from dipx.checks.phrases import exchanged
from dipx.document import Finding, Severity
from dipx.text.words import fold, folded, plain, stems, tokens

_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVX]+(?:e|er|re|ère|ème|è)?s?")
# After these a capital says nothing; an apostrophe or hyphen before (L'Allemagne, Jean-Paul) is no beginning.
_OPENERS = tuple('.!?:;"«“([–—…•*')
_SHOWN = 3
_FAMILIES = frozenset("nation title union party transport club police body".split())  # of phrases.tsv
# From ch, sch and tch to the one sound they stand for, and so on: Choïgou and Shoigu, Eltsine and Yeltsin.
_SOUNDS = (
    (re.compile(r"t?sch|tch|sh|ch|cz|dj|j|zh|x"), "S"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"gu(?=[eiy])|gh"), "g"),
    (re.compile(r"qu|ck|q|kh|c(?![eiy])"), "k"),
    (re.compile(r"[cz]|ts"), "s"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[aeiouyh]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def check(source: str, target: str) -> Finding | None:
    """A warning where a name has no counterpart: same beginning, same sound, or a known English form; where one has
    other accents (English has all or none of them), or came out as another word; and where the English speaks of a
    nation that the French does not. A note where a given name by itself came out in English (Noé, "Noah"), a warning
    where its bearer is surely of today. An error where a nation, an acronym or a title (M., Mme) came out as another.

    Words that French also writes with a small letter (État, Conseil) and acronyms (OTAN) are nobody's names otherwise.
    """
    others = mangled(source, target)
    lost, accented = _not_found(source, target, others)
    changed = [(other.name, other.made) for other in others if other.made]
    wrong = [(found.lost, found.new) for found in exchanged(source, target, _FAMILIES)]
    acronyms = garbled(source, target)
    lost += [word for word in dropped(source, target) if word not in {old for old, _ in acronyms}]
    for old, new in acronyms:  # FDS is SDF in English: other letters are surely another one, another order is not
        (changed if sorted(old) == sorted(new) else wrong).append((old, new))
    if not acronyms:
        told_of = {word for pair in (*changed, *wrong) for word in pair}
        changed += [pair for pair in exchanged_acronyms(source, target) if told_of.isdisjoint(pair)]
    told_of = {*lost, *(old for old, _ in changed)}
    unlike = [*lost_foreign(source, target), *lost_cased(source, target)]
    lost += [word for word in dict.fromkeys(unlike) if word not in told_of]
    told_of |= set(lost)
    lost += [
        word
        for word in dict.fromkeys(lost_beside_marks(plain(source), plain(target)))
        if word not in told_of
        and exonyms().get(word, frozenset()).isdisjoint(stems(target))
        and not _is_respelled(word, target)
    ]
    changed += taken_apart(plain(source), plain(target))
    nations, in_english = invented(source, target), list(anglicized(source, target))
    lost = [name for name in lost if name not in {one.name for one in in_english}]
    is_sure = bool(changed or lost or accented or nations) or any(one.is_living for one in in_english)
    changed += [(one.name, one.made) for one in in_english]
    told = (
        ("changed", [f"{new} for {old}" for old, new in changed]),
        ("not found in the translation", lost),
        ("with other accents than in the source", accented),
        ("not in the source", nations),
    )
    errors = (f"{new} for {old}" for old, new in wrong)
    message = sentence([*errors, *(f"{where}: {_shown(words)}" for where, words in told if words)])
    severity: Severity = "error" if wrong else "warning" if is_sure else "note"
    return Finding("names", severity, message, source, target) if message else None


def _not_found(source: str, target: str, others: list[Mangled]) -> tuple[list[str], list[str]]:
    """Names with nothing like them in the English, and words of the English that are names with other accents."""
    found = stems(target)
    sounds: set[str] | None = None
    seen = {other.name for other in others}
    lost = [other.name for other in others if other.made is None]
    accented: list[str] = []
    for name in dict.fromkeys(_names(plain(source))):
        if name in seen:
            continue
        accented += _other_accents(name, target)
        if exonyms().get(name, frozenset()) & found or stem(name) in found or is_rendered(name, target):
            continue
        if sounds is None:
            sounds = {_sound(word) for word in tokens(target) if word[0].isupper()}
        if name not in lost and not (_is_heard(_sound(name), sounds) or is_rightly_english(name, source, target)):
            lost.append(name)
    return lost, accented


def _is_respelled(name: str, target: str) -> bool:
    """Tolstoï, "Tolstoy"; no Elkabbach that lost a letter."""
    alike = [word for word in tokens(target) if spelled(word) == spelled(name)]
    return any(_single(word) != _single(name) for word in alike)


def _single(name: str) -> str:
    """With no letter twice, without the e at its end."""
    return re.sub(r"(.)\1+", r"\1", fold(name)).rstrip("e")


def _other_accents(name: str, target: str) -> list[str]:
    """The name as the English writes it, where it has neither its accents nor none at all (Queméneur for Quéméneur).

    That of a capital, which French leaves out as often, is none.
    """
    if name.isascii() or name in target:
        return []
    return [
        word for word in tokens(target) if not word[1:].isascii() and word[1:] != name[1:] and fold(word) == fold(name)
    ]


def _shown(words: list[str]) -> str:
    return ", ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _names(source: str) -> list[str]:
    names = []
    for match in _WORD.finditer(source):
        word = match[0]
        if len(word) < 3 or not word[0].isupper() or word[1:].isupper():
            continue
        if _ROMAN.fullmatch(word) or _is_opening(source, match.start()) or folded(word) in common_words():
            continue
        if word.lower() in FRENCH.suffixes and source[: match.start()].rstrip()[-1:].isdigit():  # 3 Mds
            continue
        names.append(word)
    return names


def _is_opening(source: str, start: int) -> bool:
    """Whether a sentence, a quotation or a speaker's turn (``- Oui``) begins here."""
    before = source[:start].rstrip()
    return not before or before.endswith(_OPENERS) or (before.endswith("-") and source[start - 1].isspace())


def is_alike(french: str, english: str) -> bool:
    """Whether the check takes one for the other without being told: same beginning, or same sound."""
    return stem(french) == stem(english) or _is_heard(_sound(french), {_sound(english)})


def _sound(word: str) -> str:
    """The word's consonants as they sound, roughly."""
    sound = fold(word)
    for pattern, replacement in _SOUNDS:
        sound = pattern.sub(replacement, sound)
    return sound


def _is_heard(sound: str, sounds: set[str]) -> bool:
    if sound in sounds:
        return True
    return len(sound) >= 2 and any(
        len(other) >= 2 and (other.startswith(sound) or sound.startswith(other)) for other in sounds
    )
