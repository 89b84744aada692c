"""Acronyms that came out as others, ``RGPD`` as CGPD, ``OM`` as WHO, or not at all."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dipx.checks.casing import usual_form
from dipx.checks.coverage import FRENCH_LETTERS, english_stems, entry, lexicon
from dipx.checks.exonyms import common_words, exonyms, is_told
from dipx.checks.lists import rows
from dipx.text.small_words import ENGLISH, FRENCH, FRENCH_IN_NAMES, FRENCH_TOO
from dipx.text.words import fold, plain, stems, tokens

_ACRONYM = re.compile(r"(?<![\w-])[^\W\d_a-zà-ÿœ]{2,6}(?![\w-])")
_BRACKETED = re.compile(r"\(([A-ZÀ-Þ]{3,7})\)")
_PLURAL = re.compile(r"(?<![\w-])[^\W\d_a-zà-ÿœ]{2,7}(?=s(?![\w-]))")
_SMALL = re.compile(r"[a-zà-ÿ]{2}")
_LOUD = re.compile(r"[A-ZÀ-ÖØ-Þ]{2,}[ ',:’-]+[A-ZÀ-ÖØ-Þ]{2,}|^[A-ZÀ-ÖØ-Þ]{4,}")  # words in capitals, not acronyms
_WORDS = (FRENCH | FRENCH_TOO | FRENCH_IN_NAMES | ENGLISH) - {"who"}  # of health
_ROMAN = re.compile("[IVXLCDM]+|M[MR]S?|TV")
_NUMERAL = re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|M[MR]S?|TV")  # no IC
_VOWEL = re.compile("[aeiouy]")
_MOST = 30  # that are compared: a text of more is a list of them
_LEAST = 3  # letters of an acronym that one letter more or less leaves recognizable
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_SOME = {
    "US": "etat amer wash",
    "UK": "roya brit angl lond",
    "EU": "euro brux",
    "UN": "unie onus casq",
    "USD": "doll us",
}
# What English puts in where the French has words for it, or nothing.
_ENGLISH = frozenset("AM PM AD BC ID IT HQ MP QC GMT CEO CFO DNA GP ER PC HR PR DJ FM".split())
_TOO = {("ONU", "UNO"), ("EU", "US"), ("EU", "USA")}  # as some write them
_SHORT_FOR = {made: frozenset(words.split()) for made, words in (_SOME | {"USA": _SOME["US"]}).items()}
_UNITS = frozenset({"MW", "GW", "TW"})  # which of them is right is for ``units``: 1 300 MW are 1.3 GW


def garbled(source: str, target: str) -> list[tuple[str, str]]:
    """(French, English) where the source has acronyms that the target lacks, and the target as many that the source
    lacks; not those that stand for the same, and none that the French has in words (*américain*, US)."""
    ours, theirs = (_acronyms(text) for text in (source, target))
    lost = [ours[old] for old in ours if old not in theirs]
    new = [theirs[made] for made in theirs if made not in ours]
    new += [made for made in _mangled_plurals(lost, source, target) if made not in new]
    if not lost or not new or not (_SMALL.search(source) and _SMALL.search(target)):
        return []
    told = {word for old in lost for made in new if _is_known(old, made) for word in (old, made)}
    told |= {made for made in new if _is_in_words(made, source)}
    lost, new = ([word for word in words if word not in told and _is_acronym(word)] for words in (lost, new))
    # What follows its own name in brackets is often made anew of the English one.
    if len(lost) != len(new) or _LOUD.search(source) or any(f"({old}" in source for old in lost):
        return [(old, made) for old in lost for made in new if _is_a_letter_off(old, made)]
    return [pair for pair in zip(lost, new, strict=True) if not _is_dropped(*pair)]


def exchanged(source: str, target: str) -> list[tuple[str, str]]:
    """The same with those that the lexicon knows (CNN for RN, RAC for CCR), of which as many need not be new: an
    acronym of the target that the source has in no way, and the one that may stand for it.

    Not where the lexicon or the list has the two as a pair. Of 28,896 pairs of news that people wrote 21 have one,
    and in most of them it is their mistake.
    """
    ours, theirs = (_acronyms(text) for text in (source, target))
    lost = [ours[old] for old in ours if old not in theirs and _may_be_one(ours[old])]
    new = [theirs[made] for made in theirs if made not in ours and _may_be_one(theirs[made])]
    if not lost or not new or _LOUD.search(source) or any(f"({old}" in source for old in lost):
        return []
    if max(len(lost), len(new)) > _MOST:
        return []
    if (source.isupper() or target.isupper()) and not _is_cell(source, target, lost[0]):
        return []
    told = {word for old in lost for made in new if _is_pair(old, made) for word in (old, made)}
    said = {fold(word) for word in tokens(source)}
    told |= {made for made in new if made in _ENGLISH or fold(made) in said or _is_in_words(made, source)}
    lost, new = ([word for word in words if word not in told] for words in (lost, new))
    return [pair for pair in zip(lost, new, strict=False) if not _is_dropped(*pair)]


@lru_cache(maxsize=8)
def _acronyms(text: str) -> dict[str, str]:
    """Words in capitals, by what they are in small letters."""
    return {fold(found): found for found in _ACRONYM.findall(text)}


def _is_cell(source: str, target: str, word: str) -> bool:
    """Whether both texts are an acronym and nothing else, as a table's cells are."""
    is_sure = word in _table() or usual_form(word) == word
    return is_sure and source.strip(" .:") == word and _ACRONYM.fullmatch(target.strip(" .:")) is not None


