"""``src/dipx/checks/dictionary.txt.gz``: what dictionaries say of French words that the pairs hardly have.

    python -m training.resources.dictionary ../shared/data

A word has a row if French news writes it small, the pairs have its family (``gaps.py``'s stem) fewer than ``RARE``
times, and a dictionary has English for it. Its witnesses are the stems of that English, of its irregular forms, of what
the dictionaries have beside it for other French words, and what stands beside the word in the pairs much more often
than elsewhere. A row is kept if the pairs' translators, where they met the word, said what the dictionaries say often
enough. MUSE, which is CC BY-NC, stays out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dipx.checks.dictionary import english_stem, key
from dipx.text.small_words import ENGLISH
from dipx.text.words import fold
from training.data.corpora import read_pairs
from training.data.gaps import stem
from training.data.words import words

OUT = Path(__file__).parents[2] / "src/dipx/checks/dictionary.txt.gz"
CONFIG = Path(__file__).parents[1] / "configs/data-fr-en.toml"
DICTIONARIES = (
    "glossary-news-handmade",
    "lexicon-wiktionary",
    "freedict-fra-eng",
    "lexicon-noun-adj-forms",
    "lexicon-verb-forms",
)
NO_SENTENCES = ("names", "back", "manuals")  # domains of the mix whose pairs are not read

RARE = 120
MET = 60  # pairs with a word that are looked at
LONGEST = 600  # characters of such a pair's French
MOST_SHOWN = 4
GENERAL = 40  # French words that have an English one: what more have is no synonym's sign
BESIDE, BESIDE_SHARE, LIFT = 2, 0.1, 12.0
PRIOR, PRIOR_WEIGHT, USUAL = 0.72, 4.0, 0.65  # shares of human translations that have a dictionary's word
EVERY = 10  # of the pairs, those that say how usual an English stem is

_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = re.compile(r"[^\W\d_]{4,}")
_BEFORE = re.compile(
    r"^(?:l'|d'|s'|se |le |la |les |un |une |des |il |elle |ils |elles |on |nous |vous |je |j'|tu |"
    r"qu'il |(?:a|ont|est|sont|avait|avaient|était|étaient|sera|seront) (?:été )?|en )+"
)
_ENGLISH_BEFORE = re.compile(
    r"^(?:to|the|an?|it|he|she|they|we|you|I|would|will|was|were|is|are|has|have|had|been|being|be|some|by|in) "
)
_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]\s*")
Meanings = dict[str, Counter[str]]


@dataclass(slots=True)
class Seen:
    """What the pairs have: words by family, the first pairs with each key, how usual each English stem is."""

    families: Counter[str] = field(default_factory=Counter)
    met: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    usual: Counter[str] = field(default_factory=Counter)
    pairs: int = 0

    def lift(self, english: str, share: float) -> float:
        """How much likelier an English stem is beside a word than anywhere."""
        return share * self.pairs / (self.usual[english] + 1)


def meanings(pairs: Iterable[tuple[str, str]]) -> Meanings:
    """The English of single French words by their keys, without articles, pronouns and auxiliaries."""
    found: Meanings = defaultdict(Counter)
    for french, english in pairs:
        one, said = word(french), bare(english)
        if one is None or len(said.split()) not in (1, 2, 3):
            continue
        if stems(said) and said.split()[0].lower() not in ENGLISH:
            found[key(one)][said] = 1
    return found


def word(french: str) -> str | None:
    """The one word of an entry, written small, that stands behind its article, pronoun and auxiliary."""
    found = _BEFORE.sub("", french.replace("’", "'"))
    return found if _FRENCH.fullmatch(found) and found.islower() else None


def bare(english: str) -> str:
    """An entry without brackets, articles, pronouns and auxiliaries."""
    said = _BRACKETS.sub(" ", english).strip(" .,;!?")
    while (shorter := _ENGLISH_BEFORE.sub("", said)) != said:
        said = shorter
    return said


def stems(english: str) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(
        english_stem(word) for word in _WORD.findall(english) if len(word) > 1 and word.lower() not in ENGLISH
    )


def seen(pairs: Iterable[tuple[str, str]], wanted: Set[str]) -> Seen:
    """What the pairs have of the keys that are wanted."""
    found = Seen()
    for number, (french, english) in enumerate(pairs):
        said = set(filter(str.islower, _FRENCH.findall(french)))
        found.families.update(set(map(family, said)))
        for known in set(map(key, said)) & wanted:
            if len(found.met[known]) < MET and len(french) < LONGEST:
                found.met[known].append(english)
        if number % EVERY == 0:
            found.pairs += 1
            found.usual.update(set(map(english_stem, _WORD.findall(english))))
    return found


@cache
def family(word: str) -> str:
    return stem(fold(word))


def rows(known: Meanings, said: Seen, forms: Mapping[str, set[str]]) -> Iterator[tuple[str, list[str], set[str]]]:
    """Keys with the English to show and the witnesses. ``forms`` are those in which French news has each key."""
    own = {french: frozenset[str]().union(*map(stems, english)) for french, english in known.items()}
    by_stem: defaultdict[str, list[str]] = defaultdict(list)
    for french, english_stems in own.items():
        for one in english_stems:
            by_stem[one].append(french)
    for french in sorted(known.keys() & forms.keys()):
        if max(said.families[family(form)] for form in forms[french]) >= RARE:
            continue
        targets = [frozenset(map(english_stem, _WORD.findall(text))) for text in said.met[french]]
        hits = sum(not target.isdisjoint(own[french]) for target in targets)
        if (hits + PRIOR * PRIOR_WEIGHT) / (len(targets) + PRIOR_WEIGHT) < USUAL:
            continue
        beside = Counter(one for target in targets for one in target)
        witnesses = {*own[french], *_synonyms(own[french], own, by_stem), *_beside(beside, len(targets), said)}
        for one in own[french]:
            witnesses |= _irregular().get(one, set())
        yield french, _shown(known[french], beside), witnesses


def _synonyms(own: frozenset[str], all_own: Mapping[str, frozenset[str]], by_stem: Mapping[str, list[str]]) -> set[str]:
    """What the dictionaries say of other French words that have one of the same English ones."""
    others = [french for one in own if len(by_stem[one]) <= GENERAL for french in by_stem[one]]
    return {one for french in others for one in all_own[french]}


def _beside(beside: Counter[str], times: int, said: Seen) -> set[str]:
    return {
        one
        for one, count in beside.items()
        if count >= BESIDE and count >= BESIDE_SHARE * times and len(one) > 2 and said.lift(one, count / times) > LIFT
    }


def _shown(english: Counter[str], beside: Counter[str]) -> list[str]:
    """What the translators of the pairs said comes first, then what most dictionaries have, then the shortest; each
    family of words once."""

    def place(said: str) -> tuple[int, int, int, str]:
        return -max(beside[one] for one in stems(said)), -english[said], len(said), said

    found: dict[frozenset[str], str] = {}
    for said in sorted(english, key=place):
        found.setdefault(stems(said), said)
    return list(found.values())[:MOST_SHOWN]


@cache
def _irregular() -> dict[str, set[str]]:
    """The stems of steal and stole by each other."""
    listed = words("bullets", "irregular")
    mates: defaultdict[str, set[str]] = defaultdict(set)
    for form, lemma in zip(listed[::2], listed[1::2], strict=True):
        mates[english_stem(form)].add(english_stem(lemma))
        mates[english_stem(lemma)].add(english_stem(form))
    return mates


def news_forms(folder: Path) -> dict[str, set[str]]:
    """The forms in which French news has each key, in small letters."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for word in set(_FRENCH.findall(json.loads(line)["document"])):
                    if word.islower():
                        forms[key(word)].add(word)
    return forms


def sentences(bitext: Path) -> Iterator[tuple[str, str]]:
    """The pairs that the model learned its words from, in the order of the mix."""
    for name, settings in tomllib.loads(CONFIG.read_text("utf-8"))["corpora"].items():
        if settings["domain"] not in NO_SENTENCES:
            yield from read_pairs(Path(settings.get("path", bitext / f"{name}.tsv.xz")))


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.resources.dictionary", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, help="holds bitext/ and news-fr/")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    forms = news_forms(given.data / "news-fr")
    known: Meanings = defaultdict(Counter)
    for name in DICTIONARIES:
        for french, english in meanings(read_pairs(given.data / "bitext" / f"{name}.tsv.xz")).items():
            known[french].update(english)
    said = seen(sentences(given.data / "bitext"), known.keys() & forms.keys())
    made = list(rows(known, said, forms))
    text = "".join(f"{french}\t{'|'.join(shown)}\t{' '.join(sorted(other))}\n" for french, shown, other in made)
    given.out.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{len(made)} words in {given.out.name}, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
