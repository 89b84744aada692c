"""``src/dipx/checks/glosses.tsv.gz``: one English word or two for a French one, form by form.

    python -m training.resources.glosses ../shared/data

Of each form, what the dictionaries of ``dictionary.py`` say, and of several words the one
that the pairs' translators used most. Left out is a form whose translators mostly said something else, and one
that is written the same in English.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from dipx.checks.dictionary import english_stem, key
from training.data.corpora import read_pairs
from training.resources import dictionary
from training.resources.dictionary import Meanings, Seen, stems

OUT = Path(__file__).parents[2] / "src/dipx/checks/glosses.tsv.gz"
WRITTEN = Path(__file__).parents[1] / "corpora"  # pairs made for this project: rare words, translated well
LONGEST = 2  # words
_LANGUAGE = re.compile(r"(?<=[a-z]) language$")  # « français » is French of all else too
USUAL = 0.45  # share of the translators that have one of the dictionaries' words, as ``dictionary.py`` counts it
_WORD = re.compile(r"[^\W\d_]+")


def forms(pairs: Iterable[tuple[str, str]]) -> Meanings:
    """The English of single French words as they are written, without articles, pronouns and auxiliaries."""
    found: Meanings = defaultdict(Counter)
    for french, english in pairs:
        word, said = dictionary.word(french), dictionary.bare(english)
        said = _LANGUAGE.sub("", said) if said[:1].isupper() else said
        if word is not None and len(said.split()) <= LONGEST and stems(said):
            found[word][said] += 1
    return found


def glosses(known: Meanings, by_key: Meanings, said: Seen) -> Iterator[tuple[str, str]]:
    """Forms and their English."""
    for french in sorted(known):
        one = key(french)
        met = [frozenset(map(english_stem, _WORD.findall(text))) for text in said.met[one]]
        own = frozenset[str]().union(*map(stems, by_key[one] | known[french]))
        hits = sum(not target.isdisjoint(own) for target in met)
        if (hits + dictionary.PRIOR * dictionary.PRIOR_WEIGHT) / (len(met) + dictionary.PRIOR_WEIGHT) < USUAL:
            continue
        beside = Counter(stem for target in met for stem in target)
        english = min(by_key[one] | known[french], key=lambda entry: _place(entry, known[french], beside))
        if english.lower() != french:
            yield french, english


def _place(english: str, own: Counter[str], beside: Counter[str]) -> tuple[int, bool, int, int, int, str]:
    """What the translators said comes first, then the form's own, then what is short and in most dictionaries."""
    said = min(beside[stem] for stem in stems(english))
    return -said, english not in own, len(english.split()), -own[english], len(english), english


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.resources.glosses", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, help="holds bitext/ and news-fr/")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    entries = [
        pair for name in dictionary.DICTIONARIES for pair in read_pairs(given.data / "bitext" / f"{name}.tsv.xz")
    ]
    known, by_key = forms(entries), dictionary.meanings(entries)
    written = chain.from_iterable(map(read_pairs, sorted(WRITTEN.glob("expert-news-*.tsv.xz"))))
    pairs = chain(written, dictionary.sentences(given.data / "bitext"))
    made = list(glosses(known, by_key, dictionary.seen(pairs, by_key.keys())))
    text = "".join(f"{french}\t{english}\n" for french, english in made)
    given.out.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{len(made)} forms in {given.out.name}, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
