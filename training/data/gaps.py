"""What French news says that the pairs hardly have, and the sentences of it to translate by hand.

    python -m training.data.gaps ../shared/data/news-fr                             how much of it is unknown
    python -m training.data.gaps ../shared/data/news-fr --take 10000 --out batches  and sentences, sixty a file

Units are words (folded, stems of seven letters) and phrases of two words. A unit is *wanted* when the news has it three
times or more (a phrase: eight) and the pairs fewer than 25 times (a phrase: four), unless it is mostly written with a
capital: names are copied. Sentences are taken greedily, by the weight of their wanted units that were had fewer than
three times, halved with each time, over the length to the power of 0.85.

No sentence is taken that a pair has already, of an article that a development set has a sentence of, or of the tenth of
all articles that nobody is to learn from (``is_aside``): there is to be news to read blind.
"""

from __future__ import annotations

import argparse
import heapq
import json
import lzma
import math
import re
import sys
from collections import Counter
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from dipx import formats
from dipx.errors import DipxError, InputError
from dipx.formats.paths import expand
from dipx.text import segment_document
from dipx.text.words import fold
from training.data.corpora import read_pairs
from training.data.filters import key
from training.data.forbidden import fingerprint, forbidden_sentences

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from dipx.document import Document

STEM, LONG = 7, 8  # a longer word is its first letters
WORD_TIMES, WORD_KNOWN = 3, 25  # in the news at least, in the pairs fewer
PHRASE_TIMES, PHRASE_KNOWN = 8, 4
HAD = 3  # how often each unit is to be had
SHORTEST, LONGEST = 8, 42  # words of a sentence
BATCH = 60
UNKNOWN = 3  # a word that the pairs have fewer times is unknown

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NO_SENTENCE = re.compile(r"https?:|@|www\.|[|\ufffd{}<>_]")
_SMALL = frozenset(
    "le la les de des du un une et à au aux en que qui est pour dans par sur avec ne pas il elle ce se".split()
)
_SMALL_SHARE = 0.15  # of a sentence's words; a list of names has fewer


def units(text: str) -> set[str]:
    """The words and phrases of a text."""
    folded = [fold(word) for word in _WORD.findall(text)]
    phrases = {f"{one} {two}" for one, two in pairwise(folded) if len(one) > 3 and len(two) > 3}
    return {stem(word) for word in folded if len(word) > 3} | phrases


def stem(folded: str) -> str:
    """The first letters of a long word, all of a short one: what its family shares."""
    return folded[:STEM] if len(folded) > LONG else folded


def documents(paths: Iterable[Path]) -> Iterator[Document]:
    """The French articles of ``*.jsonl.xz`` files with a ``document`` in each line, and of files of any format.

    Raises ``InputError`` for what cannot be read.
    """
    for path in paths:
        corpora = sorted(path.glob("*.jsonl.xz")) or [path] * path.name.endswith(".jsonl.xz")
        for corpus in corpora:
            with lzma.open(corpus, "rt", encoding="utf-8") as lines:
                yield from (formats.parse(json.loads(line)["document"]) for line in lines)
        if not corpora:
            yield from (formats.read(item.path) for item in expand([path]))


def is_aside(document: Document) -> bool:
    """Whether an article is one of the tenth that is kept for reading blind."""
    return blake2b(document.text.encode(), digest_size=2).digest()[0] % 10 == 0


def sentences(found: Iterable[Document], forbidden: Container[int] = ()) -> Iterator[str]:
    """The single sentences that a person may translate, of the articles that may be learned from."""
    for document in found:
        texts = [" ".join(segment.text.split()) for segment in segment_document(document)]
        if not is_aside(document) and not any(fingerprint(text) in forbidden for text in texts):
            yield from filter(_is_sentence, texts)


def _is_sentence(text: str) -> bool:
    words = text.split()
    if not SHORTEST <= len(words) <= LONGEST or _NO_SENTENCE.search(text):
        return False
    if text[-1] not in '.!?»"' or not (text[0].isupper() or text[0] in '«"'):
        return False
    return sum(word.lower() in _SMALL for word in words) >= _SMALL_SHARE * len(words)


def wanted(texts: Iterable[str], known: Mapping[str, int]) -> dict[str, float]:
    """The weight of each unit that the texts use and that the pairs, which have it ``known`` times, lack."""
    times: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for text in texts:
        times.update(units(text))
        # The first word's capital says nothing.
        capitals.update({stem(fold(w)) for w in _WORD.findall(text)[1:] if len(w) > 3 and w[0].isupper()})
    weights: dict[str, float] = {}
    for unit, count in times.items():
        is_phrase = " " in unit
        least, enough = (PHRASE_TIMES, PHRASE_KNOWN) if is_phrase else (WORD_TIMES, WORD_KNOWN)
        is_name = any(capitals[stem(word)] > 0.6 * times[stem(word)] for word in unit.split())
        if count >= least and known.get(unit, 0) < enough and not is_name:
            weights[unit] = math.log1p(count) * (0.6 if is_phrase else 1) / (1 + known.get(unit, 0) / 6)
    return weights