def _is_pair(french: str, english: str) -> bool:
    known = entry(fold(french)[:FRENCH_LETTERS])
    return (
        _is_known(french, english)
        or (french, english) in _TOO
        or (known is not None and not known[2].isdisjoint(english_stems(english)))
    )


def _may_be_one(word: str) -> bool:
    """Whether a word in capitals is an acronym as far as the lists know: their own, or none that has small letters."""
    small = fold(word)
    if small in _WORDS or small in common_words():
        return False
    if _NUMERAL.fullmatch(word):
        return word in _table()
    return (
        word in _table()
        or usual_form(word) == word
        or not _VOWEL.search(small)
        or small[:FRENCH_LETTERS] not in lexicon()
    )


def misspelled(source: str, target: str) -> list[tuple[str, str]]:
    """What the target has for acronyms, a letter off or in another order (CDDDs, GCS for CSG), and what is right: the
    English that the list knows, or the acronym itself, where the list has no English of it.

    Of 1,500 sentences with acronyms that no list has the bundled model changed 80 so, and none rightly. (People do:
    of six in their pairs (CSSZ, CSSA; NAE, NAB) four were right.) Letters turned as English turns them (SLA, ALS) are
    set right only where the list knows better.
    """
    ours, theirs = (_acronyms(text) for text in (source, target))
    if _LOUD.search(source):
        return []
    plurals = {f"{made}s": made for made in _PLURAL.findall(target)}
    said = {*theirs, *map(fold, plurals.values())}
    lost = [word for old, word in ours.items() if old not in said and _may_be_misspelled(word)]
    new = {word: word for made, word in theirs.items() if made not in ours}
    new |= {written: made for written, made in plurals.items() if fold(made) not in ours}
    found = [
        (old, written)
        for written, made in new.items()
        for old in lost
        if _is_alike(old, made)
        and made not in (_ENGLISH if old in _table() else _english_ones() | _ENGLISH)
        and (old in _table() or not (_is_turned(old, made) or _is_made_of_words(made, target)))
    ]
    olds, news = ([pair[place] for pair in found] for place in (0, 1))
    made_right = _in_brackets(source, target)
    for old, made in found:
        right = in_english(old) or old
        if (right == old and _is_turned(old, made)) or _is_explained(made, target):
            continue
        if olds.count(old) == news.count(made) == 1 and right not in made:
            made_right.append((made, right + "s" * made.endswith("s")))
    return made_right


def _is_explained(made: str, target: str) -> bool:
    """Whether the English says what it stands for: "the Canadian Space Agency (CSA)"."""
    before = target.partition(f"({made})")[0] if f"({made})" in target else ""
    initials = "".join(word[0] for word in re.findall(r"\b[A-Z][^\W\d_]*", before))
    return len(before) > 0 and initials.endswith(made)


def _in_brackets(source: str, target: str) -> list[tuple[str, str]]:
    """The one acronym in brackets behind its own name, which is made up of no initials: "the French Development Agency
    (FAA)" for « l'Agence française de développement (AFD) »."""
    ours, theirs = (dict.fromkeys(_BRACKETED.findall(text)) for text in (source, target))
    if len(ours) != 1 or len(theirs) != 1:
        return []
    (old,), (made,) = ours, theirs
    is_right = old in target or made in source or made in _english_ones()
    if is_right or not _may_be_misspelled(old) or in_english(old) or _is_alike(old, made):
        return []
    return [] if _is_made_of_words(made, target) else [(made, old)]


