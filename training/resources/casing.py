"""How French words are written, and which are English too.

    python -m training.resources.casing ../shared/data/bitext

Lists the words whose usual form is more than small letters without accents (État, ONU, économie, Pékin);
a word stands for all that fold to the same letters. And, in another file, those that their translations often keep
(restaurant, sport).
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from dipx.errors import DipxError
from dipx.text.words import fold, plain
from training.data.corpora import Pair, read_pairs

CORPORA = (
    "news-test2008 newstest2009 newstest2010 newstest2011 newstest2012 news_commentary_10k lig_postedit "
    "newsdiscussdev2015 ud_pud un-sample giga-fren-sample tatoeba-manythings europarl"
).split()
MOST_PAIRS = 150_000
LEAST, MOST = 3, 13_000
SHARE, ACCENT_SHARE = 0.6, 0.92  # annonce and annoncé are two words: an accent alone must be nearly certain
# What Europarl and the United Nations write with a capital, and newspapers without.
OFFICE = frozenset(
    "président présidente présidence ministre banque commission commissaire conseil parlement gouvernement comité "
    "directeur directive règlement traité charte convention cour tribunal accord article fonds fédération organisation "
    "royaume union république députés député madame monsieur messieurs mesdames membres secrétaire général assemblée "
    "groupe bureau centre chambre ministère nations programme rapport rapporteur institut agence autorité tirs".split()
)
LEAST_KEPT, KEPT_SHARE, MOST_KEPT = 3, 0.15, 4_000
_ANY_WORD = re.compile(r"[^\W\d_]{3,}")
_WORD = re.compile(r"(?<=[\w,’'-][ ’'-])[^\W\d_]+")  # not where a sentence or quotation begins


def forms(texts: Iterator[str]) -> Iterator[str]:
    """The words inside the texts, as written; lines in capitals say nothing."""
    for text in texts:
        if not text.isupper():
            yield from _WORD.findall(plain(text))


def usual(words: Iterator[str]) -> list[str]:
    """The usual form of each word where it is not the folded one, the most frequent first."""
    by_key: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        by_key[fold(word)][word] += 1
    kept: list[tuple[int, str]] = []
    for key, found in by_key.items():
        form, count = found.most_common(1)[0]
        if form.lower() in OFFICE:
            form = form.lower()
        share = SHARE if form[0].isupper() else ACCENT_SHARE
        if form != key and count >= LEAST and count >= share * found.total():
            kept.append((count, form))
    return [form for _, form in sorted(kept, key=lambda entry: (-entry[0], entry[1]))]


def kept(pairs: Iterator[Pair]) -> list[str]:
    """Small words of three letters and more that stand in their translations as they are, the most frequent first."""
    said: Counter[str] = Counter()
    same: Counter[str] = Counter()
    for source, target in pairs:
        words = {word for word in _ANY_WORD.findall(source) if word.islower()}
        said.update(words)
        same.update(words & set(_ANY_WORD.findall(target.lower())))
    return [word for word, count in same.most_common() if count >= max(LEAST_KEPT, KEPT_SHARE * said[word])][:MOST_KEPT]


def bitext(folder: Path) -> Iterator[Pair]:
    """The pairs of all corpora."""
    for name in CORPORA:
        yield from itertools.islice(read_pairs(folder / f"{name}.tsv.xz"), MOST_PAIRS)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.resources.casing", description=__doc__.partition("\n")[0])
    parser.add_argument("bitext", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/dipx/checks"), help="the folder of the two files")
    given = parser.parse_args(arguments)
    try:
        found = usual(forms(source for source, _ in bitext(given.bitext)))[:MOST]
        same = kept(bitext(given.bitext))
    except DipxError as error:
        print(f"casing: {error}", file=sys.stderr)
        return error.exit_code
    for name, words in (("casing.txt", found), ("english_too.txt", same)):
        (given.out / name).write_text("".join(f"{word}\n" for word in sorted(words)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
