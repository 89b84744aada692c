"""What of the gazetteer's candidates are names that French spells otherwise, agreed upon, and refused by no reader.

``gazetteer_read.txt`` is what only a reader can tell: "- name" is refused, "+ name" is no matter of French spelling and
stays nevertheless.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from dipx.text.words import fold

READ = Path(__file__).with_name("gazetteer_read.txt")
WORDS = ("lexicon-wiktionary", "freedict-fra-eng", "lexicon-noun-adj-forms", "lexicon-muse")

_ARTICLE = re.compile(r"(?:l['’]|(?:le|la|les|une?|des|ce|cet|cette|ces|the|an?|this|these) )")
_LETTERS = re.compile(r"[^\W\d_][\w-]*")
_JOINT = frozenset("de du des la le d l of the et and von van der di".split())
# What French makes of other spellings, and English does not; beside these, accents.
_WAYS = ("ou", "tch", "ch", "dj", "gue", "gui", "ss")
_ACCENT = re.compile("[éèêâîôûïëç]")
_OF = re.compile(r" (?:of|and|the|in|de') ")
_DE = re.compile(r" (?:d[eu]|des|et|l[ae]|les|en) | ?[ld]['’]")


def sifted(names: dict[str, str], data: Path, found: list[tuple[str, str, bool]]) -> dict[str, str]:
    """Those that are names, spelled by French rules, agreed upon and not refused; says why others are gone."""
    refused, kept = read()
    no_nouns = named(names, data)
    wrong = denied(found, {french: english for french, english in names.items() if " " not in french})
    reasons: dict[str, Callable[[str], bool]] = {
        "common words": lambda french: french not in no_nouns,
        "no French spelling": lambda french: not is_french_spelling(french, names[french]),
        "denied by other titles": lambda french: french in wrong,
        "refused by a reader": lambda french: french in refused,
    }
    gone = {
        french: next((reason for reason, holds in reasons.items() if holds(french)), "")
        for french in names.keys() - kept
    }
    print(dict(Counter(reason for reason in gone.values() if reason)))
    return {french: english for french, english in names.items() if not gone.get(french)}


def capitals_and_small(folder: Path, words: set[str]) -> tuple[Counter[str], Counter[str]]:
    """How often French news has each of the words as it is, and how often with a small letter."""
    lowered = {_small(word): word for word in words}
    great, small = Counter[str](), Counter[str]()
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for word in _LETTERS.findall(json.loads(line)["document"]):
                    if word in words:
                        great[word] += 1
                    elif word in lowered:
                        small[lowered[word]] += 1
    return great, small


def nouns(bitext: Path) -> dict[str, set[str]]:
    """What dictionaries have with a small letter, and the words of its English."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in WORDS:
        with lzma.open(bitext / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                french, english = (_ARTICLE.sub("", side) for side in line.rstrip("\n").split("\t")[:2])
                if french[:1].islower():
                    found[french] |= set(english.split())
    return found


def denied(found: Iterable[tuple[str, str, bool]], singles: dict[str, str]) -> set[str]:
    """The single words that the titles beside them give otherwise more often than so."""
    votes = Counter[str]()
    for french, english in {(french, english) for french, english, _ in found}:
        for word in set(_LETTERS.findall(french)) - {french}:
            if word in singles:
                votes[word] += 1 if singles[word] in _LETTERS.findall(english) else -1
    return {word for word, balance in votes.items() if balance < 0}


def named(names: dict[str, str], data: Path) -> set[str]:
    """Those that do not begin with a common noun; of single words those that are not mostly written small."""
    great, small = capitals_and_small(data / "news-fr", {_first(french) for french in names})
    known = nouns(data / "bitext")

    def is_common(french: str, english: str) -> bool:
        word = _first(french)
        if french.startswith(("L'", "L’", f"{word} en ")):
            return True
        theirs = {form for other in english.lower().split() for form in (other, other.removesuffix("s"))}
        forms = {_small(word), _small(word).removesuffix("s")} & known.keys()
        is_other = fold(word) not in map(fold, theirs)
        is_noun = is_other or any(not theirs.isdisjoint(known[form]) for form in forms)
        is_small = 0 < small[word] >= great[word]
        return (is_small and (is_noun or " " not in french)) or bool(forms and is_noun and _DE.match(french, len(word)))

    return {french for french, english in names.items() if not is_common(french, english)}


def is_french_spelling(french: str, english: str) -> bool:
    """Whether the two differ in how French spells a name: Tchekhov; not Alfons or Alphonse, von or none."""
    if " " not in french:
        return True
    joined = bool(_DE.search(french) and _OF.search(english))
    differ = [both for both in zip(words_of(french), words_of(english), strict=True) if fold(both[0]) != fold(both[1])]
    return joined or (bool(differ) and all(_is_spelled(one.lower(), fold(other)) for one, other in differ))


def _is_spelled(french: str, english: str) -> bool:
    if _ACCENT.search(french) or any(way in french and way not in english for way in _WAYS):
        return True
    if french.endswith(("ine", "ien", "ski", "cki")) and not english.endswith(french[-3:]):
        return True
    if re.search("^e|i[aeou]|a[eï]v$", french) and re.search("y[aeou]", english):
        return True
    return ("j" in french and "zh" in english) or (french.endswith(("e", "que", "i")) and english[-1] != french[-1])


def _first(name: str) -> str:
    found = _LETTERS.match(name)
    return found[0] if found else name


def _small(word: str) -> str:
    return word[:1].lower() + word[1:]


def read() -> tuple[set[str], set[str]]:
    """What a reader refused, and what is to stay nevertheless."""
    lines = READ.read_text("utf-8").splitlines()
    return tuple({line[2:] for line in lines if line.startswith(sign)} for sign in "-+")  # type: ignore[return-value]


def words_of(name: str) -> list[str]:
    return [word for word in re.split(r"[\s'’-]+", name) if word and fold(word) not in _JOINT]