def _is_made_of_words(made: str, target: str) -> bool:
    """Whether its letters are the initials of the words before it: "Guadalajara Civil Hospital (CHG)"."""
    before, bracketed, _ = target.partition(f"({made})")
    words = re.findall(r"[^\W\d_]{3,}", before.lower()) if bracketed else []
    full = [word for word in words if word not in ENGLISH]
    is_so = made.lower() in "".join(word[0] for word in words[-len(made) - 2 :])
    return is_so or sorted(made.lower()) == sorted(word[0] for word in full[-len(made) :])


def _may_be_misspelled(word: str) -> bool:
    """An acronym of three letters and more that has one English at most, its own or one that the list knows."""
    known = _table().get(word, frozenset("-"))
    return (
        len(word) >= _LEAST
        and word.isalpha()
        and _is_acronym(word)
        and (known == {"-"} or in_english(word) is not None)
    )


def _is_alike(old: str, made: str) -> bool:
    """A letter off, or the same letters in another order."""
    return len(made) > 1 and (_is_a_letter_off(old, made) or sorted(old) == sorted(made))


def _is_turned(old: str, made: str) -> bool:
    """Whether the letters are in the order that English may well have: SLA, ALS; CCG, GCC."""
    return len(old) == len(made) and (made == old[::-1] or made in old + old)


def _mangled_plurals(lost: list[str], source: str, target: str) -> list[str]:
    """The plurals of the target ("CDDDs", "DRMs") that may be of one of the lost acronyms."""
    found = dict.fromkeys(_PLURAL.findall(target)) if lost else ()
    return [
        made
        for made in found
        if made not in source and made not in _ENGLISH and any(_is_alike(old, made) for old in lost)
    ]


def dropped(source: str, target: str) -> list[str]:
    """Acronyms of the source that no list has and the target lacks. Of 27,343 pairs that people wrote 17 have one."""
    if not _SMALL.search(source) or _LOUD.search(source):
        return []
    said = fold(target)
    found = dict.fromkeys(word for word in _ACRONYM.findall(source) if len(word) > 2 and fold(word) not in said)
    return [word for word in found if word not in _table() and _is_acronym(word) and _stays(word, source)]


def _stays(word: str, source: str) -> bool:
    return word.isalpha() and word.isupper() and word not in exonyms() and f"({word}" not in source


def is_rendered(word: str, target: str) -> bool:
    """Whether the English has an acronym that the French writes with small letters: Onu, "United Nations"."""
    if word.upper() not in _table() or not (usual_form(word) or "").isupper():
        return False
    known = entry(fold(word)[:FRENCH_LETTERS])
    return known is not None and not known[2].isdisjoint(english_stems(target))


def in_english(french: str) -> str | None:
    """The English acronym, where a French one has no other English."""
    known = _table().get(french, frozenset())
    return next(iter(known)) if len(known) == 1 and "-" not in known else None


def english_forms(french: str) -> frozenset[str]:
    """The acronyms that may stand for a French one in English, and the French one itself; none for another word."""
    is_one = french in _table() or _ACRONYM.fullmatch(french) is not None
    return _table().get(french, frozenset()) - {"-"} | {french} if is_one else frozenset()


def _is_acronym(word: str) -> bool:
    small = fold(word)
    return not _ROMAN.fullmatch(word) and small not in _WORDS and small[:FRENCH_LETTERS] not in lexicon()


def _is_known(french: str, english: str) -> bool:
    if french in _UNITS and english in _UNITS:
        return True
    return english in _table().get(french, frozenset()) or is_told(french, english)


def _is_in_words(english: str, source: str) -> bool:
    """Whether the French says in words what the acronym stands for: *Organisation mondiale de la santé*, WHO."""
    if not _SHORT_FOR.get(english, frozenset()).isdisjoint(stems(source)):
        return True
    initials = "".join(word[0] for word in map(fold, _CONTENT.findall(plain(source))))
    return any(english in made and fold(french) in initials for french, made in _table().items())


def _is_dropped(french: str, english: str) -> bool:
    """Whether English writes this one out, so that one unlike it in the target is something else."""
    is_alike = sorted(french) == sorted(english) or _is_a_letter_off(french, english)
    return "-" in _table().get(french, frozenset()) and not is_alike


def _is_a_letter_off(old: str, new: str) -> bool:
    if len(old) == len(new):
        return sum(a != b for a, b in zip(old, new, strict=True)) == 1
    shorter, longer = sorted((old, new), key=len)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


@cache
def _table() -> dict[str, frozenset[str]]:
    return {row.partition("\t")[0]: frozenset(row.partition("\t")[2].split()) for row in rows("acronyms.tsv")}


@cache
def _english_ones() -> frozenset[str]:
    return frozenset().union(*_table().values())
