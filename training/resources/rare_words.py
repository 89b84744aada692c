"""``src/dipx/text/rare_words.tsv``: words of French news that the model takes for others, and what to show it instead.

    python -m training.resources.rare_words pick ../shared/data ../shared/eval/*.fr > picked.fr
    dipx translate --lines --no-memory < picked.fr > picked.en
    python -m training.resources.rare_words sheet picked.fr picked.en > sheet.txt
    python -m training.resources.rare_words try rows.tsv picked.fr

The first takes two sentences of news for each word that the news has five times and the pairs fewer than ``RARE``
times, none of a set that is forbidden or kept aside; the third lists the words for whose English a dictionary, a
lookalike or the lexicon of coverage finds no witness. Whoever knows both languages reads the list and writes rows
(``text/idioms.py`` has their form); the last shows for each row sentences where it applies, and the model's English
without and with it. Kept is what is better there and nowhere worse; then a row goes whose word has a witness in most
sentences without it. The first table was made so, by scripts that this one is a clean copy of: 5,414 words, of which
six readers made 2,618 rows in half an hour each.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dipx import api
from dipx.checks.coverage import FRENCH_LETTERS, entry
from dipx.checks.dictionary import english_stem, key, lookup
from dipx.checks.glosses import gloss
from dipx.options import Options
from dipx.text import idioms
from dipx.text.words import fold, folded
from training.data.corpora import read_pairs
from training.data.forbidden import forbidden_sentences
from training.data.gaps import documents, sentences

RARE, HEARD, EACH = 250, 5, 2
WORDS_ONLY = ("lexicon", "names", "glossary", "freedict", "cldr")  # corpora that are no sentences
SHOWN = 60  # characters around a word

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENGLISH = re.compile(r"[^\W\d_]+")


def pick(data: Path, forbidden: Iterable[Path]) -> Iterator[str]:
    """Sentences of news that hold each wanted word twice."""
    articles = documents(sorted((data / "news-fr").glob("*.jsonl.xz")))
    news = list(dict.fromkeys(sentences(articles, forbidden_sentences(forbidden))))
    small: Counter[str] = Counter()
    for text in news:
        small.update({key(word) for word in _WORD.findall(text) if word.islower()})
    heard = {word for word, times in small.items() if times >= HEARD}
    met: Counter[str] = Counter()
    for path in sorted((data / "bitext").glob("*.tsv.xz")):
        if not path.name.startswith(WORDS_ONLY):
            for pair in read_pairs(path):
                met.update(heard & {key(word) for word in _WORD.findall(pair[0])})
    wanted = {word for word in heard if met[word] < RARE}
    had: Counter[str] = Counter()
    for text in news:
        here = wanted & {key(word) for word in _WORD.findall(text) if word.islower()}
        if any(had[word] < EACH for word in here):
            had.update(here)
            yield text


def sheet(french: Sequence[str], english: Sequence[str]) -> Iterator[str]:
    """The words without a witness, in the order of their families, with what stands around them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in zip(french, english, strict=True):
        for match in _WORD.finditer(source):
            if match[0].islower() and len(found[key(match[0])]) < 2 * EACH and not has_witness(match[0], target):
                around = source[max(0, match.start() - SHOWN) : match.end() + SHOWN]
                found[key(match[0])] += [f"  {around}", f"  = {target}"]
    for word in sorted(filter(found.get, found), key=fold):
        yield f"## {word} [{gloss(word) or ''}]"
        yield from found[word]


def has_witness(word: str, target: str) -> bool:
    """Whether the English has the dictionary's word, one that begins alike, or one that is usual beside it."""
    said = list(map(folded, _ENGLISH.findall(target)))
    row, known = lookup(word), gloss(word) or gloss(key(word)) or ""
    english = (row.witnesses if row else frozenset()) | {english_stem(one) for one in _ENGLISH.findall(known)}
    usual = entry(fold(word)[:FRENCH_LETTERS])
    return (
        not english.isdisjoint(map(english_stem, said))
        or any(one[:5] == fold(word)[:5] for one in said)
        or (usual is not None and not usual[2].isdisjoint(one[:5] for one in said))
    )


def tried(rows: Iterable[str], french: Sequence[str]) -> Iterator[str]:
    """Each row, sentences where it applies, what the model is shown, its English without and with it."""
    shown = [(row, text, plain) for row in rows for text, plain in list(_where(row, french))[:EACH]]
    options = Options(lang="fr")
    without = api.translate([text for _, text, _ in shown], options)
    given = api.translate([plain for _, _, plain in shown], options)
    for (row, text, plain), before, after in zip(shown, without, given, strict=True):
        yield from (f"## {row}", f"F {text}", f"P {plain}", f"A {before}", f"B {after}")


def _where(row: str, french: Sequence[str]) -> Iterator[tuple[str, str]]:
    known = idioms._row(row)
    return ((text, plain) for text in french if (plain := known.replaced(text)) != text)


def _lines(path: str) -> list[str]:
    return Path(path).read_text("utf-8").splitlines()


def main(given: Sequence[str]) -> None:
    match given:
        case ["pick", data, *forbidden]:
            made = pick(Path(data), map(Path, forbidden))
        case ["sheet", french, english]:
            made = sheet(_lines(french), _lines(english))
        case ["try", rows, french]:
            made = tried(filter(None, _lines(rows)), _lines(french))
        case _:
            raise SystemExit(__doc__)
    for line in made:
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