def picked(texts: list[str], weights: Mapping[str, float], take: int) -> list[str]:
    """At most ``take`` of the texts, those with most of what is wanted first."""
    had: Counter[str] = Counter()
    theirs = [[unit for unit in units(text) if unit in weights] for text in texts]

    def score(index: int) -> float:
        length = len(texts[index].split())
        worth = sum(weights[unit] * 0.5 ** had[unit] for unit in theirs[index] if had[unit] < HAD)
        return float(worth / length**0.85 * (1.15 if 12 <= length <= 32 else 1))

    heap = [(-score(index), index) for index in range(len(texts))]
    heapq.heapify(heap)
    taken: list[str] = []
    while heap and len(taken) < take:
        claimed, index = heapq.heappop(heap)
        now = -score(index)
        if now <= claimed + 1e-9:
            taken.append(texts[index])
            had.update(theirs[index])
        elif now < -0.05:  # others took some of what it had
            heapq.heappush(heap, (now, index))
    return taken


def ignorance(texts: Iterable[str], known: Mapping[str, int]) -> tuple[int, int, Counter[str]]:
    """Running words that are no names, how many of them are unknown to the pairs, and which."""
    running = 0
    unknown: Counter[str] = Counter()
    for text in texts:
        for index, word in enumerate(_WORD.findall(text)):
            if len(word) > 3 and (index == 0 or not word[0].isupper()):
                running += 1
                if known.get(stem(fold(word)), 0) < UNKNOWN:
                    unknown[word.lower()] += 1
    return running, unknown.total(), unknown


def known_units(corpora: Iterable[Path], asked: Container[str]) -> tuple[Counter[str], set[str]]:
    """How often the French of the pairs has each unit that is asked for; and the keys of their sentences."""
    times: Counter[str] = Counter()
    keys: set[str] = set()
    for corpus in corpora:
        for french, _ in read_pairs(corpus):
            times.update(unit for unit in units(french) if unit in asked)
            keys.add(key(french))
    return times, keys


def write_batches(texts: list[str], out: Path) -> int:
    """Files ``b001.fr`` of numbered lines, shuffled so that each has something of all; how many."""
    Random(13).shuffle(texts)
    out.mkdir(parents=True, exist_ok=True)
    batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    for number, batch in enumerate(batches, 1):
        lines = [f"{at}\t{text}\n" for at, text in enumerate(batch, 1)]
        (out / f"b{number:03}.fr").write_text("".join(lines), "utf-8")
    return len(batches)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+", type=Path, help="folders of *.jsonl.xz, or files and folders of French text")
    parser.add_argument(
        "--pairs", nargs="+", type=Path, default=[Path("../shared/data/bitext"), Path("training/corpora")]
    )
    parser.add_argument("--forbid", nargs="*", type=Path, default=[Path("../shared/eval")])
    parser.add_argument("--take", type=int, default=0, help="sentences to choose")
    parser.add_argument("--out", type=Path, default=Path("training/runs/batches"))
    given = parser.parse_args()
    try:
        _run(given)
    except (DipxError, OSError) as error:
        sys.exit(f"gaps: {error}")


def _run(given: argparse.Namespace) -> None:
    corpora = [corpus for folder in given.pairs for corpus in sorted(folder.glob("*.tsv*"))]
    if not corpora:
        raise InputError(f"No corpus *.tsv or *.tsv.xz in {', '.join(map(str, given.pairs))}.")
    texts = list(dict.fromkeys(sentences(documents(given.news), forbidden_sentences(given.forbid))))
    asked = {unit for text in texts for unit in units(text)}
    known, keys = known_units(corpora, asked)
    running, total, unknown = ignorance(texts, known)
    print(f"{len(texts):,} sentences; of 1,000 running words {1000 * total / max(1, running):.1f} are unknown:")
    print(" ".join(f"{word} ({times})" for word, times in unknown.most_common(40)))
    if given.take:
        weights = wanted(texts, known)
        taken = picked([text for text in texts if key(text) not in keys], weights, given.take)
        batches = write_batches(taken, given.out)
        print(f"{len(weights):,} units are wanted; {len(taken):,} sentences in {batches} batches in {given.out}")


if __name__ == "__main__":
    main()
